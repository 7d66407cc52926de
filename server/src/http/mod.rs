//! HTTP: every route in one table, and what happens to every request on its way in and out.

mod addresses;
mod assets;
mod board_edits;
mod calendars;
mod client;
mod closed_days;
mod commitment_papers;
mod csrf;
mod explain;
mod exports;
mod forms;
mod headers;
mod health;
mod logo;
mod page_maker;
mod panics;
mod probes;
mod redisplay;
mod refusal;
mod running;
mod school_import;
mod sent_form;
mod session;
mod shape;
mod speculation;
#[cfg(test)]
mod tests;

use app::context::{Cookies, MailState, SiteOrigin};
use app::{App, shell};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list, generate_route_list_with_exclusions};
use pages::{Pages, pages_shell};
use store::Database;
use tokio_util::sync::CancellationToken;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};

use self::addresses::Addresses;
pub use self::client::Clients;
pub(crate) use self::client::undeclared_proxy;
pub use self::health::Pulse;
use self::page_maker::PageMaker;
use self::panics::PageTasks;
pub use self::panics::Panics;
pub use self::probes::Probes;
use self::refusal::Refusal;
use self::running::Runs;
use crate::config::Origin;
use crate::parts::Parts;
use crate::site::Site;
use crate::supervise::Tasks;
use crate::sync::Sync;
use crate::telemetry;

/// A form is a few hundred bytes; live documents come over their socket, which has limits of its own.
const MAX_BODY: usize = 1024 * 1024;

/// Below this many bytes an answer is one packet, compressed or not.
const WORTH_COMPRESSING: u64 = 1024;

/// What handlers share.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// How the session's cookie is called.
    pub cookies: Cookies,
    /// The address that people type, where it is known.
    pub origin: Option<Origin>,
    /// The same as it is written into letters: where it is not known, where the server listens.
    pub site_origin: SiteOrigin,
    /// Whether messages leave by themselves.
    pub mail: MailState,
    /// Whether a proxy of our own writes `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// What each client behind it has under way.
    pub clients: Clients,
    /// What each client tries the network with.
    pub probes: Probes,
    /// What browsers download.
    pub site: Site,
    /// The engine of live documents.
    pub sync: Sync,
    /// How the parts that work by themselves are.
    pub parts: Parts,
    /// Whether something can be written.
    pub pulse: Pulse,
    /// Requests that made us panic.
    pub panics: Panics,
    /// What runs beside the requests: whoever begins something there does it here.
    pub tasks: Tasks,
    /// Cancelled when the server is about to stop.
    pub stopping: CancellationToken,
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.site.options.clone()
    }
}

impl FromRef<State> for Database {
    fn from_ref(state: &State) -> Self {
        state.database.clone()
    }
}

/// Every route.
///
/// | path | what | where |
/// |---|---|---|
/// | `/`, `/sign-in`, `/groups/…`, `/boards/…` | pages that live on in the browser | the table in `app::App` |
/// | `/hub/…`, `/commitment/…` … | pages without a program | the table in `pages::Pages` |
/// | `/api/…` | forms of pages without a program; server functions | the table in `pages::Pages`; beside the pages that call them |
/// | `/sync/{document}` | live documents (WebSocket); `…/sessions…` where none gets through | `crate::sync` |
/// | `/hub/interest.csv`, `/groups/…/commitments.csv` … | tables for a spreadsheet | `exports` |
/// | `/groups/…/commitments/…/record`, `…/scan` | papers signed in ink | `commitment_papers` |
/// | `/schools/…/closed-days/file` | a file with a school's closed days | `closed_days` |
/// | `/calendars/groups/….ics`, `/calendars/feeds/….ics` … | workshops for calendar programs; feeds by their secret alone | `calendars` |
/// | `/api/workshops/…/running` | how a workshop stands that is being run, once or as events | `running` |
/// | `/pkg/…`, `/fonts/…`, `/scripts/…`, `/favicon.svg` … | the built site | `assets` |
/// | `/hub/logo`, `/hub/settings/logo` | the hub's picture | `logo` |
/// | `/schools/import…` | files of schools, and what is decided about them | `school_import` |
/// | `/check/socket`, `/check/events` … | what a network is tried with | `probes` |
/// | `/healthz`, `/readyz` | for whoever runs the server | `health` |
/// | `/speculation-rules.json` | which pages a browser may ask for early | `speculation` |
///
/// Layers are passed from the last to the first on the way in: the id of the request, an answer to every panic, the headers of the
/// answer, who sent it and how many more they have under way, whether another site did, the address that was meant, what a form holds
/// and who filled it in, compression.
pub fn router(state: State) -> Router {
    router_with(state, Router::new())
}

