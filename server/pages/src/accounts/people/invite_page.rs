//! Inviting somebody in the hub's name.

use app::ui::fields::{Choice, Choices, Select, SendButton, TextField};
use app::ui::icon::IconName;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::InviteForm;
use super::load::load_hub_invite;
use super::words::InviteData;
use crate::kit::{Form, form_of, loaded};
use crate::ui::sender::Sender;

/// The page at `/hub/people/invite`.
#[component]
pub fn HubInvitePage() -> impl IntoView {
    loaded(load_hub_invite(), |data| view! { <Invite data/> }.into_any())
}

#[component]
fn Invite(data: InviteData) -> impl IntoView {
    let form = form_of(&InviteForm::default());
    let mut roles = vec![
        Choice::new("lead", "Work Group Lead").hint("Plans and runs the workshops of a group"),
        Choice::new("headteacher", "Headteacher").hint("Reads and signs the school’s commitments"),
        Choice::new("teacher", "Teacher").hint("Takes part in the school’s groups. Lead participants are invited on their group’s page"),
    ];
    if data.may_give_hub_roles {
        roles.push(Choice::new("staff", "Hub staff").hint("Recruits schools, forms groups, sends mail"));
        roles.push(Choice::new("admin", "Hub admin").hint("The same, and roles, settings, the turn of the year and the audit"));
    }
    let choices = |none: &str, rows: Vec<Choice>| std::iter::once(Choice::new("", none)).chain(rows).collect::<Vec<_>>();
    let years = choices("No group yet", data.years);
    let schools = choices("Choose a school", data.schools);
    let crumbs = vec![Crumb::new("People", "/hub/people"), Crumb::here("Invite")];
    view! {
        <PageTitle text="Invite somebody"/>
        <Page frame=data.frame crumbs class="page page--narrow">
            {form.summary()}
            <h1>"Invite somebody"</h1>
            <p class="lead">"They get a letter with a link. Their role begins when they accept."</p>
            <form method="post" action=InviteForm::ACTION novalidate class="form people__form">
                <Sender/>
                <TextField form=form.clone() name="name" label="Name" hint="First and last name"/>
                <TextField form=form.clone() name="email" label="Work email" kind="email"/>
                <Choices form=form.clone() name="role" label="What are they to be?" choices=roles/>
                <div class="people__which people__which--group">
                    <Select form=form.clone() name="year" label="Which group?" hint="Only for a Work Group Lead. Whoever leads it now is told once they have accepted" choices=years/>
                </div>
                <div class="people__which people__which--school">
                    <Select form name="school" label="Which school?"
                        hint="Only for headteachers and teachers. A school has one headteacher: once a new one has accepted, the earlier one’s role ends, and they are told"
                        choices=schools/>
                </div>
                <div class="form__actions">
                    <SendButton label="Send the invitation" icon=IconName::Mail/>
                    <a class="button button--quiet" href="/hub/people">"Cancel"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}
