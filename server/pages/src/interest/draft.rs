//! The public form's answers, found by the cookie of the browser they were typed into.

use app::context::{database, own_cookie, set_own_cookie};
use app::error::{AppError, Problem};
use app::ui::frame::Frame;
use app::ui::uk_time::when;
use leptos_router::location::Url;
use model::ids::HubId;
use model::interest::{Answers, Line, Question, State};
use model::roles::{Actor, Person};
use store::Changes;
use store::hubs::HubFace;
use store::interests::{Decision, Filter, Interest, Refusal};
use store::outbox::{Letter, NewMessage, enqueue};
use store::schools::FoundSchool;

use super::api::{AnswersData, HubWords};
use super::inbox_api::InboxRow;
use super::inbox_words::{Look, REMOVED};
use super::triage_checks::paragraphs;

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

/// The same where it has to be there.
///
/// # Errors
/// [`Problem::InterestGone`] without answers: every page of the form hands it on to the first one.
pub async fn begun() -> Result<Answers, AppError> {
    match answers().await? {
        Some(answers) => Ok(answers),
        None => Err(gone()),
    }
}

/// Keeps the answers, and leads on from `question`: to the next one, or where an answer was to be changed, back to all of them.
///
/// # Errors
/// [`Problem::InterestGone`] when they are no longer there.
pub async fn keep(answers: &Answers, question: Question, change: &str) -> Result<(), AppError> {
    keep_only(answers).await?;
    leptos_axum::redirect(&next(answers, question, change));
    Ok(())
}

/// Keeps the answers without leading anywhere.
///
/// # Errors
/// [`Problem::InterestGone`] when they are no longer there.
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
    AppError::Invalid(vec![Problem::InterestGone])
}

/// What stands around every page of the form, and whose form it is.
///
/// # Errors
/// [`AppError::NotFound`] where there is no hub yet; [`AppError::Unavailable`] when the database does not answer.
pub async fn surroundings() -> Result<(Frame, HubWords), AppError> {
    let frame = app::context::frame(&Actor::Anonymous).await?;
    let face = store::hubs::face(&database()?, hub().await?).await?;
    let HubFace { name, contact_name: person, contact_email: email, contact_phone: phone, has_logo, .. } = face;
    let hub = HubWords { name, person, email, phone, has_logo };
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
    // Several answers to one question are read one by one.
    let value = |line: &Line| match line.question {
        Question::Journey | Question::Leadership => line.value.replace("; ", "\n"),
        _ => line.value.clone(),
    };
    let lines = answers.lines().into_iter().map(|line| (line.question.key().to_owned(), line.label.to_owned(), value(&line)));
    Ok(AnswersData {
        frame,
        hub,
        lines: lines.collect(),
        eligible: answers.eligibility(&recorded).is_met(),
        email: answers.contact.as_ref().map(|contact| contact.email.to_string()).unwrap_or_default(),
        reference: String::new(),
        sent: String::new(),
        year: String::new(),
        copy: app::context::mail().configured,
        changing: answers.replaces.is_some(),
        may_change: false,
    })
}

/// Where a school is, to tell it from others of its name.
pub fn second_line(school: &FoundSchool) -> String {
    let parts = [school.town.clone(), school.postcode.clone(), format!("URN {}", school.urn)];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// What somebody looks at in the inbox, as the store filters it. Words that are none of ours filter nothing.
pub fn filter(look: &Look, person: &Person) -> Filter {
    Filter {
        state: State::from_key(&look.state),
        words: look.q.clone(),
        assigned_to: (look.mine == "1").then_some(person.id),
        year: look.year.parse().ok(),
        removed: look.state == REMOVED,
    }
}

/// An expression of interest as the inbox lists it.
pub fn row(interest: &Interest) -> InboxRow {
    let (answers, eligibility) = (&interest.answers, interest.eligibility());
    let contact = answers.contact.as_ref().map(|contact| (contact.name.clone(), contact.role.clone()));
    InboxRow {
        id: interest.id,
        reference: interest.reference.clone(),
        school: answers.school_name.clone(),
        town: answers.town.clone(),
        only_typed: answers.school.is_none(),
        contact: contact.unwrap_or_default(),
        received: when(interest.submitted_at, chrono::Utc::now()),
        eligible: (eligibility.is_met(), eligibility.words(), eligibility.hint()),
        assigned: interest.assigned.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        state: interest.state,
        removed: interest.removed,
        others: interest.others,
    }
}

/// Holds what somebody looked at in the inbox, to come back to it from one of its rows.
const LOOK: &str = "inbox";

/// Remembers what is looked at.
pub fn remember_look(look: &Look) {
    set_own_cookie(LOOK, &Url::escape(&look.on("?")), 1);
}

/// The place in the inbox where a row stands, as it was looked at last.
pub fn back_to_inbox(reference: &str) -> String {
    let query = own_cookie(LOOK).map(|kept| Url::unescape(&kept)).unwrap_or_default();
    let query = query.strip_prefix('?').filter(|query| query.is_empty() || query.starts_with('?')).unwrap_or_default().to_owned();
    format!("/hub/interest{query}#chosen-{reference}")
}

/// Puts a letter about a decision into the outbox.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn write(
    changes: &mut Changes,
    interest: &Interest,
    by: &Person,
    change: &str,
    subject: String,
    paragraphs: Vec<String>,
) -> Result<(), AppError> {
    let Some(contact) = &interest.answers.contact else {
        return Ok(());
    };
    let letter = Letter { subject, paragraphs, ..Letter::default() };
    // Summer is when schools are chosen, and then no digest goes out: so these never wait for one.
    let message = NewMessage {
        hub: interest.hub,
        kind: "interest.decision",
        to: (&contact.name, &contact.email),
        letter: &letter,
        link: None,
        urgent: true,
        about: Some(change.to_owned()),
        by: Some(by.id),
    };
    enqueue(changes, &message).await?;
    Ok(())
}

/// Decides with the usual letter or with none. Refused where the decision needs more than that: a school, a reason.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn decide_as_usual(
    changes: &mut Changes,
    interest: &Interest,
    by: &Person,
    to: State,
    letter: bool,
) -> Result<Result<(), Refusal>, AppError> {
    let decision = Decision { state: to, reason: "", seen: None };
    let change = match store::interests::decide(changes, interest.hub, interest.id, by, decision).await? {
        Ok(change) => change,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let face = store::hubs::face_in(changes, interest.hub).await?;
    // A question has to be written first: there is no usual one.
    let usual = store::interests::decision(interest, to, &face).filter(|_| letter && to != State::Asked);
    if let Some((subject, text)) = usual {
        write(changes, interest, by, &change, subject, paragraphs(&text)).await?;
    }
    Ok(Ok(()))
}
