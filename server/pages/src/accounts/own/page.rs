//! Somebody's own account.

use app::ui::fields::{FormState, SendButton, TextField};
use app::ui::frame::Contact;
use app::ui::icon::IconName;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::{EmailForm, PasswordForm, RenameForm, SignOutForm};
use super::load::{AccountData, load_account};
use crate::accounts::role_table::RoleTable;
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let done = notice();
    loaded(load_account(), move |data| view! { <Own data done/> }.into_any())
}

#[component]
fn Own(data: AccountData, done: Option<String>) -> impl IntoView {
    let form = form_of(&RenameForm { name: data.name.clone() });
    view! {
        <PageTitle text="Your account"/>
        <Page frame=data.frame.clone() class="page page--narrow">
            <Done words=done/>
            {form.summary()}
            <h1>"Your account"</h1>
            <p class="lead accounts__lead">
                {if data.school.is_empty() { data.name.clone() } else { format!("{}, {}", data.name, data.school) }}
            </p>
            <div class="stack accounts">
                <Name form=form.clone()/>
                <Password form=form.clone() has_password=data.has_password free=data.free mail=data.mail/>
                <Email form email=data.email free=data.free mail=data.mail contact=data.frame.contact.clone()/>
                <section aria-labelledby="calendars">
                    <h2 id="calendars">"Workshops in your calendar"</h2>
                    <p>"Outlook, Google and Apple can follow the workshops by themselves. "<a href="/account/calendars">"Links for your calendar"</a></p>
                </section>
                <section aria-labelledby="guest">
                    <h2 id="guest">"Twilights as a guest"</h2>
                    <p>"What you wrote by a code before you had an account can stand under your name. "<a href="/account/guest">"What you did as a guest"</a></p>
                </section>
                <section aria-labelledby="out">
                    <h2 id="out">"Sign out everywhere"</h2>
                    <p>"Left a tablet signed in somewhere? This signs you out in every browser, in this one too."</p>
                    <form method="post" action=SignOutForm::ACTION class="form">
                        <Sender/>
                        <div class="form__actions accounts__actions">
                            <SendButton label="Sign out everywhere" icon=IconName::SignOut class=""/>
                        </div>
                    </form>
                </section>
                <section aria-labelledby="roles">
                    <h2 id="roles">"Your roles"</h2>
                    <RoleTable roles=data.roles/>
                </section>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Name(form: FormState) -> impl IntoView {
    view! {
        <section aria-labelledby="own-name">
            <h2 id="own-name">"Name"</h2>
            <form method="post" action=RenameForm::ACTION novalidate class="form">
                <Sender/>
                <TextField form name="name" label="Your name" hint="As colleagues see it on boards and lists" autocomplete="name"/>
                <div class="form__actions"><SendButton label="Save name" class=""/></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Password(form: FormState, has_password: bool, free: bool, mail: bool) -> impl IntoView {
    let title = if has_password { "Change your password" } else { "Set a password" };
    let words = match (has_password, free) {
        (false, _) if !mail => "Set one now: no mail server is set up here, so nobody can be sent a link to sign in.",
        (true, false) if !mail => "It signs you out in every other browser. Forgotten? Ask the hub: no links can be emailed here.",
        (false, _) => "You sign in by a link in an email. With a password you need no email at hand.",
        (true, true) => "You came by a link just now, so you need not know the old one.",
        (true, false) => "It signs you out in every other browser. Forgotten? Sign out, and sign in by a link in an email.",
    };
    view! {
        <section aria-labelledby="own-password">
            <h2 id="own-password">{title}</h2>
            <p>{words}</p>
            <form method="post" action=PasswordForm::ACTION novalidate class="form accounts__form">
                <Sender/>
                {(!free).then(|| view! {
                    <TextField form=form.clone() name="old_password" label="Present password" kind="password" autocomplete="current-password"/>
                })}
                <TextField form=form.clone() name="new_password" label="New password" kind="password" autocomplete="new-password"
                    hint="At least 12 characters: three or four words that don’t belong together"/>
                <div class="form__actions"><SendButton label="Set password" class=""/></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Email(form: FormState, email: String, free: bool, mail: bool, contact: Option<Contact>) -> impl IntoView {
    if !mail {
        let whom = contact.map(|contact| view! { <a href=format!("mailto:{}", contact.email)>{contact.name}</a> }.into_any());
        let whom = whom.unwrap_or_else(|| "your Maths Hub".into_any());
        return view! {
            <section aria-labelledby="own-email">
                <h2 id="own-email">"Email address"</h2>
                <p>"You sign in with "<strong>{email}</strong>"."</p>
                <p>"It can’t be changed here: no mail server is set up, and a new address is only used once a letter to it was answered. Ask "{whom}"."</p>
            </section>
        }
        .into_any();
    }
    view! {
        <section aria-labelledby="own-email">
            <h2 id="own-email">"Email address"</h2>
            <p>"You sign in with "<strong>{email}</strong>". We email a link to a new address before anything changes."</p>
            <form method="post" action=EmailForm::ACTION novalidate class="form accounts__form">
                <Sender/>
                <TextField form=form.clone() name="email" label="New address" kind="email" autocomplete="email"/>
                {(!free).then(|| view! {
                    <TextField form=form.clone() name="email_password" label="Your password" kind="password" autocomplete="current-password"/>
                })}
                <div class="form__actions"><SendButton label="Send the link" icon=IconName::Mail class=""/></div>
            </form>
        </section>
    }
    .into_any()
}
