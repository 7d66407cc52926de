//! A workshop on the wall of its room, to be read from the last row: what to do, what is left of the time, the door, the tables. Whatever is private
//! stays away from here.

use app::ui::demo::DemoRibbon;
use app::ui::footer::Footer;
use app::ui::mark::Mark;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use model::workshops::running::{Course, Phase, Step};
use store::twilights::Table;

use super::live::{Calls, Following};
use super::load::{ScreenData, address, load_screen};
use super::picture::Picture;
use super::words;
use crate::kit::loaded;
use crate::ui::qr::Qr;

/// So many tables are legible from the last row.
const MOST_TABLES: usize = 8;
/// Where the middle of the sun stands at the beginning of a step, and how far it sinks until the end (in the drawing's own units).
const SUN: (i64, i64) = (600, 390);

/// Where the stars stand, beside whatever is written.
const STARS: [&str; 7] = [
    "translate(1290 60)",
    "translate(1340 300) scale(.8)",
    "translate(900 420)",
    "translate(560 430) scale(.8)",
    "translate(1180 360) scale(.7)",
    "translate(820 640) scale(.7)",
    "translate(1375 130) scale(.7)",
];

/// The page at `/workshops/:workshop/screen`. With `?renew` it is loaded anew by itself, for browsers without scripts.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let renews = use_query_map().get_untracked().get_str("renew").is_some();
    loaded(load_screen(address()), move |data| view! { <Screen data renews/> }.into_any())
}

#[component]
fn Screen(data: ScreenData, renews: bool) -> impl IntoView {
    let ScreenData { frame, picture, door } = data;
    let title = format!("On the wall: workshop {}", picture.workshop.number);
    view! {
        <PageTitle text=title/>
        {renews.then(|| view! { <Meta http_equiv="refresh" content="15"/> })}
        <DemoRibbon shown=frame.demonstration/>
        <main class="wall" id="main">
            <Following picture=picture.clone() class="wall__live">
                <Sky course=picture.course.clone()/>
                <Now picture=picture.clone()/>
                <Door picture=picture.clone() door/>
                <Tables tables=picture.tables/>
            </Following>
            <button class="button wall__full" type="button" data-full-screen="" hidden=true>"Full screen"</button>
            {(!renews).then(|| view! {
                <noscript>
                    <p class="wall__renew"><a href="?renew=1">"Show anew by itself every 15 seconds"</a></p>
                </noscript>
            })}
        </main>
        // On the wall it is out of sight while nobody moves the pointer; on a telephone it is where it always is.
        <Footer contact=frame.contact stamp=frame.stamp/>
    }
    .into_any()
}

/// What is on.
#[component]
fn Now(picture: Picture) -> impl IntoView {
    let Picture { workshop, course, steps, run, now, .. } = picture;
    let on = course.current.and_then(|current| steps.get(current));
    let runs = matches!(course.phase, Phase::Runs | Phase::Paused);
    let heading = words::title(&course, &on.map(Step::title).unwrap_or_default());
    let running = run.running;
    let board = running.board.map(|board| (run.board_title, format!("/boards/{board}")));
    let clock = if course.left < 0 { "wall__clock wall__clock--over" } else { "wall__clock" };
    let step = course.current.filter(|_| runs).map(|current| format!("Step {} of {}", current + 1, steps.len())).unwrap_or_default();
    view! {
        <section class="wall__now" aria-label="What is on">
            <p class="wall__where"><Mark/><span>{format!("{} workshop {}", workshop.group_name, workshop.number)}</span><span data-run="step">{step}</span></p>
            <h1 class="wall__title" data-run="title">{heading}</h1>
            <p class="wall__next" data-run="after" hidden=course.next().is_none()>{words::next(&course, &steps)}</p>
            <Calls message=running.message.to_string() board/>
            <p class=clock hidden=!runs data-shows="runs paused">
                <span class="wall__time" role="timer" data-run="time">{words::left(course.left)}</span>
                <span class="wall__words" data-run="words">{words::left_of(&course, now)}</span>
            </p>
            <p class="wall__offline" role="status" data-run="offline" hidden=true>"Not connected: the time goes on."</p>
        </section>
    }
    .into_any()
}

/// The door while it is open: the square, the address, the code.
#[component]
fn Door(picture: Picture, door: Option<String>) -> impl IntoView {
    let inside = picture.code.zip(door).map(|(code, address)| {
        let shown = address.strip_suffix(code.as_str()).unwrap_or(&address).trim_end_matches('/');
        let shown = shown.split_once("://").map_or(shown, |(_, rest)| rest).to_owned();
        view! {
            <Qr address label=format!("The door of the twilight: code {code}")/>
            <p class="wall__address" translate="no">{shown}</p>
            <p class="wall__code" translate="no">{code.to_string()}</p>
        }
    });
    let is_shut = inside.is_none();
    view! { <section class="wall__door" id="wall-door" data-swap="" aria-label="The door" hidden=is_shut>{inside}</section> }.into_any()
}

/// The tables by their numbers, each with its lesson.
#[component]
fn Tables(tables: Vec<Table>) -> impl IntoView {
    let rows = tables.iter().take(MOST_TABLES).map(|table| {
        let title = table.summary.title_in_lists().to_owned();
        view! { <li class="wall__table"><span class="wall__number">{table.number.to_string()}</span><span>{title}</span></li> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="wall__tables" id="wall-tables" data-swap="" aria-label="Tables" hidden=tables.is_empty()>
            <ul class="wall__list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The sky in flat bands. The sun sinks with the time that is left.
#[component]
fn Sky(course: Course) -> impl IntoView {
    let (high, far) = SUN;
    let gone = (course.total - course.left).clamp(0, course.total);
    let sunk = if course.total > 0 { far * gone / course.total } else { 0 };
    view! {
        <svg class="wall__sky" viewBox="0 0 1920 1080" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
            {STARS.map(|star| view! { <path class="sky__star" transform=star d="M0-5L1.4-1.4 5 0 1.4 1.4 0 5-1.4 1.4-5 0-1.4-1.4z"></path> })}
            <path class="sky__band-2" d="M0 761Q960 637 1920 761V1080H0z"></path>
            <path class="sky__band-3" d="M0 805Q960 675 1920 805V1080H0z"></path>
            <path class="sky__band-4" d="M0 835Q960 705 1920 835V1080H0z"></path>
            <path class="sky__band-5" d="M0 853Q960 723 1920 853V1080H0z"></path>
            <path class="sky__band-6" d="M0 863Q960 733 1920 863V1080H0z"></path>
            <circle class="sky__band-6" data-run="sun" data-high=high.to_string() data-far=far.to_string() cx="1180" cy=(high + sunk).to_string() r="170"></circle>
            <path class="wall__ground" d="M0 872Q960 744 1920 872V1080H0z"></path>
        </svg>
    }
    .into_any()
}
