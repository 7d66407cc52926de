//! The page for when there is no page: signed out, not allowed, not found, or our own fault.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;
use leptos_router::location::Url;

use crate::error::{AppError, set_error_page};
use crate::resource::page_resource;
use crate::ui::footer::Footer;
use crate::ui::frame::{Frame, SignedIn};
use crate::ui::page::address_of;
use crate::ui::page_title::PageTitle;
use crate::ui::sky::SkyHead;

/// What a page shows instead of its content. Somebody signed out is led to sign in, and back here afterwards.
#[component]
pub fn ErrorPage(
    /// What is wrong.
    error: AppError,
    /// Whether a form was sent, and not a page asked for.
    #[prop(optional)]
    form: bool,
) -> impl IntoView {
    set_error_page(error.status());
    if error == AppError::SignedOut {
        let location = use_location();
        let here = address_of(&location.pathname.get_untracked(), &location.search.get_untracked());
        return view! { <Redirect path=format!("/sign-in?next={}", Url::escape(&here))/> }.into_any();
    }
    let frame_resource = page_resource(|| (), |()| load_frame());
    view! {
        <Suspense>
            {move || {
                let error = error.clone();
                Suspend::new(async move {
                    // Asking for the frame may fail as well; the page is for just that.
                    let frame = frame_resource.await.unwrap_or_default();
                    set_error_page(error.status());
                    view! { <Explanation error form frame/> }
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// The frame alone, for a page without data of its own.
#[server(endpoint = "frame", input = GetUrl)]
pub async fn load_frame() -> Result<Frame, AppError> {
    use crate::context;
    crate::error::answer(async { context::frame(&context::actor().await?).await }).await
}

#[component]
fn Explanation(error: AppError, form: bool, frame: Frame) -> impl IntoView {
    let (title, words, code) = if form { explain_form(&error) } else { explain(&error) };
    let person = frame.person.map(|person| with_place(&person)).filter(|_| error == AppError::NotYours);
    view! {
        <div class="error-page">
            <PageTitle text=title/>
            <SkyHead class="error-page__sky" demonstration=frame.demonstration/>
            <main class="error-page__words" id="main">
                <h1>{title}</h1>
                <p class="lead">{words}</p>
                <div class="error-page__actions">
                    <a class="button button--primary" href="/today">"Go to my boards"</a>
                    <a class="button" href="/">"Front page"</a>
                </div>
                <p class="error-page__code">
                    {person.map(|person| view! { <span>{format!("You are signed in as {person}. ")}</span> })}
                    <span>{code}</span>
                </p>
            </main>
            <Footer contact=frame.contact/>
        </div>
    }
    .into_any()
}

fn with_place(person: &SignedIn) -> String {
    if person.place.is_empty() { person.name.clone() } else { format!("{}, {}", person.name, person.place) }
}

fn explain(error: &AppError) -> (&'static str, &'static str, &'static str) {
    match error {
        AppError::NotYours => (
            "This belongs to another group",
            "Only the people of that group can open it. If you should be one of them, whoever leads it can add you.",
            "If you ask for help, say that the answer was “403, not allowed”.",
        ),
        AppError::NotFound => (
            "We cannot find that page",
            "The link may be old, or a letter may be missing. Nothing you wrote has been lost.",
            "If someone sent you this link, tell them it says “404, not found”.",
        ),
        AppError::Unreadable => (
            "We could not read that",
            "What was sent is no form or address of ours. Nothing was saved. Go back, load the page again, and try once more.",
            "If you ask for help, say that the answer was “400, not readable”.",
        ),
        AppError::Failed => (
            "Something went wrong on our side",
            "The mistake is ours, and it has been noted. Try again in a moment. Nothing that was shown as saved has been lost.",
            "If it keeps happening, say that the answer was “500, a mistake of ours”.",
        ),
        _ => (
            "Something went wrong on our side",
            "Try again in a moment. Nothing that was shown as saved has been lost.",
            "If it keeps happening, say that the answer was “503, not available”.",
        ),
    }
}

/// The same for a form that was sent.
fn explain_form(error: &AppError) -> (&'static str, &'static str, &'static str) {
    match error {
        AppError::NotYours => (
            "You may not do that",
            "Perhaps your role has changed since the page was opened. Nothing was saved.",
            "If you ask for help, say that the answer was “403, not allowed”.",
        ),
        AppError::NotFound => (
            "It is not there any more",
            "Somebody changed or removed it since the page was opened. Nothing was saved. Go back and load the page again to see how it is now.",
            "If you ask for help, say that the answer was “404, not found”.",
        ),
        other => explain(other),
    }
}
