//! Everything a person sees. Compiled twice: into the server (`ssr`), which answers with HTML, and for the browser (`hydrate`).
//!
//! Here is where people work; pages that are filled in or printed are made by the server alone, in the crate `pages`.

pub mod accounts;
pub mod boards;
pub mod context;
pub mod error;
pub mod error_page;
pub mod groups;
pub mod library;
pub mod live;
pub mod notice;
mod part_missing;
pub mod parts;
mod resource;
mod server_page;
#[cfg(feature = "ssr")]
mod shell;
pub mod today;
pub mod ui;
pub mod workshops;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::boards::new_board::JustStarted;
use crate::parts::Part;
use crate::server_page::ServerPage;
use crate::ui::page_title::SiteTitle;

#[cfg(feature = "ssr")]
pub use shell::{BoardProgram, ProgramFile, ProgramParts, SiteVersion, document, shell};

/// The app in the browser: the pages that live on there. Those that need no program are in the crate `pages`, and a link to
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
            <FlatRoutes fallback=|| view! { <ServerPage/> }.into_any()>
                <Route path=path!("/sign-in") view=Part::SignIn ssr=SsrMode::Async/>
                <Route path=path!("/today") view=Part::Today ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group") view=Part::Group ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/boards/new") view=Part::NewBoard ssr=SsrMode::Async/>
                <Route path=path!("/boards/:board") view=Part::Board ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:workshop") view=Part::Planner ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
