//! Deciding on expressions of interest. All of it needs [`Action::TriageInterest`](model::permission::Action).

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use leptos_router::location::Url;
use model::ids::InterestId;
use model::interest::State;
use model::permission::Action;
use store::interest::{self, Decision};

use super::checks;

/// Decides on one that stands as it was looked at (`from`), and sends the letter unless `no_letter` is given.
#[server(endpoint = "interest-decide")]
pub async fn decide_interest(
    id: InterestId,
    to: State,
    #[server(default)] from: Option<State>,
    #[server(default)] reason: String,
    #[server(default)] subject: String,
    #[server(default)] letter: String,
    #[server(default)] no_letter: String,
) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}/decide?to={}", to.key());
    let fields = [("reason", &*reason), ("subject", &*subject), ("letter", &*letter), ("no_letter", &*no_letter)];
    context::answer_fields(&page, &fields, async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let mut changes = context::database()?.change().await?;
        let interest = interest::one_in(&mut changes, hub, id).await?.ok_or(AppError::NotFound)?;
        let needed = to == State::Accepted && !interest.eligibility().is_met();
        let send = no_letter.is_empty() && to != State::Withdrawn;
        let edited = checks::decision(needed, &reason, &subject, &letter, send)?;
        let decision = Decision { state: to, reason: &reason, seen: from };
        let change = interest::decide(&mut changes, hub, id, &person, decision).await??;
        let sent = edited.is_some();
        if let Some((subject, paragraphs)) = edited {
            super::decision::write(&mut changes, &interest, &person, &change, subject, paragraphs).await?;
        }
        changes.commit().await?;
        let notice = if sent { Notice::InterestDecidedWithLetter } else { Notice::InterestDecided };
        context::done(&format!("/hub/interest/{id}"), notice);
        Ok(())
    })
    .await
}

/// Takes back the decision that was shown as the last (`change`), and its letter where that has not gone out.
#[server(endpoint = "interest-undo")]
pub async fn undo_interest(id: InterestId, #[server(default)] change: String) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let mut changes = context::database()?.change().await?;
        let in_time = store::interest::undo(&mut changes, hub, id, &person, &change).await??;
        changes.commit().await?;
        context::done(&page, if in_time { Notice::InterestUndone } else { Notice::InterestUndoneAfterLetter });
        Ok(())
    })
    .await
}

/// Gives one to somebody of the hub, or to nobody.
#[server(endpoint = "interest-assign")]
pub async fn assign_interest(id: InterestId, #[server(default)] person: String) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[("person", &person)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let to = (!person.is_empty()).then(|| person.parse()).transpose()?;
        let mut changes = context::database()?.change().await?;
        if !store::interest::assign(&mut changes, hub, id, &by, to).await? {
            return Err(AppError::NotFound);
        }
        changes.commit().await?;
        context::done(&page, Notice::InterestAssigned);
        Ok(())
    })
    .await
}

/// Says in which year its school would begin: the present one or the next.
#[server(endpoint = "interest-year")]
pub async fn move_interest(id: InterestId, year: i32) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let now = store::academic_year::at(chrono::Utc::now());
        let mut changes = context::database()?.change().await?;
        if !(now..=now + 1).contains(&year) || !store::interest::set_year(&mut changes, hub, id, &by, year).await? {
            return Err(AppError::NotFound);
        }
        changes.commit().await?;
        context::done(&page, Notice::Saved);
        Ok(())
    })
    .await
}

/// Writes a note beside one.
#[server(endpoint = "interest-note")]
pub async fn note_interest(id: InterestId, note: String) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[("note", &note)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let note = checks::note(&note)?;
        let mut changes = context::database()?.change().await?;
        if !store::interest::add_note(&mut changes, hub, id, by.id, &note).await? {
            return Err(AppError::NotFound);
        }
        changes.commit().await?;
        context::done(&format!("{page}#notes"), Notice::InterestNoted);
        Ok(())
    })
    .await
}

/// Says which school one is about.
#[server(endpoint = "interest-match")]
pub async fn match_interest(id: InterestId, #[server(default)] school: String, #[server(default)] q: String) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}/school?q={}", Url::escape(&q));
    context::answer_fields(&page, &[("school", &school)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let school = school.parse().map_err(|_| AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
        let mut changes = context::database()?.change().await?;
        store::interest::match_school(&mut changes, hub, id, &by, school).await??;
        changes.commit().await?;
        context::done(&format!("/hub/interest/{id}"), Notice::InterestMatched);
        Ok(())
    })
    .await
}

/// Takes what is from no school out of the inbox, or with `back` puts it back.
#[server(endpoint = "interest-remove")]
pub async fn remove_interest(id: InterestId, #[server(default)] back: String) -> Result<(), AppError> {
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let mut changes = context::database()?.change().await?;
        if back.is_empty() {
            interest::remove(&mut changes, hub, id, &by).await??;
        } else {
            interest::put_back(&mut changes, hub, id, &by).await??;
        }
        changes.commit().await?;
        context::done(&page, if back.is_empty() { Notice::InterestRemoved } else { Notice::InterestPutBack });
        Ok(())
    })
    .await
}
