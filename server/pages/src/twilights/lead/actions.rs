//! What the lead does about a twilight.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::Person;
use model::ids::{GuestId, WorkGroupId};
use model::permission::{Action, Subject};
use store::Database;
use store::twilights::{self, Seated, Twilight};

use super::forms::{CodeForm, GuestForm, MixForm, SeatForm, SettingsForm, TablesForm, page_of};
use crate::kit::{Form, Redirect};

async fn managed(group: WorkGroupId, number: u8) -> Result<(Database, Person, Twilight), AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    let database = context::database()?;
    let twilight = twilights::of_workshop(&database, group, number).await?.ok_or(AppError::NotFound)?;
    Ok((database, person, twilight))
}

/// Makes a code, or stops the one there is.
pub async fn code(form: CodeForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let mut changes = database.change().await?;
    let notice = match form.what.as_str() {
        "new" => {
            twilights::renew_code(&mut changes, &twilight, &person).await?;
            Notice::TwilightCodeMade
        }
        "stop" => {
            // Twice is as good as once.
            twilights::stop_code(&mut changes, &twilight, &person).await?;
            Notice::TwilightCodeStopped
        }
        _ => return Err(AppError::NotFound),
    };
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Sets how many may come in, and when.
pub async fn set(form: SettingsForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let settings = form.check()?;
    let mut changes = database.change().await?;
    twilights::change(&mut changes, &twilight, &person, settings).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}

/// Sets the tables.
pub async fn set_tables(form: TablesForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let tables = form.check()?;
    let mut changes = database.change().await?;
    if !twilights::set_tables(&mut changes, &twilight, &person, &tables).await? {
        return Err(Problem::TableBoardGone.into());
    }
    changes.commit().await?;
    context::run_changed(twilight.workshop);
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}

/// Seats all guests anew.
pub async fn mix(form: MixForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let mut changes = database.change().await?;
    let seated = twilights::mix(&mut changes, &twilight, &person).await?;
    changes.commit().await?;
    context::run_changed(twilight.workshop);
    Ok(Redirect::with_notice(&form.page(), if seated > 0 { Notice::GuestsMixed } else { Notice::NobodyMixed }))
}

/// Seats one guest.
pub async fn seat(form: SeatForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let table = form.check()?;
    let mut changes = database.change().await?;
    match twilights::seat(&mut changes, &twilight, &person, form.guest, table).await? {
        Seated::Done => changes.commit().await?,
        Seated::NoGuest => return Err(AppError::NotFound),
        Seated::NoTable => return Err(Problem::TableGone.into()),
    }
    context::run_changed(twilight.workshop);
    Ok(Redirect::with_notice(&page_of(form.group, form.number), Notice::GuestSeated))
}

/// Takes a guest out.
pub async fn remove(form: GuestForm) -> Result<Redirect, AppError> {
    let (database, person, twilight) = managed(form.group, form.number).await?;
    let guest: GuestId = form.guest.parse()?;
    let mut changes = database.change().await?;
    // Twice is as good as once.
    twilights::remove(&mut changes, &twilight, &person, guest).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::GuestRemoved))
}
