//! An invitation: who invites to what, and one button.

use app::ui::fields::{FormState, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::forms::JoinForm;
use super::load::{InvitationData, load_invitation};
use crate::accounts::link_layout::{DeadLink, LinkCard, LinkIs, LinkLayout};
use crate::kit::{Form, form_of, loaded};
use crate::ui::notice::Warn;

/// The page at `/invitation/:token`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    loaded(load_invitation(token.clone()), move |data| match data.link {
        Some(LinkIs::Good) if data.gone => view! { <Gone data/> }.into_any(),
        Some(LinkIs::Good) if data.closed => view! { <Closed data/> }.into_any(),
        Some(LinkIs::Good) => view! { <Open data token/> }.into_any(),
        link => view! { <Dead link=link.unwrap_or(LinkIs::Unknown) data/> }.into_any(),
    })
}

#[component]
fn Open(data: InvitationData, token: String) -> impl IntoView {
    let form = form_of(&JoinForm { token: token.clone(), name: data.name, new_password: String::new() });
    let title = format!("{} invites you", data.by.split(',').next().unwrap_or_default());
    let lead = format!("{} asks you to be {}.", data.by, data.words);
    let known = data.account.clone();
    view! {
        <PageTitle text=title.clone()/>
        <LinkLayout frame=data.frame>
            {form.summary()}
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            <LinkCard icon=IconName::Mail title=data.hub text=format!("Sent to {}, good until {}", data.email, data.until)/>
            {data.somebody_else.map(|name| view! {
                <Warn><p>{format!("{name} is signed in here. If that is not you, joining signs them out in this browser.")}</p></Warn>
            })}
            {data.leaves.map(|school| view! {
                <Warn><p>{format!("Your account is with {school} now. By joining you leave it from today; what you wrote there stays.")}</p></Warn>
            })}
            <form method="post" action=JoinForm::ACTION novalidate class="sign-in__form">
                <input type="hidden" name="token" value=token/>
                {match known {
                    Some(name) => view! { <p>{format!("You have an account already: {name}. It stays as it is and gets this role.")}</p> }.into_any(),
                    None => view! { <NewAccount form mail=data.mail/> }.into_any(),
                }}
                <SendButton label="Join" class="button--primary button--wide"/>
            </form>
            <p class="sign-in__help"><span>"Not for you? Then leave this page: without the button nothing happens."</span></p>
        </LinkLayout>
    }
    .into_any()
}

#[component]
fn NewAccount(form: FormState, mail: bool) -> impl IntoView {
    let (label, hint) = if mail {
        (
            "Password, if you like",
            "At least 12 characters: three or four words that don’t belong together. Leave it empty, and we email you a link each time you sign in.",
        )
    } else {
        ("Password", "At least 12 characters: three or four words that don’t belong together. You sign in with it from now on.")
    };
    view! {
        <TextField form=form.clone() name="name" label="Your name" hint="First and last name, as colleagues know you"
            autocomplete="name"/>
        <TextField form name="new_password" label hint kind="password" autocomplete="new-password"/>
    }
    .into_any()
}

#[component]
fn Gone(data: InvitationData) -> impl IntoView {
    let by = data.by.split(',').next().unwrap_or_default().to_owned();
    let whom = if by.is_empty() { data.hub.clone() } else { by };
    let contact = data.frame.contact.clone();
    view! {
        <PageTitle text="This place is no longer there"/>
        <LinkLayout frame=data.frame>
            <h1>"This place is no longer there"</h1>
            <p class="lead">{format!("You were invited to be {}. The school does not take part any more, so nothing can be joined.", data.words)}</p>
            <p>{format!("If that surprises you, ask {whom}, or the hub.")}</p>
            {contact.map(|contact| view! {
                <div class="form__actions">
                    <a class="button button--primary" href=format!("mailto:{}", contact.email)><Icon name=IconName::Mail/>"Write to the hub"</a>
                </div>
            })}
        </LinkLayout>
    }
    .into_any()
}

#[component]
fn Closed(data: InvitationData) -> impl IntoView {
    let contact = data.frame.contact.clone();
    view! {
        <PageTitle text="Your account is closed"/>
        <LinkLayout frame=data.frame>
            <h1>"Your account is closed"</h1>
            <p class="lead">{format!("You are invited to be {}, but the account with {} was closed.", data.words, data.email)}</p>
            <p>{format!("Ask {} to open it again. Then this link works.", data.hub)}</p>
            {contact.map(|contact| view! {
                <div class="form__actions">
                    <a class="button button--primary" href=format!("mailto:{}", contact.email)><Icon name=IconName::Mail/>"Write to the hub"</a>
                </div>
            })}
        </LinkLayout>
    }
    .into_any()
}

#[component]
fn Dead(link: LinkIs, data: InvitationData) -> impl IntoView {
    let mail = data.mail;
    let advice = match link {
        LinkIs::Used => "If it was you, sign in.",
        LinkIs::Unknown => "Copy the whole address from the letter.",
        _ => "Ask whoever invited you to send it again; for them it is one press.",
    };
    view! {
        <LinkLayout frame=data.frame>
            <DeadLink link advice>
                <a class="button button--primary" href="/sign-in">"Sign in"</a>
                {mail.then(|| view! { <a class="button" href="/sign-in/link"><Icon name=IconName::Mail/>"Email me a link"</a> })}
            </DeadLink>
        </LinkLayout>
    }
    .into_any()
}
