//! Asking heads, reminding them, and saying who they are.

use app::context::{absolute, database};
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Person;
use model::ids::SchoolId;
use store::commitments::{Asked, GroupYear, Progress, Refused, SchoolCommitment, Sender};

use super::forms::{AskForm, HeadForm, LetterForm, RemindForm, RenewLinkForm};
use crate::commitments::actions::managed;
use crate::commitments::addresses;
use crate::kit::{Form, Redirect};

/// Asks, while not one date is known only after that was said.
pub async fn ask(form: AskForm) -> Result<Redirect, AppError> {
    let (person, year) = managed(form.group, form.year).await?;
    let commitments = store::commitments::school_commitments(&database()?, &year).await?;
    if !form.confirmed && are_undated(&commitments) {
        let whom = form.school.map_or_else(|| "all".to_owned(), |school| school.to_string());
        return Ok(Redirect::to(format!("{}&ask={whom}", form.page())));
    }
    let schools = form.school.map_or_else(|| commitments.iter().map(|commitment| commitment.state.school).collect(), |school| vec![school]);
    write(&form, &person, &year, schools).await
}

/// Whether heads would be asked to release somebody on days that nobody knows yet.
fn are_undated(commitments: &[SchoolCommitment]) -> bool {
    !commitments.is_empty()
        && commitments.iter().all(|commitment| commitment.paper.workshops.iter().all(|workshop| workshop.date.is_empty()))
}

/// Reminds. A head who had a letter in the last three days is only reminded when that is meant, and alone.
pub async fn remind(form: RemindForm) -> Result<Redirect, AppError> {
    let (person, year) = managed(form.group, form.year).await?;
    let schools = match form.school {
        Some(school) => vec![school],
        None => {
            let states = store::commitments::states(&database()?, &year).await?;
            states.iter().filter(|state| matches!(state.progress(), Progress::Asked(_))).map(|state| state.school).collect()
        }
    };
    write(&form, &person, &year, schools).await
}

/// Writes to the heads of these schools. One who is written to alone must have an address.
async fn write<const REMINDS: bool>(
    form: &LetterForm<REMINDS>,
    person: &Person,
    year: &GroupYear,
    schools: Vec<SchoolId>,
) -> Result<Redirect, AppError> {
    let (site, alone) = (absolute(""), form.school.is_some());
    let (mut changes, mut sent) = (database()?.change().await?, false);
    for school in schools {
        let sender = Sender { person, site: &site };
        let asked = if REMINDS {
            store::commitments::remind(&mut changes, sender, year, school, form.confirmed && alone).await
        } else {
            store::commitments::ask(&mut changes, sender, year, school).await
        };
        sent |= match asked {
            Ok(Asked::TooSoon) if REMINDS && alone => {
                return Ok(Redirect::to(addresses::of_school(form.group, school, "/remind", form.year)));
            }
            Err(Refused::Signed) => false,
            Err(Refused::NoAddress) if !alone => false,
            asked => asked? == Asked::Sent,
        };
    }
    changes.commit().await?;
    let notice = match (REMINDS, sent, alone) {
        (false, true, true) => Notice::HeadAsked,
        (false, true, false) => Notice::HeadsAsked,
        (false, false, _) => Notice::NobodyToAsk,
        (true, true, true) => Notice::HeadReminded,
        (true, true, false) => Notice::HeadsReminded,
        (true, false, _) => Notice::NobodyToRemind,
    };
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Takes back every link of a school, and sends the head a letter with a new one.
pub async fn renew_link(form: RenewLinkForm) -> Result<Redirect, AppError> {
    let (person, year) = managed(form.group, form.year).await?;
    let mut changes = database()?.change().await?;
    let sender = Sender { person: &person, site: &absolute("") };
    store::commitments::renew(&mut changes, sender, &year, form.school).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::LinkRenewed))
}

/// Says who a school's head is, and where letters go.
pub async fn save_head(form: HeadForm) -> Result<Redirect, AppError> {
    let (person, year) = managed(form.group, form.year).await?;
    let (name, email) = form.check()?;
    let mut changes = database()?.change().await?;
    let sender = Sender { person: &person, site: &absolute("") };
    store::commitments::set_head(&mut changes, sender, &year, form.school, &name, email.as_ref()).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&addresses::of_group(form.group, form.year), Notice::HeadSaved))
}
