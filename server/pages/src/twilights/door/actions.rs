//! What is done at the door of a twilight.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use chrono::Utc;
use model::accounts::roles::{Actor, Guest};
use model::ids::DocumentId;
use model::permission::{Action, Subject};
use model::twilights::Key;
use store::Database;
use store::twilights::{self, GuestSchool, Knock, NewGuest, Refused, Returning, Twilight, attendance};

use super::forms::{ChosenSchool, FindForm, JoinAsYourselfForm, JoinForm, LeaveForm, Newcomer, ResumeForm, SendLinkForm, SitForm, page_of};
use super::knocking::knock;
use super::load::{address_of, guest_here, table_of};
use crate::kit::{Form, Redirect};

/// Leads to the page of a code, if there is such a code. A wrong one is counted.
pub async fn find(form: FindForm) -> Result<Redirect, AppError> {
    let (key, actor) = (form.check()?, context::actor().await?);
    let found = knock(key.as_ref(), &actor).await?;
    let key = key.filter(|_| found.is_some()).ok_or(Problem::JoinCodeWrong)?;
    Ok(Redirect::to(page_of(key.as_str())))
}

/// Lets a guest in, and leads them to the board of their table, or to the tables where it is not clear which is theirs. Whatever keeps the
/// door shut is said on its page.
pub async fn join(form: JoinForm) -> Result<Redirect, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let (key, _) = known(&form.code, &actor).await?;
    if let Actor::Person(_) = actor {
        return Ok(Redirect::to(form.page()));
    }
    let Newcomer { name, school, year_group } = form.check()?;
    let school = match &school {
        ChosenSchool::Known(school) => GuestSchool::Known(*school),
        ChosenSchool::Typed(school) => GuestSchool::Typed(school),
    };
    let new = NewGuest { name: &name, school, year_group, form: &form.form };
    let mut changes = database.change().await?;
    let joined = match twilights::join(&mut changes, &key, &new, Utc::now()).await {
        Err(Refused::Shut | Refused::Full) => return Ok(Redirect::to(form.page())),
        joined => joined?,
    };
    changes.commit().await?;
    context::set_guest(&joined.token);
    let Some(guest) = twilights::here(&database, &joined.token).await? else {
        return Ok(Redirect::to("/join/tables"));
    };
    let tables = twilights::tables(&database, guest.workshop).await?;
    let first = table_of(&guest, &tables).and_then(|place| tables.get(place));
    let Some(table) = first else {
        return Ok(Redirect::to("/join/tables"));
    };
    let mut changes = database.change().await?;
    twilights::sit(&mut changes, guest.id, guest.workshop, table.number).await?;
    changes.commit().await?;
    Ok(Redirect::to(board_page(table.board)))
}

/// The code or link that a form was made for, and what it opens.
async fn known(code: &str, actor: &Actor) -> Result<(Key, Knock), AppError> {
    let key = Key::read(code);
    let found = knock(key.as_ref(), actor).await?;
    key.zip(found).ok_or(AppError::NotFound)
}

/// Somebody of the group with an account is at the twilight, and goes to a table's board.
pub async fn join_as_yourself(form: JoinAsYourselfForm) -> Result<Redirect, AppError> {
    let (database, actor) = (context::database()?, Actor::Person(context::person().await?));
    let (_, knock) = known(&form.code, &actor).await?;
    let person = context::person_who_may(Action::ViewGroup, Subject::Group(knock.twilight.group)).await?;
    if knock.stopped || !knock.twilight.lets_in(Utc::now()) {
        return Ok(Redirect::to(form.page()));
    }
    let board = board_at(&database, &knock.twilight, &form.table).await?;
    let mut changes = database.change().await?;
    attendance::joined_in_person(&mut changes, knock.twilight.workshop, &person).await?;
    changes.commit().await?;
    Ok(Redirect::to(board.map_or_else(|| format!("/groups/{}", knock.twilight.group), board_page)))
}

/// The board of a table; nothing where none was named.
async fn board_at(database: &Database, twilight: &Twilight, table: &str) -> Result<Option<DocumentId>, AppError> {
    if table.is_empty() {
        return Ok(None);
    }
    let tables = twilights::tables(database, twilight.workshop).await?;
    let found = tables.into_iter().find(|known| known.number.to_string() == table);
    found.map(|table| Some(table.board)).ok_or_else(|| Problem::TableGone.into())
}

/// Seats the guest of this browser at a table, and leads to its board. Once the door is shut nobody sits down any more: where one sat says where
/// one may go on writing.
pub async fn sit(form: SitForm) -> Result<Redirect, AppError> {
    let (guest, workshop) = match context::actor().await? {
        Actor::Guest(Guest { id, workshop, .. }) => (id, workshop),
        Actor::Person(_) | Actor::Anonymous => return Ok(Redirect::to("/join")),
    };
    let (database, table) = (context::database()?, form.table.parse::<u8>().map_err(|_| Problem::TableGone)?);
    let twilight = twilights::of_id(&database, workshop).await?;
    if !twilight.lets_in(Utc::now()) {
        let board = board_at(&database, &twilight, &form.table).await?.ok_or(Problem::TableGone)?;
        return Ok(Redirect::to(board_page(board)));
    }
    let mut changes = database.change().await?;
    let board = twilights::sit(&mut changes, guest, workshop, table).await?.ok_or(Problem::TableGone)?;
    changes.commit().await?;
    Ok(Redirect::to(board_page(board)))
}

/// Takes the guest from this browser: whoever uses it next is not taken for them.
pub async fn leave(_: LeaveForm) -> Result<Redirect, AppError> {
    if let Some(token) = context::guest_token() {
        twilights::leave(&context::database()?, &token).await?;
        context::clear_guest();
    }
    Ok(Redirect::to("/join"))
}

/// Sends the guest of this browser their own link. The address goes with the letter and is not kept.
pub async fn send_link(form: SendLinkForm) -> Result<Redirect, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let (Some(guest), Some(token)) = (guest_here(&actor).await?, context::guest_token()) else {
        return Ok(Redirect::to("/join"));
    };
    let to = form.check(context::mail().configured)?;
    let Some(own) = Returning::of(&database, &token).await? else {
        return Ok(Redirect::to("/join"));
    };
    let hub = twilights::of_id(&database, guest.workshop).await?.hub;
    let mut changes = database.change().await?;
    twilights::send_link(&mut changes, hub, &guest, &to, &address_of(&own)).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::ReturnLinkSent))
}

/// Lets a guest in who has come back by their own link.
pub async fn resume_session(form: ResumeForm) -> Result<Redirect, AppError> {
    let Some(token) = twilights::resume_session(&context::database()?, &form.token).await? else {
        // The page says that it leads to nobody.
        return Ok(Redirect::to(form.page()));
    };
    context::set_guest(&token);
    Ok(Redirect::to("/join/tables"))
}

fn board_page(board: DocumentId) -> String {
    format!("/boards/{board}")
}
