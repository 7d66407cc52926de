//! `twilight folds`: which schools go on under another number, which of them look wrong, and taking that back.

use std::fmt;

use clap::{Args, Subcommand, ValueEnum};
use store::audit::{self, Entry, Who};
use store::schools::gias::{self, GiasError, Keeps, Refused, RowMerge, TakenBack};
use store::{Database, StoreError};

use super::import_schools::PATIENCE;
use crate::config::DatabaseConfig;

/// What is to be done about them.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Folds {
    /// Name every school that an import took for another one that had closed, the doubtful ones first. Changes nothing
    List {
        #[command(flatten)]
        database: DatabaseConfig,
    },
    /// Make two schools of one again, linked; later imports leave them apart
    TakeBack {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        which: TakeBack,
    },
    /// Let the next import decide anew about schools that were kept apart
    Allow {
        #[command(flatten)]
        database: DatabaseConfig,
        /// The number of the one that closed
        #[arg(value_name = "URN", required = true)]
        urns: Vec<String>,
    },
}

impl Folds {
    /// In which database.
    pub(super) fn database(&self) -> &DatabaseConfig {
        match self {
            Self::List { database } | Self::TakeBack { database, .. } | Self::Allow { database, .. } => database,
        }
    }
}

/// Which ones, and what becomes of their history.
#[derive(Clone, Debug, Args)]
#[group(id = "which")]
pub(super) struct TakeBack {
    /// The number that the school had
    #[arg(value_name = "URN", required_unless_present = "doubtful")]
    urns: Vec<String>,
    /// All that `list` calls doubtful
    #[arg(long)]
    doubtful: bool,
    /// Which of the two keeps people, groups and boards. Without it: whichever had them before, and where an earlier version did
    /// not keep that, the one that is open
    #[arg(long, value_name = "WHICH")]
    history_with: Option<History>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum History {
    Closed,
    Present,
}

/// Why it could not be done.
#[derive(Debug, thiserror::Error)]
pub enum FoldsError {
    /// There is no such number.
    #[error("no school had the number {0}: see `twilight folds list`")]
    NoSuchNumber(String),
    /// There is no such decision.
    #[error("nobody kept the school {0} apart from another one")]
    NotApart(String),
    /// An import would write over it.
    #[error("schools are being brought into this database at the moment: wait until that is done. Nothing was changed")]
    Importing,
    /// The links could not be read anew.
    #[error(transparent)]
    Gias(#[from] GiasError),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FoldsError {
    /// Why nothing is done about a number.
    fn of(refused: Refused, urn: &str) -> Self {
        match refused {
            Refused::NotApart => Self::NotApart(urn.to_owned()),
            Refused::NoSuchNumber | Refused::NotWaiting => Self::NoSuchNumber(urn.to_owned()),
            Refused::Store(error) => Self::Store(error),
        }
    }
}

/// What was found or done, to be shown.
pub(super) enum Done {
    Listed(Vec<RowMerge>),
    TakenBack(Vec<TakenBack>),
    Allowed(usize),
}

/// Does it.
pub(super) async fn run(database: &Database, asked: &Folds) -> Result<Done, FoldsError> {
    match asked {
        Folds::List { .. } => Ok(Done::Listed(gias::row_merges(database).await?)),
        Folds::TakeBack { which, .. } => take_back(database, which).await,
        Folds::Allow { urns, .. } => {
            let mut changes = database.change().await?;
            for urn in urns {
                gias::allow(&mut changes, urn).await.map_err(|refused| FoldsError::of(refused, urn))?;
            }
            changes.commit().await?;
            Ok(Done::Allowed(urns.len()))
        }
    }
}

/// All of them or none.
async fn take_back(database: &Database, which: &TakeBack) -> Result<Done, FoldsError> {
    let _turn = gias::take_turn(database, PATIENCE).await.map_err(|error| match error {
        StoreError::InUse { .. } => FoldsError::Importing,
        error => error.into(),
    })?;
    let (hub, all) = (store::hub::first(database).await?, gias::row_merges(database).await?);
    let doubtful = all.iter().filter(|merge| which.doubtful && merge.doubt.is_some()).map(|merge| merge.before_urn.clone());
    let urns: Vec<String> = which.urns.iter().cloned().chain(doubtful.filter(|urn| !which.urns.contains(urn))).collect();
    let mut changes = database.change().await?;
    let mut done = Vec::with_capacity(urns.len());
    for urn in urns {
        let of_closed = all.iter().any(|merge| merge.before_urn == urn && merge.history_of_closed);
        let keeps = match which.history_with {
            Some(History::Closed) => Keeps::Closed,
            Some(History::Present) => Keeps::Present,
            None if of_closed => Keeps::Closed,
            None => Keeps::Present,
        };
        let taken_back = gias::take_back(&mut changes, &urn, keeps).await.map_err(|refused| FoldsError::of(refused, &urn))?;
        let (words, subject) = (taken_back.words(), Some(taken_back.present.id.to_string()));
        audit::write(&mut changes, &Entry { hub, who: Who::Server, action: "schools.taken_back", subject, words: &words }).await?;
        done.push(taken_back);
    }
    changes.commit().await?;
    gias::relink(database).await?;
    Ok(Done::TakenBack(done))
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed(merges) if merges.is_empty() => f.write_str("No school goes on under another number."),
            Self::Listed(merges) => {
                for RowMerge { before_urn, was, urn, name, until, doubt, .. } in merges {
                    let was = was.as_ref().map(|was| format!(" {was}")).unwrap_or_default();
                    let until = until.as_ref().map(|day| format!(", closed on {day}")).unwrap_or_default();
                    let doubt = doubt.map(|why| format!(". Doubtful: {why}")).unwrap_or_default();
                    writeln!(f, "{before_urn}{was} goes on as {urn} {name}{until}{doubt}")?;
                }
                let doubtful = merges.iter().filter(|merge| merge.doubt.is_some()).count();
                write!(
                    f,
                    "{} in all, {doubtful} of them doubtful. `twilight folds take-back` makes two schools of one again.",
                    merges.len()
                )
            }
            Self::TakenBack(all) if all.is_empty() => f.write_str("There was nothing to take back."),
            Self::TakenBack(all) => {
                all.iter().try_for_each(|one| writeln!(f, "{}", one.words()))?;
                f.write_str("They are linked, and later imports leave them apart (`twilight folds allow` ends that).")
            }
            Self::Allowed(1) => f.write_str("The next import decides anew about it."),
            Self::Allowed(count) => write!(f, "The next import decides anew about {count} schools."),
        }
    }
}
