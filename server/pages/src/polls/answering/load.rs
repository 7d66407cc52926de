//! What is behind a poll's link, and behind somebody's own.

use app::context;
use app::error::{AppError, set_status};
use app::ui::frame::Frame;
use chrono::NaiveDate;
use model::accounts::roles::{Actor, Person};
use store::polls::{self, Poll, PollAnswer, State, WholePoll};
use store::uk_time;

use super::forms::AnswerForm;
use crate::polls::addresses;

/// What is behind a link.
pub enum Target {
    Poll(Box<AskedPoll>),
    /// A link that another one has taken the place of.
    Withdrawn(Box<Withdrawn>),
}

/// A poll as those see it who are asked.
pub struct AskedPoll {
    /// What every page shows.
    pub frame: Frame,
    pub whole: WholePoll,
    pub today: NaiveDate,
    /// The form as it begins.
    pub form: AnswerForm,
    /// The name and the school of whoever has signed in and answers as themselves.
    pub member: Option<(String, String)>,
    /// What they have answered before.
    pub mine: Option<PollAnswer>,
    /// The address of their own answer in full, where they have one.
    pub own_link: Option<String>,
}

/// What is said at a closed door.
pub struct Withdrawn {
    /// What every page shows.
    pub frame: Frame,
    /// Whom to ask, by name.
    pub asked_by: String,
}

/// Whether somebody answers as themselves: they are of the group, and their school is known.
pub fn is_member(person: &Person, poll: &Poll) -> bool {
    (person.groups.contains(&poll.group) || person.leads.contains(&poll.group)) && person.school.is_some()
}

async fn frame_of(actor: &Actor, poll: &Poll) -> Result<Frame, AppError> {
    let face = store::hub::face(&context::database()?, poll.hub).await?;
    Ok(Frame { stamp: poll.stamp(), contact: Some(context::contact(face)), ..context::frame(actor).await? })
}

/// The poll behind a link.
pub async fn load_asked(secret: String) -> Result<Target, AppError> {
    let database = context::database()?;
    let found = polls::by_secret(&database, &secret).await?.ok_or(AppError::NotFound)?;
    let whole = polls::whole(&database, found.poll).await?.ok_or(AppError::NotFound)?;
    let actor = context::actor().await?;
    let frame = frame_of(&actor, &whole.poll).await?;
    if found.withdrawn {
        set_status(410);
        return Ok(Target::Withdrawn(Box::new(Withdrawn { frame, asked_by: whole.poll.asked_by().to_owned() })));
    }
    let person = match actor {
        Actor::Person(person) if is_member(&person, &whole.poll) => Some(person),
        _ => None,
    };
    let mine = person.as_ref().and_then(|person| whole.answers.iter().find(|answer| answer.person == Some(person.id))).cloned();
    // A secret of one's own from now on, whether or not it is ever sent.
    let token = if person.is_some() { String::new() } else { polls::new_secret()? };
    let form = AnswerForm::begin(secret, token, person.is_some(), mine.as_ref(), &whole.poll.options);
    let member = person.map(|person| (person.name, person.school_name));
    Ok(Target::Poll(Box::new(AskedPoll { frame, whole, today: uk_time::today(), form, member, mine, own_link: None })))
}

/// Somebody's own answer. It opens also where the poll's link has been replaced; once it is forgotten, a poll that is over shows what it shows
/// to everybody.
pub async fn load_own(secret: String, own: String) -> Result<Target, AppError> {
    let database = context::database()?;
    let found = polls::by_secret(&database, &secret).await?.ok_or(AppError::NotFound)?;
    let Some(id) = polls::own_answer(&database, found.poll, &own).await? else {
        return match load_asked(secret).await? {
            Target::Poll(asked) if asked.whole.poll.state(asked.today) != State::Open => Ok(Target::Poll(asked)),
            _ => Err(AppError::NotFound),
        };
    };
    let whole = polls::whole(&database, found.poll).await?.ok_or(AppError::NotFound)?;
    let mine = whole.answers.iter().find(|answer| answer.id == id).cloned();
    let frame = frame_of(&context::actor().await?, &whole.poll).await?;
    let own_link = Some(context::absolute(&addresses::own(&secret, &own)));
    let form = AnswerForm::begin(secret, own, false, mine.as_ref(), &whole.poll.options);
    Ok(Target::Poll(Box::new(AskedPoll { frame, whole, today: uk_time::today(), form, member: None, mine, own_link })))
}
