//! Running the server, and stopping it so that nothing is lost.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::SiteVersion;
use app::context::{Cookies, MailState, SiteOrigin};
use axum::serve::ListenerExt;
use leptos::config::LeptosOptions;
use store::{Database, StoreError};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::config::ServeConfig;
use crate::http::{self, Site};
use crate::mail::config::SmtpProblem;
use crate::mail::sender;
use crate::parts::{PartState, Parts};
use crate::sync::Sync;

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
    crate::imports::tidy(&database).await?;
    let stopping = CancellationToken::new();
    let post = config.mail.post()?;
    let mail = MailState { configured: post.is_some() };
    let mut sending = sender::start(database.clone(), post, stopping.clone()).await?;
    let sync = Sync::start_behind(database.clone(), config.listen.origin.as_ref().map(ToString::to_string));
    let parts = parts(&sync, mail.configured, sending.abort_handle());
    let state = http::State {
        parts,
        pulse: http::Pulse::default(),
        sync: sync.clone(),
        database: database.clone(),
        cookies: Cookies::new(config.listen.secure()),
        origin: config.listen.origin.clone(),
        site_origin: SiteOrigin(config.listen.origin.as_ref().map_or_else(|| format!("http://{address}"), ToString::to_string).into()),
        mail,
        trust_proxy: config.listen.trust_proxy,
        site: site(&config.site.folder, address),
        stopping: stopping.clone(),
    };
    let router = http::router(state);
    // Frames of live documents are small and must leave at once.
    let listener = listener.tap_io(|socket| {
        if let Err(error) = socket.set_nodelay(true) {
            warn!(%error, "a socket keeps Nagle's algorithm");
        }
    });
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stopping.clone().cancelled_owned());
    let mut serving = tokio::spawn(server.into_future());
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

/// What works by itself beside the requests, and how to ask it.
fn parts(sync: &Sync, mail: bool, sending: AbortHandle) -> Parts {
    let sync = sync.clone();
    let mail = move || match (mail, sending.is_finished()) {
        (false, _) => PartState::Off("no mail server is set up"),
        (true, false) => PartState::Well,
        (true, true) => PartState::Trouble("the sender has ended".to_owned()),
    };
    let documents = move || match (sync.is_writing(), sync.loaded_rooms()) {
        (false, _) => PartState::Trouble("the task that saves documents has ended".to_owned()),
        (true, rooms) => PartState::Busy(format!("{rooms} open documents")),
    };
    let imports = || match store::gias::under_way() {
        0 => PartState::Well,
        several => PartState::Busy(format!("{several} under way")),
    };
    Parts::default().with("sync", documents).with("mail", mail).with("imports", imports)
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

/// What is known of the built site when the server starts.
fn site(folder: &Path, address: SocketAddr) -> Site {
    // Written by the build: a hash over all that pages load. Without it (`cargo leptos watch`) nothing is cached for long.
    let version = std::fs::read_to_string(folder.join("version"))
        .ok()
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !folder.join("pkg").is_dir() {
        warn!(folder = %folder.display(), "no built site: pages work, but without styles and live editing. `cargo xtask` builds it");
    }
    let packages = version.as_ref().map_or_else(|| "pkg".to_owned(), |version| format!("pkg/{version}"));
    let options = LeptosOptions::builder()
        .output_name("twilight")
        .site_root(folder.to_string_lossy().into_owned())
        .site_pkg_dir(packages)
        .site_addr(address)
        .build();
    let named = SiteVersion(Arc::from(version.as_deref().unwrap_or("development")));
    Site { folder: folder.to_owned(), immutable: version.is_some(), version: named, options }
}
