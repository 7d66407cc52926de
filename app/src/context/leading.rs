//! Where the browser goes next.

/// Leads the browser on to an address of ours, for this once.
pub fn lead_on(address: &str) {
    let for_ever = false;
    leptos_axum::redirect(address, for_ever);
}
