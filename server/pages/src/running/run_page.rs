//! A workshop as its lead runs it, on a telephone first.

use app::ui::empty::Empty;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::workshops::running::{Phase, Step};

use super::forms::PressForm;
use super::lead_parts::{BoardsLock, CallToBoard, Line, Steps, Tables};
use super::live::{Calls, Following};
use super::load::{RunData, address, load_run};
use super::picture::Picture;
use super::words;
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/workshops/:workshop/run`.
#[component]
pub fn RunPage() -> impl IntoView {
    loaded(load_run(address()), |data| view! { <Run data/> }.into_any())
}

#[component]
fn Run(data: RunData) -> impl IntoView {
    let RunData { frame, picture, boards } = data;
    let workshop = &picture.workshop;
    let plan = format!("/workshops/{}", workshop.id);
    let crumbs = vec![
        Crumb::new(workshop.group_name.clone(), format!("/groups/{}", workshop.group)),
        Crumb::new(format!("Workshop {}", workshop.number), plan.clone()),
        Crumb::here("Run it"),
    ];
    let title = format!("Run workshop {}", workshop.number);
    let (screen, to_plan) = (format!("{plan}/screen"), plan.clone());
    let twilight = format!("/groups/{}/workshops/{}/twilight", workshop.group, workshop.number);
    let cancelled =
        workshop.is_cancelled.then(|| view! { <p class="notice">"This workshop is cancelled. It can be run all the same, to try it."</p> });
    let called = picture.run.running.board.map(|_| picture.run.board_title.clone());
    let has_steps = !picture.steps.is_empty();
    let course = if has_steps {
        view! {
            <Now picture=picture.clone()/>
            <Presses picture=picture.clone()/>
        }
        .into_any()
    } else {
        view! {
            <h1>{title.clone()}</h1>
            <Empty title="Its plan has no blocks yet" text="A workshop is run along its plan: once there are blocks in it, they are here.">
                <a class="button" href=to_plan rel="external">"Open its plan"</a>
            </Empty>
        }
        .into_any()
    };
    // A plan may lose its blocks while it is run: what was said, and locked, can be taken back all the same.
    let inside = view! {
        <Following picture=picture.clone() class="run">
            <div class="run__main">
                {course}
                <Line picture=picture.clone()/>
                <CallToBoard picture=picture.clone() boards called/>
                <BoardsLock picture=picture.clone()/>
            </div>
            <div class="run__aside">
                <p class="run__ways">
                    <a class="button" href=screen>"For the projector"</a>
                    <a class="button" href=plan rel="external">"Plan"</a>
                    <a class="button" href=twilight>"Code, tables and guests"</a>
                </p>
                {has_steps.then(|| view! { <Steps picture=picture.clone()/> })}
                <Tables tables=picture.tables/>
            </div>
        </Following>
    };
    view! {
        <PageTitle text=title/>
        <Page frame crumbs class="page">
            <Done words=notice()/>
            {form_state().summary()}
            {cancelled}
            {inside}
        </Page>
    }
    .into_any()
}

/// What is on, and what is left of it.
#[component]
fn Now(picture: Picture) -> impl IntoView {
    let Picture { course, steps, run, now, title, .. } = picture;
    let on = course.current.and_then(|current| steps.get(current));
    let runs = matches!(course.phase, Phase::Runs | Phase::Paused);
    let heading = words::title(&course, &on.map(Step::title).unwrap_or_default());
    let board = run.running.board.map(|board| (run.board_title.clone(), format!("/boards/{board}")));
    let message = run.running.message.to_string();
    let clock = if course.left < 0 { "run-now__clock run-now__clock--over" } else { "run-now__clock" };
    let gone = (course.total - course.left).clamp(0, course.total);
    let words = on.map(|step| step.instructions.join("\n")).unwrap_or_default();
    view! {
        <section class="run-now" aria-label="What is on">
            <p class="run-now__workshop">{title}</p>
            <h1 class="run-now__title" data-run="title">{heading}</h1>
            <p class=clock hidden=!runs data-shows="runs paused">
                <span class="run-now__time" role="timer" data-run="time">{words::left(course.left)}</span>
                " "
                <span class="run-now__words" data-run="words">{words::left_of(&course, now)}</span>
            </p>
            <progress class="run-now__bar" aria-label="How much of its time is gone" data-run="bar" data-shows="runs paused" hidden=!runs
                max=course.total.max(1).to_string() value=gone.to_string()></progress>
            <p class="run-now__next" data-run="after" hidden=course.next().is_none()>{words::next(&course, &steps)}</p>
            <div id="run-words" data-swap="" class="run-now__instructions" hidden=words.is_empty()>{words.clone()}</div>
            <p class="notice" role="status" data-run="offline" hidden=true>"Not connected. The time goes on; what is pressed here or elsewhere shows once the network is back."</p>
            <Calls message board/>
        </section>
    }
    .into_any()
}

/// A button, the phases in which it is there, and whether it is the one that stands out.
type Button = (&'static str, &'static str, &'static str, bool);

const BUTTONS: [Button; 9] = [
    ("start", "Start", "not-begun", true),
    ("resume", "Go on", "paused", true),
    ("next", "Next", "runs paused", false),
    ("five-more", "5 minutes more", "runs paused", false),
    ("pause", "Pause", "runs", false),
    ("back", "Back", "runs paused", false),
    ("end", "End", "runs paused", false),
    ("resume", "It is not over: go on", "ended", false),
    // It was tried out before.
    ("start", "Start anew", "ended", false),
];

/// Everything that moves the workshop, as one form. It is the same for each phase: buttons that mean nothing now are hidden.
#[component]
fn Presses(picture: Picture) -> impl IntoView {
    let course = &picture.course;
    let (phase, is_first_step, is_last_step) = (course.phase.key(), course.current == Some(0), course.next().is_none());
    let buttons = BUTTONS.map(|(what, words, phases, is_first)| {
        let class = if is_first { "button button--primary" } else { "button" };
        let leads_nowhere = (what == "back" && is_first_step) || (what == "next" && is_last_step);
        let hidden = leads_nowhere || !phases.split(' ').any(|there| there == phase);
        view! { <button class=class type="submit" name="what" value=what data-shows=phases hidden=hidden>{words}</button> }
    });
    view! {
        <form method="post" action=PressForm::ACTION class="run-presses" data-press="">
            <Sender/>
            <Seen picture/>
            {buttons.into_iter().collect_view()}
        </form>
    }
    .into_any()
}

/// Which workshop it is, and how it stood when the page was made.
#[component]
pub fn Seen(picture: Picture) -> impl IntoView {
    view! {
        <input type="hidden" name="workshop" value=picture.workshop.id.to_string()/>
        <input type="hidden" name="revision" value=picture.run.revision.to_string()/>
    }
}
