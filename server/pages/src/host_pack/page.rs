//! The host pack as a sheet: A4 when it is printed.

use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use app::workshops::planner::words::{block_name, cancelled, part_name, titled};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::clock;
use model::calendar::day::in_words;
use model::documents::plan::{Agenda, Timetable, WorkshopTimes, hours};
use model::ids::WorkshopId;
use model::live::Content;
use store::workshops::Mode;
use store::workshops::host_pack::{HostPack, Hosted, Item};
use store::workshops::planner::PlannedWorkshop;

use super::forms::of_workshop;
use super::load::{HostPackData, load_sheet};
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

/// What stands where the host has said nothing yet.
const TO_COME: &str = "To be confirmed";

/// The page at `/workshops/:workshop/host-pack`.
#[component]
pub fn HostPackPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("workshop").and_then(|id| id.parse::<WorkshopId>().ok());
    loaded(load_sheet(id), |data| view! { <Sheet data/> }.into_any())
}

#[component]
fn Sheet(data: HostPackData) -> impl IntoView {
    let HostPackData { frame, workshop, hosted, agenda, may_fill_in } = data;
    let name = format!("Workshop {}, {}", workshop.number, workshop.half_term);
    let title = format!("Host pack: {}", titled(&name, &workshop.title));
    let (plan, edit) = (format!("/workshops/{}", workshop.id), format!("{}/edit", of_workshop(workshop.id)));
    let edit = may_fill_in.then(|| view! { <a class="button" href=edit><Icon name=IconName::Pencil/>"Fill in the host pack"</a> });
    let stamp = format!("{} Work Group, {}, {}", workshop.group_name, workshop.ncp_code, workshop.academic_year);
    let (times, pack) = (workshop.times(), hosted.pack.clone().unwrap_or_default());
    let outline = agenda.map(|agenda| view! { <Outline agenda times/> });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page host-pack">
            <Done words=notice()/>
            <p class="no-print"><a class="button button--quiet" href=plan><Icon name=IconName::Back/>"Back to the plan"</a></p>
            <p class="host-pack__stamp">{stamp}</p>
            <div class="page-head"><h1>{title}</h1><div class="page-head__actions no-print">{edit}</div></div>
            <Facts workshop hosted pack=pack.clone()/>
            {outline}
            <Checklist pack/>
        </Page>
    }
    .into_any()
}

/// Terms and what is said of each.
#[component]
fn Facts(workshop: PlannedWorkshop, hosted: Hosted, pack: HostPack) -> impl IntoView {
    let is_here = workshop.mode != Mode::Online;
    let or_to_come = |text: String| if text.is_empty() { TO_COME.to_owned() } else { text };
    let room = match (pack.room, pack.holds) {
        (room, Some(holds)) if room.is_empty() => format!("Room for {holds} people"),
        (room, Some(holds)) => format!("{room}\nRoom for {holds} people"),
        (room, None) => room,
    };
    let host = workshop.host.clone().unwrap_or_else(|| "Host to be agreed".to_owned());
    let address = if hosted.address.is_empty() { host } else { format!("{host}\n{}", hosted.address) };
    let of_school = [
        ("Where", address),
        ("Place", hosted.place),
        ("Room", or_to_come(room)),
        ("Parking", or_to_come(pack.parking)),
        ("Wifi", or_to_come(pack.wifi)),
        ("Tea and coffee", or_to_come(pack.refreshments)),
        ("Access", or_to_come(pack.access)),
    ];
    let of_all = [("When", when(&workshop)), ("Twilight", twilight(&workshop)), ("How", workshop.mode.to_string())];
    let facts = of_all.into_iter().chain(of_school.into_iter().filter(|_| is_here)).chain([("Please bring", pack.bring)]);
    let facts =
        facts.filter(|(_, said)| !said.is_empty()).map(|(term, said)| view! { <dt>{term}</dt><dd class="host-pack__said">{said}</dd> });
    let call = (!hosted.call_link.is_empty()).then(|| {
        view! { <dt>"Join online"</dt><dd><a href=hosted.call_link.clone() rel="external noreferrer">{hosted.call_link.clone()}</a></dd> }
    });
    view! { <dl class="facts">{facts.collect_view()}{call}</dl> }.into_any()
}

/// `Thursday 12 November 2026, 13:00 to 17:15`.
fn when(workshop: &PlannedWorkshop) -> String {
    let words = workshop.time.map_or_else(
        || "Date to be confirmed".to_owned(),
        |time| format!("{}, {} to {}", in_words(clock::day(time.starts)), clock::time(time.starts), clock::time(time.ends)),
    );
    cancelled(workshop.is_cancelled, words)
}

fn twilight(workshop: &PlannedWorkshop) -> String {
    workshop.twilight.map(|starts| format!("From {}, for all staff of the group’s schools", clock::time(starts))).unwrap_or_default()
}

/// What happens when, in a line each: no more of the plan is anybody's who only comes.
#[component]
fn Outline(agenda: Agenda, times: WorkshopTimes) -> impl IntoView {
    let table = Timetable::of(&agenda, times);
    let parts = table.parts.iter().map(|sum| {
        let slots = table.slots.iter().filter(|slot| slot.part == sum.part);
        let lines = slots.filter_map(|slot| Some((slot, agenda.item(&slot.block)?))).map(|(slot, block)| {
            view! { <li class="host-pack__line"><span class="host-pack__time">{hours(slot.span.starts)}</span>{block_name(block)}</li> }
        });
        let lines = lines.collect_view();
        view! {
            <h3>{format!("{}, {} to {}", part_name(sum.part, sum.span.starts), hours(sum.span.starts), hours(sum.span.ends))}</h3>
            <ol class="host-pack__lines">{lines}</ol>
        }
    });
    let parts = parts.collect_view();
    view! { <section class="host-pack__part" aria-labelledby="outline"><h2 id="outline">"What happens"</h2>{parts}</section> }.into_any()
}

#[component]
fn Checklist(pack: HostPack) -> impl IntoView {
    let items = Item::ALL.into_iter().map(|item| {
        let (class, icon, state) = if pack.ticks.contains(&item) {
            ("status status--ok", IconName::Done, "Ready: ")
        } else {
            ("status status--none", IconName::Ring, "To do: ")
        };
        view! { <li><span class=class><Icon name=icon/><span><span class="visually-hidden">{state}</span>{item.words()}</span></span></li> }
    });
    view! {
        <section class="host-pack__part" aria-labelledby="checklist">
            <h2 id="checklist">"The host’s checklist"</h2>
            <ul class="host-pack__list">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}
