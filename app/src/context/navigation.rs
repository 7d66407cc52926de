//! The pages that belong together under the top bar. Their own routes say where they stand; the server hands them on.

use std::sync::Arc;

use model::permission::Action;

/// All of them, in the order in which they are shown.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// A group's own pages.
    pub of_group: Arc<[NavigationItem]>,
    /// The hub's own pages.
    pub of_hub: Arc<[NavigationItem]>,
}

/// One page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavigationItem {
    /// What it is called.
    pub words: &'static str,
    /// Its address, of a group's with `:group` for which.
    pub address: &'static str,
    /// What one must be allowed to do there; `None` for everybody who sees the others.
    pub action: Option<Action>,
}
