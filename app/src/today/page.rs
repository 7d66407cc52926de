//! Where people arrive: what is next, and their groups' boards.

use leptos::prelude::*;
use model::documents::board::BoardRow;
use model::ids::PersonId;

use super::api::{Today, load_today};
use crate::error_page::ErrorPage;
use crate::groups::group::{Group, WorkshopState};
use crate::groups::next_workshop::NextWorkshop;
use crate::library::board_actions::JustArchived;
use crate::library::board_list::BoardList;
use crate::resource::page_resource;
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconName};
use crate::ui::needs::Needs;
use crate::ui::page::Page;
use crate::ui::page_title::PageTitle;

/// How many boards of a group are shown here; all are on its own page.
const RECENT: usize = 5;

/// The page at `/today`.
#[component]
pub fn TodayPage() -> impl IntoView {
    let today_resource = page_resource(|| (), |()| load_today());
    view! {
        <PageTitle text="Today"/>
        <Suspense>
            {move || Suspend::new(async move {
                match today_resource.await {
                    Ok(today) => view! { <MyDay today/> }.into_any(),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn MyDay(today: Today) -> impl IntoView {
    let name = today.frame.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let first_name = name.split_whitespace().next().unwrap_or_default().to_owned();
    let is_today = today.groups.iter().flat_map(|(group, _)| &group.workshops).find(|workshop| workshop.state == WorkshopState::Today);
    let heading = match is_today {
        Some(workshop) => format!("Workshop {} is today, {first_name}", workshop.number),
        None => format!("Hello, {first_name}"),
    };
    let nothing = today.groups.is_empty() && today.hub.is_none();
    let needs = today.needs;
    let person = today.frame.person.as_ref().map(|person| person.id);
    let listed: Vec<_> = today.groups.iter().flat_map(|(group, _)| recent(group)).map(|board| board.id).collect();
    view! {
        <div>
            <Page frame=today.frame class="group">
                <JustArchived person listed next="/today".to_owned()/>
                <h1>{heading}</h1>
                {(!needs.is_empty()).then(|| view! {
                    <section aria-labelledby="needs">
                        <div class="section-head"><h2 id="needs">"Needs you"</h2></div>
                        <Needs needs/>
                    </section>
                })}
                {today.hub.map(|name| view! {
                    <section aria-labelledby="hub">
                        <div class="section-head"><h2 id="hub">{name}</h2></div>
                        <p><a class="button button--primary" href="/hub">"Open the hub’s overview"</a></p>
                    </section>
                })}
                {today.groups.into_iter().map(|(group, role)| view! { <MyGroup group role person/> }.into_any()).collect_view()}
                {nothing.then(|| view! {
                    <Empty title="You are in no Work Group yet" text="Once your school has joined one, its boards and workshops show here."/>
                })}
            </Page>
        </div>
    }
    .into_any()
}

fn recent(group: &Group) -> impl Iterator<Item = &BoardRow> {
    group.boards.iter().take(RECENT)
}

#[component]
fn MyGroup(group: Group, role: String, person: Option<PersonId>) -> impl IntoView {
    let address = format!("/groups/{}", group.id);
    let all = format!("All {} boards", group.boards.len());
    let boards: Vec<_> = recent(&group).cloned().collect();
    let changer = person.filter(|_| group.may_start_board);
    let next = group.workshops.iter().find(|workshop| workshop.is_now()).cloned();
    let (twilight, runs) = (next.as_ref().and_then(|workshop| group.twilight_page(workshop)), group.manages);
    let heading = format!("group-{}", group.id);
    let labelled_by = heading.clone();
    let boards_heading = format!("boards-{}", group.id);
    let boards_of = boards_heading.clone();
    view! {
        <section aria-labelledby=labelled_by>
            <div class="section-head">
                <h2 id=heading><a href=address.clone()>{format!("{} Work Group", group.name)}</a></h2>
                <span class="section-head__note">{format!("{role} · {}, academic year {}", group.ncp_code, group.academic_year)}</span>
            </div>
            {next.map(|workshop| view! { <NextWorkshop workshop twilight runs/> })}
        </section>
        <section aria-labelledby=boards_of>
            <div class="section-head">
                <h3 id=boards_heading>"Lesson boards"</h3>
                {group.may_start_board.then(|| view! {
                    <a class="button button--primary" href=format!("{address}/boards/new")><Icon name=IconName::Plus/>"Start a board"</a>
                })}
            </div>
            {if boards.is_empty() {
                view! { <Empty title="No boards yet" text="Start one and it shows here for the whole group."/> }.into_any()
            } else {
                view! { <BoardList boards changer page="/today"/> }.into_any()
            }}
            <p><a class="button button--quiet" href=format!("{address}#boards")>{all}<Icon name=IconName::ArrowRight/></a></p>
        </section>
    }
    .into_any()
}
