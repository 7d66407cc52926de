//! The demonstration: a hub with its Work Groups of invented schools, their workshops around today, and the boards of one of them.
//!
//! What it says is in `server/demo`: `world.json` with its lists of schools and people, and one file for each board. It is compiled into the binary.

mod boards;
mod files;
mod plans;
mod polls;
mod programme;
mod sign_ins;
mod twilight;
mod world;
mod year;

use chrono::Utc;
use model::accounts::email::EmailProblem;
use store::{Database, StoreError, commitments, interest, settings, twilights};

pub use sign_ins::SignIns;
// Everybody's password, which the demonstration's sign-in page shows.
pub use app::accounts::PASSWORD;

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database holds something already.
    #[error("this database is in use already. `twilight demo --again` makes a demonstration anew; anything else is left alone")]
    InUse,
    /// One of the files in `server/demo` is not as it should be.
    #[error("server/demo/{file}: {problem}")]
    File {
        file: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A statement failed: nothing of what was asked for is in the file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The hub is refused what `interests.json` has it do.
    #[error("server/demo/interests.json: {0}")]
    Interest(#[from] interest::Refused),
    /// A school is refused what `programme.rs` has it do.
    #[error("a commitment of the demonstration: {0}")]
    Commitment(#[from] commitments::Refused),
    /// The group is refused what `polls.rs` has it do.
    #[error("the date poll of the demonstration: {0}")]
    Poll(#[from] store::polls::Refused),
    /// A guest is refused what `twilight.rs` has them do.
    #[error("the twilight of the demonstration: {0}")]
    Twilight(#[from] twilights::Refused),
    /// An email address in `world.json` is none.
    #[error("server/demo/world.json: {0}")]
    Email(#[from] EmailProblem),
}

/// Makes the demonstration in a database in which nothing is yet, and returns how to sign in.
///
/// # Errors
/// [`DemoError::InUse`] when somebody or something is there already; otherwise when the database can't be written to.
pub async fn create(database: &Database) -> Result<SignIns, DemoError> {
    if !settings::is_empty(database).await? {
        return Err(DemoError::InUse);
    }
    let made = fill(database, false).await?;
    programme::fill(database, &made.1).await?;
    Ok(made.0)
}

/// The same without what its people have done since: no expression of interest, no commitment, no message. For tests of those.
///
/// # Errors
/// As [`create`].
pub async fn create_quiet(database: &Database) -> Result<SignIns, DemoError> {
    if !settings::is_empty(database).await? {
        return Err(DemoError::InUse);
    }
    Ok(fill(database, false).await?.0)
}

/// Deletes the demonstration and makes its people, groups and boards anew, in one transaction, then what they have done since.
/// In an empty database just makes it.
///
/// # Errors
/// [`StoreError::NotADemonstration`] when the database holds something else: then nothing is changed.
pub async fn again(database: &Database) -> Result<SignIns, DemoError> {
    let erase = !settings::is_empty(database).await?;
    let made = fill(database, erase).await?;
    programme::fill(database, &made.1).await?;
    Ok(made.0)
}

async fn fill(database: &Database, erase: bool) -> Result<(SignIns, world::Made), DemoError> {
    let world = files::world()?;
    let lessons = files::boards()?;
    let hash = store::accounts::passwords::hash(PASSWORD).await?;
    let mut changes = database.change().await?;
    if erase {
        settings::erase_demonstration(&mut changes).await?;
    }
    settings::mark_as_demonstration(&mut changes).await?;
    let made = world::create(&mut changes, &world, &hash, Utc::now()).await?;
    let mut written = Vec::with_capacity(lessons.len());
    for lesson in &lessons {
        written.push(boards::create(&mut changes, lesson, &made, Utc::now()).await?);
    }
    plans::create(&mut changes, &made).await?;
    changes.commit().await?;
    for board in &written {
        boards::compact(database, board).await?;
    }
    Ok((SignIns::of(&world), made))
}
