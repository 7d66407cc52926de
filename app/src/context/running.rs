//! Telling the devices that show a workshop as it runs.

use std::sync::Arc;

use leptos::prelude::use_context;
use model::ids::WorkshopId;

/// Tells all devices that something of a workshop has changed: the server provides it.
#[derive(Clone)]
pub struct RunAnnouncer(pub Arc<dyn Fn(WorkshopId) + Send + Sync>);

/// Something was pressed, and is kept.
pub fn run_changed(workshop: WorkshopId) {
    if let Some(announcer) = use_context::<RunAnnouncer>() {
        (announcer.0)(workshop);
    }
}
