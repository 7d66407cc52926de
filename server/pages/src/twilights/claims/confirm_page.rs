//! The link by which a guest's work becomes somebody's own: what there is, whose it would be, and one button.

use app::ui::fields::{SendButton, TextField};
use app::ui::icon::IconName;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::accounts::roles::with_school;
use store::twilights::{Claim, ClaimAccount, ClaimLink};

use super::forms::ConfirmClaimForm;
use super::load::{ClaimData, load_claim};
use crate::accounts::link_layout::{LinkCard, LinkLayout};
use crate::kit::{Form, form_of, loaded};
use crate::twilights::words;
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The page at `/join/claim/:token`. Only its button does anything: mail scanners open every link first.
#[component]
pub fn ConfirmClaimPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    loaded(load_claim(token.clone()), move |data| {
        let ClaimData { frame, link, somebody_else } = data;
        let inside = match link {
            ClaimLink::Good(claim) => {
                let claim = *claim;
                match claim.account {
                    ClaimAccount::Closed => view! { <Closed claim/> }.into_any(),
                    ClaimAccount::Known(..) | ClaimAccount::New(_) => view! { <Good claim token somebody_else/> }.into_any(),
                }
            }
            dead => view! { <Dead link=dead/> }.into_any(),
        };
        view! { <LinkLayout frame>{inside}</LinkLayout> }.into_any()
    })
}

#[component]
fn Good(claim: Claim, token: String, somebody_else: Option<String>) -> impl IntoView {
    let is_new = matches!(claim.account, ClaimAccount::New(_));
    let form = form_of(&ConfirmClaimForm { token: token.clone(), name: claim.name.clone() });
    let summary = form.summary();
    let done = words::done_as_guest(claim.boards, claim.attended, claim.number);
    let about = match &claim.account {
        ClaimAccount::New(Some((_, school))) => format!("You will have an account with {}, as a teacher at {school}.", claim.email),
        ClaimAccount::New(None) => format!(
            "You will have an account with {}. It belongs to no school yet: the Work Group Lead can invite you to yours.",
            claim.email
        ),
        ClaimAccount::Known(_, name) => {
            format!("There is an account with {}: {name}. It stays as it is, and has this as well.", claim.email)
        }
        ClaimAccount::Closed => String::new(),
    };
    view! {
        <PageTitle text="Keep what you wrote"/>
        {summary}
        <h1>"Keep what you wrote"</h1>
        <p class="lead">{format!("At the twilight of workshop {} of the {} Work Group you were a guest.", claim.number, claim.group_name)}</p>
        <LinkCard icon=IconName::People title=with_school(&claim.name, &claim.school_name) text=done/>
        {somebody_else.map(|name| view! {
            <Warn><p>{format!("{name} has signed in here. If that is not you, sign out first, or go on: {}.", what_changes(is_new))}</p></Warn>
        })}
        <p>{about}</p>
        <p>"From then on boards and lists show your full name in place of a guest’s. You can take that back for 30 days."</p>
        <form method="post" action=ConfirmClaimForm::ACTION novalidate class="sign-in__form">
            <Sender/>
            <input type="hidden" name="token" value=token/>
            {is_new.then(|| view! {
                <TextField form name="name" label="Your name" hint="First and last name, as colleagues know you" autocomplete="name"/>
            })}
            <SendButton label="Keep it under my name" class="button--primary button--wide"/>
        </form>
        <p class="sign-in__help"><span>"Not you? Then leave this page: without the button nothing happens."</span></p>
    }
    .into_any()
}

/// What becomes of the sign-in of somebody else: a new account is signed in at once.
fn what_changes(is_new: bool) -> &'static str {
    if is_new { "the new account is signed in here instead" } else { "only what is said here changes" }
}

#[component]
fn Closed(claim: Claim) -> impl IntoView {
    view! {
        <PageTitle text="Your account is closed"/>
        <h1>"Your account is closed"</h1>
        <p class="lead">{format!("The account with {} was closed, so nothing can be kept in it. Ask the hub to open it again.", claim.email)}</p>
    }
    .into_any()
}

#[component]
fn Dead(link: ClaimLink) -> impl IntoView {
    let (title, words) = match link {
        ClaimLink::Used => ("This link has been used", "What you wrote as a guest is in your account. Sign in to see it."),
        ClaimLink::Expired => {
            ("This link is too old", "It was good for one day. As long as you are known as a guest you can ask for another one.")
        }
        ClaimLink::Over => (
            "There is nothing to keep any more",
            "It is in an account already, or the guest’s time is over. The lessons are still with the Work Group: ask its lead.",
        ),
        _ => ("This link is not complete", "A letter may be missing: copy the whole address from the letter."),
    };
    view! {
        <PageTitle text=title/>
        <h1>{title}</h1>
        <p class="lead">{words}</p>
        <div class="form__actions"><a class="button button--primary" href="/sign-in">"Sign in"</a></div>
    }
    .into_any()
}
