//! What a page may load, and from where.

use leptos::nonce::use_nonce;

/// Everything is from this site. Inline styles are allowed as attributes alone, for lengths; `wasm-unsafe-eval` compiles our WASM.
pub(super) fn content_security_policy(host: &str) -> String {
    let nonce = use_nonce().map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
    // Older Safari does not count a socket to the own host as 'self'.
    let plain_host = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let sockets = if plain_host { format!(" ws://{host} wss://{host}") } else { String::new() };
    format!(
        "default-src 'none'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{sockets}; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; manifest-src 'self'"
    )
}
