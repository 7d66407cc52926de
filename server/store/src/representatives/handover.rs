//! Handing over from one lead participant or deputy to another, with everything that belongs to it: it is written down, and
//! both are told.

use chrono::NaiveDate;
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::day;
use model::ids::{ParticipationId, PersonId, SchoolId};
use model::letters::roles::{self as letters, Arranger, Facts};

use crate::accounts::people;
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::error::{StoreError, from_sqlx};
use crate::groups::participation::{self, Kind};
use crate::groups::roster::Year;
use crate::mail::{self, Letter, NewMessage};
use crate::uk_time;

/// A change of who represents a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover<'a> {
    pub year: &'a Year,
    pub school: SchoolId,
    /// As what.
    pub kind: Kind,
    /// The day from which it holds.
    pub from: NaiveDate,
    /// Who makes the change.
    pub by: &'a Person,
}

/// Why somebody does not follow.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// They do not work at the school, or their account is closed.
    #[error("this person is not at the school")]
    PersonGone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

/// Makes somebody of the school its lead participant or deputy from a day on.
///
/// # Errors
/// [`Refused::PersonGone`].
pub async fn hand_over(changes: &mut Changes, handover: &Handover<'_>, to: PersonId) -> Result<(), Refused> {
    pass_on(changes, handover, to, false).await
}

/// The same for somebody who has just accepted an invitation to it, and so knows. `by` is whoever invited them.
pub(crate) async fn accepted(changes: &mut Changes, handover: &Handover<'_>, to: PersonId) -> Result<(), Refused> {
    pass_on(changes, handover, to, true).await
}

async fn pass_on(changes: &mut Changes, handover: &Handover<'_>, to: PersonId, knows: bool) -> Result<(), Refused> {
    let Handover { year, school, kind, from, by } = *handover;
    let works_there: Option<(String,)> = sqlx::query_as(
        "select school.name from person join school on school.id = person.school
         join group_school on group_school.school = school.id and group_school.group_year = ?3 and group_school.status = 'active'
         where person.id = ?1 and person.school = ?2 and deactivated_at is null",
    )
    .bind(to)
    .bind(school)
    .bind(year.id)
    .fetch_optional(changes.connection())
    .await?;
    let (school_name,) = works_there.ok_or(Refused::PersonGone)?;
    let before = holder_on(changes, handover).await?.filter(|(person, ..)| *person != to);
    let planned = participation::planned(changes, year.id, school, kind, from.max(uk_time::today())).await?;
    let about = participation::begin(changes, year.id, school, to, kind, from).await?.to_string();
    let (name, email) = people::name_and_email(changes, to).await?;
    let (day, role) = (day::short(from), kind.words());
    let words = match &before {
        Some((_, old, _)) => format!("{} handed over from {old} to {name} as {role} of {school_name} ({}) from {day}.", by.name, year.name),
        None => format!("{} made {name} {role} of {school_name} ({}) from {day}.", by.name, year.name),
    };
    note(changes, handover, "role.handed_over", Some(to), &words).await?;
    let answers_to = answers_to(changes, handover).await?;
    let arranger = Arranger { name: &by.name, email: &answers_to };
    let facts = Facts { role, school: &school_name, year: &year.stamp(), day: &day, by: arranger };
    if to != by.id && !knows {
        tell(changes, handover, (&name, &email), &letters::given(&facts), &about).await?;
    }
    let mut told_already = vec![email.clone()];
    if let Some((_, old_name, old_email)) = before.filter(|(old, ..)| knows || *old != by.id) {
        tell(changes, handover, (&old_name, &old_email), &letters::followed(&facts, &name), &about).await?;
        told_already.push(old_email);
    }
    let instead = format!("From {day} it is {name}.");
    Ok(retract(changes, handover, &school_name, &planned, &instead, &told_already).await?)
}

/// Drops a handover that is planned for later: whoever holds it today goes on. Returns whether one was planned.
///
/// # Errors
/// When the file can't be written to.
pub async fn cancel(changes: &mut Changes, handover: &Handover<'_>) -> Result<bool, StoreError> {
    let Handover { year, school, kind, by, .. } = *handover;
    let planned = participation::planned(changes, year.id, school, kind, uk_time::today()).await?;
    if !participation::cancel_planned(changes, year.id, school, kind, uk_time::today()).await? {
        return Ok(false);
    }
    let school_name = school_name(changes, school).await?;
    let words = format!("{} dropped the planned change of {} of {school_name} ({}).", by.name, kind.words(), year.name);
    note(changes, handover, "role.handover_dropped", None, &words).await?;
    let today = Handover { from: uk_time::today(), ..handover.clone() };
    let instead = match holder_on(changes, &today).await? {
        Some((_, name, _)) => format!("{name} goes on as {}.", kind.words()),
        None => "Everything stays as it was.".to_owned(),
    };
    retract(changes, handover, &school_name, &planned, &instead, &[]).await?;
    Ok(true)
}

