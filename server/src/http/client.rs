//! The address a request came from, which the limits on signing in and sending forms count; and how many come from one.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use app::context::ClientAddress;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use tracing::warn;

use crate::listen::{Place, Places};

/// What proxies write, each in its own way.
const FORWARDED: &str = "forwarded";
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Whether it was said already that a proxy stands before us that nobody has told us of: once is enough.
static SAID: AtomicBool = AtomicBool::new(false);

/// Behind a proxy of our own: hands on the address that it wrote down, or the proxy's own where that can't be read: a client that meddles
/// with it is counted with all others that do. Otherwise the connection's own address counts.
pub(super) async fn provide_address(State(state): State<super::State>, mut request: Request, next: Next) -> Response {
    if state.trust_proxy {
        let proxy = request.extensions().get().map(|ConnectInfo(address): &ConnectInfo<SocketAddr>| address.ip());
        if let Some(address) = forwarded_for(request.headers()).or(proxy) {
            request.extensions_mut().insert(ClientAddress(address));
        }
    } else if is_forwarded(request.headers()) && !SAID.swap(true, Ordering::Relaxed) {
        warn!("{UNDECLARED}");
    }
    next.run(request).await
}

/// Where a request came from: what our proxy wrote down, else the connection's own address. Requests without one share the unspecified address.
pub(super) fn sender(request: &Extensions) -> IpAddr {
    let connection = request.get().map(|ConnectInfo(address): &ConnectInfo<SocketAddr>| address.ip());
    request.get().map(|ClientAddress(address)| *address).or(connection).unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED))
}

/// What each client behind a proxy of our own has under way. The proxy holds the connections, so those tell nothing.
#[derive(Clone, Debug)]
pub struct Clients {
    places: Places,
    at_most: usize,
}

impl Clients {
    /// One client may have `at_most` requests and live documents.
    pub fn new(at_most: usize) -> Self {
        Self { places: Places::default(), at_most }
    }
}

/// Turns a request away whose client has too many under way. It is under way until its answer has been read, or the live document that was
/// opened with it is closed: that finds the place in an extension, which does not hold it for whoever copies the request.
pub(super) async fn bound(State(clients): State<Clients>, mut request: Request, next: Next) -> Response {
    let Some(ClientAddress(address)) = request.extensions().get().copied() else {
        return next.run(request).await;
    };
    let Some(place) = clients.places.take(address, clients.at_most, usize::MAX) else {
        let words = "Too much is asked for at once from where you are. Try again in a moment.\n";
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "1")], words).into_response();
    };
    let place = Arc::new(place);
    request.extensions_mut().insert(Arc::downgrade(&place));
    next.run(request).await.map(|body| Body::new(Answer { body, _place: place }))
}

/// An answer's body, which keeps a place until it has been read or given up.
struct Answer {
    body: Body,
    _place: Arc<Place>,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

const UNDECLARED: &str = "requests come through a proxy (they have a Forwarded or X-Forwarded-For header), but TWILIGHT_TRUST_PROXY is \
    not set: to the limits everybody is one visitor, so that one stranger can shut out all. If the proxy is yours, set it to true";

/// What to say at the start of a server that is certainly behind a proxy, since people reach it by https and it speaks none.
pub(crate) fn undeclared_proxy(secure: bool, trust_proxy: bool) -> Option<&'static str> {
    (secure && !trust_proxy).then_some(
        "TWILIGHT_ORIGIN is https, so a proxy stands before this server, but TWILIGHT_TRUST_PROXY is not set: to the limits everybody \
         is one visitor, so that one stranger can shut out all. If the proxy writes X-Forwarded-For or Forwarded, set it to true",
    )
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.contains_key(FORWARDED) || headers.contains_key(FORWARDED_FOR)
}

/// The last address that was written down: the one our proxy saw. Those before it were sent by the client, who may say anything.
/// `X-Forwarded-For` is what nearly every proxy writes, `Forwarded` what RFC 7239 says; where both are there, a client may have sent
/// the one that our proxy does not write, so they count only while they agree.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let de_facto = last(headers, FORWARDED_FOR).and_then(address);
    let standard = last(headers, FORWARDED).and_then(|element| {
        let mut pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for")).and_then(|(_, node)| address(node))
    });
    match (headers.contains_key(FORWARDED_FOR), headers.contains_key(FORWARDED)) {
        (true, true) => de_facto.filter(|de_facto| standard == Some(*de_facto)),
        (true, false) => de_facto,
        (false, _) => standard,
    }
}

