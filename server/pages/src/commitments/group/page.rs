//! Where a group's schools stand with their commitments: who was asked, who has signed, whom to remind.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::fields::{SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::link::{Crumb, Link};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};

use super::forms::{AskForm, HeadForm, RemindForm};
use super::load::{GroupCommitments, load_group_commitments};
use super::row::{GroupRow, Step};
use crate::commitments::addresses;
use crate::kit::{Confirm, Form, form_of, form_state, loaded, notice};
use crate::ui::mail_address::MailAddress;
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/groups/:group/commitments`.
#[component]
pub fn GroupCommitmentsPage() -> impl IntoView {
    let group = use_params_map().get_untracked().get("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let query = use_query_map().get_untracked();
    let year = query.get_str("year").and_then(|year| year.parse().ok());
    let ask = query.get_str("ask").unwrap_or_default().to_owned();
    let edit = query.get("edit").unwrap_or_default();
    let load = async move {
        match group {
            Some(group) => load_group_commitments(group, year).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, move |data| view! { <Commitments data edit ask/> }.into_any())
}

#[component]
fn Commitments(data: GroupCommitments, edit: String, ask: String) -> impl IntoView {
    let form = form_state();
    let count = |step: &[Step]| data.rows.iter().filter(|row| step.contains(&row.head)).count();
    let (all, signed) = (data.rows.len(), count(&[Step::Done]));
    let (waiting, not) = (count(&[Step::Asked, Step::Overdue]), count(&[Step::Not]));
    let base = format!("/groups/{}/commitments", data.group);
    let year = data.year;
    let place = Place { group: data.group, year, open: !data.over };
    let open = !data.over;
    let can_ask = open && data.rows.iter().any(|row| row.head == Step::Not && !row.head_email.is_empty());
    let rows = data.rows.clone().into_iter().map(|row| {
        let editing = row.school.to_string() == edit;
        view! { <SchoolRow row place editing/> }.into_any()
    });
    let crumbs = vec![Crumb::new(data.name.clone(), format!("/groups/{}", data.group)), Crumb::here("Commitments")];
    let stamp = data.frame.stamp.clone();
    let hub = data.frame.contact.as_ref().map(|contact| contact.name.clone());
    let table = if all == 0 {
        view! { <Empty title="No schools yet" text="As soon as schools are in the group, they are listed here."/> }.into_any()
    } else {
        view! {
            <div class="table-card">
                <table class="table table--cards">
                    <caption class="visually-hidden">"Commitments by school"</caption>
                    <thead><tr>
                        <th scope="col">"School"</th><th scope="col">"Headteacher"</th><th scope="col">"Headteacher’s signature"</th>
                        <th scope="col">"Lead participant"</th><th scope="col"><span class="visually-hidden">"What to do"</span></th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <PageTitle text=format!("Commitments for {}, {}", data.year, data.name)/>
        <Page frame=data.frame crumbs class="page">
            {form.summary()}
            <Done words=notice()/>
            <Years year others=data.others/>
            {(!ask.is_empty()).then(|| view! { <Undated place ask/> })}
            <div class="page-head">
                <div>
                    <h1>{format!("Commitments for {year}")}</h1>
                    <p class="print-only">{hub}", "{stamp}</p>
                    <p class="commitments__figure">{format!("{signed} of {all} signed")}</p>
                    <p class="lead">{summary(waiting, not)}</p>
                </div>
                <div class="page-head__actions">
                    {can_ask.then(|| view! { <Act action=AskForm::ACTION place school=String::new() words="Ask all who were not asked" primary=true/> })}
                    {(open && waiting > 0).then(|| view! { <Act action=RemindForm::ACTION place school=String::new() words="Remind all who wait" primary=false/> })}
                    <a class="button" href=format!("{base}/print?year={}", year.starts_in())><Icon name=IconName::Print/>"Print all"</a>
                    <a class="button" href=format!("{base}.csv?year={}", year.starts_in())>"Download as CSV"</a>
                </div>
            </div>
            {table}
            <p class="quiet commitments__after">
                "Heads need no account: the letter holds a link. A school that signs on paper can print its form from “Open”, where you also record it."
            </p>
        </Page>
    }
    .into_any()
}

fn summary(waiting: usize, not: usize) -> String {
    match (waiting, not) {
        (0, 0) => "Every head has signed.".to_owned(),
        (0, not) => format!("{not} not asked yet."),
        (waiting, 0) => format!("{waiting} waiting for the head."),
        (waiting, not) => format!("{waiting} waiting for the head, {not} not asked yet."),
    }
}

/// What forms of the page say about where they belong.
#[derive(Clone, Copy)]
struct Place {
    group: WorkGroupId,
    year: AcademicYear,
    /// Whether somebody may still be asked: the year is not over.
    open: bool,
}

#[component]
fn SchoolRow(row: GroupRow, place: Place, editing: bool) -> impl IntoView {
    let school = row.school.to_string();
    let edit = format!("{}&edit={school}", addresses::of_group(place.group, place.year));
    let open = addresses::of_school(place.group, row.school, "", place.year);
    let name = row.name.clone();
    let (ask, remind) =
        (place.open && row.head == Step::Not && !row.head_email.is_empty(), place.open && matches!(row.head, Step::Asked | Step::Overdue));
    let head = if editing {
        view! { <EditHead row=row.clone() place/> }.into_any()
    } else {
        let nobody = row.head_name.is_empty() && row.head_email.is_empty();
        let words = if row.head_name.is_empty() { "Name not known".to_owned() } else { row.head_name };
        let email = if row.head_email.is_empty() { "no address yet".to_owned() } else { row.head_email };
        let link = if nobody { "Add the head" } else { "Change" };
        view! {
            <span>{words}</span>
            <span class="table__second"><MailAddress address=email/>" "</span>
            <a class="commitments__change" href=edit>{link}<span class="visually-hidden">{format!(" ({name})")}</span></a>
        }
        .into_any()
    };
    view! {
        <tr id=format!("school-{school}")>
            <th scope="row"><a href=open.clone()>{row.name.clone()}</a><span class="table__second">{row.town}</span></th>
            <td data-label="Headteacher">{head}</td>
            <td data-label="Signature"><StatusWords step=row.head words=row.head_words/></td>
            <td data-label="Lead participant"><StatusWords step=row.lead words=row.lead_words/></td>
            <td class="commitments__acts">
                {ask.then(|| view! { <Act action=AskForm::ACTION place school=school.clone() words="Ask" about=row.name.clone()/> })}
                {remind.then(|| view! { <Act action=RemindForm::ACTION place school=school.clone() words="Remind" about=row.name.clone()/> })}
                <a class="button button--quiet" href=open>"Open"<span class="visually-hidden">{format!(" {}", row.name)}</span></a>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn EditHead(row: GroupRow, place: Place) -> impl IntoView {
    let GroupRow { school, name, head_name, head_email, .. } = row;
    let form = form_of(&HeadForm { group: place.group, school, year: place.year, head_name, head_email });
    let back = addresses::of_group(place.group, place.year);
    view! {
        <form method="post" action=HeadForm::ACTION novalidate class="form" id="head">
            <Sender/>
            <Hidden place school=school.to_string()/>
            <TextField form=form.clone() name="head_name" label=format!("Headteacher of {name}")/>
            <TextField form name="head_email" label="Email" hint="With another address, links already sent stop working." kind="email"/>
            <div class="form__actions"><SendButton label="Save"/><a class="button button--quiet" href=back>"Leave it"</a></div>
        </form>
    }
    .into_any()
}

#[component]
fn StatusWords(step: Step, words: String) -> impl IntoView {
    let (class, icon) = match step {
        Step::Not => ("status status--none", IconName::Ring),
        Step::Asked => ("status status--half", IconName::Half),
        Step::Overdue => ("status status--wait", IconName::Warning),
        Step::Done => ("status status--ok", IconName::Done),
    };
    view! { <span class=class><Icon name=icon/><span>{words}</span></span> }.into_any()
}

/// A button that does one thing for one school or for all.
#[component]
fn Act(
    action: &'static str,
    place: Place,
    school: String,
    words: &'static str,
    #[prop(optional)] primary: bool,
    #[prop(optional, into)] about: String,
) -> impl IntoView {
    let class = if primary { "button button--primary" } else { "button" };
    view! {
        <form method="post" action=action>
            <Sender/>
            <Hidden place school/>
            <button class=class type="submit">{words}{(!about.is_empty()).then(|| view! { <span class="visually-hidden">{format!(" {about}")}</span> })}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Hidden(place: Place, school: String) -> impl IntoView {
    view! {
        <input type="hidden" name="group" value=place.group.to_string()/>
        <input type="hidden" name="year" value=place.year.starts_in().to_string()/>
        {(!school.is_empty()).then(|| view! { <input type="hidden" name="school" value=school/> })}
    }
    .into_any()
}

/// The year that is shown, and its neighbours.
#[component]
fn Years(year: AcademicYear, others: Vec<Link>) -> impl IntoView {
    (!others.is_empty()).then(|| {
        let links = others.into_iter().map(|Link { words, address }| view! { <li><a class="button button--quiet" href=address>{words}</a></li> });
        view! {
            <nav class="no-print" aria-label="Years">
                <ul class="commitments__years"><li><span class="button button--quiet" aria-current="page">{year.to_string()}</span></li>{links.collect_view()}</ul>
            </nav>
        }
    })
}

/// Asked before heads are asked to release somebody on days that nobody knows yet. `ask` is a school's id, or `all`.
#[component]
fn Undated(place: Place, ask: String) -> impl IntoView {
    let (group, year, school) = (place.group, place.year, ask.parse::<SchoolId>().ok());
    let label = if school.is_some() { "Ask this head all the same" } else { "Ask them all the same" };
    let back = ("Set the dates first".to_owned(), format!("/groups/{group}"));
    let other = ("Leave it".to_owned(), addresses::of_group(group, year));
    let form = AskForm { group, year, school, confirmed: true };
    view! {
        <section class="card commitments__agree" aria-labelledby="undated">
            <h2 id="undated">"Ask before any date is known?"</h2>
            <p>"Not one of the workshops has a date yet. Heads would be asked to release somebody, and not be told when. What they sign keeps “Date to be confirmed”."</p>
            <Confirm form label back other/>
        </section>
    }
    .into_any()
}
