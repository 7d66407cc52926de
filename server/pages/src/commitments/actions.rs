//! What every form about a headteacher's commitment begins with, and what signing as a head comes to.

use std::future::Future;

use app::context::{absolute, answer_fields, database, done, person_who_may};
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::uk_time::british_day;
use model::accounts::roles::Person;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject};
use store::commitments::{GroupYear, Place, ScreenSignature, SignedBy, Signing};

use super::checks::{check_drawing, check_signing, first_day};

/// A year of a group; without `year` the one that people mean now.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn year_of(group: WorkGroupId, year: Option<i32>) -> Result<GroupYear, AppError> {
    store::commitments::group_year(&database()?, group, year).await?.ok_or(AppError::NotFound)
}

/// The same for somebody who manages the group's commitments.
///
/// # Errors
/// As [`person_who_may`] and [`year_of`].
pub async fn managed(group: WorkGroupId, year: i32) -> Result<(Person, GroupYear), AppError> {
    let person = person_who_may(Action::ManageCommitments, Subject::Group(group)).await?;
    Ok((person, year_of(group, Some(year)).await?))
}

/// What a head has sent.
#[derive(Clone, Copy, Debug)]
pub struct HeadForm<'a> {
    /// The mark of the paper that was on the screen.
    pub shown: &'a str,
    /// The numbers of the points that are ticked.
    pub ticks: &'a [u8],
    /// The name typed as the signature.
    pub typed_name: &'a str,
    /// The name in print.
    pub printed_name: &'a str,
    /// The day.
    pub signed_on: &'a str,
    /// What was drawn; may be empty.
    pub drawing: &'a str,
}

impl HeadForm<'_> {
    /// Runs the body of the server function that it was sent to, as [`answer_fields`] does.
    ///
    /// # Errors
    /// Those of `body`.
    pub async fn answer(self, page: &str, body: impl Future<Output = Result<(), AppError>>) -> Result<(), AppError> {
        let fields = self.fields();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        answer_fields(page, &fields, body).await
    }

    /// Its fields, for the page that it comes back to.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let texts = [
            ("shown", self.shown),
            ("typed_name", self.typed_name),
            ("printed_name", self.printed_name),
            ("signed_on", self.signed_on),
            ("drawing", self.drawing),
        ];
        let texts = texts.into_iter().map(|(name, value)| (name, value.to_owned()));
        texts.chain(self.ticks.iter().map(|number| ("ticks[]", number.to_string()))).collect()
    }
}

/// A head signs what is at `place`, and is led on to `page`.
///
/// # Errors
/// [`AppError::Invalid`] when something is missing, or the paper has changed since it was shown.
pub async fn sign_as(by: SignedBy<'_>, place: &Place, form: HeadForm<'_>, page: &str) -> Result<(), AppError> {
    if place.state.head.is_some() || !place.is_open() {
        // Its page says why.
        leptos_axum::redirect(page);
        return Ok(());
    }
    if store::commitments::mark(&place.paper) != form.shown {
        return Err(AppError::Invalid(vec![Problem::PaperChanged]));
    }
    let now = chrono::Utc::now();
    let asked = place.state.requested_at.or(place.state.created_at).unwrap_or(now);
    let days = (first_day(british_day(asked)), british_day(now));
    let points = place.paper.wording.clauses.len();
    let filled = check_signing(points, form.ticks, form.typed_name, form.printed_name, form.signed_on, days)?;
    let signature = ScreenSignature {
        by,
        shown: form.shown,
        typed_name: &filled.typed_name,
        drawing: check_drawing(form.drawing)?,
        printed_name: &filled.printed_name,
        signed_on: filled.signed_on,
        site: &absolute(""),
    };
    let mut changes = database()?.change().await?;
    match store::commitments::sign(&mut changes, &signature).await? {
        Signing::Signed(_) => {
            changes.commit().await?;
            done(page, Notice::CommitmentSigned);
        }
        Signing::Already | Signing::Closed => leptos_axum::redirect(page),
        Signing::Changed => return Err(AppError::Invalid(vec![Problem::PaperChanged])),
    }
    Ok(())
}
