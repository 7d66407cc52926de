//! Taking a turn back: exactly, or not at all. What has been used since is never destroyed; it is named instead.

use chrono::Utc;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{HubId, RolloverId};
use serde_json::{Map, Value};

use super::{Refused, last_day};
use crate::audit::{self, Entry, Who};
use crate::database::journal::{Journal, RowChange, Table, orphaned};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// What stands in the way of taking a turn back: sentences; none when nothing does.
///
/// # Errors
/// When the file can't be read.
pub async fn in_the_way(db: &Database, hub: HubId, id: RolloverId) -> Result<Vec<String>, StoreError> {
    let mut changes = db.change().await?;
    match current_turn(&mut changes, hub, id).await? {
        Some((_, journal)) => uses(&mut changes, &journal).await,
        None => Ok(Vec::new()),
    }
}

/// Takes a turn back.
///
/// # Errors
/// [`Refused`] says what stands in the way.
pub async fn revert(db: &Database, hub: HubId, by: &Person, id: RolloverId) -> Result<(), Refused> {
    let mut changes = db.change().await?;
    let (into_year, journal) = current_turn(&mut changes, hub, id).await?.ok_or(Refused::NotCurrent)?;
    if clock::day(Utc::now()) > last_day(into_year) {
        return Err(Refused::TooLate);
    }
    let used = uses(&mut changes, &journal).await?;
    if !used.is_empty() {
        return Err(Refused::Used(used));
    }
    journal.restore(&mut changes).await?;
    let orphaned = orphaned(&mut changes).await?;
    if !orphaned.is_empty() {
        // Dropping the changes puts everything back as it is.
        return Err(Refused::Used(
            orphaned.into_iter().map(|table| format!("Something else belongs to the new year by now ({table}).")).collect(),
        ));
    }
    sqlx::query("update rollover set reverted_at = ?, reverted_by = ? where id = ?")
        .bind(rows::now())
        .bind(by.id)
        .bind(id)
        .execute(changes.connection())
        .await?;
    let words = format!("Took the turn into {into_year} back.");
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action: "rollover.reverted", subject: Some(id.to_string()), words: &words };
    audit::write(&mut changes, &entry).await?;
    Ok(changes.commit().await?)
}

async fn current_turn(changes: &mut Changes, hub: HubId, id: RolloverId) -> Result<Option<(AcademicYear, Journal)>, StoreError> {
    let row: Option<(AcademicYear, String)> =
        sqlx::query_as("select into_year, inverse from rollover where id = ? and hub = ? and reverted_at is null")
            .bind(id)
            .bind(hub)
            .fetch_optional(changes.connection())
            .await?;
    row.map(|(year, inverse)| Ok((year, Journal::from_text(&inverse)?))).transpose()
}

/// Everything that has been done since with what the turn made, each in a sentence.
async fn uses(changes: &mut Changes, journal: &Journal) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for (row, now) in journal.changed_since(changes).await? {
        if !harmless(row, now.as_ref()) {
            found.push((row.clone(), now));
        }
    }
    let mut words = Vec::new();
    for (row, now) in found {
        words.push(changed(changes, &row, now.as_ref()).await?);
    }
    for row in journal.rows().iter().filter(|row| row.before.is_none()) {
        words.extend(added(changes, journal, row).await?);
    }
    words.sort();
    words.dedup();
    Ok(words)
}

/// A letter that somebody withdrew never reached anybody, and a new wording reaches every commitment that nobody has signed.
fn harmless(row: &RowChange, now: Option<&Map<String, Value>>) -> bool {
    let (Some(after), Some(now)) = (&row.after, now) else { return false };
    match row.table {
        Table::Outbox => now.get("state").and_then(Value::as_str) == Some("withdrawn"),
        Table::Commitment => after.iter().all(|(column, value)| column == "clauses" || now.get(column) == Some(value)),
        _ => false,
    }
}

async fn changed(changes: &mut Changes, row: &RowChange, now: Option<&Map<String, Value>>) -> Result<String, StoreError> {
    Ok(match row.table {
        Table::GroupYear => format!("{}: the new year’s details were changed.", group_of(changes, row.text("work_group")).await?),
        Table::GroupSchool => {
            let school = name(changes, School, row.text("school")).await?;
            let answered = now.and_then(|now| now.get("answered_at")).is_some_and(|at| !at.is_null());
            if answered { format!("{school} has answered.") } else { format!("{school}: its place in the group was changed.") }
        }
        Table::LeadParticipation => format!("{}: who represents the school was changed.", name(changes, School, row.text("school")).await?),
        Table::Workshop => {
            let group = name(changes, GroupYear, row.text("group_year")).await?;
            format!("{group}: the workshop in {} was planned.", row.text("half_term"))
        }
        Table::Commitment => {
            format!("{}: the commitment was asked for, opened or changed.", name(changes, School, row.text("school")).await?)
        }
        Table::Outbox => format!("The letter to {} was released or sent.", row.text("to_name")),
        Table::WorkGroup | Table::Interest => "A group or an expression of interest was changed.".to_owned(),
    })
}

