//! Noting that a school took part in a phase, and taking that back: decisions on expressions of interest depend on it.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, SchoolId};
use model::permission::Action;
use store::Changes;
use store::audit::{self, Entry, Who};
use store::schools::phases;

use super::forms::{AddPhaseForm, RemovePhaseForm};
use crate::kit::{Form, Redirect};

/// Notes it.
pub async fn add_phase(form: AddPhaseForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let (phase, year) = form.check(AcademicYear::at(chrono::Utc::now()))?;
    let database = context::database()?;
    let school = store::schools::facts(&database, form.school).await?.ok_or(AppError::NotFound)?;
    let mut changes = database.change().await?;
    phases::add(&mut changes, form.school, phase, year, form.source()).await?;
    let words = format!("Noted that {} took part in {phase} in {year}.", school.name);
    note(&mut changes, (hub, &person), "phase.added", form.school, &words).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("{}#phases", form.page()), Notice::PhaseAdded))
}

/// Takes a year of a phase back. The page it leads to can put it back.
pub async fn remove_phase(form: RemovePhaseForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let RemovePhaseForm { school, phase, year } = form;
    let database = context::database()?;
    let facts = store::schools::facts(&database, school).await?.ok_or(AppError::NotFound)?;
    let mut changes = database.change().await?;
    let source = phases::remove(&mut changes, school, phase, year).await?.ok_or(AppError::NotFound)?;
    let words = format!("Took back that {} took part in {phase} in {year}.", facts.name);
    note(&mut changes, (hub, &person), "phase.removed", school, &words).await?;
    changes.commit().await?;
    let undo = format!("{}.{}.{}", phase.key(), year.starts_in(), source.key());
    Ok(Redirect::with_notice(&format!("{}?undo={undo}#phases", form.page()), Notice::PhaseRemoved))
}

async fn note(changes: &mut Changes, (hub, by): (HubId, &Person), action: &str, school: SchoolId, words: &str) -> Result<(), AppError> {
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(school.to_string()), words };
    Ok(audit::write(changes, &entry).await?)
}
