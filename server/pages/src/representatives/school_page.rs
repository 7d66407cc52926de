//! The people of one school in a group's year: who represents it, what comes, what was, and whom one has invited.

use app::error::AppError;
use app::ui::icon::{Icon, IconName};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::day::short;
use model::ids::{SchoolId, WorkGroupId};

use super::forms::UndoForm;
use super::group_page::year_of_address;
use super::load::load_group_people;
use super::words::{GroupPeople, SchoolPeople, Term, Terms};
use crate::accounts::open_invitations::item::InvitationItem;
use crate::kit::{Form, flash, form_state, loaded};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/people/:school`.
#[component]
pub fn SchoolPeoplePage() -> impl IntoView {
    loaded(load_one(), move |data| view! { <People data/> }.into_any())
}

/// Loads the school of the page's address.
pub(super) fn load_one() -> impl Future<Output = Result<GroupPeople, AppError>> + Send + 'static {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let school = params.get_str("school").and_then(|id| id.parse::<SchoolId>().ok());
    let year = year_of_address();
    async move { load_group_people(group.ok_or(AppError::NotFound)?, year, Some(school.ok_or(AppError::NotFound)?)).await }
}

/// Where a page about a school is.
pub(super) fn crumbs(data: &GroupPeople, last: Option<&str>) -> Vec<Crumb> {
    let school = data.schools.first();
    let name = school.map(|school| school.name.clone()).unwrap_or_default();
    let mut crumbs = vec![Crumb::new(data.name.clone(), format!("/groups/{}", data.group)), Crumb::new("People", data.address())];
    match (last, school) {
        (Some(last), Some(school)) => {
            crumbs.push(Crumb::new(name, data.school_address(school.id, "")));
            crumbs.push(Crumb::here(last));
        }
        _ => crumbs.push(Crumb::here(name)),
    }
    crumbs
}

#[component]
fn People(data: GroupPeople) -> impl IntoView {
    let form = form_state();
    let crumbs = crumbs(&data, None);
    let Some(school) = data.schools.first().cloned() else {
        return ().into_any();
    };
    let of_hub = data.frame.navigation.iter().any(|link| link.address == "/hub");
    let lead = format!("{}. In {}, academic year {}.", school.town, data.name, data.year);
    view! {
        <PageTitle text=format!("People of {}", school.name)/>
        <Page frame=data.frame.clone() crumbs class="page">
            {flash(of_hub)}
            {form.summary()}
            <div class="page-head"><div><h1>{school.name.clone()}</h1><p class="lead">{lead}</p></div></div>
            <div class="stack accounts">
                <Now data=data.clone() school=school.clone()/>
                {school.may_change.then(|| view! { <Invitations data=data.clone() school=school.clone()/> })}
                <Before school/>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Now(data: GroupPeople, school: SchoolPeople) -> impl IntoView {
    let form = |kind: &str| data.school_address(school.id, "/choose") + "&kind=" + kind;
    let head = if school.head.is_empty() { "Not known".to_owned() } else { school.head.clone() };
    let handing_over = if school.lead.current.is_some() { "Hand over" } else { "Name or invite" };
    let actions = school.may_change;
    view! {
        <section aria-labelledby="now">
            <h2 id="now">"Who represents the school"</h2>
            <dl class="facts">
                <dt>"Lead participant"</dt>
                <dd>
                    {actions.then(|| view! { <a class="button facts__action" href=form("lead")>{handing_over}</a> })}
                    <Place data=data.clone() school=school.clone() terms=school.lead.clone() kind="lead"/>
                </dd>
                <dt>"Deputy"</dt>
                <dd>
                    {actions.then(|| view! { <a class="button facts__action" href=form("deputy")>"Name a deputy"</a> })}
                    <Place data=data.clone() school=school.clone() terms=school.deputy.clone() kind="deputy"/>
                </dd>
                <dt>"Headteacher"</dt>
                <dd>
                    {school.may_invite_head.then(|| view! {
                        <a class="button facts__action" href=data.school_address(school.id, "/invite") + "&as=headteacher">"Invite the head"</a>
                    })}
                    <p>{head}</p>
                    {(!school.head_email.is_empty()).then(|| view! { <p class="quiet">{school.head_email.clone()}</p> })}
                </dd>
            </dl>
        </section>
    }
    .into_any()
}

/// Who it is now, who will be, and how to undo that.
#[component]
fn Place(data: GroupPeople, school: SchoolPeople, terms: Terms, kind: &'static str) -> impl IntoView {
    let undo = move |what: &'static str, words: &'static str| {
        view! {
            <form method="post" action=UndoForm::ACTION>
                <Sender/>
                <input type="hidden" name="group" value=data.group.to_string()/>
                <input type="hidden" name="school" value=school.id.to_string()/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="kind" value=kind/>
                <input type="hidden" name="what" value=what/>
                <button class="button button--quiet" type="submit">{words}</button>
            </form>
        }
    };
    let may = school.may_change;
    let current = terms.current.clone();
    let ends = may && kind == "deputy" && current.is_some() && terms.planned.is_none();
    view! {
        {match current {
            Some(term) => view! { <p>{term.name.clone()}<span class="quiet">{format!(", {}", term.since())}</span></p> }.into_any(),
            None => view! { <p class="quiet">"Nobody yet"</p> }.into_any(),
        }}
        {terms.planned.map(|term| view! {
            <p>{format!("{} follows on {}", term.name, short(term.from))}</p>
            {may.then(|| undo("planned", "Drop this change"))}
        })}
        {ends.then(|| undo("deputy", "End today"))}
    }
    .into_any()
}

#[component]
fn Invitations(data: GroupPeople, school: SchoolPeople) -> impl IntoView {
    let here = data.school_address(school.id, "");
    let invite = data.school_address(school.id, "/invite") + "&as=teacher";
    let rows = school.invitations.into_iter().map(|row| view! { <InvitationItem row here=here.clone()/> }).collect::<Vec<_>>();
    view! {
        <section aria-labelledby="invitations">
            <div class="section-head">
                <h2 id="invitations">"Invitations"</h2>
                {school.may_invite_teacher.then(|| view! { <a class="button" href=invite><Icon name=IconName::Plus/>"Invite a teacher"</a> })}
            </div>
            {if rows.is_empty() {
                view! { <p class="quiet">"None is open. Whoever you invite gets a letter with a link that is good for 14 days."</p> }.into_any()
            } else {
                view! { <ul class="people__list">{rows}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Before(school: SchoolPeople) -> impl IntoView {
    let row = |role: &'static str| move |term: Term| view! { <tr><th scope="row">{term.name.clone()}</th><td data-label="Role">{role}</td><td data-label="When">{term.span()}</td></tr> };
    let leads = school.lead.past.into_iter().map(row("Lead participant"));
    let rows = leads.chain(school.deputy.past.into_iter().map(row("Deputy"))).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="before">
                <h2 id="before">"Before, in this year"</h2>
                <div class="table-card">
                    <table class="table table--cards">
                        <thead><tr><th scope="col">"Name"</th><th scope="col">"Role"</th><th scope="col">"When"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
