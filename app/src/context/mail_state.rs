//! Whether messages leave by themselves: the hub's mail pages say so.

use leptos::prelude::use_context;

/// Whether messages leave by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailState {
    /// Whether a mail server is set up. Without one, the hub copies its messages by hand.
    pub configured: bool,
}

/// Whether messages leave by themselves.
pub fn mail() -> MailState {
    use_context::<MailState>().unwrap_or_default()
}
