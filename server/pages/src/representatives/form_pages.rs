//! The forms about a school's people: choosing who represents it, asking once more, inviting.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::fields::{Choice, Choices, SendButton, TextField};
use app::ui::icon::IconName;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::day::{in_full, short};
use model::ids::PersonId;

use super::forms::{AppointForm, ChooseForm, InviteForm};
use super::school_page::{crumbs, load_one};
use super::words::{GroupPeople, SchoolPeople};
use crate::accounts::handover_day::{FROM_HINT, default_day};
use crate::kit::{Confirm, ConfirmPage, Form, form_of, loaded};
use crate::ui::day_field::{DayField, understood};
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// What is being chosen: a lead participant unless the address says a deputy.
fn kind_of_address() -> &'static str {
    if use_query_map().get_untracked().get_str("kind") == Some("deputy") { "deputy" } else { "lead" }
}

fn words_of(kind: &str) -> &'static str {
    if kind == "deputy" { "deputy" } else { "lead participant" }
}

/// The school of the page, if whoever looks may change something.
fn changeable(data: &GroupPeople) -> Option<SchoolPeople> {
    data.schools.first().filter(|school| school.may_change).cloned()
}

/// The page at `/groups/:group/people/:school/choose`.
#[component]
pub fn ChoosePage() -> impl IntoView {
    let kind = kind_of_address();
    loaded(load_one(), move |data| match changeable(&data) {
        Some(school) => view! { <Choose data school kind/> }.into_any(),
        None => view! { <ErrorPage error=AppError::NotYours/> }.into_any(),
    })
}

#[component]
fn Choose(data: GroupPeople, school: SchoolPeople, kind: &'static str) -> impl IntoView {
    let role = words_of(kind);
    let title = if kind == "lead" { format!("Who leads for {}?", school.name) } else { format!("Who stands in at {}?", school.name) };
    let terms = if kind == "lead" { &school.lead } else { &school.deputy };
    let now = terms
        .current
        .as_ref()
        .map(|term| format!("Now it is {}, {}. Until the day you choose everything stays as it is.", term.name, term.since()));
    let present = terms.current.as_ref().map(|term| term.person);
    let staff = data.staff.iter().filter(|(id, _)| Some(*id) != present || terms.planned.is_some());
    let mut choices: Vec<Choice> = staff.map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let form = form_of(&ChooseForm {
        group: data.group,
        school: school.id,
        year: data.year,
        kind: kind.to_owned(),
        person: if choices.is_empty() { "new".to_owned() } else { String::new() },
        name: String::new(),
        email: String::new(),
        from: in_full(default_day(data.today, data.year)),
    });
    choices.push(Choice::new("new", "Somebody else").hint("They get an invitation by email, and it holds once they have accepted"));
    let back = data.school_address(school.id, "");
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() crumbs=crumbs(&data, Some("Choose")) class="page page--narrow">
            {form.summary()}
            <h1>{title}</h1>
            {now.map(|words| view! { <p class="lead">{words}</p> })}
            <form method="post" action=ChooseForm::ACTION novalidate class="form people__form">
                <Sender/>
                <input type="hidden" name="group" value=data.group.to_string()/>
                <input type="hidden" name="school" value=school.id.to_string()/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="kind" value=kind/>
                <Choices form=form.clone() name="person" label=format!("The {role}") choices/>
                <fieldset class="people__else">
                    <legend class="field__label">"Somebody else"</legend>
                    <TextField form=form.clone() name="name" label="Name" hint="Only for somebody who is not in the list"/>
                    <TextField form=form.clone() name="email" label="Work email" kind="email"/>
                </fieldset>
                <DayField form name="from" label="From which day?" hint=FROM_HINT/>
                <div class="form__actions">
                    <SendButton label="Continue"/>
                    <a class="button button--quiet" href=back>"Leave it as it is"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// The page at `/groups/:group/people/:school/confirm`.
#[component]
pub fn ConfirmAppointPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let kind = kind_of_address();
    let person = query.get_str("person").and_then(|id| id.parse::<PersonId>().ok());
    let from = query.get("from").unwrap_or_default();
    loaded(load_one(), move |data| {
        let name = data.staff.iter().find(|(id, _)| Some(*id) == person).map(|(id, name)| (*id, name.clone()));
        match (changeable(&data), name) {
            (Some(school), Some((person, name))) => view! { <ConfirmAppoint data school kind person name from/> }.into_any(),
            (Some(_), None) => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
            (None, _) => view! { <ErrorPage error=AppError::NotYours/> }.into_any(),
        }
    })
}

