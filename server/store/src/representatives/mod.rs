//! Somebody takes the place of somebody else: a school has one headteacher, and a group's year one lead. Whoever had it before is
//! told, and it is written down.

pub mod handover;

use chrono::NaiveDate;
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::day;
use model::ids::{CommitmentId, HubId, PersonId, SchoolId};
use model::letters::roles::{self as letters, Arranger};

use crate::accounts::links::{self, Purpose};
use crate::accounts::people;
use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::groups::roster::Year;
use crate::mail::{self, Letter, NewMessage};
use crate::uk_time;

/// The people who are a school's headteacher today, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn heads(db: &Database, school: SchoolId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select name from person join school_role on school_role.person = person.id and school_role.school = person.school
         where person.school = ?1 and role = 'headteacher' and deactivated_at is null
           and from_date <= ?2 and (until_date is null or until_date > ?2) order by name",
    )
    .bind(school)
    .bind(uk_time::today().to_string())
    .fetch_all(db.readers())
    .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

#[derive(sqlx::FromRow)]
struct Earlier {
    id: PersonId,
    name: String,
    email: String,
    closed: bool,
    from_date: String,
    until_date: Option<String>,
}

/// Whoever else is a school's headteacher on the day from which `new` is stays there as a teacher. They are told, and
/// commitments that they were asked to sign and have not are asked of the new head.
///
/// # Errors
/// When the file can't be written to.
pub async fn follow_head(
    changes: &mut Changes,
    (hub, school): (HubId, SchoolId),
    new: PersonId,
    from: NaiveDate,
    by: &Person,
) -> Result<(), StoreError> {
    let earlier: Vec<Earlier> = sqlx::query_as(
        "select person.id, person.name, person.email, deactivated_at is not null as closed, from_date, until_date
         from school_role join person on person.id = school_role.person
         where school_role.school = ?1 and role = 'headteacher' and person.id <> ?2
           and from_date <= ?3 and (until_date is null or until_date > ?3)",
    )
    .bind(school)
    .bind(new)
    .bind(from.to_string())
    .fetch_all(changes.connection())
    .await?;
    if earlier.is_empty() {
        return Ok(());
    }
    let (name, email) = people::name_and_email(changes, new).await?;
    let (school_name,): (String,) =
        sqlx::query_as("select name from school where id = ?").bind(school).fetch_one(changes.connection()).await?;
    let (_, answers_to) = people::name_and_email(changes, by.id).await?;
    let day = day::short(from);
    for old in earlier {
        step_down(changes, school, &old, from).await?;
        if from <= uk_time::today() {
            pass_commitments_on(changes, school, &old.email, (&name, &email)).await?;
        }
        let words = format!("{name} followed {} as headteacher of {school_name} from {day}, on behalf of {}.", old.name, by.name);
        note(changes, hub, by, "role.head_followed", old.id, &words).await?;
        if old.closed {
            continue;
        }
        let letter = letters::head_followed(&name, &school_name, &day, Arranger { name: &by.name, email: &answers_to });
        tell(changes, hub, "role.head_followed", &old, &letter, by, &answers_to).await?;
    }
    Ok(())
}

/// From a day on no headteacher any more, but one of the school's teachers.
async fn step_down(changes: &mut Changes, school: SchoolId, old: &Earlier, from: NaiveDate) -> Result<(), StoreError> {
    let from = from.to_string();
    if old.from_date == from {
        sqlx::query("update school_role set role = 'teacher' where person = ? and school = ? and from_date = ?")
            .bind(old.id)
            .bind(school)
            .bind(&from)
            .execute(changes.connection())
            .await?;
        return Ok(());
    }
    sqlx::query("update school_role set until_date = ?4 where person = ?1 and school = ?2 and from_date = ?3")
        .bind(old.id)
        .bind(school)
        .bind(&old.from_date)
        .bind(&from)
        .execute(changes.connection())
        .await?;
    sqlx::query("insert into school_role (person, school, from_date, until_date, role) values (?, ?, ?, ?, 'teacher')")
        .bind(old.id)
        .bind(school)
        .bind(&from)
        .bind(&old.until_date)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// What nobody has signed yet goes to the new head; links that went to the old one open nothing any more.
async fn pass_commitments_on(
    changes: &mut Changes,
    school: SchoolId,
    old: &str,
    (name, email): (&str, &EmailAddress),
) -> Result<(), StoreError> {
    let open: Vec<CommitmentId> = sqlx::query_scalar(
        "select id from commitment where school = ?1 and head_email = ?2 collate nocase
           and not exists (select 1 from signature where commitment = commitment.id and who = 'head' and set_aside_at is null)",
    )
    .bind(school)
    .bind(old)
    .fetch_all(changes.connection())
    .await?;
    for id in open {
        let about = id.to_string();
        links::revoke_all(changes, Purpose::Commitment, &about).await?;
        mail::withdraw_about(changes, &about).await?;
        sqlx::query(
            "update commitment set head_name = ?, head_email = ?, requested_at = null, requested_by = null, reminded_at = null where id = ?",
        )
        .bind(name)
        .bind(email.as_str())
        .bind(id)
        .execute(changes.connection())
        .await?;
    }
    Ok(())
}

/// Makes somebody the lead of a group's year in place of whoever led it.
///
/// # Errors
/// When the file can't be written to.
pub(crate) async fn follow_lead(changes: &mut Changes, year: &Year, new: PersonId, by: &Person) -> Result<(), StoreError> {
    let earlier: Option<Earlier> = sqlx::query_as(
        "select person.id, person.name, person.email, deactivated_at is not null as closed, '' as from_date, null as until_date
         from group_year join person on person.id = group_year.lead where group_year.id = ? and group_year.lead <> ?",
    )
    .bind(year.id)
    .bind(new)
    .fetch_optional(changes.connection())
    .await?;
    sqlx::query("update group_year set lead = ? where id = ?").bind(new).bind(year.id).execute(changes.connection()).await?;
    let (name, _) = people::name_and_email(changes, new).await?;
    let stamp = year.stamp();
    let words = match &earlier {
        Some(old) => format!("{name} followed {} as Work Group Lead of {stamp}, on behalf of {}.", old.name, by.name),
        None => format!("{name} became Work Group Lead of {stamp}, on behalf of {}.", by.name),
    };
    note(changes, year.hub, by, "role.lead_followed", new, &words).await?;
    if let Some(old) = earlier.filter(|old| !old.closed) {
        let (_, answers_to) = people::name_and_email(changes, by.id).await?;
        let letter = letters::lead_followed(&name, &stamp, Arranger { name: &by.name, email: &answers_to });
        tell(changes, year.hub, "role.lead_followed", &old, &letter, by, &answers_to).await?;
    }
    Ok(())
}

async fn note(changes: &mut Changes, hub: HubId, by: &Person, action: &str, subject: PersonId, words: &str) -> Result<(), StoreError> {
    audit::write(changes, &Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(subject.to_string()), words }).await
}

async fn tell(
    changes: &mut Changes,
    hub: HubId,
    kind: &str,
    old: &Earlier,
    letter: &Letter,
    by: &Person,
    answers_to: &EmailAddress,
) -> Result<(), StoreError> {
    let to: EmailAddress = old.email.parse().map_err(|_| StoreError::Corrupt(format!("the address {:?}", old.email)))?;
    let message =
        NewMessage { hub, kind, to: (&old.name, &to), letter, link: None, urgent: false, about: Some(old.id.to_string()), by: Some(by.id) };
    mail::enqueue_from(changes, &message, Some((&by.name, answers_to))).await?;
    Ok(())
}
