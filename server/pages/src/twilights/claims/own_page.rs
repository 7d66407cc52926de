//! What somebody did as a guest, in their account, and the way to take that back.

use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use chrono::Utc;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::clock;
use store::twilights::OwnClaim;

use super::forms::{OWN, UndoForm};
use super::load::{OwnData, UndoData, load_own, load_undo};
use crate::kit::{Confirm, ConfirmPage, loaded, notice};
use crate::twilights::words;
use crate::ui::notice::Done;

/// The page at `/account/guest`.
#[component]
pub fn OwnPage() -> impl IntoView {
    loaded(load_own(), |data| view! { <Own data/> }.into_any())
}

#[component]
fn Own(data: OwnData) -> impl IntoView {
    let OwnData { frame, claims } = data;
    let crumbs = vec![Crumb::new("Your account", "/account"), Crumb::here("As a guest")];
    let none = claims.is_empty();
    let rows = claims.into_iter().map(|claim| view! { <Row claim/> }.into_any()).collect_view();
    view! {
        <PageTitle text="What you did as a guest"/>
        <Page frame crumbs class="page page--narrow">
            <Done words=notice()/>
            <h1>"What you did as a guest"</h1>
            {none.then(|| view! {
                <p class="lead">"Nothing. If you join a twilight without signing in, its pages have a way to keep what you write there under your name."</p>
            })}
            <ul class="own-claims">{rows}</ul>
        </Page>
    }
    .into_any()
}

#[component]
fn Row(claim: OwnClaim) -> impl IntoView {
    let now = Utc::now();
    let title = format!("Workshop {} of {}", claim.number, claim.group_name);
    let what = format!("As {}: {}.", claim.joined_as, words::done_as_guest(claim.boards, claim.attended, claim.number));
    let state = match claim.undone_at {
        Some(at) => format!("You took it back {}.", clock::when(at, now)),
        None if claim.may_undo(now) => {
            format!(
                "Under your name since {}. You can take that back until {}.",
                clock::day_at_time(claim.confirmed_at),
                clock::day_at_time(claim.until())
            )
        }
        None => format!("Under your name since {}.", clock::day_at_time(claim.confirmed_at)),
    };
    let undo = claim.may_undo(now).then(|| {
        let label = format!("Take it back: {title}");
        view! { <a class="button button--small" href=format!("{OWN}/{}/undo", claim.id) aria-label=label>"Take it back"</a> }
    });
    view! {
        <li class="own-claim">
            <h2 class="own-claim__title">{title}</h2>
            <p>{what}</p>
            <p class="quiet">{state}</p>
            {undo}
        </li>
    }
    .into_any()
}

/// The page at `/account/guest/:claim/undo`.
#[component]
pub fn UndoPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("claim").and_then(|id| id.parse().ok());
    loaded(load_undo(id), |UndoData { frame, claim }| {
        let crumbs = vec![Crumb::new("Your account", "/account"), Crumb::new("As a guest", OWN), Crumb::here("Take it back")];
        let form = UndoForm { claim: claim.id };
        let back = ("No, keep it under my name".to_owned(), OWN.to_owned());
        let what = format!("Workshop {} of {}, as {}.", claim.number, claim.group_name, claim.joined_as);
        view! {
            <ConfirmPage frame crumbs title="Take it back" question="Is it a guest’s again?">
                <p class="lead">{what}</p>
                <p>"Every word stays where it is. Boards and lists show a guest again in place of your name, and some weeks after the twilight a teacher at the guest’s school. Your account stays."</p>
                <Confirm form label="Yes, take it back" class="button--danger-solid" back/>
            </ConfirmPage>
        }
        .into_any()
    })
}
