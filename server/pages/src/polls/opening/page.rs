//! Opening a poll: which workshop, which dates, until when.

use app::context;
use app::error::{AppError, Problem};
use app::ui::empty::Empty;
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::frame::Frame;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::academic_year::AcademicYear;
use model::ids::{WorkGroupId, WorkshopId};
use model::permission::{Action, Subject, may};
use model::polls::MOST_DATES;
use store::polls::{self, Undated};
use store::uk_time;

use super::dates::{check, id};
use super::forms::OpenForm;
use crate::kit::typed_date::{DatePart, TypedDate};
use crate::kit::wrong::{Wrong, about, summary};
use crate::kit::{Form, form_of, loaded};
use crate::polls::{addresses, workshop};
use crate::ui::day_field::DayField;
use crate::ui::row_field::RowField;
use crate::ui::sender::Sender;

const TITLE: &str = "Ask which dates suit";
/// So many dates are seen at once; the others are a press away.
const SEEN: usize = 3;

/// What the page shows.
struct OpenData {
    frame: Frame,
    group: WorkGroupId,
    /// Whose dates can be asked about.
    workshops: Vec<Undated>,
    /// The one that the address names.
    workshop: Option<WorkshopId>,
    today: NaiveDate,
}

async fn load(group: Option<WorkGroupId>, workshop: Option<WorkshopId>) -> Result<OpenData, AppError> {
    let actor = context::actor().await?;
    let group = group.ok_or(AppError::NotFound)?;
    may(&actor, Action::ManageGroup, Subject::Group(group))?;
    let workshops = polls::undated(&context::database()?, group).await?;
    let workshop = workshop.filter(|id| workshops.iter().any(|known| known.id == *id));
    Ok(OpenData { frame: context::group_frame(&actor, group).await?, group, workshops, workshop, today: uk_time::today() })
}

/// The page at `/groups/:group/polls/new`.
#[component]
pub fn OpenPage() -> impl IntoView {
    let group = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse().ok());
    let workshop = use_query_map().get_untracked().get_str("workshop").and_then(|id| id.parse().ok());
    loaded(load(group, workshop), |data| view! { <Open data/> }.into_any())
}

#[component]
fn Open(data: OpenData) -> impl IntoView {
    let form = form_of(&OpenForm::begin(data.group, data.workshop));
    let wrong = wrong_dates(&data, &form);
    let crumbs = vec![
        Crumb::new(data.frame.sections_of.clone(), format!("/groups/{}", data.group)),
        Crumb::new("Date polls", addresses::of_group(data.group)),
        Crumb::here("Ask"),
    ];
    let body = if data.workshops.is_empty() {
        view! { <Empty title="Nothing to ask" text="Every workshop has a date, or the schools are being asked about it already."/> }
            .into_any()
    } else {
        view! { <Fields group=data.group workshops=data.workshops form=form.clone() wrong=wrong.clone()/> }.into_any()
    };
    view! {
        <PageTitle text=TITLE/>
        <Page frame=data.frame crumbs class="page polls">
            {summary(&form, "dates", &wrong)}
            <div class="page-head"><div>
                <h1>{TITLE}</h1>
                <p class="lead">"The schools say yes, if need be or no to each date. Nobody needs an account. You see who can come, and choose."</p>
            </div></div>
            {body}
        </Page>
    }
    .into_any()
}

/// What is wrong with the dates that came back: it is found again in what was typed.
fn wrong_dates(data: &OpenData, form: &FormState) -> Wrong {
    let marked = matches!(&form.error, Some(AppError::Invalid(problems)) if problems.contains(&Problem::PollDatesWrong));
    let chosen = form.value("workshop", "");
    let year = data.workshops.iter().find(|workshop| workshop.id.to_string() == chosen);
    let year = year.map_or_else(|| AcademicYear::of(data.today), |workshop| workshop.academic_year);
    let line = |number| TypedDate::of(|part| form.typed.get(&name(part, number)).unwrap_or_default().to_owned());
    let lines: Vec<TypedDate> = (1..=MOST_DATES).map(line).collect();
    if marked { check(year, data.today, &lines).err().unwrap_or_default() } else { Vec::new() }
}

fn name(part: DatePart, number: usize) -> String {
    format!("{}[d{number}]", part.map())
}

#[component]
fn Fields(group: WorkGroupId, workshops: Vec<Undated>, form: FormState, wrong: Wrong) -> impl IntoView {
    let choices = workshops
        .into_iter()
        .map(|known| Choice::new(known.id.to_string(), workshop::name(known.number, known.half_term, known.academic_year)));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose a workshop")).chain(choices).collect();
    let date = |number: usize| view! { <DateFields number form=form.clone() wrong=wrong.clone()/> }.into_any();
    // What somebody has typed is never hidden.
    let opened = (SEEN + 1..=MOST_DATES).any(|number| !form.value(&name(DatePart::Day, number), "").is_empty());
    let (seen, more) = ((1..=SEEN).map(date).collect_view(), (SEEN + 1..=MOST_DATES).map(date).collect_view());
    view! {
        <form method="post" action=OpenForm::ACTION class="polls__form" id="dates" novalidate>
            <Sender/>
            <input type="hidden" name="group" value=group.to_string()/>
            <Select form=form.clone() name="workshop" label="For which workshop?" hint="Those without a date." choices/>
            <h2>"The dates"</h2>
            <p class="quiet">"Two at least. A line without a day is left out."</p>
            {seen}
            <details class="polls__more" open=opened>
                <summary>{format!("More dates, up to {MOST_DATES}")}</summary>
                {more}
            </details>
            <TextField form=form.clone() name="sentence" label="What do you want to say about it?" hint="One or two sentences, or nothing. Everybody who is asked reads them."/>
            <DayField form=form.clone() name="last_day" label="Last day for answers" hint="Before the first of the dates. Like 3 March 2027 or 3/3/27"/>
            <div class="form__actions">
                <SendButton label="Open the poll"/>
                <a class="button button--quiet" href=addresses::of_group(group)>"Leave it"</a>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn DateFields(number: usize, form: FormState, wrong: Wrong) -> impl IntoView {
    let field = |part: DatePart, label: &'static str| {
        let (id, name) = (id(part, number), name(part, number));
        let (value, error) = (form.value(&name, ""), about(&wrong, &id));
        view! { <RowField id name kind=part.kind() value label error/> }
    };
    view! {
        <fieldset class="card polls__date">
            <legend class="polls__legend">{format!("Date {number}")}</legend>
            <div class="polls__fields">
                {field(DatePart::Day, "Day")}
                {field(DatePart::Starts, "From")}
                {field(DatePart::Ends, "To")}
                {field(DatePart::Twilight, "Twilight from")}
            </div>
        </fieldset>
    }
    .into_any()
}
