//! Running the server, and stopping it so that nothing is lost.

use std::io;
use std::time::Duration;

use app::context::{Cookies, MailState, SiteOrigin};
use store::{Database, StoreError};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::config::ServeConfig;
use crate::http::{self, Clients, Panics, Probes};
use crate::imports;
use crate::listen;
use crate::mail::config::SmtpProblem;
use crate::mail::sender;
use crate::parts::{PartState, Parts};
use crate::site::Site;
use crate::supervise::Tasks;
use crate::sync::{self, Sync};
use crate::tidy;

/// How long requests that are being answered may take to end. Sockets of live documents are closed before, by the sync engine.
const DRAIN: Duration = Duration::from_secs(10);

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody listens there already.
    #[error("{0} is taken: stop what listens there, or choose another with --address or TWILIGHT_ADDRESS")]
    Taken(String),
    /// One may not listen there, or there is no such address on this machine.
    #[error("can't listen on {address}: {source}. Choose another with --address or TWILIGHT_ADDRESS, like 127.0.0.1:3000")]
    Listen {
        /// Where.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mail server's address is not understood.
    #[error(transparent)]
    Mail(#[from] SmtpProblem),
    /// Accepting connections failed for good.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
}

/// Takes the address.
///
/// # Errors
/// [`ServeError::Taken`] or [`ServeError::Listen`].
pub async fn listen(address: &str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken(address.to_owned()),
        _ => ServeError::Listen { address: address.to_owned(), source },
    })
}

/// Serves until `shutdown` is ready; then takes no more requests, saves and closes every live document, and closes the database.
///
/// The schema must be up to date (see [`Database::migrate`]).
///
/// # Errors
/// When the database does not answer at the beginning, or the mail server's address is not understood.
pub async fn run(
    listener: TcpListener,
    database: Database,
    config: ServeConfig,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    let demonstration = store::settings::demonstration(&database).await?;
    let tasks = Tasks::default();
    imports::tidy(&tasks, &database).await?;
    let stopping = CancellationToken::new();
    let post = config.mail.post()?;
    let mail = MailState { configured: post.is_some() };
    if let Some(words) = http::undeclared_proxy(config.listen.secure(), config.listen.trust_proxy) {
        warn!("{words}");
    }
    let mut sending = sender::start(database.clone(), post, stopping.clone(), &tasks).await?;
    tidy::start(&tasks, database.clone(), stopping.clone());
    let sync = Sync::start_behind(database.clone(), config.listen.origin.as_ref().map(ToString::to_string), &tasks);
    let panics = Panics::default();
    let most = listen::most_connections();
    let state = http::State {
        parts: parts(&sync, mail.configured, &tasks, &panics),
        pulse: http::Pulse::default(),
        sync: sync.clone(),
        database: database.clone(),
        cookies: Cookies::new(config.listen.secure()),
        origin: config.listen.origin.clone(),
        site_origin: SiteOrigin(config.listen.origin.as_ref().map_or_else(|| format!("http://{address}"), ToString::to_string).into()),
        mail,
        trust_proxy: config.listen.trust_proxy,
        clients: Clients::new(config.listen.requests_per_client(most)),
        probes: Probes::new(config.listen.requests_per_client(most), config.listen.patience.probe),
        site: Site::of(config.site.source(), address),
        panics,
        tasks,
        stopping: stopping.clone(),
    };
    let bounds = config.listen.bounds(most);
    let mut serving = tokio::spawn(listen::serve(listener, http::router(state), bounds, stopping.clone()));
    info!(demonstration, "listening on http://{address}");
    tokio::select! {
        () = shutdown => info!("stopping: saving live documents and finishing requests"),
        ended = &mut serving => return Ok(ended.map_err(io::Error::other)??),
    }
    stopping.cancel();
    sync.shutdown().await;
    if tokio::time::timeout(DRAIN, &mut serving).await.is_err() {
        warn!("some requests did not end in {} s and were cut off", DRAIN.as_secs());
        serving.abort();
    }
    if tokio::time::timeout(DRAIN, &mut sending).await.is_err() {
        warn!("a message was being sent and is left: it is sent again at the next start");
        sending.abort();
    }
    database.close().await;
    info!("stopped: everything is saved");
    Ok(())
}

/// What works by itself, and how to ask it where its task alone does not know (`Tasks`).
fn parts(sync: &Sync, mail: bool, tasks: &Tasks, panics: &Panics) -> Parts {
    let (sync, writing, sending, panics) = (sync.clone(), tasks.clone(), tasks.clone(), panics.clone());
    let requests = move || match panics.count() {
        0 => PartState::Well,
        several => PartState::Busy(format!("{several} since the start were answered with an error of ours")),
    };
    let documents = move || writing.part(sync::WRITER).doing(format!("{} open documents", sync.loaded_rooms()));
    let mail = move || if mail { sending.part(sender::TASK) } else { PartState::Off("no mail server is set up") };
    let imports = || match store::schools::gias::under_way() {
        0 => PartState::Well,
        several => PartState::Busy(format!("{several} under way")),
    };
    Parts::default().with("requests", requests).with(sync::WRITER, documents).with(sender::TASK, mail).with(imports::TASK, imports)
}

/// Ready when the process is asked to stop: ctrl-c, or the signal of an init system.
pub async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => (),
        () = terminate => (),
    }
}
