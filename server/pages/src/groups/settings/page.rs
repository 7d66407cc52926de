//! A group's settings, year by year.

use app::error::AppError;
use app::ui::fields::{Choice, Choices, FormState, Select, SendButton, Submitted, TextArea, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::WorkGroupId;
use store::groups::year::GroupYear;

use super::forms::SettingsForm;
use super::load::{GroupSettings, load_group_settings};
use super::words::status_words;
use crate::kit::{Form, form_of, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/groups/:group/settings`.
#[component]
pub fn GroupSettingsPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let query = use_query_map().get_untracked();
    let year = query.get_str("year").and_then(|year| year.parse().ok());
    let find = query.get_str("find").map(str::to_owned);
    let from = query.get_str("from").unwrap_or_default().to_owned();
    // Looking for a lead brings along what was typed and not saved.
    let fields = ["name", "code", "title", "focus", "lead", "status"];
    let fields = fields.into_iter().flat_map(|name| [name.to_owned(), format!("was[{name}]")]);
    let unsaved = fields.filter_map(|name| Some((name.clone(), query.get_str(&name)?.to_owned())));
    let unsaved = if find.is_some() { Submitted(unsaved.collect()) } else { Submitted::default() };
    let load = async move {
        match id {
            Some(id) => load_group_settings(id, year, find).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, move |data| {
        if form_state().typed.is_empty() {
            provide_context(unsaved);
        }
        view! { <Settings data from/> }.into_any()
    })
}

#[component]
fn Settings(data: GroupSettings, from: String) -> impl IntoView {
    let form = form_of(&data.now);
    let title = format!("{}: settings for {}", data.name, data.year);
    let (back, back_words) = if from == "forming" {
        (format!("/hub/forming?year={}", data.year.starts_in()), "Back to forming groups".to_owned())
    } else {
        (format!("/groups/{}", data.group), format!("Back to {}", data.name))
    };
    let summary = form.summary();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() class="page">
            <Done words=notice()/>
            {summary}
            <p><a class="button button--quiet" href=back><Icon name=IconName::Back/>{back_words}</a></p>
            <div class="page-head">
                <h1>{title}</h1>
                <div class="page-head__actions">
                    <a class="button" href=format!("/groups/{}/workshops?year={}", data.group, data.year.starts_in())>{format!("Workshops in {}", data.year)}</a>
                </div>
            </div>
            <div class="columns">
                <Fields data=data.clone() form from/>
                <Years group=data.group years=data.years shown=data.year/>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Fields(data: GroupSettings, form: FormState, from: String) -> impl IntoView {
    let mut leads = data.candidates.clone();
    if data.forms || data.now.lead.is_empty() {
        leads.insert(0, Choice::new("", "Nobody yet"));
    }
    let states = [
        (YearStatus::Forming, "Schools and lead are still being settled"),
        (YearStatus::Running, "The group works"),
        (YearStatus::Finished, "The year is over; the group goes on"),
    ];
    let states = states.map(|(status, hint)| Choice::new(status.key(), status_words(status)).hint(hint)).to_vec();
    let was = data.now.settings().map(|(name, value)| {
        let name = format!("was[{name}]");
        let value = form.made_from(&name, value);
        view! { <input type="hidden" name=name value=value/> }
    });
    let was = was.into_iter().collect_view();
    let over = (data.now.status == YearStatus::Finished.key()).then(|| {
        view! { <p class="status status--none"><Icon name=IconName::Done/>"This year is finished: its code, title, question and lead stay as they are unless you call it running again."</p> }
    });
    view! {
        <form method="post" action=SettingsForm::ACTION class="form" novalidate>
            <Sender/>
            // The first button of a form is the one that Enter presses: that is saving, not looking.
            <button type="submit" hidden>"Save"</button>
            {over}
            {was}
            <input type="hidden" name="id" value=data.group.to_string()/>
            <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
            <input type="hidden" name="from" value=from/>
            {data.forms.then(|| view! {
                <TextField form=form.clone() name="name" label="Name of the group" hint="In all its years"/>
            })}
            <TextField form=form.clone() name="code" label="Project code" hint=format!("Of {}. It stands on every page and print of the year", data.year) size=14/>
            <TextField form=form.clone() name="title" label="Title of the year" hint="May stay empty"/>
            <TextArea form=form.clone() name="focus" label="The question of the year" hint="What the schools work on together until the summer" rows=3/>
            <Select form=form.clone() name="lead" label="Work Group Lead" hint="People of the group’s schools, of the hub, and who leads a group already" choices=leads/>
            <FindLead data=data.clone() form=form.clone()/>
            <Choices form name="status" label="Where the year stands" choices=states/>
            <div class="form__actions"><SendButton label="Save"/></div>
        </form>
    }
    .into_any()
}

/// Looking for somebody who is not in the list yet; the page comes back with whoever was found in it, and with all that was typed.
#[component]
fn FindLead(data: GroupSettings, form: FormState) -> impl IntoView {
    let said = match data.found.as_slice() {
        _ if data.now.find.is_empty() => None,
        [] => Some(format!("Nobody fits “{}”. Somebody without an account has to be invited first, under People.", data.now.find)),
        found => Some(format!("In the list of leads now: {}.", found.join(", "))),
    };
    view! {
        <div class="field find-lead">
            <label class="field__label" for="find">"Somebody else to lead"</label>
            <span class="field__hint" id="find-hint">"Name or email. Looking saves nothing, and loses nothing"</span>
            <input type="hidden" name="was[find]" value=data.now.find.clone()/>
            <div class="find-lead__row">
                <input class="field__input" id="find" name="find" value=form.value("find", "") autocomplete="off" aria-describedby="find-hint"/>
                <button class="button" type="submit" name="look" value="yes"><Icon name=IconName::Search/>"Look"</button>
            </div>
            {said.map(|words| view! { <p role="status">{words}</p> })}
        </div>
    }
    .into_any()
}

#[component]
fn Years(group: WorkGroupId, years: Vec<GroupYear>, shown: AcademicYear) -> impl IntoView {
    let items = years.into_iter().map(|year| {
        let (label, begins, status) = (year.academic_year.to_string(), year.academic_year.starts_in(), status_words(year.status));
        let current = (year.academic_year == shown).then_some("true");
        let lead = year.lead.map_or_else(|| "no lead".to_owned(), |lead| lead.name);
        view! {
            <li class="idle">
                <div>
                    <b>{label.clone()}</b>
                    <span class="table__second">{format!("{}, {lead}. {status}", year.ncp_code)}</span>
                </div>
                <span class="chips">
                    <a class="chip chip--add" href=format!("/groups/{group}/years/{begins}")>"Look at it"<span class="visually-hidden">{format!(": {label}")}</span></a>
                    <a class="chip chip--add" aria-current=current href=format!("/groups/{group}/settings?year={begins}")>"Settings"<span class="visually-hidden">{format!(" for {label}")}</span></a>
                </span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="years">
            <h2 id="years">"All years"</h2>
            <ul class="idle-list">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}
