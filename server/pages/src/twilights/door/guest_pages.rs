//! A guest's own way back: shown to them, sent to them, and used.

use app::ui::fields::{SendButton, TextField};
use app::ui::icon::IconName;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_params_map;

use super::forms::{ResumeForm, SendLinkForm};
use super::load::{BackData, ReturnData, load_back, load_return};
use crate::accounts::link_layout::{LinkCard, LinkLayout};
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::qr::Qr;
use crate::ui::sender::Sender;

/// The page at `/join/return`. Whoever is no guest goes to where a code is asked for.
#[component]
pub fn ReturnPage() -> impl IntoView {
    loaded(load_return(), |data| match data {
        Some(data) => view! { <Return data/> }.into_any(),
        None => view! { <Redirect path="/join"/> }.into_any(),
    })
}

#[component]
fn Return(data: ReturnData) -> impl IntoView {
    let ReturnData { frame, name, address, mail, days } = data;
    let form = form_state();
    view! {
        <PageTitle text="Your own way back"/>
        <Page frame class="page page--narrow">
            <Done words=notice()/>
            {form.summary()}
            <h1>"Your own way back"</h1>
            <p class="lead">{format!("For {name}. Photograph the square with your telephone, or copy the address: it opens the lessons of your tables, {days} days long from the twilight. It is yours alone.")}</p>
            <div class="way-back">
                <Qr address=address.clone() label="Your own link, as a square code"/>
                <p class="way-back__address" translate="no"><a href=address.clone()>{address.clone()}</a></p>
            </div>
            {mail.then(|| view! {
                <form method="post" action=SendLinkForm::ACTION novalidate class="form">
                    <Sender/>
                    <TextField form name="email" label="Send it to me" hint="The address is used once for this letter, and not kept" kind="email" autocomplete="email"/>
                    <SendButton label="Send my link" icon=IconName::Mail/>
                </form>
            })}
            <p><a class="button button--quiet" href="/join/tables">"Back to the tables"</a></p>
        </Page>
    }
    .into_any()
}

/// The page at `/join/back/:token`. Only its button lets somebody in: mail scanners open every link first.
#[component]
pub fn BackPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    loaded(load_back(token.clone()), move |data| view! { <Back data token/> }.into_any())
}

#[component]
fn Back(data: BackData, token: String) -> impl IntoView {
    let Some(name) = data.name else {
        return view! {
            <PageTitle text="This link leads nowhere any more"/>
            <LinkLayout frame=data.frame>
                <h1>"This link leads nowhere any more"</h1>
                <p class="lead">"A letter of it may be missing, or its time is over: guests are known for some weeks. The lessons are still with the Work Group: ask its lead."</p>
                <div class="form__actions"><a class="button button--primary" href="/join">"I have a code"</a></div>
            </LinkLayout>
        }
        .into_any();
    };
    view! {
        <PageTitle text="Welcome back"/>
        <LinkLayout frame=data.frame>
            <h1>"Welcome back"</h1>
            <p class="lead">"One press, and you are at the lessons of your tables."</p>
            <LinkCard icon=IconName::People title=name text=""/>
            <form method="post" action=ResumeForm::ACTION class="sign-in__form">
                <Sender/>
                <input type="hidden" name="token" value=token/>
                <SendButton label="Open the lessons" class="button--primary button--wide"/>
            </form>
            <p class="sign-in__help"><span>"Not you? Then leave this page: without the button nothing happens."</span></p>
        </LinkLayout>
    }
    .into_any()
}
