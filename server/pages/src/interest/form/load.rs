//! What the pages of the public form show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock::{self, day_and_time};
use model::interest::{Answers, Line, Question, SoughtSchool, earlier_years, year_wanted};
use store::interest::find_school;

use super::draft;
use super::forms::SchoolForm;

/// The hub as a stranger meets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HubWords {
    pub name: String,
    /// Whom to ask for; may be empty.
    pub person: String,
    /// Where to write.
    pub email: String,
    /// May be empty.
    pub phone: String,
    /// Whether it has a logo.
    pub has_logo: bool,
}

/// A page, or the address where the visitor has to be first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// The page.
    Page(Box<T>),
    /// Another page's address.
    Go(String),
}

/// What the form's first page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartData {
    /// What every page shows.
    pub frame: Frame,
    /// Whose Work Groups they are.
    pub hub: HubWords,
    /// The academic year that one would join.
    pub year: AcademicYear,
    /// The school of a form that was begun in this browser; empty where its name is not known yet.
    pub begun: Option<String>,
    /// Whether letters leave by themselves.
    pub mail: bool,
}

/// What a question's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionData {
    /// What every page shows.
    pub frame: Frame,
    /// What has been answered so far.
    pub answers: Answers,
    /// The academic years that can be chosen, the latest first.
    pub years: Vec<AcademicYear>,
}

/// Schools that fit what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhichSchoolData {
    /// What every page shows.
    pub frame: Frame,
    /// What was typed.
    pub looking_for: SoughtSchool,
    /// What fits.
    pub found: Vec<Choice>,
}

/// All answers, before or after they are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswersData {
    /// What every page shows.
    pub frame: Frame,
    /// Whose Work Groups they are.
    pub hub: HubWords,
    /// The answers; each of several to one question on a line of its own.
    pub lines: Vec<Line>,
    /// Whether a Sustaining group fits by the rules.
    pub eligible: bool,
    /// Where the confirmation goes.
    pub email: String,
    /// What people say on the telephone; empty before it is sent.
    pub reference: String,
    /// When it was sent, in words; empty before.
    pub sent: String,
    /// The academic year it is for; empty before it is sent.
    pub year: String,
    /// Whether a copy by email is on its way; before it is sent, whether one will be.
    pub copy: bool,
    /// Whether it was sent before, and these are changes.
    pub changing: bool,
    /// Whether what was sent may be changed.
    pub may_change: bool,
}

/// The form's first page.
pub async fn load_start() -> Result<StartData, AppError> {
    let (frame, hub) = draft::surroundings().await?;
    let begun = draft::answers().await?.map(|answers| answers.school_name);
    let year = year_wanted(clock::day(chrono::Utc::now()));
    Ok(StartData { frame, hub, year, begun, mail: context::mail().configured })
}

/// The first question's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolQuestion {
    /// What every page shows.
    pub frame: Frame,
    /// The school as it was answered before.
    pub form: SchoolForm,
}

/// The first question's page, for a form that was begun.
pub async fn load_school_question() -> Result<Step<SchoolQuestion>, AppError> {
    let answers = draft::answers().await?;
    let (frame, _) = draft::surroundings().await?;
    Ok(match answers {
        Some(answers) => Step::Page(Box::new(SchoolQuestion { frame, form: answers.into() })),
        None => Step::Go("/interest".to_owned()),
    })
}

/// A question's page. Whoever has not answered those before is led to the first of them.
pub async fn load_question(question: String) -> Result<Step<QuestionData>, AppError> {
    let question = Question::from_key(&question).ok_or(AppError::NotFound)?;
    let Some(answers) = draft::answers().await? else {
        return Ok(Step::Go("/interest".to_owned()));
    };
    if let Some(open) = Question::first_open(&answers).filter(|open| *open < question) {
        return Ok(Step::Go(format!("/interest/{}", open.key())));
    }
    let years = earlier_years(clock::day(chrono::Utc::now()));
    let (frame, _) = draft::surroundings().await?;
    Ok(Step::Page(Box::new(QuestionData { frame, answers, years })))
}

/// The schools that fit what was typed.
pub async fn load_which_school() -> Result<Step<WhichSchoolData>, AppError> {
    let answers = draft::answers().await?;
    let Some(looking_for) = answers.and_then(|answers| answers.looking_for) else {
        return Ok(Step::Go("/interest/school".to_owned()));
    };
    let found = find_school(&context::database()?, &looking_for.words, &looking_for.town, 12).await?.into_iter();
    let found = found.map(|school| Choice::new(school.id.to_string(), school.name.clone()).hint(draft::second_line(&school)));
    let (frame, _) = draft::surroundings().await?;
    Ok(Step::Page(Box::new(WhichSchoolData { frame, looking_for, found: found.collect() })))
}

/// All answers, to be looked over before they are sent.
pub async fn load_check() -> Result<Step<AnswersData>, AppError> {
    let Some(answers) = draft::answers().await? else {
        return Ok(Step::Go(if draft::sent().await?.is_some() { "/interest/sent" } else { "/interest" }.to_owned()));
    };
    if let Some(open) = Question::first_open(&answers) {
        return Ok(Step::Go(format!("/interest/{}", open.key())));
    }
    Ok(Step::Page(Box::new(draft::all(&answers).await?)))
}

/// What was sent from this browser today.
pub async fn load_sent() -> Result<Step<AnswersData>, AppError> {
    let Some(interest) = draft::sent().await? else {
        return Ok(Step::Go("/interest".to_owned()));
    };
    let all = draft::all(&interest.answers).await?;
    let copy = all.copy && store::interest::is_confirmed(&context::database()?, &interest).await?;
    let (sent, year, may_change) = (day_and_time(interest.submitted_at), interest.academic_year.to_string(), interest.may_be_replaced());
    Ok(Step::Page(Box::new(AnswersData { reference: interest.reference, sent, year, copy, may_change, ..all })))
}
