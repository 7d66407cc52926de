//! What the hub does with an expression of interest: every step is written down, and the last decision can be taken back.

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::ids::{DecisionId, HubId, InterestId};
use model::interest::State;
use model::text::invisible::paragraphs;

use super::filter::one_in;
use super::history::{self, Inverse};
use super::refused::Refused;
use super::rows::{self as kept, Interest};
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail;

/// What is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The new state.
    pub state: State,
    /// Why the hub takes a school that the rules would not; only read where it is needed.
    pub reason: &'a str,
    /// The state that whoever decides has looked at: in any other, somebody else was quicker. `None` takes it as it is.
    pub seen: Option<State>,
}

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Names it: letters about it have it as `about`.
    pub id: DecisionId,
    pub at: DateTime<Utc>,
    /// Who, by name.
    pub by: String,
    /// From which state.
    pub from: State,
    /// To which.
    pub to: State,
}

/// Decides, and returns the decision's id. Accepting writes the school's earlier years into its history. The letter about the
/// decision before is withdrawn where it has not gone out: a school hears what holds.
///
/// # Errors
/// [`Refused`] says why it can't be taken.
pub async fn decide(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, decision: Decision<'_>) -> Result<DecisionId, Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    check(&before, decision)?;
    let mut inverse = Inverse { override_reason: before.override_reason.clone(), phases: Vec::new() };
    let overridden = decision.state == State::Accepted && !before.eligibility().is_met();
    let reason = if overridden { paragraphs(decision.reason) } else { String::new() };
    if decision.state == State::Accepted {
        inverse.phases = history::write(changes, &before).await?;
    }
    let late = match last_in(changes, id).await? {
        Some((last, ..)) => mail::withdraw_about(changes, &last.to_string()).await?,
        None => 0,
    };
    set(changes, id, decision.state, &reason).await?;
    let change = DecisionId::generate();
    sqlx::query("insert into interest_change (id, interest, at, person, from_state, to_state, inverse) values (?, ?, ?, ?, ?, ?, ?)")
        .bind(change)
        .bind(id)
        .bind(rows::now())
        .bind(by.id)
        .bind(before.state.key())
        .bind(decision.state.key())
        .bind(kept::written(&inverse)?)
        .execute(changes.connection())
        .await?;
    let because = if overridden { format!(", against the rule, because: {reason}") } else { String::new() };
    let withdrawn = if late > 0 { "; the letter about the decision before had not gone out, and does not" } else { "" };
    let words = format!("{} from {} to {}{because}{withdrawn}", named(&before), before.state, decision.state);
    note(changes, hub, by, "interest.decided", id, &words).await?;
    Ok(change)
}

fn check(before: &Interest, decision: Decision<'_>) -> Result<(), Refused> {
    let accepting = decision.state == State::Accepted;
    if before.removed {
        Err(Refused::Removed)
    } else if decision.seen.is_some_and(|seen| seen != before.state) {
        Err(Refused::Moved)
    } else if decision.state == before.state || !State::DECISIONS.contains(&decision.state) {
        Err(Refused::Same)
    } else if before.group_year.is_some() {
        Err(Refused::InGroup)
    } else if accepting && before.answers.school.is_none() {
        Err(Refused::NoSchool)
    } else if accepting && !before.eligibility().is_met() && paragraphs(decision.reason).is_empty() {
        Err(Refused::NoReason)
    } else {
        Ok(())
    }
}

/// Takes back the decision `shown`, as long as it is the last that stands, and withdraws its letter where that has not gone out yet: whether it has, is
/// what comes back (`true` when no letter is out).
///
/// # Errors
/// [`Refused`] when there is nothing to take back, or something else than was shown.
pub async fn undo(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, shown: Option<DecisionId>) -> Result<bool, Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    if before.group_year.is_some() {
        return Err(Refused::InGroup);
    }
    let (change, from, inverse) = last_in(changes, id).await?.ok_or(Refused::NothingToUndo)?;
    if shown != Some(change) {
        return Err(Refused::Moved);
    }
    let (from, inverse) = (kept::state(&from)?, kept::read::<Inverse>(&inverse)?);
    history::take_back(changes, &before, inverse.phases).await?;
    set(changes, id, from, &inverse.override_reason).await?;
    sqlx::query("update interest_change set undone_at = ? where id = ?")
        .bind(rows::now())
        .bind(change)
        .execute(changes.connection())
        .await?;
    mail::withdraw_about(changes, &change.to_string()).await?;
    let (out,): (i64,) = sqlx::query_as("select count(*) from outbox where about = ? and state in ('sending', 'sent', 'by_hand')")
        .bind(change)
        .fetch_one(changes.connection())
        .await?;
    note(changes, hub, by, "interest.undone", id, &format!("{} back from {} to {from}", named(&before), before.state)).await?;
    Ok(out == 0)
}

/// The last decision that stands: its id, the state before, and what was before as it is kept.
async fn last_in(changes: &mut Changes, id: InterestId) -> Result<Option<(DecisionId, String, String)>, StoreError> {
    Ok(sqlx::query_as(
        "select id, from_state, inverse from interest_change where interest = ? and undone_at is null order by id desc limit 1",
    )
    .bind(id)
    .fetch_optional(changes.connection())
    .await?)
}

async fn set(changes: &mut Changes, id: InterestId, state: State, override_reason: &str) -> Result<(), StoreError> {
    sqlx::query("update interest set state = ?, override_reason = ?, changed_at = ? where id = ?")
        .bind(state.key())
        .bind(override_reason)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// The last decision that stands.
///
/// # Errors
/// When the file can't be read.
pub async fn last_change(db: &Database, id: InterestId) -> Result<Option<Change>, StoreError> {
    let row: Option<(DecisionId, i64, Option<String>, String, String)> = sqlx::query_as(
        "select interest_change.id, at, person.name, from_state, to_state
         from interest_change left join person on person.id = interest_change.person
         where interest = ? and undone_at is null order by interest_change.id desc limit 1",
    )
    .bind(id)
    .fetch_optional(db.readers())
    .await?;
    row.map(|(id, at, by, from, to)| {
        Ok(Change { id, at: rows::time(at)?, by: by.unwrap_or_default(), from: kept::state(&from)?, to: kept::state(&to)? })
    })
    .transpose()
}

pub(super) fn named(interest: &Interest) -> String {
    format!("Expression of interest {} ({})", interest.reference, interest.answers.school_name)
}

/// Writes it into the audit.
pub(super) async fn note(
    changes: &mut Changes,
    hub: HubId,
    by: &Person,
    action: &str,
    id: InterestId,
    words: &str,
) -> Result<(), StoreError> {
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(id.to_string()), words };
    audit::write(changes, &entry).await
}
