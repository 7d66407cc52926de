//! Everything a person sees. Compiled twice: into the server (`ssr`), which answers with HTML, and for the browser (`hydrate`).
//!
//! What only the pages without a program need stands behind `ssr` where its module is named, here and in each room's `mod.rs`: the
//! browser would throw it away, but not before two thirds of this crate had been compiled for it.

pub mod accounts;
pub mod boards;
#[cfg(feature = "ssr")]
pub mod check;
#[cfg(feature = "ssr")]
pub mod commitments;
pub mod context;
pub mod error;
#[cfg(feature = "ssr")]
pub mod forming;
#[cfg(feature = "ssr")]
pub mod hub;
pub mod interest;
pub mod live;
#[cfg(feature = "ssr")]
pub mod mail;
pub mod notice;
#[cfg(feature = "ssr")]
pub mod plain;
pub mod programme;
pub mod schools;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(test)]
mod sources;
pub mod ui;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::accounts::sign_in_page::SignInPage;
use crate::boards::BoardPage;
use crate::interest::SchoolPage;
use crate::programme::group_page::GroupPage;
use crate::programme::new_board::JustStarted;
use crate::programme::new_board_page::NewBoardPage;
use crate::programme::today_page::TodayPage;
use crate::ui::elsewhere::Elsewhere;
use crate::ui::page_title::SiteTitle;

#[cfg(feature = "ssr")]
pub use plain::PlainApp;
#[cfg(feature = "ssr")]
pub use shell::{ProgramFile, SiteVersion, plain_shell, shell, trouble_shell};

/// The app in the browser: the pages that live on there. Those that need no program are in [`plain`]'s table, and a link to
/// one of them is followed by the browser itself. Every page is complete before it is sent ([`SsrMode::Async`]), so that it
/// reads the same with JavaScript off.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(JustStarted::default());
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main" rel="external">"Skip to the main part"</a>
            <Routes fallback=|| view! { <Elsewhere/> }.into_any()>
                <Route path=path!("/sign-in") view=|| view! { <SignInPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/today") view=|| view! { <TodayPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group") view=|| view! { <GroupPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/boards/new") view=|| view! { <NewBoardPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/school") view=|| view! { <SchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/boards/:board") view=|| view! { <BoardPage/> }.into_any() ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
