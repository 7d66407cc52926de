//! A Work Group's home: its year, its boards, its schools.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::documents::board::BoardRow;
use model::ids::{PersonId, WorkGroupId};

use super::api::load_group;
use super::group::Group;
use super::next_workshop::NextWorkshop;
use super::schools::Schools;
use super::year::Year;
use crate::error::AppError;
use crate::error_page::ErrorPage;
use crate::library::board_actions::JustArchived;
use crate::library::board_list::{BoardList, FilterChips};
use crate::library::filter::Filter;
use crate::resource::page_resource;
use crate::ui::empty::Empty;
use crate::ui::footer::Footer;
use crate::ui::icon::{Icon, IconName};
use crate::ui::page::Sections;
use crate::ui::page_title::PageTitle;
use crate::ui::top_bar::TopBar;

/// The page at `/groups/:group`.
#[component]
pub fn GroupPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok()));
    let group_resource = page_resource(id, |id| async move {
        match id {
            Some(id) => load_group(id).await,
            None => Err(AppError::NotFound),
        }
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match group_resource.await {
                    Ok(group) => view! { <GroupHome group/> }.into_any(),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn GroupHome(group: Group) -> impl IntoView {
    let frame = group.frame.clone();
    let (boards, schools) = (group.boards.clone(), group.schools.clone());
    let (address, may_start, archived) = (format!("/groups/{}", group.id), group.may_start_board, group.archived);
    let here = address.clone();
    let person = frame.person.as_ref().map(|person| person.id);
    let listed: Vec<_> = boards.iter().map(|board| board.id).collect();
    let lead = group.lead.clone();
    let next = group.workshops.iter().find(|workshop| workshop.is_now()).cloned();
    let (twilight, runs) = (next.as_ref().and_then(|workshop| group.twilight_page(workshop)), group.manages);
    view! {
        <PageTitle text=format!("{} Work Group", group.name)/>
        <div>
            <TopBar frame=frame.clone() horizon=false/>
            <main id="main">
                <Year group/>
                <Sections sections=frame.sections of=frame.sections_of/>
                <div class="group">
                    <JustArchived person listed next=here/>
                    {next.map(|workshop| view! {
                        <section aria-labelledby="next">
                            <div class="section-head"><h2 id="next">"What comes next"</h2></div>
                            <NextWorkshop workshop twilight runs/>
                        </section>
                    })}
                    <Boards boards address changer=person.filter(|_| may_start) archived/>
                    <Schools schools/>
                    {lead.map(|lead| view! { <p class="quiet">{format!("Work Group Lead: {lead}")}</p> })}
                    <p><a class="button button--quiet" href="/account/calendars" rel="external">"Workshops in your calendar"</a></p>
                </div>
            </main>
            <Footer contact=frame.contact stamp=frame.stamp/>
        </div>
    }
    .into_any()
}

#[component]
fn Boards(boards: Vec<BoardRow>, address: String, changer: Option<PersonId>, archived: u32) -> impl IntoView {
    let new_board = changer.is_some().then(|| format!("{address}/boards/new"));
    let archive = (archived > 0).then(|| (format!("{address}/boards/archived"), format!("Archived boards ({archived})")));
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(Filter::from_query));
    let list = move || {
        let filter = filter.get();
        let shown: Vec<BoardRow> = boards.iter().filter(|board| filter.shows(&board.summary)).cloned().collect();
        let words = match (shown.len(), filter.is_empty()) {
            (1, _) => "1 board".to_owned(),
            (count, true) => format!("{count} boards, the one edited last first"),
            (count, false) => format!("{count} of {} boards", boards.len()),
        };
        view! {
            <div>
                <FilterChips filter/>
                <p class="visually-hidden" role="status">{words}</p>
                {if shown.is_empty() { view! { <NoBoards filter/> }.into_any() } else { view! { <BoardList boards=shown changer page=address.clone()/> }.into_any() }}
            </div>
        }
    };
    view! {
        <section aria-labelledby="boards">
            <div class="section-head">
                <h2 id="boards">"Lesson boards"</h2>
                {new_board.map(|address| view! {
                    <a class="button button--primary" href=address><Icon name=IconName::Plus/>"Start a board"</a>
                })}
            </div>
            {list}
            {archive.map(|(address, words)| view! {
                <p><a class="button button--quiet" href=address rel="external"><Icon name=IconName::Archive/>{words}</a></p>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn NoBoards(filter: Filter) -> impl IntoView {
    if filter.is_empty() {
        return view! { <Empty title="No boards yet" text="Start one and it shows here for the whole group."/> }.into_any();
    }
    view! {
        <Empty title="No boards like that yet" text="Start one, or look at the others.">
            <a class="button" href=Filter::default().address()>"Show all boards"</a>
        </Empty>
    }
    .into_any()
}
