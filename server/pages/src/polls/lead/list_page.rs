//! The polls of a group: to answer, and for whoever leads it to look at and to open.

use app::context;
use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::frame::Frame;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};
use store::polls::{self, Listed, State, Undated};
use store::uk_time;

use super::words::listed;
use crate::kit::loaded;
use crate::polls::{addresses, workshop};

/// What the page shows.
struct ListData {
    frame: Frame,
    group: WorkGroupId,
    polls: Vec<Listed>,
    /// Workshops that one can be opened for; only for those who may.
    undated: Vec<Undated>,
    may_manage: bool,
    today: NaiveDate,
}

async fn load(group: Option<WorkGroupId>) -> Result<ListData, AppError> {
    let actor = context::actor().await?;
    let group = group.ok_or(AppError::NotFound)?;
    may(&actor, Action::ViewGroup, Subject::Group(group))?;
    let (database, may_manage) = (context::database()?, may(&actor, Action::ManageGroup, Subject::Group(group)).is_ok());
    let undated = if may_manage { polls::undated(&database, group).await? } else { Vec::new() };
    let polls = polls::of_group(&database, group).await?;
    Ok(ListData { frame: context::group_frame(&actor, group).await?, group, polls, undated, may_manage, today: uk_time::today() })
}

/// The page at `/groups/:group/polls`.
#[component]
pub fn ListPage() -> impl IntoView {
    let group = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse().ok());
    loaded(load(group), |data| view! { <List data/> }.into_any())
}

#[component]
fn List(data: ListData) -> impl IntoView {
    let ListData { frame, group, polls, undated, may_manage, today } = data;
    let title = format!("Date polls of {}", frame.sections_of);
    let list = if polls.is_empty() {
        view! { <Empty title="No polls yet" text="When a workshop has no date, the schools can be asked here which dates suit them."/> }
            .into_any()
    } else {
        let items = polls.into_iter().map(|poll| view! { <Item group poll may_manage today/> }).collect_view();
        view! { <ul class="needs">{items}</ul> }.into_any()
    };
    let undated = (!undated.is_empty()).then(|| view! { <ToAsk group undated/> });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page polls">
            <div class="page-head"><div>
                <h1>{title}</h1>
                <p class="lead">"Which dates suit the schools for a workshop that has none yet. Nobody needs an account to answer."</p>
            </div></div>
            <div class="stack">{list}{undated}</div>
        </Page>
    }
    .into_any()
}

#[component]
fn Item(group: WorkGroupId, poll: Listed, may_manage: bool, today: NaiveDate) -> impl IntoView {
    let name = workshop::name(poll.number, poll.half_term, poll.academic_year);
    let words = listed(&poll, today);
    let to_answer = poll.secret.as_deref().filter(|_| poll.state(today) == State::Open).map(addresses::asked);
    let hidden = name.clone();
    let answer = to_answer.map(|address| {
        view! { <a class="button" href=address>"Answer"<span class="visually-hidden">{format!(" for {hidden}")}</span></a> }
    });
    let hidden = name.clone();
    let see = may_manage.then(|| {
        let address = addresses::of_poll(group, poll.id, "");
        view! { <a class="button button--primary" href=address>"See the answers"<span class="visually-hidden">{format!(" for {hidden}")}</span></a> }
    });
    view! {
        <li class="needs__item">
            <span><strong>{name}</strong>" "<span class="table__second">{words}</span></span>
            <span class="page-head__actions">{answer}{see}</span>
        </li>
    }
    .into_any()
}

/// Workshops without a date, each with the way to ask about it.
#[component]
fn ToAsk(group: WorkGroupId, undated: Vec<Undated>) -> impl IntoView {
    let items = undated.into_iter().map(|undated| {
        let name = workshop::name(undated.number, undated.half_term, undated.academic_year);
        let hidden = format!(" for {name}");
        view! {
            <li class="needs__item">
                <span>{name}</span>
                <a class="button" href=addresses::new(group, Some(undated.id))>"Ask which dates suit"<span class="visually-hidden">{hidden}</span></a>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <section aria-labelledby="undated">
            <h2 id="undated">"Workshops without a date"</h2>
            <ul class="needs">{items}</ul>
        </section>
    }
    .into_any()
}
