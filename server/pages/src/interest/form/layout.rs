//! What stands around every page of the public form: where one is, the way back, one thing to do.

use app::error::{AppError, Problem};
use app::ui::demo::DemoRibbon;
use app::ui::fields::FormError;
use app::ui::footer::Footer;
use app::ui::frame::Frame;
use app::ui::icon::{Icon, IconName};
use app::ui::mark::Mark;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;
use model::interest::Question;

/// A page of the form.
#[component]
pub fn FormPage(
    /// What every page shows.
    frame: Frame,
    /// Where the way back leads; no way back without.
    #[prop(optional, into)]
    back: Option<String>,
    /// Whether the page holds a paper, which needs more room than a question.
    #[prop(optional)]
    wide: bool,
    /// The main part, with its one `h1`.
    children: Children,
) -> impl IntoView {
    let class = if wide { "page interest interest--wide" } else { "page page--narrow interest" };
    view! {
        <header class="topbar on-night">
            <div class="topbar__bar topbar__bar--plain">
                <a class="topbar__mark interest__mark" href="/interest"><Mark/><span>"Join a Work Group"</span></a>
            </div>
            <div class="horizon" aria-hidden="true"></div>
        </header>
        <DemoRibbon shown=frame.demonstration/>
        <main class=class id="main">
            {back.map(|back| view! { <p class="interest__back"><a href=back><Icon name=IconName::Back/>"Back"</a></p> })}
            {children()}
        </main>
        <Footer contact=frame.contact/>
    }
    .into_any()
}

/// Which question of how many it is.
pub fn place(question: Question) -> String {
    format!("Question {} of {}", question.number(), Question::ALL.len())
}

/// Leads to the page where the visitor has to be first, and hands on that answers are gone or can't be changed.
pub fn go(path: String) -> AnyView {
    let query = use_query_map().get_untracked();
    let handed_on = [Problem::InterestGone, Problem::InterestClosed].map(|problem| AppError::Invalid(vec![problem]));
    let refused = use_context::<FormError>().and_then(|form| form.0);
    let error = refused.or_else(|| AppError::from_query(query.get_str("problem"), None)).filter(|error| handed_on.contains(error));
    let path = error.map_or_else(|| path.clone(), |error| format!("{path}?{}", error.to_query()));
    view! { <Redirect path/> }.into_any()
}
