//! What the form for a new board shows, and starting one.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::WorkGroupId;
use model::schools::year_group::YearGroup;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::fields::Submitted;
use crate::ui::frame::Frame;

/// What the form for a new board shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBoardData {
    /// What every page shows.
    pub frame: Frame,
    /// The group the board will belong to.
    pub group: WorkGroupId,
    pub name: String,
    /// What was typed before the form came back.
    pub typed: Submitted,
    /// Who has signed in, by id: it goes with the form.
    pub sender: String,
}

/// What the form for a new board shows.
#[server(endpoint = "new-board-page", input = GetUrl)]
pub async fn load_new_board(id: WorkGroupId) -> Result<NewBoardData, AppError> {
    use crate::context;
    use model::permission::{Action, Subject, may};
    crate::error::answer(async {
        let actor = context::actor().await?;
        may(&actor, Action::CreateBoard, Subject::Group(id))?;
        let typed = context::typed_fields().await?;
        let sender = context::known_person().map(|person| person.to_string()).unwrap_or_default();
        let frame = context::group_frame(&actor, id).await?;
        Ok(NewBoardData { name: frame.sections_of.clone(), frame, group: id, typed, sender })
    })
    .await
}

/// Starts a board in a group, and leads to it. A criterion tells whom it is for, and needs no title yet. Who had signed in when the form was
/// made (`sender`) is looked at before it comes here.
#[server(endpoint = "create-board")]
pub async fn create_board(
    id: WorkGroupId,
    #[server(default)] title: String,
    #[server(default)] years: Vec<YearGroup>,
    #[server(default)] criterion: String,
    #[server(default)] sender: String,
) -> Result<(), AppError> {
    use super::first_words::{first_words, first_words_for};
    use crate::context;
    use model::accounts::roles::Actor;
    use model::documents::board::Summary;
    use model::permission::{Action, Subject, may};
    let _ = sender;
    let chosen = years.iter().map(|year| ("years[]", year.key()));
    let fields: Vec<(&str, &str)> = [("title", title.as_str())].into_iter().chain(chosen).collect();
    context::answer_fields(&format!("/groups/{id}/boards/new"), &fields, async {
        let actor = context::actor().await?;
        may(&actor, Action::CreateBoard, Subject::Group(id))?;
        let Actor::Person(person) = actor else {
            return Err(AppError::SignedOut);
        };
        let (lesson, update) = match criterion.as_str() {
            "" => first_words(&title, &years)?,
            code => first_words_for(model::criteria::find(code).ok_or(AppError::Unreadable)?, &title, &years)?,
        };
        let (database, summary) = (context::database()?, Summary::from(&lesson));
        let board = store::boards::create_board(&database, Subject::Group(id), person.id, update, &summary, None).await?;
        context::lead_on(&format!("/boards/{board}"));
        Ok(())
    })
    .await
}
