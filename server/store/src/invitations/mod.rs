//! Invitations: a link in a letter that makes its reader something. Each has an id of its own that stays when it is sent
//! again, because the link's token is known to its reader alone.

mod accept;
mod list;
mod refused;

use chrono::{NaiveDate, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::{HubRole, Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::calendar::{clock, day};
use model::ids::{GroupYearId, HubId, InvitationId, PersonId, SchoolId};
use model::letters::invitations::{Facts, invitation};
use serde::{Deserialize, Serialize};
use sqlx_sqlite::SqliteConnection;

use crate::accounts::links::{self, NewLink, Purpose};
use crate::accounts::people;
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::groups::Kind;
use crate::hub;
use crate::mail::{self, NewMessage};

pub use accept::{Accepted, Join, accept};
pub use list::{Invitation, Known, Pending, State, about, open_of_hub, open_of_school, open_of_year, peek};
pub use refused::Refused;

/// What somebody is invited to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Role {
    /// A school's lead participant or deputy in a group's year, from a day on (or from the day of joining, if that is later).
    Represent {
        year: GroupYearId,
        school: SchoolId,
        /// As what.
        kind: Kind,
        /// The first day.
        from: NaiveDate,
    },
    /// Something in a school.
    School {
        school: SchoolId,
        /// Teacher or headteacher.
        role: SchoolRole,
    },
    /// Something in the hub.
    Hub {
        /// Staff or admin.
        role: HubRole,
    },
    /// Work Group Lead, of a group's year or of none yet.
    Lead { year: Option<GroupYearId> },
}

/// What is kept with the link.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Details {
    name: String,
    hub: HubId,
    role: Role,
}

/// An invitation to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInvitation<'a> {
    /// In whose name.
    pub hub: HubId,
    /// To be what.
    pub role: Role,
    /// The name of whoever is invited, as the inviter knows it.
    pub name: &'a str,
    /// Where it goes.
    pub email: &'a EmailAddress,
    /// Who invites.
    pub by: &'a Person,
}

/// Sends an invitation. `address_of` makes the whole address of its page from the link's token. Earlier open invitations that
/// say the same to the same address, or that name another for the same one place, are taken back.
///
/// # Errors
/// When group, school or hub do not exist, or the file can't be written to.
pub async fn send(changes: &mut Changes, new: &NewInvitation<'_>, address_of: impl Fn(&str) -> String) -> Result<(), StoreError> {
    let open: Vec<(InvitationId, String, String)> = sqlx::query_as(
        "select subject, email, details from link
         where purpose = 'invitation' and used_at is null and revoked_at is null and subject is not null",
    )
    .fetch_all(changes.connection())
    .await?;
    for (id, email, details) in open {
        let same = read(&details).is_ok_and(|earlier| takes_the_place_of(new, &earlier, &email));
        if same {
            withdraw(changes, id).await?;
        }
    }
    let id = InvitationId::generate();
    let details = Details { name: new.name.to_owned(), hub: new.hub, role: new.role };
    deliver(changes, id, &details, new.email, new.by, &address_of).await?;
    let words = words(changes.connection(), new.hub, &new.role).await?;
    note(changes, new.hub, new.by, "invitation.sent", id, &format!("{} invited {} ({}) to be {words}.", new.by.name, new.name, new.email))
        .await
}

/// Whether a new invitation replaces an earlier one.
fn takes_the_place_of(new: &NewInvitation<'_>, earlier: &Details, email: &str) -> bool {
    match (new.role, earlier.role) {
        (
            Role::Represent { year, school, kind, .. },
            Role::Represent { year: earlier_year, school: earlier_school, kind: earlier_kind, .. },
        ) => (year, school, kind) == (earlier_year, earlier_school, earlier_kind),
        (Role::Lead { year: Some(year) }, Role::Lead { year: earlier }) => Some(year) == earlier,
        (role, earlier_role) => role == earlier_role && new.hub == earlier.hub && new.email.as_str() == email,
    }
}

/// Sends an invitation again: its old link opens nothing any more, the new one is good for another 14 days.
///
/// # Errors
/// [`Refused::Over`] when there is none with this id that is still unanswered.
pub async fn send_again(changes: &mut Changes, id: InvitationId, by: &Person, address_of: impl Fn(&str) -> String) -> Result<(), Refused> {
    let (email, details) = unanswered(changes, id).await?.ok_or(Refused::Over)?;
    withdraw(changes, id).await?;
    deliver(changes, id, &details, &email, by, &address_of).await?;
    let words = format!("{} sent the invitation of {} ({email}) again.", by.name, details.name);
    Ok(note(changes, details.hub, by, "invitation.sent_again", id, &words).await?)
}

/// Takes an invitation back: its link opens nothing any more, and a letter that waits is not sent.
///
/// # Errors
/// As [`send_again`].
pub async fn take_back(changes: &mut Changes, id: InvitationId, by: &Person) -> Result<(), Refused> {
    let (email, details) = unanswered(changes, id).await?.ok_or(Refused::Over)?;
    withdraw(changes, id).await?;
    let words = format!("{} took back the invitation of {} ({email}).", by.name, details.name);
    Ok(note(changes, details.hub, by, "invitation.taken_back", id, &words).await?)
}

/// The address and details of an invitation that nobody has accepted and nobody has taken back; it may have expired.
async fn unanswered(changes: &mut Changes, id: InvitationId) -> Result<Option<(EmailAddress, Details)>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select email, details from link
         where purpose = 'invitation' and subject = ?1 and used_at is null and revoked_at is null
           and not exists (select 1 from link as answered where answered.subject = ?1 and answered.used_at is not null)",
    )
    .bind(id)
    .fetch_optional(changes.connection())
    .await?;
    row.map(|(email, details)| Ok((address(&email)?, read(&details)?))).transpose()
}

