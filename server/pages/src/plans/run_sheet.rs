//! A workshop's plan on paper: what happens when, who runs it, and what has to be there. A private note is never on it.

use std::collections::HashMap;

use app::context;
use app::error::AppError;
use app::live::not_shown;
use app::ui::empty::Empty;
use app::ui::frame::Frame;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use app::workshops::planner::words::{block_name, cancelled, length, part_name, titled};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::slot::Slot;
use model::documents::plan::{Agenda, Block, BlockId, Part, Plan, Timetable, WorkshopTimes, hours};
use model::ids::WorkshopId;
use model::live::Document;
use model::permission::{Action, Subject, may};
use store::workshops::planner::{self, PlannedWorkshop};

use crate::kit::loaded;

/// A plan in its times.
struct RunSheet {
    frame: Frame,
    workshop: PlannedWorkshop,
    /// `Thu 12 Nov 2026, 13:00 to 17:15`.
    when: String,
    times: WorkshopTimes,
    /// `None` before one was started.
    agenda: Option<Agenda>,
}

/// The page at `/workshops/:workshop/run-sheet`.
#[component]
pub fn RunSheetPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("workshop").and_then(|id| id.parse::<WorkshopId>().ok());
    loaded(load(id), |sheet| view! { <Sheet sheet/> }.into_any())
}

async fn load(id: Option<WorkshopId>) -> Result<RunSheet, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let workshop = planner::find(&database, id.ok_or(AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
    may(&actor, Action::ViewGroup, Subject::Group(workshop.group))?;
    let agenda = match workshop.plan {
        Some(plan) => {
            let stored = store::live::load(&database, plan).await?.ok_or(AppError::NotFound)?;
            Some(context::restored::<Plan>(&stored)?.content())
        }
        None => None,
    };
    let when = workshop.time.map_or_else(|| "Date to be confirmed".to_owned(), |time| Slot::of(time.starts, time.ends, None).short());
    let when = cancelled(workshop.is_cancelled, when);
    Ok(RunSheet { frame: context::frame(&actor).await?, when, times: workshop.times(), agenda, workshop })
}

#[component]
fn Sheet(sheet: RunSheet) -> impl IntoView {
    let RunSheet { frame, workshop, when, times, agenda } = sheet;
    let name = format!("Workshop {}, {}", workshop.number, workshop.half_term);
    let title = titled(&name, agenda.as_ref().map_or("", |agenda| agenda.title.as_str()));
    let place = workshop.host.clone().map(|host| format!("{host}. {}.", workshop.mode));
    let (back, host_pack) = (format!("/workshops/{}", workshop.id), format!("/workshops/{}/host-pack", workshop.id));
    let body = match agenda {
        Some(agenda) => view! { <Times agenda times/> }.into_any(),
        None => {
            view! { <Empty title="It has no plan yet" text="Once there is one, this is the sheet to run the workshop by."/> }.into_any()
        }
    };
    view! {
        <PageTitle text=format!("Run sheet: {name}")/>
        <Page frame class="page run-sheet">
            <p class="no-print"><a class="button button--quiet" href=back><Icon name=IconName::Back/>"Back to the plan"</a><a class="button button--quiet" href=host_pack>"Host pack"</a></p>
            <p class="run-sheet__stamp">{format!("{} Work Group, {}, {}", workshop.group_name, workshop.ncp_code, workshop.academic_year)}</p>
            <h1>{title}</h1>
            <p class="lead">{when}{place.map(|place| format!(". {place}"))}</p>
            {body}
        </Page>
    }
    .into_any()
}

#[component]
fn Times(agenda: Agenda, times: WorkshopTimes) -> impl IntoView {
    let table = Timetable::of(&agenda, times);
    let blocks: HashMap<&BlockId, &Block> = agenda.blocks.iter().map(|block| (&block.id, block)).collect();
    let parts = table.parts.iter().map(|sum| {
        let more = not_shown(table.not_shown(sum.part)).map(|words| view! { <p class="blocks__more">{words}</p> });
        let rows = table.shown(sum.part).filter_map(|slot| Some((slot, *blocks.get(&slot.block)?))).map(|(slot, block)| {
            let line = |label: &'static str, text: &str| {
                (!text.trim().is_empty())
                    .then(|| view! { <p class="run-sheet__line"><span class="run-sheet__label">{label}</span>{text.trim().to_owned()}</p> })
            };
            view! {
                <tr>
                    <th scope="row" class="run-sheet__time">{format!("{} to {}", hours(slot.span.starts), hours(slot.span.ends))}</th>
                    <td class="run-sheet__minutes">{block.minutes}</td>
                    <td>
                        <p><strong>{block_name(block)}</strong></p>
                        {line("", &block.instructions)}
                        {line("Run by ", &block.facilitator)}
                        {line("Needs ", &block.materials)}
                    </td>
                </tr>
            }
        });
        let tea = (sum.part == Part::Twilight && agenda.arrivals > 0).then(|| {
            let from = sum.span.starts.saturating_sub(agenda.arrivals);
            view! { <p class="run-sheet__tea">{format!("{}: tea and arrivals, {}", hours(from), length(agenda.arrivals))}</p> }
        });
        view! {
            {tea}
            <section class="run-sheet__part">
                <h2>{format!("{}, {} to {}", part_name(sum.part, sum.span.starts), hours(sum.span.starts), hours(sum.span.ends))}</h2>
                <table class="run-sheet__table">
                    <thead><tr><th scope="col">"Time"</th><th scope="col">"Min"</th><th scope="col">"What"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                {more}
            </section>
        }
    });
    parts.collect_view()
}
