//! What every form about a headteacher's commitment begins with, and what signing as a head comes to.

use app::context::{absolute, database, person_who_may};
use app::error::{AppError, Problem};
use app::notice::Notice;
use chrono::{Days, NaiveDate, Utc};
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject};
use store::Changes;
use store::commitments::{GroupYear, Refused, SchoolCommitment, ScreenSignature, SignedBy, fingerprint};

use super::forms::SignatureForm;
use crate::kit::Redirect;

/// A year of a group; without `year` the one that people mean now.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn year_of(group: WorkGroupId, year: Option<AcademicYear>) -> Result<GroupYear, AppError> {
    store::commitments::group_year(&database()?, group, year).await?.ok_or(AppError::NotFound)
}

/// The same for somebody who manages the group's commitments.
///
/// # Errors
/// As [`person_who_may`] and [`year_of`].
pub async fn managed(group: WorkGroupId, year: AcademicYear) -> Result<(Person, GroupYear), AppError> {
    let person = person_who_may(Action::ManageCommitments, Subject::Group(group)).await?;
    Ok((person, year_of(group, Some(year)).await?))
}

/// A head signs `commitment`, and is led on to `page`.
///
/// # Errors
/// [`AppError::Invalid`] when something is missing, or the paper has changed since it was shown.
pub async fn sign_as<By>(
    by: SignedBy<'_>,
    commitment: &SchoolCommitment,
    form: &SignatureForm<By>,
    page: &str,
) -> Result<Redirect, AppError> {
    if commitment.state.head.is_some() || !commitment.is_open() {
        // Its page says why.
        return Ok(Redirect::to(page));
    }
    if fingerprint(&commitment.paper) != form.shown {
        return Err(Problem::PaperChanged.into());
    }
    let filled = form.check(commitment.paper.wording.clauses.len(), days(commitment))?;
    let signature = ScreenSignature {
        by,
        shown: &form.shown,
        typed_name: &filled.typed_name,
        drawing: &form.drawing,
        printed_name: &filled.printed_name,
        signed_on: filled.signed_on,
        site: &absolute(""),
    };
    let mut changes = database()?.change().await?;
    let signed = store::commitments::sign(&mut changes, &signature).await;
    keep_signed(changes, signed, page, Notice::CommitmentSigned).await
}

/// Keeps a signature, and leads on to its page. Where it is signed already, or closed, the page says why.
///
/// # Errors
/// [`AppError::Invalid`] when the paper has changed since it was shown.
pub async fn keep_signed(changes: Changes, signed: Result<i64, Refused>, page: &str, notice: Notice) -> Result<Redirect, AppError> {
    match signed {
        Err(Refused::Signed | Refused::NotFound) => Ok(Redirect::to(page)),
        signed => {
            signed?;
            changes.commit().await?;
            Ok(Redirect::with_notice(page, notice))
        }
    }
}

/// The first and the last day that a head may give: from that of the request, or of the record where nobody has asked, until today.
fn days(commitment: &SchoolCommitment) -> (NaiveDate, NaiveDate) {
    let now = Utc::now();
    let asked = commitment.state.requested_at.or(commitment.state.created_at).unwrap_or(now);
    (first_day(clock::day(asked)), clock::day(now))
}

/// A day less, so that nobody is refused around midnight.
fn first_day(asked: NaiveDate) -> NaiveDate {
    asked.checked_sub_days(Days::new(1)).unwrap_or(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_refused_around_midnight() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(first_day(day("2026-11-03")), day("2026-11-02"));
    }
}
