//! Bringing in the extract of Get Information about Schools (GIAS), and its file of links between establishments.
//!
//! Both are read as streams on a thread of their own and written in small transactions, because live boards share the one
//! connection that writes. What is the same already is only read. The extract holds the names of heads: they are never kept,
//! and not even looked at (see `columns`).

mod apply;
mod chains;
mod columns;
mod days;
mod decode;
mod existing;
mod extract;
mod import;
mod judge;
mod letters;
mod lines;
mod linked_groups;
mod links;
mod listed;
mod progress;
mod recheck;
mod record;
mod refused;
mod report;
mod row_merges;
mod runs;
mod short_name;
mod take_back;
mod tell;
mod terms;
mod turn;
mod unfinished;
mod values;
mod whole_links;
mod write;

pub use import::{Files, Mode, Renumbering, SourceFile, import};
pub use listed::{BadRow, ChangedSchool, FieldChange, Guessed, ListedSchool, TakenOver, TwoSchools};
pub use progress::{Progress, under_way};
pub use refused::Refused;
pub use report::Report;
pub use row_merges::{RowMerge, row_merges};
pub use runs::{Run, RunState, announce, begin, claim, decide, find, finish, forgotten, leave, recent};
pub use short_name::short_name;
pub use take_back::{Keeps, NumberedSchool, TakenBack, allow, relink, take_back};
pub use turn::take_turn;
pub use unfinished::{Stopped, fail, give_up_unfinished, resume, stopped};

use crate::error::{StoreError, from_sqlx};

/// Why a file could not be brought in.
#[derive(Debug, thiserror::Error)]
pub enum GiasError {
    /// The file can't be read.
    #[error("{file} can't be read: {source}")]
    Read {
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not the file that was expected.
    #[error("{file} has no column {column:?} in its first line: is it the right file, as published?")]
    NoColumn {
        file: String,
        /// The column that is missing.
        column: &'static str,
    },
    /// The file of links in the place of the extract.
    #[error("{file} is the file of links, and not the extract: choose it in the second place")]
    LinksAsExtract { file: String },
    /// The extract in the place of the links.
    #[error("{file} is the extract, and not the file of links: choose it in the first place")]
    ExtractAsLinks { file: String },
    /// There is nothing in it.
    #[error("{file} is empty")]
    Empty { file: String },
    /// Nothing but the names of the columns.
    #[error("{file} holds no school: after its first line nothing follows")]
    NoSchool { file: String },
    /// The same of the links.
    #[error("{file} holds no link: after its first line nothing follows")]
    NoLink {
        /// As the file is called where it was chosen.
        file: String,
    },
    /// The thread that reads the file ended early.
    #[error("reading {file} was broken off")]
    BrokenOff { file: String },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(GiasError);
