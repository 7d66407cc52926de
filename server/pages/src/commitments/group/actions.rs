//! Asking heads, reminding them, and saying who they are.

use app::context::{absolute, database};
use app::error::AppError;
use app::notice::Notice;
use model::ids::SchoolId;
use store::commitments::{Asked, Place, Refused, Sender, Standing};

use super::forms::{AskForm, HeadForm, RemindForm, RenewLinkForm};
use crate::commitments::actions::managed;
use crate::commitments::addresses;
use crate::kit::{Form, Redirect};

/// Asks, while not one date is known only after that was said.
pub async fn ask(form: AskForm) -> Result<Redirect, AppError> {
    let (page, alone) = (form.page(), form.school.is_some());
    let (person, year) = managed(form.group, form.year).await?;
    let places = store::commitments::all_places(&database()?, &year).await?;
    if !form.confirmed && are_undated(&places) {
        let whom = form.school.map_or_else(|| "all".to_owned(), |school| school.to_string());
        return Ok(Redirect::to(format!("{page}&ask={whom}")));
    }
    let schools: Vec<SchoolId> = form.school.map_or_else(|| places.iter().map(|place| place.state.school).collect(), |school| vec![school]);
    let site = absolute("");
    let (mut changes, mut sent) = (database()?.change().await?, false);
    for school in schools {
        let asked = store::commitments::ask(&mut changes, Sender { person: &person, site: &site }, &year, school).await;
        sent |= was_sent(asked, alone)?;
    }
    changes.commit().await?;
    let asked = if alone { Notice::HeadAsked } else { Notice::HeadsAsked };
    Ok(Redirect::with_notice(&page, if sent { asked } else { Notice::NobodyToAsk }))
}

/// Whether heads would be asked to release somebody on days that nobody knows yet.
fn are_undated(places: &[Place]) -> bool {
    !places.is_empty() && places.iter().all(|place| place.paper.workshops.iter().all(|workshop| workshop.date.is_empty()))
}

/// Whether a letter is on its way; a school that is `alone` must have an address.
fn was_sent(asked: Result<Asked, Refused>, alone: bool) -> Result<bool, AppError> {
    match asked {
        Err(Refused::Signed) => Ok(false),
        Err(Refused::NoAddress) if !alone => Ok(false),
        asked => Ok(asked? == Asked::Sent),
    }
}

/// Reminds. A head who had a letter in the last three days is only reminded when that is meant, and alone.
pub async fn remind(form: RemindForm) -> Result<Redirect, AppError> {
    let (page, alone) = (form.page(), form.school.is_some());
    let (person, year) = managed(form.group, form.year).await?;
    let schools: Vec<SchoolId> = match form.school {
        Some(school) => vec![school],
        None => {
            let states = store::commitments::states(&database()?, &year).await?;
            states.iter().filter(|state| matches!(state.standing(), Standing::Asked(_))).map(|state| state.school).collect()
        }
    };
    let site = absolute("");
    let (mut changes, mut sent) = (database()?.change().await?, false);
    for school in schools {
        let sender = Sender { person: &person, site: &site };
        let asked = store::commitments::remind(&mut changes, sender, &year, school, form.confirmed && alone).await;
        if alone && matches!(asked, Ok(Asked::TooSoon)) {
            return Ok(Redirect::to(addresses::of_school(form.group, school, "/remind", form.year)));
        }
        sent |= was_sent(asked, alone)?;
    }
    changes.commit().await?;
    let reminded = if alone { Notice::HeadReminded } else { Notice::HeadsReminded };
    Ok(Redirect::with_notice(&page, if sent { reminded } else { Notice::NobodyToRemind }))
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
