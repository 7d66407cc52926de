//! Connections: who is let in, how many from one place, and how long somebody may take to say what they want.
//!
//! A connection that says nothing costs a file descriptor and little else, and there are only so many: so each has to send the head
//! of its request soon, one address may hold a part of them, and the process asks for as many as the system allows.

mod body;
mod files;
mod held;
mod places;

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::{debug, warn};

use body::Timed;
pub use files::most_connections;
use held::Held;
pub(crate) use places::{Place, Places};

/// The head of a request may have so many bytes: cookies and a long address are a few thousand.
const LONGEST_HEAD: usize = 32 * 1024;
/// When no more connections can be taken, others may have gone by then.
const PAUSE: Duration = Duration::from_millis(500);

/// How many connections there may be, and how patient we are with them.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections from one address; of IPv6, from one subscriber. Behind a proxy all come from one.
    pub per_address: usize,
    /// Connections all in all.
    pub all: usize,
    /// How long somebody may keep us waiting.
    pub patience: Patience,
}

/// How long somebody may keep us waiting, before the connection is closed.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request, and for there to be one: a browser opens a new connection afterwards.
    pub head: Duration,
    /// For the body of a request to begin coming; then it has to keep coming.
    pub body: Duration,
    /// For any of an answer to be taken.
    pub unread: Duration,
    /// For a socket with which a network is tried to say something.
    pub probe: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(30),
            unread: Duration::from_secs(60),
            probe: Duration::from_secs(45),
        }
    }
}

/// Serves until `stopping`; then waits for the requests that are being answered.
///
/// # Errors
/// None so far: what goes wrong with one connection costs that connection.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, stopping: CancellationToken) -> io::Result<()> {
    let (places, connections) = (Places::default(), TaskTracker::new());
    loop {
        let accepted = tokio::select! {
            () = stopping.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(error) => {
                warn!(%error, "no connection can be taken at the moment");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Dropped, it is closed: a program that opens hundreds needs no explanation.
        let Some(place) = places.take(address.ip(), bounds.per_address, bounds.all) else { continue };
        // Frames of live documents are small and must leave at once.
        if let Err(error) = stream.set_nodelay(true) {
            debug!(%error, "a socket keeps Nagle's algorithm");
        }
        let held = Held::new(stream, bounds.patience.unread, place);
        connections.spawn(connection(held, address, router.clone(), bounds.patience, stopping.clone()));
    }
    drop(listener);
    connections.close();
    connections.wait().await;
    Ok(())
}

async fn connection(stream: Held, address: SocketAddr, router: Router, patience: Patience, stopping: CancellationToken) {
    let service = ServiceExt::<Request>::map_request(router, move |request: Request<Incoming>| {
        let mut request = request.map(|body| if body.is_end_stream() { Body::empty() } else { Body::new(Timed::new(body, patience.body)) });
        request.extensions_mut().insert(ConnectInfo(address));
        request
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(LONGEST_HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopping.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        debug!(%error, "a connection broke off");
    }
}

/// Errors of `accept` that say something about the one who came, and nothing about us.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}