/// Ends it on the handover's day without anybody to follow: a deputy is not needed. They are told.
///
/// # Errors
/// When the file can't be written to.
pub async fn end(changes: &mut Changes, handover: &Handover<'_>) -> Result<(), StoreError> {
    let Handover { year, school, kind, from, by } = *handover;
    let holder = holder_on(changes, handover).await?;
    let planned = participation::planned(changes, year.id, school, kind, from).await?;
    participation::end(changes, year.id, school, kind, from).await?;
    let school_name = school_name(changes, school).await?;
    let (role, day) = (kind.words(), day::short(from));
    let words = format!("{} ended the {role} of {school_name} ({}) on {day}.", by.name, year.name);
    note(changes, handover, "role.ended", None, &words).await?;
    let mut told_already = Vec::new();
    if let Some((_, name, email)) = holder.filter(|(person, ..)| *person != by.id) {
        let answers_to = answers_to(changes, handover).await?;
        let arranger = Arranger { name: &by.name, email: &answers_to };
        let letter = letters::ended(&Facts { role, school: &school_name, year: &year.stamp(), day: &day, by: arranger });
        tell(changes, handover, (&name, &email), &letter, &school.to_string()).await?;
        told_already.push(email);
    }
    retract(changes, handover, &school_name, &planned, "Nobody follows for now.", &told_already).await
}

/// What was announced and does not come: letters that have not gone are withdrawn, and whoever has had one is told that it stays
/// as it was, unless they hear of it anyway.
async fn retract(
    changes: &mut Changes,
    handover: &Handover<'_>,
    school_name: &str,
    planned: &[(ParticipationId, NaiveDate)],
    instead: &str,
    told_already: &[EmailAddress],
) -> Result<(), StoreError> {
    let (role, year) = (handover.kind.words(), handover.year.stamp());
    let answers_to = answers_to(changes, handover).await?;
    let by = Arranger { name: &handover.by.name, email: &answers_to };
    for (id, day) in planned {
        let (about, day) = (id.to_string(), day::short(*day));
        let letter = letters::called_off(&Facts { role, school: school_name, year: &year, day: &day, by }, instead);
        mail::withdraw_about(changes, &about).await?;
        let gone: Vec<(String, String)> =
            sqlx::query_as("select distinct to_name, to_email from outbox where about = ? and state <> 'withdrawn' order by to_email")
                .bind(&about)
                .fetch_all(changes.connection())
                .await?;
        for (name, email) in gone {
            let email: EmailAddress = email.parse().map_err(|_| StoreError::Corrupt(format!("the address {email:?}")))?;
            if told_already.contains(&email) {
                continue;
            }
            tell(changes, handover, (&name, &email), &letter, &about).await?;
        }
    }
    Ok(())
}

/// Who holds it on the day of the handover.
async fn holder_on(changes: &mut Changes, handover: &Handover<'_>) -> Result<Option<(PersonId, String, EmailAddress)>, StoreError> {
    let person: Option<PersonId> = sqlx::query_scalar(
        "select person from lead_participation
         where group_year = ?1 and school = ?2 and kind = ?3 and from_date <= ?4 and (until_date is null or until_date > ?4)",
    )
    .bind(handover.year.id)
    .bind(handover.school)
    .bind(handover.kind.key())
    .bind(handover.from.to_string())
    .fetch_optional(changes.connection())
    .await?;
    let Some(person) = person else {
        return Ok(None);
    };
    let (name, email) = people::name_and_email(changes, person).await?;
    Ok(Some((person, name, email)))
}

async fn school_name(changes: &mut Changes, school: SchoolId) -> Result<String, StoreError> {
    let (name,): (String,) = sqlx::query_as("select name from school where id = ?").bind(school).fetch_one(changes.connection()).await?;
    Ok(name)
}

/// Writes it down about a person, or without one about the school.
async fn note(
    changes: &mut Changes,
    handover: &Handover<'_>,
    action: &str,
    about: Option<PersonId>,
    words: &str,
) -> Result<(), StoreError> {
    let who = Who::Person(handover.by);
    let subject = Some(about.map_or_else(|| handover.school.to_string(), |person| person.to_string()));
    audit::write(changes, &Entry { hub: Some(handover.year.hub), who, action, subject, words }).await
}

/// Where whoever makes the change can be written to.
async fn answers_to(changes: &mut Changes, handover: &Handover<'_>) -> Result<EmailAddress, StoreError> {
    Ok(people::name_and_email(changes, handover.by.id).await?.1)
}

async fn tell(
    changes: &mut Changes,
    handover: &Handover<'_>,
    to: (&str, &EmailAddress),
    letter: &Letter,
    about: &str,
) -> Result<(), StoreError> {
    let answers_to = answers_to(changes, handover).await?;
    let message = NewMessage {
        hub: handover.year.hub,
        kind: "role.handed_over",
        to,
        letter,
        link: None,
        urgent: false,
        about: Some(about.to_owned()),
        by: Some(handover.by.id),
    };
    mail::enqueue_from(changes, &message, Some((&handover.by.name, &answers_to))).await?;
    Ok(())
}
