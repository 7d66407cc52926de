//! Where the browser goes next.

use crate::notice::Notice;

/// Leads the browser on to an address of ours, for this once.
pub fn lead_on(address: &str) {
    let for_ever = false;
    leptos_axum::redirect(address, for_ever);
}

/// The same to a page, with a sentence on what was done.
pub fn done(page: &str, notice: Notice) {
    lead_on(&notice.on(page));
}