#[component]
fn ConfirmAppoint(
    data: GroupPeople,
    school: SchoolPeople,
    kind: &'static str,
    person: PersonId,
    name: String,
    from: String,
) -> impl IntoView {
    let role = words_of(kind);
    let day = understood(&from);
    let question = format!("Make {name} {role}?");
    let terms = if kind == "lead" { &school.lead } else { &school.deputy };
    let present = terms.current.as_ref().filter(|term| term.person != person).map(|term| term.name.clone());
    let keep = present.as_ref().map_or_else(|| "No, leave it as it is".to_owned(), |name| format!("No, keep {name}"));
    let planned = terms.planned.as_ref().map(|term| format!("{} from {} is planned", term.name, short(term.from)));
    let back = (keep, data.school_address(school.id, ""));
    let form = AppointForm { group: data.group, school: school.id, year: data.year, kind: kind.to_owned(), person, from };
    view! {
        <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data, Some("Confirm")) question>
            <p class="lead">{format!("For {} in {}, academic year {}.", school.name, data.name, data.year)}</p>
            <dl class="facts">
                <dt>"From"</dt><dd>{day}</dd>
                {present.map(|name| view! { <dt>"Until then"</dt><dd>{name}</dd> })}
                {planned.map(|words| view! { <dt>"Already planned"</dt><dd>{words}</dd> })}
                <dt>"Who is told"</dt><dd>"Both of them, by email"</dd>
            </dl>
            <Confirm form label=format!("Yes, make {name} {role}") class="button--primary" back/>
        </ConfirmPage>
    }
    .into_any()
}

/// The page at `/groups/:group/people/:school/invite`.
#[component]
pub fn InviteToSchoolPage() -> impl IntoView {
    let head = use_query_map().get_untracked().get_str("as") == Some("headteacher");
    loaded(load_one(), move |data| {
        let school = data.schools.first().filter(|school| if head { school.may_invite_head } else { school.may_invite_teacher });
        match school.cloned() {
            Some(school) => view! { <Invite data school head/> }.into_any(),
            None => view! { <ErrorPage error=AppError::NotYours/> }.into_any(),
        }
    })
}

#[component]
fn Invite(data: GroupPeople, school: SchoolPeople, head: bool) -> impl IntoView {
    let title = if head { format!("Invite the head of {}", school.name) } else { format!("Invite a teacher of {}", school.name) };
    let lead = if head {
        "They see the school’s commitments and may sign them here. To sign once, no account is needed: the commitment’s own letter is enough."
    } else {
        "They see the group’s boards and may write in them."
    };
    let followed = (head && !school.heads.is_empty()).then(|| {
        format!(
            "{} is the headteacher here now. Once somebody else has accepted, that ends, and they are told: a school has one headteacher.",
            school.heads.join(" and ")
        )
    });
    let (role, name, email) =
        if head { ("headteacher", school.head.clone(), school.head_email.clone()) } else { ("teacher", String::new(), String::new()) };
    let form = form_of(&InviteForm { group: data.group, school: school.id, year: data.year, role: role.to_owned(), name, email });
    let back = data.school_address(school.id, "");
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() crumbs=crumbs(&data, Some("Invite")) class="page page--narrow">
            {form.summary()}
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {followed.map(|words| view! { <Warn><p>{words}</p></Warn> })}
            <form method="post" action=InviteForm::ACTION novalidate class="form people__form">
                <Sender/>
                <input type="hidden" name="group" value=data.group.to_string()/>
                <input type="hidden" name="school" value=school.id.to_string()/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="role" value=role/>
                <TextField form=form.clone() name="name" label="Name" hint="First and last name"/>
                <TextField form name="email" label="Work email" kind="email"/>
                <div class="form__actions">
                    <SendButton label="Send the invitation" icon=IconName::Mail/>
                    <a class="button button--quiet" href=back>"Cancel"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}
