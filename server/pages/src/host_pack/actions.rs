//! Keeping what a host says.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use store::workshops::host_pack;

use super::forms::{HostPackForm, of_workshop};
use super::load::filling_in;
use crate::kit::Redirect;

/// Keeps it, for the host that the form was made for.
pub async fn save(form: HostPackForm) -> Result<Redirect, AppError> {
    let (person, _, hosted) = filling_in(form.workshop).await?;
    let host = hosted.school.ok_or(Problem::HostMoved)?;
    // A form that says nothing of it is no page's.
    if !form.school.is_empty() && form.school != host.to_string() {
        return Err(Problem::HostMoved.into());
    }
    let pack = form.check()?;
    let mut changes = context::database()?.change().await?;
    host_pack::save(&mut changes, &person, form.workshop, host, &pack).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&of_workshop(form.workshop), Notice::HostPackSaved))
}
