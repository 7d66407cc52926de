//! The public form's answers, found by the cookie of the browser they were typed into.

use app::context::{self, database, own_cookie, set_own_cookie};
use app::error::{AppError, Problem};
use app::ui::frame::Frame;
use model::accounts::roles::Actor;
use model::ids::HubId;
use model::interest::{Answers, Line, Question};
use store::hub::HubFace;
use store::interest::Interest;
use store::schools::FoundSchool;

use super::load::{AnswersData, HubWords};
use crate::kit::Redirect;

/// Holds the token of somebody's answers.
const COOKIE: &str = "interest";
/// As long as the answers are kept.
const DAYS: u32 = 30;

/// The token of the form that this browser has begun.
pub fn token() -> Option<String> {
    own_cookie(COOKIE)
}

/// Begins a form in this browser, or goes on with the one that is there.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn begin() -> Result<Answers, AppError> {
    if let Some(answers) = answers().await? {
        return Ok(answers);
    }
    set_own_cookie(COOKIE, &store::interest::begin(&database()?).await?, DAYS);
    Ok(Answers::default())
}

/// What has been answered; `None` where nothing was begun, or it was sent.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn answers() -> Result<Option<Answers>, AppError> {
    match token() {
        Some(token) => Ok(store::interest::recall(&database()?, &token).await?),
        None => Ok(None),
    }
}

/// The same where it has to be there.
///
/// # Errors
/// [`Problem::InterestGone`] without answers, because the form was sent from another tab, or its cookie is gone: every page of the form
/// hands it on to the first one.
pub async fn begun() -> Result<Answers, AppError> {
    answers().await?.ok_or_else(|| Problem::InterestGone.into())
}

/// Keeps the answers, and leads on from `question`: to the next one, or where an answer was to be changed, back to all of them.
///
/// # Errors
/// [`Problem::InterestGone`] when they are no longer there.
pub async fn keep(answers: &Answers, question: Question, change: &str) -> Result<Redirect, AppError> {
    keep_only(answers).await?;
    Ok(Redirect::to(next(answers, question, change)))
}

/// Keeps the answers without leading anywhere.
///
/// # Errors
/// [`Problem::InterestGone`] when they are no longer there.
pub async fn keep_only(answers: &Answers) -> Result<(), AppError> {
    let token = token().unwrap_or_default();
    Ok(store::interest::keep(&database()?, &token, answers).await?)
}

fn next(answers: &Answers, question: Question, change: &str) -> String {
    match question.after() {
        Some(after) if change.is_empty() || Question::first_open(answers).is_some() => format!("/interest/{}", after.key()),
        _ => "/interest/check".to_owned(),
    }
}

/// What stands around every page of the form, and whose form it is.
///
/// # Errors
/// [`AppError::NotFound`] where there is no hub yet; [`AppError::Unavailable`] when the database does not answer.
pub async fn surroundings() -> Result<(Frame, HubWords), AppError> {
    let frame = context::frame(&Actor::Anonymous).await?;
    let face = store::hub::face(&database()?, hub().await?).await?;
    let HubFace { name, contact_name: person, contact_email: email, contact_phone: phone, has_logo, .. } = face;
    let hub = HubWords { name, person, email, phone, has_logo };
    Ok((frame, hub))
}

/// The hub to which strangers turn.
///
/// # Errors
/// [`AppError::NotFound`] where there is none yet.
pub async fn hub() -> Result<HubId, AppError> {
    store::hub::first(&database()?).await?.ok_or(AppError::NotFound)
}

/// What was sent from this browser within a day.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn sent() -> Result<Option<Interest>, AppError> {
    let (database, token) = (database()?, token().unwrap_or_default());
    match store::interest::receipt(&database, &token).await? {
        Some(id) => Ok(store::interest::one(&database, hub().await?, id).await?),
        None => Ok(None),
    }
}

/// All answers as they are shown.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn all(answers: &Answers) -> Result<AnswersData, AppError> {
    let (frame, hub) = surroundings().await?;
    let recorded = match answers.school {
        Some(school) => store::interest::recorded(&database()?, school).await?,
        None => Vec::new(),
    };
    // Several answers to one question are read one by one.
    let value = |line: &Line| match line.question {
        Question::Journey | Question::Leadership => line.value.replace("; ", "\n"),
        _ => line.value.clone(),
    };
    let lines = answers.lines().into_iter().map(|line| Line { value: value(&line), ..line });
    Ok(AnswersData {
        frame,
        hub,
        lines: lines.collect(),
        eligible: answers.eligibility(&recorded).is_met(),
        email: answers.contact.as_ref().map(|contact| contact.email.to_string()).unwrap_or_default(),
        reference: String::new(),
        sent: String::new(),
        year: String::new(),
        copy: context::mail().configured,
        changing: answers.replaces.is_some(),
        may_change: false,
    })
}

/// Where a school is, to tell it from others of its name.
pub fn second_line(school: &FoundSchool) -> String {
    let parts = [school.town.clone(), school.postcode.clone(), format!("URN {}", school.urn)];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
