//! What is remembered on this device, for one person: never words of a document.

use leptos::prelude::window;
use web_sys::Storage;

/// See [`crate::live::remembered`]. Nothing, too, where the browser keeps nothing.
pub fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// See [`crate::live::remember`].
pub fn remember(key: &str, value: Option<&str>) {
    if let Some(storage) = storage() {
        // A full store, or one that is refused: it is only convenience.
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
