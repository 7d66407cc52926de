//! Signing in by a link in a letter: asking for it, and its own page with one button.

use app::notice::Notice;
use app::ui::fields::{SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::local_path::{local_path, with_next};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::forms::{AskLinkForm, UseLinkForm};
use super::load::{AskLinkData, LinkData, load_ask_link, load_sign_in_link};
use crate::accounts::link_layout::{DeadLink, LinkCard, LinkIs, LinkLayout};
use crate::kit::{Form, form_state, loaded};
use crate::ui::notice::Done;

/// The page at `/sign-in/link`.
#[component]
pub fn AskLinkPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let next = query.get("next").unwrap_or_default();
    let done = query.get_str("done").and_then(Notice::from_key);
    loaded(load_ask_link(), move |data| match done {
        _ if !data.mail => view! { <NoLinks data next done/> }.into_any(),
        Some(Notice::LinkSent) => view! { <Sent data next/> }.into_any(),
        done => view! { <AskLink data next done/> }.into_any(),
    })
}

#[component]
fn AskLink(data: AskLinkData, next: String, done: Option<Notice>) -> impl IntoView {
    let form = form_state();
    let with_password = with_next("/sign-in", &next);
    view! {
        <PageTitle text="Email me a link"/>
        <LinkLayout frame=data.frame>
            <Done words=done.map(|notice| notice.to_string())/>
            {form.summary()}
            <h1>"Sign in with a link"</h1>
            <p class="lead">"We email you a link. There is no password to remember."</p>
            <form method="post" action=AskLinkForm::ACTION novalidate class="sign-in__form">
                <input type="hidden" name="next" value=next/>
                <TextField form=form.clone() name="email" label="Work email" hint="The one your Work Group Lead wrote to" kind="email"
                    autocomplete="username"/>
                <SendButton label="Email me a link" icon=IconName::Mail class="button--primary button--wide"/>
            </form>
            <p class="sign-in__help"><a href=with_password>"Sign in with a password instead"</a></p>
        </LinkLayout>
    }
    .into_any()
}

/// Where no mail server is set up, nobody can be sent a link.
#[component]
fn NoLinks(data: AskLinkData, next: String, done: Option<Notice>) -> impl IntoView {
    let with_password = with_next("/sign-in", &next);
    let contact = data.frame.contact.clone();
    let whom = contact.as_ref().map_or_else(|| "your Maths Hub".to_owned(), |contact| contact.name.clone());
    view! {
        <PageTitle text="No links by email yet"/>
        <LinkLayout frame=data.frame>
            <Done words=done.map(|notice| notice.to_string())/>
            <h1>"No links by email yet"</h1>
            <p class="lead">"No mail server is set up here, so we can’t email you a link. Sign in with your password."</p>
            <p>{format!("You have none, or can’t remember it? Ask {whom}: they can see to it that you get in.")}</p>
            <div class="form__actions">
                <a class="button button--primary" href=with_password>"Sign in with a password"</a>
                {contact.map(|contact| view! {
                    <a class="button" href=format!("mailto:{}", contact.email)><Icon name=IconName::Mail/>"Write to the hub"</a>
                })}
            </div>
        </LinkLayout>
    }
    .into_any()
}

/// The same for everybody who asked, whether or not there is an account.
#[component]
fn Sent(data: AskLinkData, next: String) -> impl IntoView {
    let again = with_next("/sign-in/link", &next);
    let contact = data.frame.contact.clone();
    view! {
        <PageTitle text="Look in your inbox"/>
        <LinkLayout frame=data.frame>
            <h1>"Look in your inbox"</h1>
            <p class="lead" role="status">{Notice::LinkSent.to_string()}" It works once, within the next hour."</p>
            <p>"Nothing there after a few minutes? Look among the unwanted mail, or check how you wrote the address."</p>
            <div class="form__actions"><a class="button" href=again><Icon name=IconName::Refresh/>"Ask for another link"</a></div>
            {contact.map(|contact| view! {
                <p class="sign-in__help">
                    <a href=format!("mailto:{}", contact.email)>{format!("I changed school or email: write to {}", contact.name)}</a>
                </p>
            })}
        </LinkLayout>
    }
    .into_any()
}

/// The page at `/sign-in/link/:token`.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let next = use_query_map().get_untracked().get("next").unwrap_or_default();
    loaded(load_sign_in_link(token.clone()), move |data| view! { <OpenLink data token next/> }.into_any())
}

#[component]
fn OpenLink(data: LinkData, token: String, next: String) -> impl IntoView {
    if data.link != LinkIs::Good {
        let again = with_next("/sign-in/link", &next);
        return view! {
            <LinkLayout frame=data.frame>
                <DeadLink link=data.link advice="Ask for a new one; it takes a minute.">
                    <a class="button button--primary" href=again><Icon name=IconName::Mail/>"Email me a new link"</a>
                    <a class="button" href="/sign-in">"Sign in with a password"</a>
                </DeadLink>
            </LinkLayout>
        }
        .into_any();
    }
    view! {
        <PageTitle text="Sign in"/>
        <LinkLayout frame=data.frame>
            <h1>"Sign in"</h1>
            <p class="lead">"One press, and you are in."</p>
            <LinkCard icon=IconName::People title=data.name text=data.email/>
            <form method="post" action=UseLinkForm::ACTION class="sign-in__form">
                <input type="hidden" name="token" value=token/>
                <input type="hidden" name="next" value=local_path(&next).to_owned()/>
                <SendButton label="Sign in" class="button--primary button--wide"/>
            </form>
            <p class="sign-in__help"><span>"Not you? Then leave this page: without the button nothing happens."</span></p>
        </LinkLayout>
    }
    .into_any()
}
