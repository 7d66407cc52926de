//! The sheet to sign in on, school by school, on A4.

use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use store::twilights::attendance::{Part, SchoolThere};

use super::forms::page_of;
use super::load::{AttendanceData, load_attendance};
use crate::kit::loaded;
use crate::twilights::lead::address;
use crate::twilights::words;

/// So many empty lines for whoever has no account.
const EMPTY_LINES: usize = 3;

/// The page at `/groups/:group/workshops/:number/attendance/sheet`.
#[component]
pub fn SheetPage() -> impl IntoView {
    loaded(load_attendance(address(), Part::Day), |data| view! { <Sheet data/> }.into_any())
}

#[component]
fn Sheet(data: AttendanceData) -> impl IntoView {
    let AttendanceData { frame, twilight, schools, .. } = data;
    let crumbs = vec![
        Crumb::new(twilight.group_name.clone(), format!("/groups/{}", twilight.group)),
        Crumb::new(format!("Who was at workshop {}", twilight.number), page_of(twilight.group, twilight.number, Part::Day)),
        Crumb::here("Sign-in sheet"),
    ];
    let title = format!("Sign-in sheet: workshop {} of {}", twilight.number, twilight.group_name);
    let when = words::time(&twilight).unwrap_or_else(|| "Time to be confirmed".to_owned());
    let line = format!("{}. Twilight {when}, {}", twilight.title, words::place(&twilight));
    let known = schools.into_iter().filter(|school| school.school.is_some());
    let schools = known.map(|school| view! { <Lines school/> }.into_any()).collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame crumbs class="page">
            <p class="no-print">"Use your browser’s Print. Afterwards tick who signed, or write how many there were, under “Who was there”."</p>
            <article class="sign-in-sheet">
                <h1>{title}</h1>
                <p class="lead">{line}</p>
                {schools}
                <p class="sign-in-sheet__foot">"Names are kept as ticks and counts. Please write no pupil’s name."</p>
            </article>
        </Page>
    }
    .into_any()
}

#[component]
fn Lines(school: SchoolThere) -> impl IntoView {
    let names = school.people.into_iter().map(|person| person.name).chain(std::iter::repeat_n(String::new(), EMPTY_LINES));
    let rows = names.map(|name| view! { <tr><td translate="no">{name}</td><td></td><td></td></tr> }).collect_view();
    view! {
        <table class="table sign-in-sheet__school">
            <caption class="sign-in-sheet__name" translate="no">{school.name}</caption>
            <thead><tr><th scope="col">"Name"</th><th scope="col">"Workshop"</th><th scope="col">"Twilight"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
