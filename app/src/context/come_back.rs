//! A form that comes back to its page though nothing is wrong.

use store::typed::Whose;

use super::{client_address, database, keep_for, known_person, lead_to};
use crate::error::AppError;
use crate::ui::local_path::KEPT;

/// Leads the browser back to a form's page with what was typed in it, though nothing is wrong: it goes on from there.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn come_back(page: &str, fields: &[(String, String)]) -> Result<(), AppError> {
    let token = store::typed::keep(&database()?, fields, &Whose::network(client_address()), known_person()).await?;
    keep_for(page, &token);
    lead_to(page, KEPT);
    Ok(())
}
