//! Who somebody is to whatever they ask for: their school, their groups and their hub on this very day.

use chrono::{DateTime, Utc};
use model::accounts::roles::{Actor, HubRole, Person, SchoolRole};
use model::calendar::clock;
use model::ids::{HubId, PersonId, SchoolId};

use crate::accounts::people;
use crate::database::Database;
use crate::error::StoreError;
use crate::present_year::present_years;
use crate::{groups, hub};

#[derive(sqlx::FromRow)]
struct ActorRow {
    id: PersonId,
    name: String,
    school: Option<SchoolId>,
    school_name: Option<String>,
    school_role: Option<String>,
    hub: Option<HubId>,
    hub_role: Option<String>,
    last_seen_at: i64,
    due_school: Option<SchoolId>,
}

/// SQL for who somebody is: when they were last seen, whose rows it reads, and on what condition. The day is `?3`.
macro_rules! actor_rows {
    ($seen:literal, $from:literal, $when:literal) => {
        concat!(
            "select person.id, person.name, person.school, school.short_name as school_name,
                case
                    when school_role.role = 'headteacher' then 'headteacher'
                    when exists (select 1 from lead_participation as mine
                                 where mine.person = person.id and mine.school = person.school
                                   and mine.group_year in ",
            present_years!("?3"),
            "
                                   -- Whoever begins with a coming year is let in before it.
                                   and mine.from_date <= max(?3, (select academic_year || '-09-01' from group_year where id = mine.group_year))
                                   and (mine.until_date is null or mine.until_date > ?3))
                        then 'lead_participant'
                    -- Named so before the school is in a group.
                    when school_role.role = 'lead_participant'
                         and not exists (select 1 from lead_participation as others
                                         where others.school = person.school and others.kind = 'lead'
                                           and others.group_year in ",
            present_years!("?3"),
            "
                                           and (others.until_date is null or others.until_date > ?3))
                        then 'lead_participant'
                    else 'teacher'
                end as school_role,
                hub_role.hub as hub, hub_role.role as hub_role, ",
            $seen,
            " as last_seen_at,
                (select due.school from school_role as due
                 where due.person = person.id and due.from_date <= ?3 and (due.until_date is null or due.until_date > ?3)
                 order by due.from_date desc, due.school limit 1) as due_school
         from ",
            $from,
            "
         left join school on school.id = person.school
         left join school_role on school_role.person = person.id and school_role.school = person.school
             and school_role.from_date <= ?3 and (school_role.until_date is null or school_role.until_date > ?3)
         left join hub_role on hub_role.person = person.id
         where ",
            $when,
            " and person.deactivated_at is null
         order by school_role.from_date desc, hub_role.role
         limit 1",
        )
    };
}

/// Who a session belongs to, and when it was last seen to be used.
pub(super) async fn of_session(db: &Database, token_hash: &[u8]) -> Result<(Actor, Option<i64>), StoreError> {
    let now = Utc::now();
    let row: Option<ActorRow> = sqlx::query_as(actor_rows!(
        "session.last_seen_at",
        "session join person on person.id = session.person",
        "session.token_hash = ?1 and session.expires_at > ?2"
    ))
    .bind(token_hash)
    .bind(now.timestamp_millis())
    .bind(clock::day(now).to_string())
    .fetch_optional(db.readers())
    .await?;
    let Some(row) = row else {
        return Ok((Actor::Anonymous, None));
    };
    if has_moved(db, &row).await? {
        return Box::pin(of_session(db, token_hash)).await;
    }
    let seen = row.last_seen_at;
    Ok((Actor::Person(row.person(db, now).await?), Some(seen)))
}

/// Somebody as they are when they have signed in, by their account: for what goes on in their name without a session. [`Actor::Anonymous`]
/// for an account that is closed.
///
/// # Errors
/// When the file can't be read.
pub async fn actor_of_account(db: &Database, account: PersonId) -> Result<Actor, StoreError> {
    let now = Utc::now();
    let row: Option<ActorRow> = sqlx::query_as(actor_rows!("?2", "person", "person.id = ?1"))
        .bind(account)
        .bind(now.timestamp_millis())
        .bind(clock::day(now).to_string())
        .fetch_optional(db.readers())
        .await?;
    let Some(row) = row else {
        return Ok(Actor::Anonymous);
    };
    if has_moved(db, &row).await? {
        return Box::pin(actor_of_account(db, account)).await;
    }
    Ok(Actor::Person(row.person(db, now).await?))
}

/// Whether the day of a move that was planned has come, and is written down now: then who somebody is has to be read anew.
async fn has_moved(db: &Database, row: &ActorRow) -> Result<bool, StoreError> {
    if row.due_school.is_none() || row.due_school == row.school {
        return Ok(false);
    }
    match people::settle_moves(db).await {
        Ok(()) => Ok(true),
        // They are where they were until it can be written down: nothing else could be either.
        Err(error) if error.disk_error().is_some() => Ok(false),
        Err(error) => Err(error),
    }
}

impl ActorRow {
    /// With their groups this year.
    async fn person(self, db: &Database, now: DateTime<Utc>) -> Result<Person, StoreError> {
        let mut person = Person {
            id: self.id,
            name: self.name,
            school: self.school,
            school_name: self.school_name.unwrap_or_default(),
            school_role: self.school_role.as_deref().and_then(SchoolRole::from_key).unwrap_or(SchoolRole::Teacher),
            hub: None,
            groups: Vec::new(),
            leads: Vec::new(),
            leads_schools: Vec::new(),
        };
        if let Some((hub, role)) = self.hub.zip(self.hub_role.as_deref().and_then(HubRole::from_key)) {
            person.hub = Some(Box::new(hub::membership(db, hub, role).await?));
        }
        groups::add_to(db, &mut person, now).await?;
        Ok(person)
    }
}
