//! The hub's name, contact and logo: what stands on everything it sends and prints.

use app::context;
use app::error::AppError;
use app::ui::fields::{FormState, SendButton, TextArea, TextField};
use app::ui::frame::Frame;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::permission::Action;
use store::hub::HubFace;

use super::forms::SettingsForm;
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/hub/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    loaded(load(), |(frame, hub)| view! { <Settings frame hub/> }.into_any())
}

async fn load() -> Result<(Frame, HubFace), AppError> {
    let (person, hub) = context::hub_person(Action::ManageHub).await?;
    Ok((context::hub_frame(&person).await?, store::hub::face(&context::database()?, hub).await?))
}

#[component]
fn Settings(frame: Frame, hub: HubFace) -> impl IntoView {
    let has_logo = hub.has_logo;
    let form = form_of(&SettingsForm::from(hub));
    view! {
        <PageTitle text="Settings"/>
        <Page frame class="page page--narrow">
            {form.summary()}
            <Done words=notice()/>
            <h1>"Settings"</h1>
            <p class="lead">"What stands on every page, letter and paper of the hub."</p>
            <form class="form" method="post" action=SettingsForm::ACTION novalidate>
                <Sender/>
                <TextField form=form.clone() name="hub_name" label="Name of the hub"/>
                <TextField form=form.clone() name="email" kind="email" label="Where people write with questions"
                    hint="Shown at the foot of every page; answers to letters go there too."/>
                <TextField form=form.clone() name="contact_name" label="Whom to ask for" hint="A name, or leave it empty."/>
                <TextField form=form.clone() name="contact_phone" label="Telephone" hint="If people may ring." size=20/>
                <TextArea form=form.clone() name="controller" label="Who answers for personal data"
                    hint="One sentence, for instance which school is the controller." rows=3/>
                <TextField form=form.clone() name="guest_days" label="Days that guests of a twilight are named" kind="number" size=4
                    hint="So long after it their first names are kept, at most 90 days. Then boards say “a teacher at” their school."/>
                <div class="form__actions"><SendButton label="Save the settings"/></div>
            </form>
            <Logo form has_logo/>
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
