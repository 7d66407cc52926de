//! Connections: who is let in, how many from one place, and how long somebody may take to say what they want.
//!
//! A connection that says nothing costs a file descriptor and little else, and there are only so many: so each has to send the head
//! of its request soon, one address may hold a part of them, and the process asks for as many as the system allows.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::{debug, info, warn};

/// The head of a request may have so many bytes: cookies and a long address are a few thousand.
const LONGEST_HEAD: usize = 32 * 1024;
/// Descriptors that are kept for everything that is no connection: the database, files that come and go, mail.
const KEPT_FREE: u64 = 128;
/// When no more connections can be taken, others may have gone by then.
const PAUSE: Duration = Duration::from_millis(500);

/// How many connections there may be, and how patient we are with them.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections from one address; of IPv6, from one subscriber. Behind a proxy all come from one.
    pub per_address: usize,
    /// Connections all in all.
    pub all: usize,
    /// How long the head of a request may take, waiting for it included: a browser opens a new connection afterwards.
    pub head: Duration,
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
        let Some(place) = places.take(address.ip(), &bounds) else { continue };
        // Frames of live documents are small and must leave at once.
        if let Err(error) = stream.set_nodelay(true) {
            debug!(%error, "a socket keeps Nagle's algorithm");
        }
        connections.spawn(connection(Held { stream, _place: place }, address, router.clone(), bounds.head, stopping.clone()));
    }
    drop(listener);
    connections.close();
    connections.wait().await;
    Ok(())
}

async fn connection(stream: Held, address: SocketAddr, router: Router, head: Duration, stopping: CancellationToken) {
    let service = ServiceExt::<Request>::map_request(router, move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        request
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(LONGEST_HEAD);
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

/// How many connections each address holds.
#[derive(Clone, Debug, Default)]
struct Places(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
    /// Whether it was said that there are too many, since there last were few.
    said: bool,
}

impl Places {
    fn take(&self, address: IpAddr, bounds: &Bounds) -> Option<Place> {
        let address = subscriber(address);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by_address.get(&address).copied().unwrap_or_default();
        if held.all >= bounds.all || here >= bounds.per_address {
            if !std::mem::replace(&mut held.said, true) {
                warn!(connections = held.all, from_one_address = here, "too many connections: further ones are closed at once");
            }
            return None;
        }
        held.all += 1;
        *held.by_address.entry(address).or_default() += 1;
        drop(held);
        Some(Place { places: self.clone(), address })
    }
}

/// One connection's, until it is closed, also when it has become a live document's socket.
struct Place {
    places: Places,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(1);
        if let Some(here) = held.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                held.by_address.remove(&self.address);
                held.said = false;
            }
        }
    }
}

/// An IPv4 address, or the 64 bits of IPv6 that a subscriber gets to play with.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

/// A connection with its place.
struct Held {
    stream: TcpStream,
    _place: Place,
}

impl AsyncRead for Held {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Held {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

/// Asks the system for as many open files as it allows, says how many connections that makes, and returns that number.
pub fn most_connections() -> usize {
    let files = allowed_files();
    let connections = usize::try_from(files.saturating_sub(KEPT_FREE)).unwrap_or(usize::MAX).max(64);
    if connections < 1000 {
        warn!(
            files,
            connections, "the system allows few open files (ulimit -n): no more than {connections} connections can be held at once"
        );
    } else {
        info!(files, connections, "room for {connections} connections");
    }
    connections
}

#[cfg(unix)]
fn allowed_files() -> u64 {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let before = limit.current;
    limit.current = limit.maximum;
    // Where the system says no, it stays as it was.
    let raised = setrlimit(Resource::Nofile, limit).is_ok();
    if raised { limit.maximum } else { before }.unwrap_or(u64::MAX >> 1)
}

#[cfg(not(unix))]
fn allowed_files() -> u64 {
    8192
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_holds_a_part_of_them_and_gives_its_places_back() {
        let (places, bounds) = (Places::default(), Bounds { per_address: 2, all: 3, head: Duration::ZERO });
        let one: IpAddr = "2001:db8:1:2::1".parse().expect("an address");
        let neighbour: IpAddr = "2001:db8:1:2:3:4:5:6".parse().expect("an address");
        let other: IpAddr = "192.0.2.7".parse().expect("an address");
        let held = [places.take(one, &bounds), places.take(neighbour, &bounds)];
        assert!(held.iter().all(Option::is_some));
        assert!(places.take(one, &bounds).is_none(), "one subscriber");
        let third = places.take(other, &bounds);
        assert!(third.is_some());
        assert!(places.take("192.0.2.8".parse().expect("an address"), &bounds).is_none(), "all in all");
        drop(held);
        assert!(places.take(one, &bounds).is_some());
    }

    #[test]
    fn the_system_allows_some() {
        assert!(most_connections() >= 64);
    }
}
