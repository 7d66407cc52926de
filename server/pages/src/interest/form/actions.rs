//! Answering the questions of the public form, one by one. Anybody may.

use app::context;
use app::error::{AppError, Problem};
use model::calendar::clock;
use model::interest::{Answers, Question, SoughtSchool, earlier_years};
use store::interest::{find_school, meant, open_school};
use store::schools::FoundSchool;

use super::draft;
use super::forms::{BeginForm, ChooseSchoolForm, JourneyForm, LeadershipForm, NONE, NotesForm, PracticeForm, SchoolForm, YouForm, page_of};
use crate::kit::Redirect;

/// Begins the form, or goes on with the one that is there.
pub async fn begin(_: BeginForm) -> Result<Redirect, AppError> {
    let answers = draft::begin().await?;
    Ok(Redirect::to(match Question::first_open(&answers) {
        Some(open) => format!("/interest/{}", open.key()),
        None => "/interest/check".to_owned(),
    }))
}

/// Takes the school where it is certain which one is meant; otherwise asks.
pub async fn answer_school(form: SchoolForm) -> Result<Redirect, AppError> {
    let answers = draft::begun().await?;
    let (school, town) = form.check()?;
    let database = context::database()?;
    if let Some(one) = meant(&database, form.school_id.parse().ok(), &school, &town).await? {
        return draft::keep(&in_school(answers, one), Question::School, &form.change).await;
    }
    if !find_school(&database, &school, &town, 1).await?.is_empty() {
        draft::keep_only(&Answers { looking_for: Some(SoughtSchool { words: school, town }), ..answers }).await?;
        return Ok(Redirect::to(page_of("which-school", &form.change)));
    }
    if town.is_empty() {
        return Err(Problem::SchoolUnknown.into());
    }
    let answers = Answers { looking_for: None, school: None, school_name: school, town, ..answers };
    draft::keep(&answers, Question::School, &form.change).await
}

/// Takes one of the schools that fit, or what was typed.
pub async fn choose_school(form: ChooseSchoolForm) -> Result<Redirect, AppError> {
    let answers = draft::begun().await?;
    let words = answers.looking_for.clone().ok_or(Problem::SchoolNotChosen)?.words;
    let answers = if form.school == NONE {
        Answers { looking_for: None, school: None, school_name: words, town: form.check_town()?, ..answers }
    } else {
        let one = open_school(&context::database()?, form.school.parse().map_err(|_| Problem::SchoolNotChosen)?).await?;
        in_school(answers, one.ok_or(Problem::SchoolNotChosen)?)
    };
    draft::keep(&answers, Question::School, &form.change).await
}

fn in_school(answers: Answers, one: FoundSchool) -> Answers {
    Answers { looking_for: None, school: Some(one.id), school_name: one.name, town: one.town, ..answers }
}

/// Who writes.
pub async fn answer_you(form: YouForm) -> Result<Redirect, AppError> {
    let mut answers = draft::begun().await?;
    answers.contact = Some(form.check()?);
    draft::keep(&answers, Question::You, &form.change).await
}

/// Earlier Work Groups and their years.
pub async fn answer_journey(form: JourneyForm) -> Result<Redirect, AppError> {
    let mut answers = draft::begun().await?;
    answers.journey = Some(form.check(&earlier_years(clock::day(chrono::Utc::now())))?);
    draft::keep(&answers, Question::Journey, &form.change).await
}

/// The two counts of teachers.
pub async fn answer_practice(form: PracticeForm) -> Result<Redirect, AppError> {
    let mut answers = draft::begun().await?;
    answers.practice = Some(form.check()?);
    draft::keep(&answers, Question::Practice, &form.change).await
}

/// What leaders say yes to.
pub async fn answer_leadership(form: LeadershipForm) -> Result<Redirect, AppError> {
    let mut answers = draft::begun().await?;
    answers.leadership = Some(form.check()?);
    draft::keep(&answers, Question::Leadership, &form.change).await
}

/// Anything else.
pub async fn answer_notes(form: NotesForm) -> Result<Redirect, AppError> {
    let mut answers = draft::begun().await?;
    answers.notes = Some(form.check()?);
    draft::keep(&answers, Question::Notes, &form.change).await
}
