//! Why a command failed, in one line for whoever ran it.

use std::io;

use store::StoreError;
use store::backup::BackupError;

use super::{CheckError, FoldsError, ImportProblem, UserProblem, VerifyError};
use crate::demo::DemoError;
use crate::fixture::FixtureError;
use crate::serve::ServeError;

/// Why a command failed: what is shown on the last line.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Serve(#[from] ServeError),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(transparent)]
    ImportSchools(#[from] ImportProblem),
    #[error(transparent)]
    Folds(#[from] FoldsError),
    #[error(transparent)]
    User(#[from] UserProblem),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error("TWILIGHT_LOG is not understood: {0}. Write info, or info,twilight=debug")]
    Log(#[from] tracing_subscriber::filter::ParseError),
    #[error("the answer could not be written: {0}")]
    Output(#[from] io::Error),
}
