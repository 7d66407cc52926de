//! The part of a page that follows a workshop as it runs.

use leptos::prelude::*;
use model::ids::WorkshopId;

use super::picture::Picture;
use crate::ui::script::PageScript;

/// Where a workshop's devices ask how it stands.
fn source(workshop: WorkshopId) -> String {
    format!("/api/workshops/{workshop}/running")
}

/// What is in it is kept up to date by a script (`public/scripts/running.js` says by which attributes). Without it the page shows how it stood when
/// it was loaded.
#[component]
pub fn Following(
    picture: Picture,
    /// More classes.
    #[prop(default = "")]
    class: &'static str,
    /// Whether guests of its twilight see it.
    #[prop(default = false)]
    by_guests: bool,
    children: Children,
) -> impl IntoView {
    let told = picture.told();
    let told = if by_guests { told.to_guests() } else { told }.to_json(picture.now);
    view! {
        <div class=class id="running" data-running=source(picture.workshop.id) data-told=told>{children()}</div>
        <PageScript name="running"/>
    }
    .into_any()
}

/// What is said to all devices: the line, and the board to come to. There whether anything is said or not, so that it is read out when it comes.
#[component]
pub fn Calls(
    message: String,
    /// The title and the address of the board to come to.
    board: Option<(String, String)>,
) -> impl IntoView {
    let is_called = board.is_some();
    let way = board.map(|(title, address)| view! { <a href=address rel="external">{title}</a> });
    view! {
        <div class="calls" role="status">
            <p class="calls__line" data-run="message" hidden=message.is_empty()>{message.clone()}</p>
            <p class="calls__board" data-run="call" hidden=!is_called>"Come to this board: "<span data-run="board">{way}</span></p>
        </div>
    }
    .into_any()
}

/// What the lead of their twilight says to guests. It knows nothing that they may not.
#[component]
pub fn CallsToGuests(picture: Picture) -> impl IntoView {
    let running = &picture.run.running;
    let board = running.board.filter(|board| picture.tables.iter().any(|table| table.board == *board));
    let board = board.map(|board| (picture.run.board_title.clone(), format!("/boards/{board}")));
    let message = running.message.to_string();
    view! { <Following picture by_guests=true><Calls message board/></Following> }.into_any()
}
