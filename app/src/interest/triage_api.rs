//! Deciding on expressions of interest. All of it needs [`Action::TriageInterest`](model::permission::Action).

use leptos::prelude::*;
use model::ids::InterestId;
use model::interest::State;

use super::inbox_words::Look;
use crate::error::AppError;

/// Decides on one, and sends the letter unless `no_letter` is given.
#[server(endpoint = "interest-decide")]
pub async fn decide_interest(
    id: InterestId,
    to: State,
    #[server(default)] reason: String,
    #[server(default)] subject: String,
    #[server(default)] letter: String,
    #[server(default)] no_letter: String,
) -> Result<(), AppError> {
    use super::triage_checks;
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    use store::interests::{self, Decision};
    let page = format!("/hub/interest/{id}/decide?to={}", to.key());
    let fields = [("reason", &*reason), ("subject", &*subject), ("letter", &*letter), ("no_letter", &*no_letter)];
    context::answer_fields(&page, &fields, async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let database = context::database()?;
        let interest = interests::one(&database, hub, id).await?.ok_or(AppError::NotFound)?;
        let needed = to == State::Accepted && !interest.eligibility().is_met();
        let send = no_letter.is_empty() && to != State::Withdrawn;
        let edited = triage_checks::decision(needed, &reason, &subject, &letter, send)?;
        let mut changes = database.change().await?;
        let change = interests::decide(&mut changes, hub, id, &person, Decision { state: to, reason: &reason }).await??;
        let sent = edited.is_some();
        if let Some((subject, paragraphs)) = edited {
            context::interest::write(&mut changes, &interest, &person, &change, subject, paragraphs).await?;
        }
        changes.commit().await?;
        let notice = if sent { Notice::InterestDecidedWithLetter } else { Notice::InterestDecided };
        context::done(&format!("/hub/interest/{id}"), notice);
        Ok(())
    })
    .await
}

/// Takes back the last decision, and its letter where that has not gone out.
#[server(endpoint = "interest-undo")]
pub async fn undo_interest(id: InterestId) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let mut changes = context::database()?.change().await?;
        let in_time = store::interests::undo(&mut changes, hub, id, &person).await??;
        changes.commit().await?;
        context::done(&page, if in_time { Notice::InterestUndone } else { Notice::InterestUndoneAfterLetter });
        Ok(())
    })
    .await
}

/// Gives one to somebody of the hub, or to nobody.
#[server(endpoint = "interest-assign")]
pub async fn assign_interest(id: InterestId, #[server(default)] person: String) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[("person", &person)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let to = (!person.is_empty()).then(|| person.parse()).transpose()?;
        let mut changes = context::database()?.change().await?;
        if !store::interests::assign(&mut changes, hub, id, &by, to).await? {
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
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let now = store::academic_year::at(chrono::Utc::now());
        let mut changes = context::database()?.change().await?;
        if !(now..=now + 1).contains(&year) || !store::interests::set_year(&mut changes, hub, id, &by, year).await? {
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
    use super::triage_checks;
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/hub/interest/{id}");
    context::answer_fields(&page, &[("note", &note)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let note = triage_checks::note(&note)?;
        let mut changes = context::database()?.change().await?;
        if !store::interests::add_note(&mut changes, hub, id, by.id, &note).await? {
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
    use crate::context;
    use crate::error::Problem;
    use crate::notice::Notice;
    use leptos_router::location::Url;
    use model::permission::Action;
    let page = format!("/hub/interest/{id}/school?q={}", Url::escape(&q));
    context::answer_fields(&page, &[("school", &school)], async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let school = school.parse().map_err(|_| AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
        let mut changes = context::database()?.change().await?;
        store::interests::match_school(&mut changes, hub, id, &by, school).await??;
        changes.commit().await?;
        context::done(&format!("/hub/interest/{id}"), Notice::InterestMatched);
        Ok(())
    })
    .await
}

/// Decides on several, or gives them to somebody. Those that can't be decided on are left as they are, and stay ticked.
#[server(endpoint = "interest-bulk")]
pub async fn change_interests(
    #[server(default)] chosen: Vec<String>,
    #[server(default)] change: String,
    #[server(default)] letters: String,
    #[server(default)] look: Look,
) -> Result<(), AppError> {
    use super::triage_checks::{self, Bulk};
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    use store::interests;
    let page = look.address();
    let mut fields: Vec<(&str, &str)> = chosen.iter().map(|id| ("chosen[]", id.as_str())).collect();
    fields.extend([("change", &*change), ("letters", &*letters)]);
    context::answer_fields(&page, &fields, async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let bulk = triage_checks::bulk(&chosen, &change)?;
        let (database, mut left) = (context::database()?, Vec::new());
        let mut changes = database.change().await?;
        for id in &chosen {
            let interest = interests::one(&database, hub, id.parse()?).await?.ok_or(AppError::NotFound)?;
            let done = match &bulk {
                Bulk::Assign(to) => {
                    let to = to.as_deref().map(str::parse).transpose()?;
                    interests::assign(&mut changes, hub, interest.id, &by, to).await?
                }
                Bulk::Decide(state) => {
                    context::interest::decide_as_usual(&mut changes, &interest, &by, *state, !letters.is_empty()).await?
                }
            };
            if !done {
                left.push(interest.reference);
            }
        }
        changes.commit().await?;
        if left.is_empty() {
            context::done(&page, Notice::InterestsChanged);
        } else {
            let separator = if page.contains('?') { '&' } else { '?' };
            context::done(&format!("{page}{separator}left={}", left.join(".")), Notice::InterestsLeft);
        }
        Ok(())
    })
    .await
}