/// The last element of a header that is a list, over all its lines.
fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // What stands before it is the client's, and may be no text.
    let element = headers.get_all(name).iter().next_back()?.as_bytes().rsplit(|byte| *byte == b',').next()?;
    std::str::from_utf8(element).ok()
}

/// `192.0.2.7`, `192.0.2.7:443`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:443`, each perhaps in quotation marks.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address);
    }
    if let Ok(with_port) = text.parse::<std::net::SocketAddr>() {
        return Some(with_port.ip());
    }
    text.strip_prefix('[')?.strip_suffix(']')?.parse::<std::net::Ipv6Addr>().ok().map(IpAddr::V6)
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt;

    use super::*;

    fn read(lines: &[(&'static str, &str)]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().expect("a header"));
        }
        forwarded_for(&headers).map(|address| address.to_string())
    }

    #[test]
    fn only_what_the_proxy_wrote_itself_is_believed() {
        assert_eq!(read(&[]), None);
        let ours = "192.0.2.9";
        assert_eq!(read(&[(FORWARDED_FOR, "10.0.0.1"), (FORWARDED_FOR, "1.2.3.4, 192.0.2.9")]).as_deref(), Some(ours));
        assert_eq!(read(&[(FORWARDED_FOR, "nonsense")]), None);
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED_FOR, axum::http::HeaderValue::from_bytes(b"\xff, 192.0.2.9").expect("a header"));
        assert_eq!(forwarded_for(&headers).map(|address| address.to_string()).as_deref(), Some(ours), "its own words may be anything");
        assert_eq!(read(&[(FORWARDED, "for=1.2.3.4"), (FORWARDED, "for=10.0.0.1, for=192.0.2.9;proto=https")]).as_deref(), Some(ours));
    }

    #[test]
    fn every_way_of_writing_an_address_is_read() {
        for (text, address) in [
            ("192.0.2.9:41234", "192.0.2.9"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:41234", "2001:db8::1"),
        ] {
            assert_eq!(read(&[(FORWARDED_FOR, text)]).as_deref(), Some(address), "{text}");
            assert_eq!(read(&[(FORWARDED, &format!("by=_x; For=\"{text}\"; proto=https"))]).as_deref(), Some(address), "{text}");
        }
        assert_eq!(read(&[(FORWARDED, "for=_hidden, for=unknown")]), None);
    }

    #[test]
    fn a_client_can_not_put_its_own_header_beside_the_proxys() {
        let ours = (FORWARDED_FOR, "192.0.2.9");
        assert_eq!(read(&[ours, (FORWARDED, "for=203.0.113.5")]), None, "the proxy itself counts then");
        assert_eq!(read(&[ours, (FORWARDED, "for=192.0.2.9")]).as_deref(), Some("192.0.2.9"));
    }

    #[tokio::test]
    async fn a_place_is_kept_until_the_answer_has_been_read_and_by_nobody_who_copies_the_request() {
        let copies = Arc::new(std::sync::Mutex::new(Vec::new()));
        let keep = copies.clone();
        let handler = move |request: Request| {
            // As a page does that goes on after its answer.
            keep.lock().map(|mut copies| copies.push(request.extensions().clone())).ok();
            async { Body::from_stream(futures_util::stream::pending::<Result<Bytes, axum::Error>>()) }
        };
        let router: axum::Router =
            axum::Router::new().fallback(handler).layer(axum::middleware::from_fn_with_state(Clients::new(1), bound));
        let ask = || {
            let mut request = Request::new(Body::empty());
            request.extensions_mut().insert(ClientAddress(IpAddr::from([192, 0, 2, 1])));
            router.clone().oneshot(request)
        };
        let first = ask().await.expect("an answer");
        assert_eq!((first.status().as_u16(), ask().await.map(|answer| answer.status().as_u16())), (200, Ok(429)));
        drop(first);
        assert_eq!(ask().await.map(|answer| answer.status().as_u16()), Ok(200));
        assert_eq!(copies.lock().map(|copies| copies.len()).ok(), Some(2));
    }

    #[test]
    fn a_proxy_that_is_not_declared_is_noticed_at_the_start() {
        assert!(undeclared_proxy(true, false).is_some_and(|words| words.contains("TWILIGHT_TRUST_PROXY")));
        assert!(undeclared_proxy(true, true).is_none() && undeclared_proxy(false, false).is_none());
    }
}
