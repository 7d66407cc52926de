//! What else the lead has at hand while a workshop runs: the line to all, the call to a board, the lock, the plan and the tables.

use app::ui::fields::{Choice, Select, SendButton, TextField};
use app::ui::icon::IconName;
use leptos::prelude::*;
use model::workshops::running::Phase;
use store::twilights::Table;

use super::forms::PressForm;
use super::picture::{Picture, time};
use super::run_page::Seen;
use crate::kit::{Form, form_state};
use crate::ui::sender::Sender;

/// A line to all devices.
#[component]
pub fn Line(picture: Picture) -> impl IntoView {
    let is_said = !picture.run.running.message.is_empty();
    view! {
        <section class="run-part">
            <h2>"A line to everybody"</h2>
            <form method="post" action=PressForm::ACTION class="form run-line" novalidate data-press="">
                <Sender/>
                <Seen picture=picture.clone()/>
                <input type="hidden" name="what" value="say"/>
                <TextField form=form_state() name="text" label="Shown on the projector, to guests and here" hint="At most 140 letters. Please name no pupil"/>
                <SendButton label="Show it" class=""/>
            </form>
            <TakeBack picture run="unsay" what="say-nothing" label="Take the line away" hidden=!is_said/>
        </section>
    }
    .into_any()
}

/// Everybody is called to a board.
#[component]
pub fn CallToBoard(
    picture: Picture,
    boards: Vec<Choice>,
    /// The board that everybody is called to by now.
    called: Option<String>,
) -> impl IntoView {
    if boards.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="run-part">
            <h2>"Come to this board"</h2>
            <form method="post" action=PressForm::ACTION class="form run-line" novalidate data-press="">
                <Sender/>
                <Seen picture=picture.clone()/>
                <input type="hidden" name="what" value="come"/>
                <Select form=form_state() name="board" label="Board" hint="Guests are called to boards of the tables alone" choices=boards/>
                <SendButton label="Call everybody to it" class=""/>
            </form>
            <TakeBack picture run="uncall" what="go-on" label="Call nobody any more" hidden=called.is_none()/>
        </section>
    }
    .into_any()
}

/// Whether the boards may be written on.
#[component]
pub fn BoardsLock(picture: Picture) -> impl IntoView {
    let locked = picture.run.running.boards_locked;
    let is_over = picture.course.phase == Phase::Ended;
    let form = |what: &'static str, label: &'static str, icon: Option<IconName>, key: &'static str, hidden: bool| {
        let picture = picture.clone();
        view! {
            <form method="post" action=PressForm::ACTION data-press="" data-run=key hidden=hidden>
                <Sender/>
                <Seen picture/>
                <input type="hidden" name="what" value=what/>
                {match icon {
                    Some(icon) => view! { <SendButton label class="" icon/> }.into_any(),
                    None => view! { <SendButton label class=""/> }.into_any(),
                }}
            </form>
        }
    };
    view! {
        <section class="run-part">
            <h2>"The boards"</h2>
            <p>"Locked, the boards of the tables and of this workshop can be read by all, and written on by you. What was typed before stays."</p>
            {form("lock", "Lock the boards", Some(IconName::Lock), "lock", locked || is_over)}
            {form("unlock", "Unlock the boards", None, "unlock", !locked)}
        </section>
    }
    .into_any()
}

/// The whole plan, with the times as they stand.
#[component]
pub fn Steps(picture: Picture) -> impl IntoView {
    let Picture { steps, course, .. } = picture;
    let is_on = matches!(course.phase, Phase::Runs | Phase::Paused);
    let rows = steps.iter().zip(&course.starts).enumerate().map(|(place, (step, starts))| {
        let current = (is_on && course.current == Some(place)).then_some("step");
        let minutes = step.length / 60_000;
        let fixed = step.is_fixed.then(|| view! { <span class="run-steps__fixed">"at its time"</span> });
        view! {
            <li class="run-steps__step" data-step=(place + 1).to_string() aria-current=current>
                <span class="run-steps__time" data-starts=place.to_string()>{time(*starts)}</span>
                <span class="run-steps__title">{step.title()}</span>
                <span class="run-steps__minutes">{format!("{minutes} min")}{fixed}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section id="run-steps" data-swap="">
            <h2>"All of it"</h2>
            <ol class="run-steps">{rows}</ol>
            <p class="quiet">"It is over at "<span data-run="over">{time(course.ends)}</span>"."</p>
        </section>
    }
    .into_any()
}

/// The tables with their boards.
#[component]
pub fn Tables(tables: Vec<Table>) -> impl IntoView {
    let rows = tables.iter().map(|table| {
        let address = format!("/boards/{}", table.board);
        let title = table.summary.title_in_lists().to_owned();
        let name = if table.name.is_empty() { String::new() } else { format!(", {}", table.name) };
        view! { <li><span>{format!("Table {}{name}: ", table.number)}</span><a href=address rel="external">{title}</a></li> }
    });
    let rows = rows.collect_view();
    view! {
        <section id="run-tables" data-swap="" hidden=tables.is_empty()>
            <h2>"Tables"</h2>
            <ul class="run-tables">{rows}</ul>
        </section>
    }
    .into_any()
}

/// A button that takes back what all devices show; `hidden` while they show nothing.
#[component]
fn TakeBack(
    picture: Picture,
    /// Its name in `running.js`.
    run: &'static str,
    /// What is pressed.
    what: &'static str,
    label: &'static str,
    hidden: bool,
) -> impl IntoView {
    view! {
        <form method="post" action=PressForm::ACTION data-press="" data-run=run hidden=hidden>
            <Sender/>
            <Seen picture/>
            <button class="button button--quiet" type="submit" name="what" value=what>{label}</button>
        </form>
    }
    .into_any()
}
