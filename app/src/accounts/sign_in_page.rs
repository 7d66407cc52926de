//! Signing in.

use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;

use super::api::{SignInData, load_sign_in};
use super::demonstration::{PASSWORD, VISITORS};
use super::sign_in_form::SignInForm;
use crate::error::AppError;
use crate::error_page::ErrorPage;
use crate::resource::page_resource;
use crate::ui::footer::Footer;
use crate::ui::icon::{Icon, IconName};
use crate::ui::local_path::{local_path, with_next};
use crate::ui::page_title::PageTitle;
use crate::ui::sky::SkyHead;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let page_resource = page_resource(|| (), |()| load_sign_in());
    let query = use_query_map().get_untracked();
    let next = local_path(&query.get("next").unwrap_or_default()).to_owned();
    // Somebody has signed in, and another wants to: what that one typed waits.
    let is_another = query.get_str("as") == Some("another");
    let error = AppError::from_query(query.get_str("problem"), query.get_str("wait"));
    view! {
        <PageTitle text="Sign in"/>
        <Suspense>
            {move || {
                let (next, error) = (next.clone(), error.clone());
                Suspend::new(async move {
                    match page_resource.await {
                        Ok(data) if data.frame.person.is_some() && !is_another => view! { <Redirect path=next/> }.into_any(),
                        Ok(data) => view! { <SignIn data next error/> }.into_any(),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn SignIn(data: SignInData, next: String, error: Option<AppError>) -> impl IntoView {
    let demonstration = data.frame.demonstration;
    view! {
        <div>
            <SkyHead class="sign-in__sky" demonstration/>
            <main class="sign-in" id="main">
                <SignInForm email=data.email next=next.clone() before=error/>
                <p class="sign-in__or">"or"</p>
                <a class="link-card" href=with_next("/sign-in/link", &next) rel="external">
                    <Icon name=IconName::Mail/>
                    <span><strong>"Email me a link instead"</strong>"No password, or forgotten it"</span>
                    <Icon name=IconName::Forward/>
                </a>
                {demonstration.then(|| view! { <Visitors next/> })}
                <p class="sign-in__help">"Is your school not in a Work Group yet? "<a href="/interest">"Join a Work Group"</a></p>
                <p class="sign-in__help">"Does something not load, or not save? "<a href="/check" rel="external">"Check this device and network"</a></p>
            </main>
            <Footer contact=data.frame.contact/>
        </div>
    }
    .into_any()
}

/// One press for each of a few people of the demonstration.
#[component]
fn Visitors(next: String) -> impl IntoView {
    let forms = VISITORS.iter().map(|visitor| {
        view! {
            <li>
                <form method="post" action="/api/sign-in">
                    <input type="hidden" name="email" value=visitor.email/>
                    <input type="hidden" name="password" value=PASSWORD/>
                    <input type="hidden" name="next" value=next.clone()/>
                    <button class="button button--wide" type="submit">{visitor.words}</button>
                </form>
            </li>
        }
    });
    view! {
        <p class="sign-in__or">"or look around as"</p>
        <ul class="sign-in__visitors">{forms.collect_view()}</ul>
        <p class="small quiet">"Everybody here is invented and has the password “" {PASSWORD} "”."</p>
    }
    .into_any()
}
