//! The list of a school's closed days.

use app::ui::empty::Empty;
use app::ui::fields::{SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::day::in_words;
use model::calendar::year::ClosedDay;
use model::ids::SchoolId;

use super::forms::{AddDayForm, RemoveDayForm};
use super::load::{ClosedDaysData, load};
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::day_field::DayField;
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/schools/:school/closed-days`.
#[component]
pub fn ClosedDaysPage() -> impl IntoView {
    let school = use_params_map().get_untracked().get_str("school").and_then(|id| id.parse::<SchoolId>().ok());
    loaded(load(school), |data| view! { <ClosedDays data/> }.into_any())
}

#[component]
fn ClosedDays(data: ClosedDaysData) -> impl IntoView {
    let ClosedDaysData { frame, school, name, days } = data;
    let form = form_state();
    let title = format!("{name}: closed days");
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page page--narrow">
            {form.summary()}
            <Done words=notice()/>
            <p><a class="button button--quiet" href=format!("/schools/{school}")><Icon name=IconName::Back/>{format!("Back to {name}")}</a></p>
            <h1>{title}</h1>
            <p class="lead">"INSET days and other days in term on which the school is closed to pupils. Its Work Group is warned when a workshop is on one of them."</p>
            <Days school days/>
            <section aria-labelledby="add">
                <h2 id="add">"Add a day"</h2>
                <form class="form" method="post" action=AddDayForm::ACTION novalidate>
                    <Sender/>
                    <input type="hidden" name="school" value=school.to_string()/>
                    <DayField form=form.clone() name="day" label="Day"/>
                    <TextField form name="words" label="Why" hint="Like INSET day. May be left empty."/>
                    <div class="form__actions">
                        <SendButton label="Add the day"/>
                        <a class="button button--form" href=format!("/schools/{school}/closed-days/import")>"Take them from a file"</a>
                    </div>
                </form>
            </section>
        </Page>
    }
    .into_any()
}

#[component]
fn Days(school: SchoolId, days: Vec<ClosedDay>) -> impl IntoView {
    if days.is_empty() {
        return view! { <Empty title="No closed days yet" text="Those of this academic year and the next ones show here."/> }.into_any();
    }
    let rows = days.into_iter().map(|ClosedDay { day, words, .. }| {
        let written = in_words(day).to_string();
        view! {
            <tr>
                <th scope="row">{written.clone()}</th>
                <td>{words}</td>
                <td class="closed-days__act">
                    <form method="post" action=RemoveDayForm::ACTION>
                        <Sender/>
                        <input type="hidden" name="school" value=school.to_string()/>
                        <input type="hidden" name="day" value=day.to_string()/>
                        <button class="button button--quiet" type="submit">"Take out"<span class="visually-hidden">{format!(" {written}")}</span></button>
                    </form>
                </td>
            </tr>
        }
    });
    view! {
        <div class="table-card">
            <table class="table table--cards">
                <thead><tr><th scope="col">"Day"</th><th scope="col">"Why"</th><th scope="col"><span class="visually-hidden">"What can be done"</span></th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
