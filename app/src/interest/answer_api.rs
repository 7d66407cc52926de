//! Answering the questions of the public form, one by one, and sending it. Anybody may.

use leptos::prelude::*;

use crate::error::AppError;

/// Begins the form, or goes on with the one that is there.
#[server(endpoint = "interest-begin")]
pub async fn begin_interest() -> Result<(), AppError> {
    use crate::context;
    use model::interest::Question;
    crate::error::answer(async {
        let answers = context::interest::begin().await?;
        leptos_axum::redirect(&match Question::first_open(&answers) {
            Some(open) => format!("/interest/{}", open.key()),
            None => "/interest/check".to_owned(),
        });
        Ok(())
    })
    .await
}

/// Takes the school where only one fits what was typed; leads to a choice where several do.
#[server(endpoint = "interest-answer-school")]
pub async fn answer_school(
    school: String,
    #[server(default)] school_id: String,
    #[server(default)] town: String,
    #[server(default)] change: String,
) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use crate::error::Problem;
    use model::interest::Question;
    use store::interests::find_school;
    let page = page("school", &change);
    context::answer_fields(&page, &[("school", &school), ("town", &town)], async {
        let mut answers = context::interest::begun().await?;
        let (school, town) = checks::school(&school, &town)?;
        if answers.school.is_some() && answers.school_in_words() == format!("{school}, {town}") {
            return context::interest::keep(&answers, Question::School, &change).await;
        }
        let database = context::database()?;
        let mut found = find_school(&database, &school, &town, 12).await?;
        // Chosen from the list, or typed so that it can be only one.
        if let Some(one) = store::schools::resolve(&database, &school_id, &school).await? {
            found.retain(|school| school.id == one);
        }
        answers.looking_for = None;
        match (found.len(), town.is_empty()) {
            (0, true) => return Err(AppError::Invalid(vec![Problem::SchoolUnknown])),
            (0, false) => (answers.school, answers.school_name, answers.town) = (None, school, town),
            (1, _) => {
                let one = found.remove(0);
                (answers.school, answers.school_name, answers.town) = (Some(one.id), one.name, one.town);
            }
            _ => {
                answers.looking_for = Some((school, town));
                context::interest::keep_only(&answers).await?;
                leptos_axum::redirect(&format!("/interest/which-school{}", if change.is_empty() { "" } else { "?change=1" }));
                return Ok(());
            }
        }
        context::interest::keep(&answers, Question::School, &change).await
    })
    .await
}

/// Takes one of the schools that fit, or what was typed.
#[server(endpoint = "interest-choose-school")]
pub async fn choose_school(
    #[server(default)] school: String,
    #[server(default)] town: String,
    #[server(default)] change: String,
) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use crate::error::Problem;
    use model::interest::Question;
    use store::interests::find_school;
    let page = page("which-school", &change);
    context::answer_fields(&page, &[("school", &school), ("town", &town)], async {
        let mut answers = context::interest::begun().await?;
        let (words, near) = answers.looking_for.clone().ok_or(AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
        if school == checks::NONE {
            (answers.school, answers.town, answers.school_name) = (None, checks::town(&town)?, words);
        } else {
            let found = find_school(&context::database()?, &words, &near, 12).await?;
            let one = found.into_iter().find(|one| one.id.to_string() == school);
            let one = one.ok_or(AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
            (answers.school, answers.school_name, answers.town) = (Some(one.id), one.name, one.town);
        }
        answers.looking_for = None;
        context::interest::keep(&answers, Question::School, &change).await
    })
    .await
}

/// Who writes.
#[server(endpoint = "interest-answer-you")]
pub async fn answer_you(name: String, email: String, role: String, #[server(default)] change: String) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use model::interest::Question;
    let page = page("you", &change);
    context::answer_fields(&page, &[("name", &name), ("email", &email), ("role", &role)], async {
        let mut answers = context::interest::begun().await?;
        answers.contact = Some(checks::you(&name, &email, &role)?);
        context::interest::keep(&answers, Question::You, &change).await
    })
    .await
}

/// Earlier Work Groups and their years.
#[server(endpoint = "interest-answer-journey")]
pub async fn answer_journey(
    #[server(default)] phases: Vec<String>,
    #[server(default)] readiness_year: String,
    #[server(default)] development_year: String,
    #[server(default)] embedding_year: String,
    #[server(default)] sustaining_year: String,
    #[server(default)] change: String,
) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use chrono::Datelike;
    use model::interest::{Question, earlier_years};
    let page = page("journey", &change);
    let years = [&*readiness_year, &*development_year, &*embedding_year, &*sustaining_year];
    let names = ["readiness_year", "development_year", "embedding_year", "sustaining_year"];
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(years).collect();
    fields.extend(phases.iter().map(|phase| ("phases[]", phase.as_str())));
    context::answer_fields(&page, &fields, async {
        let mut answers = context::interest::begun().await?;
        let today = chrono::Utc::now();
        answers.journey = Some(checks::journey(&phases, years, &earlier_years(today.year(), today.month()))?);
        context::interest::keep(&answers, Question::Journey, &change).await
    })
    .await
}

