//! The public form's answers, found by the cookie of the browser they were typed into.

use model::ids::HubId;
use model::interest::{Answers, Question};
use model::roles::Actor;
use store::interests::Interest;

use super::{database, own_cookie, set_own_cookie};
use crate::error::{AppError, Problem};
use crate::interest::api::{AnswersData, HubWords};
use crate::ui::frame::Frame;

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
    set_own_cookie(COOKIE, &store::interests::begin(&database()?).await?, DAYS);
    Ok(Answers::default())
}

/// What has been answered; `None` where nothing was begun, or it was sent.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn answers() -> Result<Option<Answers>, AppError> {
    match token() {
        Some(token) => Ok(store::interests::recall(&database()?, &token).await?),
        None => Ok(None),
    }
}

/// The same where it has to be there: without answers, the browser is led to the form's beginning.
///
/// # Errors
/// [`AppError::NotFound`] without answers.
pub async fn begun() -> Result<Answers, AppError> {
    match answers().await? {
        Some(answers) => Ok(answers),
        None => Err(gone()),
    }
}

/// Keeps the answers, and leads on from `question`: to the next one, or where an answer was to be changed, back to all of them.
///
/// # Errors
/// [`AppError::NotFound`] when they are no longer there.
pub async fn keep(answers: &Answers, question: Question, change: &str) -> Result<(), AppError> {
    keep_only(answers).await?;
    leptos_axum::redirect(&next(answers, question, change));
    Ok(())
}

/// Keeps the answers without leading anywhere.
///
/// # Errors
/// [`AppError::NotFound`] when they are no longer there.
pub async fn keep_only(answers: &Answers) -> Result<(), AppError> {
    let token = token().unwrap_or_default();
    if store::interests::keep(&database()?, &token, answers).await? { Ok(()) } else { Err(gone()) }
}

fn next(answers: &Answers, question: Question, change: &str) -> String {
    match question.after() {
        Some(after) if change.is_empty() || Question::first_open(answers).is_some() => format!("/interest/{}", after.key()),
        _ => "/interest/check".to_owned(),
    }
}

/// The form was sent from another tab, or its cookie is gone.
fn gone() -> AppError {
    leptos_axum::redirect(&format!("/interest?{}", AppError::Invalid(vec![Problem::InterestGone]).to_query()));
    AppError::NotFound
}

/// What stands around every page of the form, and whose form it is.
///
/// # Errors
/// [`AppError::NotFound`] where there is no hub yet; [`AppError::Unavailable`] when the database does not answer.
pub async fn surroundings() -> Result<(Frame, HubWords), AppError> {
    let frame = super::frame(&Actor::Anonymous).await?;
    let face = store::hubs::face(&database()?, hub().await?).await?;
    let hub = HubWords { name: face.name, person: face.contact_name, email: face.contact_email, phone: face.contact_phone };
    Ok((frame, hub))
}

/// The hub to which strangers turn.
///
/// # Errors
/// [`AppError::NotFound`] where there is none yet.
pub async fn hub() -> Result<HubId, AppError> {
    store::hubs::first(&database()?).await?.ok_or(AppError::NotFound)
}

/// What was sent from this browser within a day.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn sent() -> Result<Option<Interest>, AppError> {
    let (database, token) = (database()?, token().unwrap_or_default());
    match store::interests::receipt(&database, &token).await? {
        Some(id) => Ok(store::interests::one(&database, hub().await?, id).await?),
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
        Some(school) => store::interests::recorded(&database()?, school).await?,
        None => Vec::new(),
    };
    let lines = answers.lines().into_iter().map(|line| (line.question.key().to_owned(), line.label.to_owned(), line.value));
    Ok(AnswersData {
        frame,
        hub,
        lines: lines.collect(),
        eligible: answers.eligibility(&recorded).is_met(),
        email: answers.contact.as_ref().map(|contact| contact.email.to_string()).unwrap_or_default(),
        reference: String::new(),
        sent: String::new(),
    })
}
