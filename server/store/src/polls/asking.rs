//! Writing to those of a group's schools that have not answered.

use chrono::{NaiveDate, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::calendar::day::short;
use model::calendar::slot::Slot;
use model::ids::{PollId, WorkGroupId};
use model::letters::polls::{self as letters, Facts};

use super::note::note;
use super::refused::Refused;
use super::rows::{Poll, of_group_in};
use super::state::State;
use crate::accounts::people;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::mail::{self, NewMessage};
use crate::workshops::asking::LETTER;

/// How long people are left in peace between two letters.
const LETTER_GAP: TimeDelta = TimeDelta::days(1);

/// What letters tell of a poll, in words.
pub(super) struct Told {
    workshop: String,
    dates: Vec<Slot>,
    until: String,
}

impl Told {
    pub(super) fn of(poll: &Poll) -> Self {
        Self { workshop: poll.workshop_words(), dates: poll.slots(), until: short(poll.until) }
    }

    pub(super) fn facts<'a>(&'a self, poll: &'a Poll) -> Facts<'a> {
        Facts {
            group: &poll.group_name,
            workshop: &self.workshop,
            by: poll.asked_by(),
            sentence: &poll.sentence,
            dates: &self.dates,
            until: &self.until,
        }
    }
}

/// The words of that letter for a mail program or a chat of one's own, with the poll's address.
pub fn words_to_copy(poll: &Poll, address: &str) -> String {
    letters::to_copy(&Told::of(poll).facts(poll), poll.asked_at.is_some(), address)
}

/// Writes to everybody who represents a school of which nobody has answered. Returns how many letters there are. `site` is where people reach
/// the site, like `https://twilight.example`.
///
/// # Errors
/// [`Refused`] says why nobody is written to.
pub async fn ask(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, site: &str) -> Result<usize, Refused> {
    let poll = of_group_in(changes, group, id).await?;
    let today = clock::day(Utc::now());
    if poll.state(today) != State::Open {
        return Err(Refused::Closed);
    }
    if poll.asked_at.is_some_and(|at| Utc::now() - at < LETTER_GAP) {
        return Err(Refused::TooSoon);
    }
    let to = addressees(changes, &poll, today).await?;
    if to.is_empty() {
        return Ok(0);
    }
    let secret: Option<String> = sqlx::query_scalar("select secret from poll_link where poll = ? and withdrawn_at is null")
        .bind(id)
        .fetch_optional(changes.connection())
        .await?;
    let link = format!("{site}/polls/{}", secret.ok_or(Refused::NotFound)?);
    write(changes, &poll, by, &to, &link).await?;
    sqlx::query("update poll set asked_at = ? where id = ?").bind(rows::now()).bind(id).execute(changes.connection()).await?;
    let words = format!("Wrote to {} about {}.", people_words(to.len()), poll.words());
    note(changes, &poll, by, "poll.asked", &words).await?;
    Ok(to.len())
}

fn people_words(count: usize) -> String {
    if count == 1 { "one person who has not answered".to_owned() } else { format!("{count} people who have not answered") }
}

/// Lead participants and deputies of the schools that have said nothing, by name.
async fn addressees(changes: &mut Changes, poll: &Poll, today: NaiveDate) -> Result<Vec<(String, EmailAddress)>, StoreError> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "select distinct person.name, person.email
         from lead_participation
         join person on person.id = lead_participation.person and person.deactivated_at is null
         join group_school on group_school.group_year = lead_participation.group_year and group_school.school = lead_participation.school
              and group_school.status = 'active'
         where lead_participation.group_year = ?1 and from_date <= ?2 and (until_date is null or until_date > ?2)
           and not exists (select 1 from poll_answer where poll_answer.poll = ?3 and poll_answer.school = lead_participation.school)
         order by person.name, person.email",
    )
    .bind(poll.year)
    // Of a year that has yet to begin: whoever represents the school when it does.
    .bind(today.max(poll.academic_year.first_day()).to_string())
    .bind(poll.id)
    .fetch_all(changes.connection())
    .await?;
    Ok(found.into_iter().map(|(name, email)| (name, EmailAddress::kept(&email))).collect())
}

async fn write(changes: &mut Changes, poll: &Poll, by: &Person, to: &[(String, EmailAddress)], link: &str) -> Result<(), StoreError> {
    // Those that have not gone out would only say the same.
    mail::withdraw_kind(changes, &poll.id.to_string(), LETTER).await?;
    let letter = letters::asked(&Told::of(poll).facts(poll), poll.asked_at.is_some());
    let (_, answers_to) = people::name_and_email(changes, by.id).await?;
    for (name, email) in to {
        let message = NewMessage {
            hub: poll.hub,
            kind: LETTER,
            to: (name, email),
            letter: &letter,
            link: Some(link),
            urgent: true,
            about: Some(poll.id.to_string()),
            by: Some(by.id),
        };
        mail::enqueue_from(changes, &message, Some((&by.name, &answers_to))).await?;
    }
    Ok(())
}
