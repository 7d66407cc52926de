//! The hub's name, contact and logo: what stands on everything it sends and prints.

use app::ui::fields::{FormState, SendButton, TextArea, TextField};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use crate::hub::api::{SettingsData, load_settings};
use crate::kit::{form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/hub/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    loaded(load_settings(), |data| view! { <Settings data/> }.into_any())
}

#[component]
fn Settings(data: SettingsData) -> impl IntoView {
    let form = form_state();
    let now = move |name: &str| data.now.get(name).unwrap_or_default().to_owned();
    view! {
        <PageTitle text="Settings"/>
        <Page frame=data.frame class="page page--narrow">
            {form.summary()}
            <Done words=notice()/>
            <h1>"Settings"</h1>
            <p class="lead">"What stands on every page, letter and paper of the hub."</p>
            <form class="form" method="post" action="/api/hub-settings" novalidate>
                <Sender/>
                <TextField form=form.clone() name="hub_name" label="Name of the hub" value=now("hub_name")/>
                <TextField form=form.clone() name="email" kind="email" label="Where people write with questions"
                    hint="Shown at the foot of every page; answers to letters go there too." value=now("email")/>
                <TextField form=form.clone() name="contact_name" label="Whom to ask for" hint="A name, or leave it empty." value=now("contact_name")/>
                <TextField form=form.clone() name="contact_phone" label="Telephone" hint="If people may ring." value=now("contact_phone") size=20/>
                <TextArea form=form.clone() name="controller" label="Who answers for personal data"
                    hint="One sentence, for instance which school is the controller." value=now("controller") rows=3/>
                <div class="form__actions"><SendButton label="Save the settings"/></div>
            </form>
            <Logo form has_logo=data.has_logo/>
        </Page>
    }
    .into_any()
}

#[component]
fn Logo(form: FormState, has_logo: bool) -> impl IntoView {
    view! {
        <section class="settings__logo" aria-labelledby="logo-heading">
            <h2 id="logo-heading">"Logo"</h2>
            {has_logo.then(|| view! {
                <p><img class="paper__logo" src="/hub/logo" alt="The hub’s logo as it is now"/></p>
                <form method="post" action="/hub/settings/logo" enctype="multipart/form-data">
                    <Sender/>
                    <button class="button button--danger" type="submit">"Take the logo away"</button>
                </form>
            })}
            <form class="form" method="post" action="/hub/settings/logo" enctype="multipart/form-data">
                <Sender/>
                <TextField form name="logo" kind="file" label=if has_logo { "Another logo" } else { "Choose a logo" }
                    hint="PNG, JPEG or WebP, at most 300 kB. It is shown about 4 cm wide. A PNG or JPEG of at most 100 kB also stands at the head of every letter; others stand on papers alone."/>
                <div class="form__actions"><SendButton label="Use this logo" class="button--plain"/></div>
            </form>

        </section>
    }
    .into_any()
}
