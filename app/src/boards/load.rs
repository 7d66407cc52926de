//! Loading a board for its page.

use leptos::prelude::*;
use model::accounts::roles::Byline;
use model::documents::board::Lesson;
use model::ids::{DocumentId, PersonId};
use model::live::text::FormerWords;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;
use crate::ui::link::Crumb;

/// A board as its page needs it first; the live document follows over the socket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardView {
    /// Its document.
    pub id: DocumentId,
    /// What it says.
    pub lesson: Lesson,
    /// Words that were removed from it today.
    pub former: Vec<FormerWords>,
    /// Where it belongs: the group, the workshop.
    pub crumbs: Vec<Crumb>,
    /// The project's code and year, for the foot and for print: as on every page of the group's year.
    pub project: String,
    /// The workshop whose lead may say something to whoever has it open.
    pub workshop: Option<String>,
    /// Who has signed in and looks at it; nobody where a guest of a twilight does.
    pub person: Option<PersonId>,
    /// The id of whoever looks at it, a person's or a guest's.
    pub reader: String,
    /// Their name.
    pub name: String,
    /// Their school.
    pub school: String,
    /// Whether they may change it.
    pub may_edit: bool,
    /// When it was archived and by whom, in words, if it was.
    pub archived: Option<String>,
    /// Whether they may archive it, or bring it back.
    pub may_archive: bool,
    /// Whether they may start another in its group.
    pub may_duplicate: bool,
    /// Who has written on it, by school.
    pub writers: Vec<Byline>,
    /// Its address in full, for paper.
    pub address: String,
    /// The day it is, for paper.
    pub day: String,
    /// What every page shows.
    pub frame: Frame,
}

/// The board with this id, for whoever may see it.
///
/// # Errors
/// As [`AppError`] has them: signed out, somebody else's, not there.
#[server(name = LoadBoard, prefix = "/api", endpoint = "board", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_board(board: String) -> Result<BoardView, AppError> {
    use chrono::Utc;
    use model::accounts::roles::Actor;
    use model::calendar::clock::{self, when};
    use model::calendar::day::in_full;
    use model::documents::board::Board;
    use model::permission::{Action, may};

    use crate::context;
    use crate::groups::group::stamp;

    crate::error::answer(async move {
        let (database, actor) = (context::database()?, context::actor().await?);
        let (person, reader, name, school) = match &actor {
            Actor::Person(person) => (Some(person.id), person.id.to_string(), person.name.clone(), person.school_name.clone()),
            Actor::Guest(guest) => (None, guest.id.to_string(), guest.name.clone(), guest.school_name.clone()),
            Actor::Anonymous => return Err(AppError::SignedOut),
        };
        let id: DocumentId = board.parse()?;
        let board = store::boards::context(&database, id).await?.ok_or(AppError::NotFound)?;
        may(&actor, Action::ViewBoard, board.subject)?;
        let may_here = |action, subject| may(&actor, action, subject).is_ok();
        // Where its workshop's lead has locked it for now, the page finds that out, and when it ends.
        let may_edit = may_here(Action::EditBoard, board.subject.unlocked());
        let stored = store::live::load(&database, id).await?.ok_or(AppError::NotFound)?;
        let lesson = context::restored::<Board>(&stored)?.lesson();
        let workshop = store::workshops::running::of_board(&database, id).await?.map(|workshop| workshop.to_string());
        let frame = context::frame(&actor).await?;
        let group = board.group.as_ref();
        let project = group.map(|group| stamp(&group.name, &group.ncp_code, &group.academic_year)).unwrap_or_default();
        let place = |group: &store::boards::BoardGroup| match person {
            Some(_) => Crumb::new(group.name.clone(), format!("/groups/{}", group.id)),
            None => Crumb::new("Tables", "/join/tables"),
        };
        let mut crumbs: Vec<Crumb> = group.map(place).into_iter().collect();
        crumbs.extend(board.workshop.map(|workshop| Crumb::here(format!("Workshop {}", workshop.number))));
        let writers = store::live::authors(&database, id).await?.into_iter().map(|(name, school)| Byline { name, school });
        let archived =
            board.archived.map(|archived| format!("This board was archived {} by {}", when(archived.at, Utc::now()), archived.by));
        Ok(BoardView {
            id,
            lesson,
            former: stored.former,
            crumbs,
            project,
            workshop,
            person,
            reader,
            name,
            school,
            may_edit,
            archived,
            may_archive: may_here(Action::ArchiveBoard, board.subject),
            may_duplicate: may_here(Action::CreateBoard, board.subject.owner()),
            writers: writers.collect(),
            address: context::absolute(&format!("/boards/{id}")),
            day: in_full(clock::day(Utc::now())),
            frame,
        })
    })
    .await
}
