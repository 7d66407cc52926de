//! Boards as rows of one card, and the chips that filter them.

use leptos::prelude::*;
use model::criteria::{self, Strand};
use model::documents::board::BoardRow;
use model::documents::board::Status;
use model::ids::PersonId;
use model::schools::year_group::YearGroup;

use super::board_actions::BoardRowMenu;
use super::filter::Filter;
use super::strand_sign::strand_icon;
use crate::ui::icon::{Icon, IconName};

/// A list of boards.
#[component]
pub fn BoardList(
    /// In the order they are shown.
    boards: Vec<BoardRow>,
    /// Whoever looks, if they may start boards and archive them.
    changer: Option<PersonId>,
    /// The address of the page it is on.
    #[prop(into)]
    page: String,
) -> impl IntoView {
    let rows = boards.into_iter().map(|board| view! { <Row board menu=changer.map(|person| (person, page.clone()))/> }).collect_view();
    view! { <ul class="board-list">{rows}</ul> }
}

#[component]
fn Row(board: BoardRow, menu: Option<(PersonId, String)>) -> impl IntoView {
    let title = board.title().to_owned();
    let menu = menu.map(|(person, next)| view! { <BoardRowMenu board=board.clone() person next/> });
    let summary = board.summary;
    let years: Vec<String> = summary.year_groups.iter().map(ToString::to_string).collect();
    let minutes = format!("{} min", summary.planned_minutes);
    view! {
        <li class="board-row">
            <span class="board-row__year">{if years.is_empty() { "Any year".to_owned() } else { years.join(", ") }}</span>
            <span class="board-row__words">
                <a class="board-row__title" href=format!("/boards/{}", board.id)>{title}</a>
                <Criteria codes=summary.criteria strand=summary.strand/>
            </span>
            <span class="board-row__state"><State status=summary.status/></span>
            <span class="board-row__minutes">{minutes}</span>
            <span class="board-row__last">{board.edited}</span>
            <Icon name=IconName::Forward/>
            {menu}
        </li>
    }
    .into_any()
}

#[component]
fn Criteria(codes: Vec<String>, strand: Option<Strand>) -> impl IntoView {
    let printed: Vec<String> =
        codes.iter().map(|code| criteria::find(code).map_or_else(|| code.clone(), |criterion| criterion.printed_code())).collect();
    match (printed.is_empty(), strand) {
        (false, strand) => view! {
            <span class="board-row__criterion">
                {strand.map(|strand| view! { <Icon name=strand_icon(strand)/> })}
                <span>{printed.join(", ")}</span>
            </span>
        }
        .into_any(),
        (true, Some(strand)) => view! {
            <span class="board-row__criterion"><Icon name=strand_icon(strand)/><span>{strand.to_string()}</span></span>
        }
        .into_any(),
        (true, None) => view! { <span class="board-row__criterion board-row__criterion--none">"No criterion"</span> }.into_any(),
    }
}

#[component]
fn State(status: Status) -> impl IntoView {
    let (class, icon) = match status {
        Status::Idea => ("chip chip--state", Some(IconName::Bulb)),
        Status::Draft => ("chip chip--state", None),
        Status::Ready => ("chip chip--ask", Some(IconName::Half)),
        Status::Taught => ("chip chip--ok", Some(IconName::Check)),
    };
    view! { <span class=class>{icon.map(|name| view! { <Icon name/> })}<span>{status.to_string()}</span></span> }
}

/// The chips: each is a link to the same page with one thing changed.
#[component]
pub fn FilterChips(
    /// What is chosen.
    filter: Filter,
) -> impl IntoView {
    let years = std::iter::once((None, "All years".to_owned())).chain(YearGroup::ALL.map(|year| (Some(year), year.to_string())));
    let strands = std::iter::once((None, "All strands".to_owned())).chain(Strand::ALL.map(|strand| (Some(strand), strand.to_string())));
    let states = std::iter::once((None, "Any state".to_owned())).chain(Status::ALL.map(|status| (Some(status), status.to_string())));
    view! {
        <nav aria-label="Filter the boards">
            <div class="filter" role="group" aria-label="Year group">
                {years.map(|(year, words)| chip(Filter { year, ..filter }, filter.year == year, words)).collect_view()}
            </div>
            <div class="filter" role="group" aria-label="Strand">
                {strands.map(|(strand, words)| chip(Filter { strand, ..filter }, filter.strand == strand, words)).collect_view()}
            </div>
            <div class="filter" role="group" aria-label="State">
                {states.map(|(status, words)| chip(Filter { status, ..filter }, filter.status == status, words)).collect_view()}
            </div>
        </nav>
    }
    .into_any()
}

fn chip(filter: Filter, chosen: bool, words: String) -> impl IntoView {
    view! { <a class="chip" href=filter.address() aria-current=chosen.then_some("true")>{words}</a> }
}
