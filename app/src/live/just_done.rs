//! What was just done on the page: a sentence with a way back, for a few seconds.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use model::live::items::ItemId;

use crate::ui::dom::later;
use crate::ui::toast::{Toast, ToastRegion};

/// How long a toast stays.
const TOAST: Duration = Duration::from_secs(8);

/// Tells whether something that was said is still true.
type Truth = Arc<dyn Fn() -> bool + Send + Sync>;

/// A sentence that something was done, and how to take it back.
#[derive(Clone)]
pub struct Done {
    pub words: String,
    /// A deleted item that can be restored from here.
    pub restore: Option<ItemId>,
    /// It goes when it is no longer true.
    holds: Option<Truth>,
    /// Tells two equal sentences apart.
    number: u32,
}

/// The sentence that stands there now. Cheap to copy.
#[derive(Clone, Copy)]
pub struct JustDone(RwSignal<Option<Done>>);

impl JustDone {
    /// Of a page that was just opened.
    pub fn nothing() -> Self {
        let this = Self(RwSignal::new(None));
        Effect::new(move |_| {
            let holds = this.get().and_then(|done| done.holds);
            if holds.is_some_and(|holds| !holds()) {
                this.forget();
            }
        });
        this
    }

    /// What is said, if anything is.
    pub fn get(self) -> Option<Done> {
        self.0.get()
    }

    /// Says that something was done.
    pub fn say(self, words: String, restore: Option<ItemId>) {
        self.tell(words, restore, None);
    }

    /// The same for as long as it is true, at most; `holds` is asked whenever a signal that it reads has changed.
    pub fn say_while(self, words: String, restore: Option<ItemId>, holds: impl Fn() -> bool + Send + Sync + 'static) {
        self.tell(words, restore, Some(Arc::new(holds)));
    }

    /// What was said is about something else by now.
    pub fn forget(self) {
        self.0.set(None);
    }

    fn tell(self, words: String, restore: Option<ItemId>, holds: Option<Truth>) {
        let number = self.0.with_untracked(|done| done.as_ref().map_or(0, |done| done.number + 1));
        self.0.set(Some(Done { words, restore, holds, number }));
        later(
            move || {
                if self.0.try_with_untracked(|done| done.as_ref().is_some_and(|done| done.number == number)) == Some(true) {
                    self.0.try_set(None);
                }
            },
            TOAST,
        );
    }
}

/// Shows it, with a way back.
#[component]
pub fn Toasts(
    done: JustDone,
    /// Brings a deleted item back.
    restore: Callback<ItemId>,
) -> impl IntoView {
    let toast = move || {
        done.get().map(|done| {
            let undo = done.restore.map(|id| {
                view! {
                    <button class="toast__action" type="button" on:click=move |_| restore.run(id.clone())>
                        "Undo"
                    </button>
                }
            });
            view! { <Toast words=done.words>{undo}</Toast> }
        })
    };
    view! { <ToastRegion><div>{toast}</div></ToastRegion> }.into_any()
}
