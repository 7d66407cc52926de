//! What a panic may say.

use tracing::error;

/// Logs every panic, once and where it happens: in the span of the request that it belongs to, with its id.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let words = before_any_quotation(panic.payload_as_str().unwrap_or_default());
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        error!(at, "a panic: {words}");
    }));
}

/// What a panic says, up to what it quotes: that may be somebody's text.
pub(crate) fn before_any_quotation(words: &str) -> &str {
    words.split(['`', '"', '\'', '“']).next().unwrap_or_default().trim()
}