/// The two counts of teachers.
#[server(endpoint = "interest-answer-practice")]
pub async fn answer_practice(teachers: String, using: String, #[server(default)] change: String) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use model::interest::Question;
    let page = page("practice", &change);
    context::answer_fields(&page, &[("teachers", &teachers), ("using", &using)], async {
        let mut answers = context::interest::begun().await?;
        answers.practice = Some(checks::practice(&teachers, &using)?);
        context::interest::keep(&answers, Question::Practice, &change).await
    })
    .await
}

/// What leaders say yes to.
#[server(endpoint = "interest-answer-leadership")]
pub async fn answer_leadership(#[server(default)] pledges: Vec<String>, #[server(default)] change: String) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use model::interest::Question;
    let page = page("leadership", &change);
    let mut fields: Vec<(&str, &str)> = pledges.iter().map(|pledge| ("pledges[]", pledge.as_str())).collect();
    // Even with nothing ticked, the form has come back, and shows just that.
    fields.push(("change", &change));
    context::answer_fields(&page, &fields, async {
        let mut answers = context::interest::begun().await?;
        answers.leadership = Some(checks::leadership(&pledges)?);
        context::interest::keep(&answers, Question::Leadership, &change).await
    })
    .await
}

/// Anything else.
#[server(endpoint = "interest-answer-notes")]
pub async fn answer_notes(notes: String, #[server(default)] change: String) -> Result<(), AppError> {
    use super::checks;
    use crate::context;
    use model::interest::Question;
    let page = page("notes", &change);
    context::answer_fields(&page, &[("notes", &notes)], async {
        let mut answers = context::interest::begun().await?;
        answers.notes = Some(checks::notes(&notes)?);
        context::interest::keep(&answers, Question::Notes, &change).await
    })
    .await
}

/// Sends the form. `website` is a field that no person sees.
#[server(endpoint = "interest-send")]
pub async fn send_interest(#[server(default)] website: String) -> Result<(), AppError> {
    use crate::context;
    use crate::error::Problem;
    use store::interests::{self, SendingError, Sent};
    use store::outbox::{NewMessage, enqueue};
    context::answer_fields("/interest/check", &[("website", &website)], async {
        let refuse = |problem| Err(AppError::Invalid(vec![problem]));
        if !website.trim().is_empty() {
            return refuse(Problem::TrapFilled);
        }
        // Six pages in three seconds: the answers stay, and a second press is late enough.
        let answers = context::interest::answers().await?;
        if answers.is_some_and(|answers| chrono::Utc::now().timestamp_millis() - answers.started_at < 3000) {
            return refuse(Problem::InterestTooQuick);
        }
        let (token, hub, database) =
            (context::interest::token().unwrap_or_default(), context::interest::hub().await?, context::database()?);
        let mut changes = database.change().await?;
        let (id, again) = match interests::send(&mut changes, &token, hub, context::client_address()).await {
            Ok(Sent::New(id)) => (id, false),
            Ok(Sent::Replaced(id)) => (id, true),
            Ok(Sent::Already(_)) => {
                leptos_axum::redirect("/interest/sent");
                return Ok(());
            }
            Err(SendingError::TooMany) => return refuse(Problem::InterestsTooMany),
            Err(SendingError::NotComplete) => {
                leptos_axum::redirect("/interest/check");
                return Ok(());
            }
            Err(SendingError::Store(error)) => return Err(error.into()),
        };
        let (interest, contact) = interests::to_answer(&mut changes, hub, id).await?.ok_or(AppError::NotFound)?;
        let about = Some(id.to_string());
        let letter = interests::confirmation(&interest);
        let to = (contact.name.as_str(), &contact.email);
        let message = NewMessage { hub, kind: "interest.confirmation", to, letter: &letter, link: None, urgent: true, about, by: None };
        enqueue(&mut changes, &message).await?;
        let (letter, own) = (interests::arrived(&interest, again), interests::hub_address(&mut changes, hub).await?);
        if let Some((name, address)) = &own {
            let link = context::absolute(&format!("/hub/interest/{id}"));
            let (to, link, about) = ((name.as_str(), address), Some(link.as_str()), Some(id.to_string()));
            enqueue(&mut changes, &NewMessage { hub, kind: "interest.arrived", to, letter: &letter, link, urgent: false, about, by: None })
                .await?;
        }
        changes.commit().await?;
        leptos_axum::redirect("/interest/sent");
        Ok(())
    })
    .await
}

/// The page of a question, to come back to: `change` says that it was opened from all answers.
#[allow(dead_code, reason = "the browser's half has no bodies of server functions")]
fn page(key: &str, change: &str) -> String {
    if change.is_empty() { format!("/interest/{key}") } else { format!("/interest/{key}?change=1") }
}
