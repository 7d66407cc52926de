//! Deciding on expressions of interest. All of it needs [`Action::TriageInterest`].

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::interest::State;
use model::permission::Action;
use store::interest::{self, Decision};

use super::decision;
use super::forms::{AssignForm, DecideForm, MatchForm, NoteForm, RemoveForm, UndoForm, YearForm};
use crate::kit::{Form, Redirect};

/// Decides on one, and sends the letter.
pub async fn decide(form: DecideForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let mut changes = context::database()?.change().await?;
    let interest = interest::one_in(&mut changes, hub, form.id).await?.ok_or(AppError::NotFound)?;
    let letter = form.check(form.to == State::Accepted && !interest.eligibility().is_met())?;
    let notice = if letter.is_some() { Notice::InterestDecidedWithLetter } else { Notice::InterestDecided };
    let decision = Decision { state: form.to, reason: &form.reason, seen: form.from };
    let change = interest::decide(&mut changes, hub, form.id, &person, decision).await?;
    if let Some((subject, paragraphs)) = letter {
        decision::write(&mut changes, &interest, &person, change, subject, paragraphs).await?;
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("/hub/interest/{}", form.id), notice))
}

/// Takes back the last decision, and its letter where that has not gone out.
pub async fn undo(form: UndoForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let mut changes = context::database()?.change().await?;
    let in_time = interest::undo(&mut changes, hub, form.id, &person, form.change.parse().ok()).await?;
    changes.commit().await?;
    let notice = if in_time { Notice::InterestUndone } else { Notice::InterestUndoneAfterLetter };
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Gives one to somebody of the hub, or to nobody.
pub async fn assign(form: AssignForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let to = (!form.person.is_empty()).then(|| form.person.parse()).transpose()?;
    let mut changes = context::database()?.change().await?;
    interest::assign(&mut changes, hub, form.id, &by, to).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::InterestAssigned))
}

/// Says in which year its school would begin: the present one or the next.
pub async fn set_year(form: YearForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let now = AcademicYear::at(chrono::Utc::now());
    if ![now, now.next()].contains(&form.year) {
        return Err(AppError::NotFound);
    }
    let mut changes = context::database()?.change().await?;
    interest::set_year(&mut changes, hub, form.id, &by, form.year).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}

/// Writes a note beside one.
pub async fn note(form: NoteForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let note = form.check()?;
    let mut changes = context::database()?.change().await?;
    interest::add_note(&mut changes, hub, form.id, by.id, &note).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("{}#notes", form.page()), Notice::InterestNoted))
}

/// Says which school one is about.
pub async fn match_school(form: MatchForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let school = form.check()?;
    let mut changes = context::database()?.change().await?;
    interest::match_school(&mut changes, hub, form.id, &by, school).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("/hub/interest/{}", form.id), Notice::InterestMatched))
}

/// Takes what is from no school out of the inbox, or puts it back.
pub async fn remove(form: RemoveForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let mut changes = context::database()?.change().await?;
    let notice = if form.back.is_empty() {
        interest::remove(&mut changes, hub, form.id, &by).await?;
        Notice::InterestRemoved
    } else {
        interest::put_back(&mut changes, hub, form.id, &by).await?;
        Notice::InterestPutBack
    };
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), notice))
}
