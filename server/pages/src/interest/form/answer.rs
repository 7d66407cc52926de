//! Answering the questions of the public form, one by one. Anybody may.

use app::context;
use app::error::{AppError, Problem};
use app::ui::uk_time::british_day;
use chrono::Datelike;
use leptos::prelude::*;
use model::interest::{Question, earlier_years};
use store::interest::{find_school, meant};

use super::checks;

/// Begins the form, or goes on with the one that is there.
#[server(endpoint = "interest-begin")]
pub async fn begin_interest() -> Result<(), AppError> {
    app::error::answer(async {
        let answers = super::draft::begin().await?;
        leptos_axum::redirect(&match Question::first_open(&answers) {
            Some(open) => format!("/interest/{}", open.key()),
            None => "/interest/check".to_owned(),
        });
        Ok(())
    })
    .await
}

/// Takes the school where it is certain which one is meant; otherwise asks.
#[server(endpoint = "interest-answer-school")]
pub async fn answer_school(
    school: String,
    #[server(default)] school_id: String,
    #[server(default)] town: String,
    #[server(default)] change: String,
) -> Result<(), AppError> {
    let page = page("school", &change);
    context::answer_fields(&page, &[("school", &school), ("town", &town)], async {
        let mut answers = super::draft::begun().await?;
        let (school, town) = checks::school(&school, &town)?;
        let database = context::database()?;
        answers.looking_for = None;
        if let Some(one) = meant(&database, &school_id, &school, &town).await? {
            (answers.school, answers.school_name, answers.town) = (Some(one.id), one.name, one.town);
        } else if !find_school(&database, &school, &town, 1).await?.is_empty() {
            answers.looking_for = Some((school, town));
            super::draft::keep_only(&answers).await?;
            leptos_axum::redirect(&self::page("which-school", &change));
            return Ok(());
        } else if town.is_empty() {
            return Err(AppError::Invalid(vec![Problem::SchoolUnknown]));
        } else {
            (answers.school, answers.school_name, answers.town) = (None, school, town);
        }
        super::draft::keep(&answers, Question::School, &change).await
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
    let page = page("which-school", &change);
    context::answer_fields(&page, &[("school", &school), ("town", &town)], async {
        let mut answers = super::draft::begun().await?;
        let (words, _) = answers.looking_for.clone().ok_or(AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
        if school == checks::NONE {
            (answers.school, answers.town, answers.school_name) = (None, checks::town(&town)?, words);
        } else {
            let one = store::interest::open_school(&context::database()?, &school).await?;
            let one = one.ok_or(AppError::Invalid(vec![Problem::SchoolNotChosen]))?;
            (answers.school, answers.school_name, answers.town) = (Some(one.id), one.name, one.town);
        }
        answers.looking_for = None;
        super::draft::keep(&answers, Question::School, &change).await
    })
    .await
}

/// Who writes.
#[server(endpoint = "interest-answer-you")]
pub async fn answer_you(name: String, email: String, role: String, #[server(default)] change: String) -> Result<(), AppError> {
    let page = page("you", &change);
    context::answer_fields(&page, &[("name", &name), ("email", &email), ("role", &role)], async {
        let mut answers = super::draft::begun().await?;
        answers.contact = Some(checks::you(&name, &email, &role)?);
        super::draft::keep(&answers, Question::You, &change).await
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
    let page = page("journey", &change);
    let years = [&*readiness_year, &*development_year, &*embedding_year, &*sustaining_year];
    let names = ["readiness_year", "development_year", "embedding_year", "sustaining_year"];
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(years).collect();
    fields.extend(phases.iter().map(|phase| ("phases[]", phase.as_str())));
    context::answer_fields(&page, &fields, async {
        let mut answers = super::draft::begun().await?;
        let today = british_day(chrono::Utc::now());
        answers.journey = Some(checks::journey(&phases, years, &earlier_years(today.year(), today.month()))?);
        super::draft::keep(&answers, Question::Journey, &change).await
    })
    .await
}

/// The two counts of teachers.
#[server(endpoint = "interest-answer-practice")]
pub async fn answer_practice(teachers: String, using: String, #[server(default)] change: String) -> Result<(), AppError> {
    let page = page("practice", &change);
    context::answer_fields(&page, &[("teachers", &teachers), ("using", &using)], async {
        let mut answers = super::draft::begun().await?;
        answers.practice = Some(checks::practice(&teachers, &using)?);
        super::draft::keep(&answers, Question::Practice, &change).await
    })
    .await
}

/// What leaders say yes to.
#[server(endpoint = "interest-answer-leadership")]
pub async fn answer_leadership(#[server(default)] pledges: Vec<String>, #[server(default)] change: String) -> Result<(), AppError> {
    let page = page("leadership", &change);
    let mut fields: Vec<(&str, &str)> = pledges.iter().map(|pledge| ("pledges[]", pledge.as_str())).collect();
    // Even with nothing ticked, the form has come back, and shows just that.
    fields.push(("change", &change));
    context::answer_fields(&page, &fields, async {
        let mut answers = super::draft::begun().await?;
        answers.leadership = Some(checks::leadership(&pledges)?);
        super::draft::keep(&answers, Question::Leadership, &change).await
    })
    .await
}

/// Anything else.
#[server(endpoint = "interest-answer-notes")]
pub async fn answer_notes(notes: String, #[server(default)] change: String) -> Result<(), AppError> {
    let page = page("notes", &change);
    context::answer_fields(&page, &[("notes", &notes)], async {
        let mut answers = super::draft::begun().await?;
        answers.notes = Some(checks::notes(&notes)?);
        super::draft::keep(&answers, Question::Notes, &change).await
    })
    .await
}

/// The page of a question, to come back to: `change` says that it was opened from all answers.
fn page(key: &str, change: &str) -> String {
    if change.is_empty() { format!("/interest/{key}") } else { format!("/interest/{key}?change=1") }
}
