//! Settings of the whole installation, and the mark of a demonstration.

use model::ids::InterestId;

use crate::database::{Changes, Database};
use crate::error::StoreError;

const DEMONSTRATION: &str = "demonstration";

/// Every table that holds a demonstration's rows, those that refer to others first.
const TABLES: [&str; 66] = [
    "delete from rollover",
    "delete from signature",
    "update signature_chain set number = 0, seal = x''",
    "update signature_chain set number = 0, seal = x''",
    "delete from commitment",
    "delete from clauses where hub is not null",
    "delete from forming_step",
    "delete from interest_note",
    "delete from interest_change",
    "delete from interest_sending",
    "delete from interest",
    "delete from interest_draft",
    "delete from outbox",
    "delete from audit",
    "delete from typed",
    "delete from link",
    "delete from lead_participation",
    "delete from school_import",
    "delete from sign_in_attempt",
    "delete from session",
    "delete from known_device",
    "delete from attendance",
    "delete from twilight_guess",
    "delete from twilight_table",
    "delete from running",
    "delete from document_former",
    "delete from document_guest",
    "delete from document_client",
    "delete from document_snapshot",
    "delete from document_update",
    "delete from document",
    "delete from plan_template",
    "delete from calendar_feed",
    "delete from poll_reply",
    "delete from poll_answer",
    "delete from poll_option",
    "delete from poll_link",
    "delete from poll_sending",
    "delete from poll",
    "delete from host_pack",
    "delete from guest_letter",
    "delete from guest_claim",
    "delete from guest_session",
    "delete from guest",
    "delete from twilight_code",
    "delete from twilight",
    "delete from workshop",
    "delete from group_school",
    "delete from group_year",
    "delete from work_group",
    "delete from hub_role",
    "delete from hub_lead",
    "delete from school_role",
    "delete from person",
    "delete from school_link",
    "delete from school_merger",
    "delete from school_kept_apart",
    "delete from school_fold",
    "delete from closed_day",
    "delete from school_phase",
    "delete from school_predecessor",
    "delete from school_former_urn",
    "delete from school",
    "delete from term_dates",
    "delete from hub",
    "delete from setting",
];

/// Whether this database is a demonstration, which every page then says.
///
/// # Errors
/// When the file can't be read.
pub async fn demonstration(db: &Database) -> Result<bool, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("select value from setting where key = ?").bind(DEMONSTRATION).fetch_optional(db.readers()).await?;
    Ok(row.is_some_and(|(value,)| value == "true"))
}

/// Whether nobody and no school is in the database yet.
///
/// # Errors
/// When the file can't be read.
pub async fn is_empty(db: &Database) -> Result<bool, StoreError> {
    let (some,): (bool,) =
        sqlx::query_as("select exists (select 1 from person) or exists (select 1 from school) or exists (select 1 from hub)")
            .fetch_one(db.readers())
            .await?;
    Ok(!some)
}

/// Marks the database as a demonstration.
///
/// # Errors
/// When the file can't be written to.
pub async fn mark_as_demonstration(changes: &mut Changes) -> Result<(), StoreError> {
    sqlx::query("insert into setting (key, value) values (?, 'true') on conflict (key) do update set value = 'true'")
        .bind(DEMONSTRATION)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Deletes everything in a demonstration, its mark included.
///
/// # Errors
/// [`StoreError::NotADemonstration`] when the database is not marked as one: then nothing is deleted.
pub async fn erase_demonstration(changes: &mut Changes) -> Result<(), StoreError> {
    let marked: Option<(String,)> = sqlx::query_as("select value from setting where key = ? and value = 'true'")
        .bind(DEMONSTRATION)
        .fetch_optional(changes.connection())
        .await?;
    if marked.is_none() {
        return Err(StoreError::NotADemonstration);
    }
    for statement in TABLES {
        sqlx::query(statement).execute(changes.connection()).await?;
    }
    Ok(())
}

/// Makes what was just done in a demonstration look as old as it should be: heads were asked in September, and their letters
/// have gone out long ago.
///
/// # Errors
/// When the file can't be written to.
pub async fn age_demonstration(changes: &mut Changes) -> Result<(), StoreError> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    for statement in [
        "update commitment set requested_at = requested_at - ?1 * 41, reminded_at = reminded_at - ?1 * 12, created_at = created_at - ?1 * 41",
        "update outbox set state = 'sent', link = null, sent_at = created_at - ?1 * 20, created_at = created_at - ?1 * 20, due_at = due_at - ?1 * 20
         where state in ('waiting', 'held')",
        "update school_role set from_date = (select printf('%d-09-01', min(academic_year)) from group_year)",
        // Entries keep their order: each is moved by the same time.
        "update audit set at = at - ?1 * 20",
        "delete from interest_sending",
        "delete from poll_sending",
    ] {
        sqlx::query(statement).bind(DAY).execute(changes.connection()).await?;
    }
    Ok(())
}

/// Makes an expression of interest in a demonstration so many days older.
///
/// # Errors
/// When the file can't be written to.
pub async fn age_interest(changes: &mut Changes, interest: InterestId, days: i64) -> Result<(), StoreError> {
    let milliseconds = days * 24 * 60 * 60 * 1000;
    for statement in [
        "update interest set submitted_at = submitted_at - ?1, changed_at = changed_at - ?1 * 2 / 3 where id = ?2",
        "update interest_note set at = at - ?1 * 2 / 3 where interest = ?2",
        "update interest_change set at = at - ?1 * 2 / 3 where interest = ?2",
    ] {
        sqlx::query(statement).bind(milliseconds).bind(interest).execute(changes.connection()).await?;
    }
    Ok(())
}
