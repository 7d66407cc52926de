//! What the pages of people and accounts share.

use std::sync::Arc;

use leptos::prelude::use_context;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use store::accounts::people::Account;
use store::groups::roster::{self, Year};

use super::database;
use crate::error::AppError;

/// Closes the live sockets of a session, by the session's name: the server provides it. Without it a closed account would go
/// on writing until its browser is closed.
#[derive(Clone)]
pub struct CloseSockets(pub Arc<dyn Fn(&str) + Send + Sync>);

/// Closes the live sockets of sessions that have ended.
pub fn close_sockets(sessions: &[String]) {
    if let Some(close) = use_context::<CloseSockets>() {
        for session in sessions {
            (close.0)(session);
        }
    }
}

/// A year of a group: the one that begins in `academic_year`, or without that the present one.
///
/// # Errors
/// [`AppError::NotFound`] when the group has no such year.
pub async fn group_year(group: WorkGroupId, academic_year: Option<AcademicYear>) -> Result<Year, AppError> {
    roster::year(&database()?, group, academic_year).await?.ok_or(AppError::NotFound)
}

/// The account of somebody who is signed in.
///
/// # Errors
/// [`AppError::SignedOut`] when it went away meanwhile.
pub async fn own_account(person: &Person) -> Result<Account, AppError> {
    store::accounts::people::account(&database()?, person.id).await?.ok_or(AppError::SignedOut)
}

/// An academic year that groups are formed for.
///
/// # Errors
/// [`AppError::NotFound`] for any other: no page of ours leads there.
pub fn forming_year(year: AcademicYear) -> Result<AcademicYear, AppError> {
    if store::forming::years(chrono::Utc::now()).contains(&year) { Ok(year) } else { Err(AppError::NotFound) }
}