/// Rows of others that hang on a row of the turn.
async fn added(changes: &mut Changes, journal: &Journal, row: &RowChange) -> Result<Vec<String>, StoreError> {
    let id = row.key.first().map(String::as_str).unwrap_or_default();
    let known = |table: Table, key: &[String]| journal.rows().iter().any(|row| row.table == table && row.key == key);
    let mut words = Vec::new();
    match row.table {
        Table::GroupYear => {
            let schools = pairs(
                changes,
                "select school.id, school.name from group_school join school on school.id = school where group_year = ?",
                id,
            );
            for (school, name) in schools.await? {
                if !known(Table::GroupSchool, &[id.to_owned(), school]) {
                    words.push(format!("{name} was added to the new year."));
                }
            }
            let people = pairs(
                changes,
                "select lead_participation.id, person.name from lead_participation join person on person.id = person where group_year = ?",
                id,
            );
            for (participation, name) in people.await? {
                if !known(Table::LeadParticipation, &[participation]) {
                    words.push(format!("{name} represents a school in the new year."));
                }
            }
            let interests = pairs(changes, "select id, reference from interest where group_year = ?", id);
            words.extend(
                interests.await?.into_iter().map(|(_, reference)| format!("The expression of interest {reference} led into the new year.")),
            );
            let workshops = pairs(changes, "select id, half_term from workshop where group_year = ?", id);
            for (workshop, half_term) in workshops.await? {
                if !known(Table::Workshop, &[workshop]) {
                    words.push(format!("A workshop was added in {half_term}."));
                }
            }
            let commitments = pairs(
                changes,
                "select commitment.id, school.name from commitment join school on school.id = school where group_year = ?",
                id,
            );
            for (commitment, name) in commitments.await? {
                if !known(Table::Commitment, &[commitment]) {
                    words.push(format!("{name}: a commitment was prepared since."));
                }
            }
        }
        Table::Workshop => {
            let documents = pairs(
                changes,
                "select kind, coalesce(json_extract(summary, '$.title'), '') from document where workshop = ? and kind <> 'notes'",
                id,
            );
            words.extend(
                documents.await?.into_iter().map(|(kind, title)| format!("The {kind} “{title}” was started for one of its workshops.")),
            );
            let polls = pairs(changes, "select id, opened_at || '' from poll where workshop = ?", id).await?;
            words.extend(polls.iter().map(|_| format!("A date poll was opened for the workshop in {}.", row.text("half_term"))));
            let packs = pairs(changes, "select school, room from host_pack where workshop = ?", id).await?;
            words.extend(packs.iter().map(|_| format!("The host pack of the workshop in {} was filled in.", row.text("half_term"))));
            let half_term = row.text("half_term");
            let begun = pairs(
                changes,
                "select 'twilight', workshop from twilight where workshop = ?1
                 union select 'running', workshop from running where workshop = ?1
                 union select 'attendance', workshop from attendance where workshop = ?1",
                id,
            );
            words.extend(begun.await?.iter().map(|(what, _)| match what.as_str() {
                "twilight" => format!("The twilight of the workshop in {half_term} was prepared."),
                "running" => format!("The workshop in {half_term} was begun."),
                _ => format!("It was noted who was at the workshop in {half_term}."),
            }));
        }
        Table::Commitment => {
            let school = name(changes, School, row.text("school")).await?;
            let signed = pairs(changes, "select cast(number as text), who from signature where commitment = ?", id).await?;
            if !signed.is_empty() {
                words.push(format!("{school} has signed its commitment."));
            }
            let links = pairs(changes, "select '', email from link where subject = ?", id).await?;
            if !links.is_empty() && signed.is_empty() {
                words.push(format!("{school} has been sent its commitment."));
            }
        }
        _ => {}
    }
    Ok(words)
}

async fn pairs(changes: &mut Changes, statement: &'static str, id: &str) -> Result<Vec<(String, String)>, StoreError> {
    Ok(sqlx::query_as(statement).bind(id).fetch_all(changes.connection()).await?)
}

use Named::{GroupYear, School};

/// Whose name is asked.
enum Named {
    School,
    GroupYear,
}

async fn name(changes: &mut Changes, of: Named, id: &str) -> Result<String, StoreError> {
    let statement = match of {
        School => "select '', name from school where id = ?",
        GroupYear => "select '', name from work_group join group_year on work_group = work_group.id where group_year.id = ?",
    };
    Ok(pairs(changes, statement, id).await?.into_iter().next().map(|(_, name)| name).unwrap_or_default())
}

async fn group_of(changes: &mut Changes, group: &str) -> Result<String, StoreError> {
    let found = pairs(changes, "select '', name from work_group where id = ?", group).await?;
    Ok(found.into_iter().next().map(|(_, name)| name).unwrap_or_default())
}
