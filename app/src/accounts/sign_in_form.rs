//! The form for email and password. It is a plain form that our script only makes quicker.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::SignIn;
use crate::error::AppError;
use crate::ui::dom::Fields;
use crate::ui::error_summary::ErrorSummary;
use crate::ui::field::{Field, described_by};
use crate::ui::icon::{Icon, IconName};
use crate::ui::local_path::KEPT;
use crate::ui::send_form::SendForm;

/// The form, with the page's title above it.
#[component]
pub fn SignInForm(
    /// The email typed before.
    email: String,
    /// Where to go afterwards.
    next: String,
    /// What was wrong when the form was sent without JavaScript.
    before: Option<AppError>,
) -> impl IntoView {
    let action = Action::new(|sign_in: &SignIn| SignIn::run_on_client(sign_in.clone()));
    let value = action.value();
    let error = Signal::derive(move || match value.get() {
        Some(result) => result.err(),
        None => before.clone(),
    });
    let about = move |field: &'static str| Signal::derive(move || error.get().and_then(|error| error.about(field)));
    // A form that waits behind it comes with the whole page that it is on, and its cookie is for that page's address alone.
    let waits = next.ends_with(KEPT);
    let fields = view! {
        <input type="hidden" name="next" value=next/>
        <EmailField email error=about("email")/>
        <PasswordField error=about("password")/>
        <button class="button button--primary button--wide button--form" type="submit"
            aria-busy=move || action.pending().get().then_some("true")>
            <Icon name=IconName::Sunrise class="button__sun"/>
            "Sign in"
        </button>
    }
    .into_any();
    let form = if waits {
        view! { <form method="post" action=SignIn::url() novalidate>{fields}</form> }.into_any()
    } else {
        let send = Callback::new(move |fields: Fields| {
            let (email, password, next) = (fields.text("email"), fields.text("password"), fields.text("next"));
            action.dispatch(SignIn { email, password, next });
        });
        view! { <SendForm action=SignIn::url() send>{fields}</SendForm> }.into_any()
    };
    view! {
        {move || error.get().map(|error| view! { <ErrorSummary problems=error.problems()/> })}
        <h1>"Sign in"</h1>
        <p class="lead">"Use the email your Work Group Lead knows you by."</p>
        <div class="sign-in__form">{form}</div>
    }
    .into_any()
}

#[component]
fn EmailField(email: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <Field id="email" label="Work email" error>
            <input class="field__input" id="email" name="email" type="email" value=email autocomplete="username" inputmode="email"
                spellcheck="false" aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || described_by("email", false, error.get().is_some())/>
        </Field>
    }
    .into_any()
}

/// The password, which can be shown: on a tablet in a corridor most mistakes are typing mistakes.
#[component]
fn PasswordField(error: Signal<Option<String>>) -> impl IntoView {
    let shown = RwSignal::new(false);
    // Without our script the button could do nothing, so it comes with it.
    let running = RwSignal::new(false);
    Effect::new(move || running.set(true));
    view! {
        <Field id="password" label="Password" error>
            <div class="field__row">
                <input class="field__input" id="password" name="password" autocomplete="current-password"
                    type=move || if shown.get() { "text" } else { "password" }
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=move || described_by("password", false, error.get().is_some())/>
                <button class="field__show" type="button" hidden=move || !running.get() aria-label="Show password"
                    aria-pressed=move || shown.get().to_string() on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { "Hide" } else { "Show" }}
                </button>
            </div>
        </Field>
    }
    .into_any()
}