async fn withdraw(changes: &mut Changes, id: InvitationId) -> Result<(), StoreError> {
    let id = id.to_string();
    links::revoke_all(changes, Purpose::Invitation, &id).await?;
    mail::withdraw_about(changes, &id).await?;
    Ok(())
}

/// Makes the link, and puts its letter into the outbox.
async fn deliver(
    changes: &mut Changes,
    id: InvitationId,
    details: &Details,
    email: &EmailAddress,
    by: &Person,
    address_of: &impl Fn(&str) -> String,
) -> Result<(), StoreError> {
    let link = NewLink {
        purpose: Purpose::Invitation,
        email,
        person: None,
        subject: Some(id.to_string()),
        details: serde_json::to_string(details).map_err(|error| StoreError::Corrupt(error.to_string()))?,
        by: Some(by.id),
        lifetime: links::INVITATION,
    };
    let token = links::create(changes, &link).await?;
    let to_be = words(changes.connection(), details.hub, &details.role).await?;
    let hub = hub::face_in(changes, details.hub).await?;
    let (_, answers_to) = people::name_and_email(changes, by.id).await?;
    let until = day::short(clock::day(Utc::now() + links::INVITATION));
    let letter = invitation(&Facts { by: &by.name, school: &by.school_name, to_be: &to_be, hub: &hub.name, until: &until });
    let message = NewMessage {
        hub: details.hub,
        kind: if matches!(details.role, Role::Hub { .. }) { mail::INVITATION_TO_HUB } else { "invitation" },
        to: (&details.name, email),
        letter: &letter,
        link: Some(&address_of(&token)),
        urgent: true,
        about: Some(id.to_string()),
        by: Some(by.id),
    };
    let id = mail::enqueue_from(changes, &message, Some((&by.name, &answers_to))).await?;
    mail::useless_from(changes, id, Utc::now() + links::INVITATION).await?;
    Ok(())
}

/// What somebody is invited to be, to be read after "to be".
async fn words(connection: &mut SqliteConnection, hub: HubId, role: &Role) -> Result<String, StoreError> {
    Ok(match role {
        Role::Represent { year, school, kind, .. } => {
            format!("{} for {} in the {}", kind.words(), school_name(connection, *school).await?, year_name(connection, *year).await?)
        }
        Role::School { school, role: SchoolRole::Headteacher } => format!("the headteacher of {}", school_name(connection, *school).await?),
        Role::School { school, .. } => format!("a teacher at {}", school_name(connection, *school).await?),
        Role::Hub { role } => {
            let name = hub_name(connection, hub).await?;
            match role {
                HubRole::Admin => format!("an admin of {name}"),
                HubRole::Staff => format!("on the staff of {name}"),
            }
        }
        Role::Lead { year: Some(year) } => format!("Work Group Lead of the {}", year_name(connection, *year).await?),
        Role::Lead { year: None } => format!("a Work Group Lead of {}", hub_name(connection, hub).await?),
    })
}

async fn school_name(connection: &mut SqliteConnection, school: SchoolId) -> Result<String, StoreError> {
    let (name,): (String,) = sqlx::query_as("select name from school where id = ?").bind(school).fetch_one(connection).await?;
    Ok(name)
}

/// `Two Rivers Work Group, 2026/27`.
async fn year_name(connection: &mut SqliteConnection, year: GroupYearId) -> Result<String, StoreError> {
    let (name, academic_year): (String, AcademicYear) = sqlx::query_as(
        "select name, academic_year from group_year join work_group on work_group.id = group_year.work_group where group_year.id = ?",
    )
    .bind(year)
    .fetch_one(connection)
    .await?;
    Ok(format!("{name} Work Group, {academic_year}"))
}

async fn hub_name(connection: &mut SqliteConnection, hub: HubId) -> Result<String, StoreError> {
    let (name,): (String,) = sqlx::query_as("select name from hub where id = ?").bind(hub).fetch_one(connection).await?;
    Ok(name)
}

async fn note(changes: &mut Changes, hub: HubId, by: &Person, action: &str, id: InvitationId, words: &str) -> Result<(), StoreError> {
    audit::write(changes, &Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(id.to_string()), words }).await
}

fn read(details: &str) -> Result<Details, StoreError> {
    serde_json::from_str(details).map_err(|error| StoreError::Corrupt(format!("an invitation: {error}")))
}

fn address(text: &str) -> Result<EmailAddress, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(format!("the address {text:?}")))
}

/// Who sent a link, to be read before what they did: `Helen Frost, Oak Hollow,`. Empty when nobody did.
async fn inviter(connection: &mut SqliteConnection, by: Option<PersonId>) -> Result<String, StoreError> {
    let Some(by) = by else {
        return Ok(String::new());
    };
    let row: Option<(String, Option<String>)> = sqlx::query_as(
        "select person.name, school.short_name from person left join school on school.id = person.school where person.id = ?",
    )
    .bind(by)
    .fetch_optional(connection)
    .await?;
    Ok(match row {
        Some((name, Some(school))) => format!("{name}, {school},"),
        Some((name, None)) => name,
        None => String::new(),
    })
}

/// A moment as the day it was in Britain: `Tue 3 Nov 2026`.
fn day_of(milliseconds: i64) -> Result<String, StoreError> {
    Ok(day::short(clock::day(rows::time(milliseconds)?)))
}