/// The same with routes of one's own behind the same layers.
fn router_with(state: State, more: Router<State>) -> Router {
    PageTasks::install();
    let runs = Runs::default();
    let context = {
        let (database, cookies, version) = (state.database.clone(), state.cookies, state.site.version.clone());
        let (origin, mail) = (state.site_origin.clone(), state.mail);
        let (program, parts) = (state.site.board_program.clone(), state.site.program_parts.clone());
        let close = session::closer(state.sync.clone());
        let editor = board_edits::editor(state.sync.clone());
        let announcer = runs.announcer();
        let navigation = pages::navigation();
        move || {
            app::context::provide(database.clone(), cookies, version.clone(), origin.clone(), mail);
            leptos::prelude::provide_context(close.clone());
            leptos::prelude::provide_context(editor.clone());
            leptos::prelude::provide_context(announcer.clone());
            leptos::prelude::provide_context(program.clone());
            leptos::prelude::provide_context(navigation.clone());
            leptos::prelude::provide_context(parts.clone());
        }
    };
    let document = {
        let options = state.site.options.clone();
        move || shell(options.clone())
    };
    let pages_document = {
        let options = state.site.options.clone();
        move || pages_shell(options.clone())
    };
    let page_maker = PageMaker::new(context.clone(), state.site.options.clone());
    let redisplayer = redisplay::Redisplayer::new(&state, page_maker.clone());
    // Routes that need to know who asks, before they begin.
    let for_people = Router::new()
        .merge(state.sync.router())
        .merge(exports::routes())
        .merge(closed_days::routes())
        .merge(commitment_papers::routes())
        .merge(calendars::routes())
        .merge(running::routes(&runs))
        .route("/hub/logo", get(logo::show))
        .route("/hub/settings/logo", post(logo::change))
        .merge(school_import::routes())
        .layer(from_fn_with_state(state.clone(), session::provide_actor));

    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/speculation-rules.json", get(speculation::show))
        .merge(probes::routes())
        .merge(calendars::feed_route())
        .merge(for_people)
        .merge(more)
        .merge(assets::routes(&state.site))
        .merge(forms::routes(&state, context.clone()))
        .leptos_routes_with_context(&state, generate_route_list(App), context.clone(), document)
        .leptos_routes_with_context(&state, generate_route_list_with_exclusions(Pages, Some(server_functions())), context, pages_document)
        .fallback(|| async { Refusal::NotFound })
        .layer(from_fn_with_state(redisplayer, redisplay::in_place))
        .layer(from_fn_with_state(state.panics.clone(), panics::answer))
        .layer(from_fn_with_state(page_maker, explain::in_words))
        .layer(from_fn_with_state(state.clone(), session::close_sockets))
        .layer(from_fn(speculation::tell))
        .layer(compression())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(state.clone(), sent_form::read))
        .layer(from_fn_with_state(addresses(), addresses::lead))
        .layer(from_fn_with_state(state.clone(), csrf::refuse_other_sites))
        .layer(from_fn_with_state(state.clients.clone(), client::bound))
        .layer(from_fn_with_state(state.clone(), client::provide_address))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        // Once more, for the layers themselves.
        .layer(from_fn_with_state(state.panics.clone(), panics::answer))
        .layer(from_fn(telemetry::request))
        .with_state(state)
}

/// The addresses of all server functions: each table of pages brings them along, and once is enough.
fn server_functions() -> Vec<String> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect()
}

/// The addresses that people may come to: every page's, and what can be downloaded.
fn addresses() -> Addresses {
    let pages = [generate_route_list(App), generate_route_list(Pages)];
    let pages = pages.iter().flatten().map(|route| route.path().to_owned()).filter(|path| !path.starts_with("/api/"));
    let others = ["/healthz", "/readyz", "/hub/logo", "/hub/interest.csv", "/hub/audit.csv"];
    let of_group = ["/groups/{group}/commitments.csv", "/groups/{group}/commitments/{school}/scan"];
    let calendars = ["/calendars/workshops/{workshop_file}", "/calendars/groups/{group_file}", "/calendars/feeds/{feed_file}"];
    Addresses::of(pages.chain(others.into_iter().chain(of_group).chain(calendars).map(str::to_owned)))
}

/// Compresses what was not compressed when the site was built. Pages hold no secrets that could be guessed from their
/// size (BREACH): the session's token is in the cookie alone.
fn compression() -> CompressionLayer<impl Predicate> {
    let fonts = NotForContentType::const_new("font/");
    CompressionLayer::new().compress_when(DefaultPredicate::new().and(SizeAbove::new(WORTH_COMPRESSING)).and(fonts))
}
