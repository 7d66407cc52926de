//! The address a request came from, which the limits on signing in count.

use std::net::IpAddr;

use app::context::ClientAddress;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

/// Behind a proxy of our own: hands on the address that it wrote down. Otherwise the connection's own address counts.
pub(super) async fn provide_address(State(state): State<super::State>, mut request: Request, next: Next) -> Response {
    let address = state.trust_proxy.then(|| forwarded_for(request.headers())).flatten();
    if let Some(address) = address {
        request.extensions_mut().insert(ClientAddress(address));
    }
    next.run(request).await
}

/// The last address in `X-Forwarded-For`: the one our proxy saw. Those before it were sent by the client, who may say anything.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_proxy_wrote_itself_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded_for(&headers), None);
        headers.append("x-forwarded-for", "10.0.0.1".parse().expect("a header"));
        headers.append("x-forwarded-for", "1.2.3.4, 192.0.2.9".parse().expect("a header"));
        assert_eq!(forwarded_for(&headers), "192.0.2.9".parse().ok());
        headers.insert("x-forwarded-for", "nonsense".parse().expect("a header"));
        assert_eq!(forwarded_for(&headers), None);
    }
}
