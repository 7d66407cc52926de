//! What a screen reader hears of a live document, in one place: politely, seldom, and nothing twice.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::dom::later;

/// What one has done oneself is said when the page has been drawn.
const SOON: Duration = Duration::from_millis(150);
/// Between two sentences, so that the first is not lost.
const PAUSE: Duration = Duration::from_millis(1_500);

/// What is to be said. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Voice {
    /// What is said now.
    pub spoken: RwSignal<String>,
    waiting: RwSignal<Vec<String>>,
    /// Something is about to be said.
    busy: StoredValue<bool>,
}

impl Voice {
    /// Says something once there is a pause.
    pub fn say(self, words: String) {
        if words.is_empty() {
            return;
        }
        self.waiting.update(|waiting| waiting.push(words));
        if !self.busy.try_update_value(|busy| std::mem::replace(busy, true)).unwrap_or(true) {
            later(move || self.speak(), SOON);
        }
    }

    /// Says what a signal says from now on.
    pub fn follow(self, words: Signal<String>) {
        Effect::new(move |before: Option<()>| {
            let words = words.get();
            if before.is_some() {
                self.say(words);
            }
        });
    }

    fn speak(self) {
        let words = self.waiting.try_update(std::mem::take).unwrap_or_default().join(" ");
        if words.is_empty() {
            self.busy.try_set_value(false);
            return;
        }
        // The same words once more are no change, and would not be said.
        let again = self.spoken.try_with_untracked(|spoken| *spoken == words) == Some(true);
        self.spoken.try_set(if again { format!("{words}\u{a0}") } else { words });
        later(move || self.speak(), PAUSE);
    }
}

/// The one place of a page that is spoken by itself.
#[component]
pub fn Spoken(voice: Voice) -> impl IntoView {
    view! { <p class="visually-hidden saved-spoken" role="status" aria-live="polite" aria-atomic="true">{voice.spoken}</p> }.into_any()
}
