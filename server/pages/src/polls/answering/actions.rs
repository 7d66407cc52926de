//! Keeping an answer. The link is all that it needs; whoever has signed in and is of the group answers as themselves.

use app::context::{self, letter_notice};
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Person;
use store::polls::{self, Answered, AnsweredBy, NewAnswer, Refused, State, WholePoll};
use store::{Changes, uk_time};

use super::forms::{AnswerForm, Checked};
use super::load::is_member;
use crate::kit::{Form, Redirect};
use crate::polls::addresses;

/// A secret has so many digits.
const DIGITS: usize = 64;

/// Keeps what was answered, in the place of what the same person or secret said before.
pub async fn answer(form: AnswerForm) -> Result<Redirect, AppError> {
    let database = context::database()?;
    let found = polls::by_secret(&database, &form.poll).await?.ok_or(AppError::NotFound)?;
    let whole = polls::whole(&database, found.poll).await?.ok_or(AppError::NotFound)?;
    let person = member(&form, &whole).await?;
    // Its page says why.
    let shut = whole.poll.state(uk_time::today()) != State::Open || (found.withdrawn && !form.again);
    if shut {
        return Ok(Redirect::to(form.page()));
    }
    let checked = form.check(&whole)?;
    let by = match (&person, &checked.guest) {
        (Some(person), _) => AnsweredBy::Member(person),
        (None, Some(guest)) if is_secret(&form.token) => AnsweredBy::Holder {
            secret: &form.token,
            again: form.again,
            name: &guest.name,
            school: guest.school(),
            from: context::client_address(),
        },
        (None, _) => return Err(AppError::NotFound),
    };
    let mut changes = database.change().await?;
    let new = NewAnswer { poll: found.poll, by, replies: &checked.replies, comment: &checked.comment };
    let answered = match polls::answer(&mut changes, &new).await {
        Err(Refused::Closed) => return Ok(Redirect::to(form.page())),
        answered => answered?,
    };
    let sent = send_own_link(&mut changes, &form, &checked, &answered).await?;
    changes.commit().await?;
    let page = if person.is_some() { addresses::asked(&form.poll) } else { addresses::own(&form.poll, &form.token) };
    let notice = match sent {
        None => Notice::PollAnswered,
        Some(false) => Notice::PollAnsweredNoMail,
        // Where no letter goes by itself, the address on the page has to do.
        Some(true) => letter_notice(answered.poll.hub, [Notice::PollAnsweredByMail, Notice::PollAnswered, Notice::PollAnswered]).await?,
    };
    Ok(Redirect::with_notice(&page, notice))
}

/// Who has signed in, where the form is theirs.
async fn member(form: &AnswerForm, whole: &WholePoll) -> Result<Option<Person>, AppError> {
    if !form.member {
        return Ok(None);
    }
    let person = context::person().await?;
    if is_member(&person, &whole.poll) { Ok(Some(person)) } else { Err(AppError::NotYours) }
}

fn is_secret(token: &str) -> bool {
    token.len() == DIGITS && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Sends the link to the answer to the address that was left for it; `None` where none was.
async fn send_own_link(changes: &mut Changes, form: &AnswerForm, checked: &Checked, answered: &Answered) -> Result<Option<bool>, AppError> {
    let (Some(guest), Some(email)) = (&checked.guest, &checked.email) else { return Ok(None) };
    let link = context::absolute(&addresses::own(&form.poll, &form.token));
    Ok(Some(polls::send_own_link(changes, answered, &checked.replies, (guest.name.as_str(), email), &link).await?))
}
