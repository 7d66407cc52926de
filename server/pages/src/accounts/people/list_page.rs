//! The hub's people: found by name, school or role.

use app::ui::empty::Empty;
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use store::accounts::people::Listed;

use super::load::{load_hub_invitations, load_hub_people};
use super::words::{HubInvitations, HubPeople};
use crate::accounts::open_invitations::item::InvitationItem;
use crate::kit::{flash, form_state, loaded, notice};
use crate::ui::mail_address::MailAddress;
use crate::ui::notice::Done;

/// The roles one may look for: word in the address, and what is read.
const ROLES: [(&str, &str); 7] = [
    ("", "Anybody"),
    ("hub", "Hub staff and admins"),
    ("lead", "Work Group Leads"),
    ("lead_participant", "Lead participants and deputies"),
    ("headteacher", "Headteachers"),
    ("teacher", "Teachers"),
    ("closed", "Closed accounts"),
];

/// What is looked for, from the page's address.
#[derive(Clone, Debug, Default)]
struct Looking {
    text: String,
    role: String,
    page: u32,
}

impl Looking {
    fn address(&self, page: u32) -> String {
        format!("/hub/people?text={}&role={}&page={page}", Url::escape(&self.text), Url::escape(&self.role))
    }
}

/// The page at `/hub/people`.
#[component]
pub fn HubPeoplePage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let word = |key: &str| query.get(key).unwrap_or_default();
    let looking = Looking { text: word("text"), role: word("role"), page: word("page").parse().unwrap_or_default() };
    let done = notice();
    let load = load_hub_people(looking.text.clone(), looking.role.clone(), looking.page);
    loaded(load, move |data| view! { <People data looking done/> }.into_any())
}

#[component]
fn People(data: HubPeople, looking: Looking, done: Option<String>) -> impl IntoView {
    let count = match data.total {
        1 => "1 person".to_owned(),
        total => format!("{total} people"),
    };
    let waiting = match data.waiting {
        0 => "Invitations".to_owned(),
        waiting => format!("Invitations ({waiting} unanswered)"),
    };
    let choices = ROLES.map(|(value, label)| Choice::new(value, label).default_if(value == looking.role)).to_vec();
    view! {
        <PageTitle text="People"/>
        <Page frame=data.frame.clone() class="page">
            <Done words=done/>
            <div class="page-head">
                <div><h1>"People"</h1><p class="lead">{count}</p></div>
                <div class="page-head__actions">
                    <a class="button" href="/hub/people/invitations"><Icon name=IconName::Mail/>{waiting}</a>
                    <a class="button button--primary" href="/hub/people/invite"><Icon name=IconName::Plus/>"Invite somebody"</a>
                </div>
            </div>
            <form method="get" action="/hub/people" class="form form--inline people__search" role="search">
                <TextField form=FormState::default() name="text" label="Name, email or school" value=looking.text.clone()/>
                <Select form=FormState::default() name="role" label="Role" choices/>
                <SendButton label="Search" icon=IconName::Search class=""/>
            </form>
            <Table people=data.people.clone()/>
            <Pages data looking/>
        </Page>
    }
    .into_any()
}

#[component]
fn Table(people: Vec<Listed>) -> impl IntoView {
    if people.is_empty() {
        return view! {
            <Empty title="Nobody like that" text="Try a part of the name, or any role.">
                <a class="button" href="/hub/people">"Show everybody"</a>
            </Empty>
        }
        .into_any();
    }
    let rows = people.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row"><a href=format!("/hub/people/{}", row.id)>{row.name}</a><span class="table__second"><MailAddress address=row.email/></span></th>
                <td data-label="School">{row.school}</td>
                <td data-label="Role">
                    {if row.closed {
                        view! { <span class="status status--none"><Icon name=IconName::Lock/>"Account closed"</span> }.into_any()
                    } else {
                        row.roles.join(", ").into_any()
                    }}
                </td>
            </tr>
        }
    });
    view! {
        <div class="table-card">
            <table class="table table--cards">
                <thead><tr><th scope="col">"Name"</th><th scope="col">"School"</th><th scope="col">"Role"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Pages(data: HubPeople, looking: Looking) -> impl IntoView {
    let last = data.total.saturating_sub(1) / data.per_page.max(1);
    let before = (data.page > 0).then(|| looking.address(data.page - 1));
    let after = (data.page < last).then(|| looking.address(data.page + 1));
    (last > 0).then(|| {
        view! {
            <nav class="form__actions" aria-label="Pages">
                {before.map(|address| view! { <a class="button" href=address><Icon name=IconName::Back/>"Before"</a> })}
                <span>{format!("Page {} of {}", data.page + 1, last + 1)}</span>
                {after.map(|address| view! { <a class="button" href=address>"Next"<Icon name=IconName::Forward/></a> })}
            </nav>
        }
    })
}

/// The page at `/hub/people/invitations`.
#[component]
pub fn HubInvitationsPage() -> impl IntoView {
    loaded(load_hub_invitations(), move |data| view! { <Invitations data/> }.into_any())
}

#[component]
fn Invitations(data: HubInvitations) -> impl IntoView {
    let form = form_state();
    let rows =
        data.rows.into_iter().map(|row| view! { <InvitationItem row here="/hub/people/invitations".to_owned()/> }).collect::<Vec<_>>();
    let crumbs = vec![Crumb::new("People", "/hub/people"), Crumb::here("Invitations")];
    view! {
        <PageTitle text="Invitations"/>
        <Page frame=data.frame crumbs class="page">
            {flash(true)}
            {form.summary()}
            <div class="page-head">
                <div><h1>"Invitations"</h1><p class="lead">"The newest first. A link is good for 14 days and works once."</p></div>
                <div class="page-head__actions">
                    <a class="button button--primary" href="/hub/people/invite"><Icon name=IconName::Plus/>"Invite somebody"</a>
                </div>
            </div>
            {if rows.is_empty() {
                view! { <Empty title="No invitations" text="Those that are sent in the hub and in its groups show here."/> }.into_any()
            } else {
                view! { <ul class="people__list">{rows}</ul> }.into_any()
            }}
        </Page>
    }
    .into_any()
}
