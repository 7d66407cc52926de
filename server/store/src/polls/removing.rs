//! Removing an answer: what is none, or one of two.

use model::accounts::roles::Person;
use model::ids::{PollAnswerId, PollId, WorkGroupId};

use super::letter::{self, forget_letters};
use super::note::note;
use super::refused::Refused;
use super::rows::of_group_in;
use crate::database::Changes;
use crate::mail;

/// Removes somebody's answer from a poll that is not closed, with the letter about it.
///
/// # Errors
/// [`Refused`] says why it stays.
pub async fn remove(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, answer: PollAnswerId) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    if poll.closed_at.is_some() {
        return Err(Refused::Closed);
    }
    let school: Option<(String,)> = sqlx::query_as(
        "select coalesce(school.name, '') from poll_answer left join school on school.id = poll_answer.school
         where poll_answer.id = ? and poll_answer.poll = ?",
    )
    .bind(answer)
    .bind(id)
    .fetch_optional(changes.connection())
    .await?;
    let (school,) = school.ok_or(Refused::NotFound)?;
    for statement in ["delete from poll_reply where answer = ?", "delete from poll_answer where id = ?"] {
        sqlx::query(statement).bind(answer).execute(changes.connection()).await?;
    }
    mail::withdraw_kind(changes, &answer.to_string(), letter::KIND).await?;
    forget_letters(changes).await?;
    // The audit is kept for ever, so it names no guest, and nothing that was typed.
    let whose = if school.is_empty() { "another school".to_owned() } else { school };
    let words = format!("Removed an answer of {whose} from {}.", poll.words());
    Ok(note(changes, &poll, by, "poll.answer_removed", &words).await?)
}
