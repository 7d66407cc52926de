//! What a screen reader hears of the board, in one place: politely, seldom, and nothing twice.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::news::{People, news, who_is_where};
use super::saved::spoken_of_saving;
use super::state::BoardState;
use crate::live::people;
use crate::ui::dom::later;

/// What colleagues do is gathered for so long before it is said.
const GATHERED: Duration = Duration::from_secs(3);
/// What one has done oneself is said when the page has been drawn.
const SOON: Duration = Duration::from_millis(150);
/// Between two sentences, so that the first is not lost.
const PAUSE: Duration = Duration::from_millis(1_500);

/// What is to be said. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Voice {
    spoken: RwSignal<String>,
    waiting: RwSignal<Vec<String>>,
    /// Something is about to be said.
    busy: StoredValue<bool>,
}

impl Voice {
    /// One that has said nothing.
    pub fn new() -> Self {
        Self { spoken: RwSignal::default(), waiting: RwSignal::default(), busy: StoredValue::new(false) }
    }

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

/// The one place of the board that is spoken by itself.
#[component]
pub fn Spoken(voice: Voice) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let saving = spoken_of_saving(state.live);
    Effect::new(move |before: Option<()>| {
        let words = saving.get();
        if before.is_some() {
            voice.say(words);
        }
    });
    Effect::new(move |_| {
        if let Some(done) = state.done.get() {
            voice.say(done.words);
        }
    });
    say_news(state, voice);
    Effect::new(move |listening: Option<()>| {
        if listening.is_none() {
            let handle = window_event_listener(ev::keydown, move |event| {
                // On a Mac this types a letter, so that only the key's place tells.
                if event.alt_key() && event.shift_key() && event.code() == "KeyH" {
                    event.prevent_default();
                    say_where(state, voice);
                }
            });
            on_cleanup(move || handle.remove());
        }
    });
    let spoken = voice.spoken;
    view! { <p class="visually-hidden saved-spoken" role="status" aria-live="polite" aria-atomic="true">{spoken}</p> }.into_any()
}

/// Who is writing where, for whoever asks.
#[component]
pub fn SayWhere(voice: Voice) -> impl IntoView {
    let state = expect_context::<BoardState>();
    view! {
        <button class="button button--small say-where" type="button" aria-keyshortcuts="Alt+Shift+H" on:click=move |_| say_where(state, voice)>
            "Say who is writing where"
        </button>
    }
    .into_any()
}

fn say_where(state: BoardState, voice: Voice) {
    let live = state.live;
    let people = live.colleagues.with_untracked(|all| people(all));
    let words = live.content.with_untracked(|lesson| who_is_where(lesson, &people, live.knows_people.get_untracked()));
    voice.say(words);
}

/// Gathers what colleagues do, and says it now and then.
fn say_news(state: BoardState, voice: Voice) {
    let live = state.live;
    let here = Memo::new(move |_| {
        // While the connection is lost nobody has left.
        live.knows_people.get().then(|| live.colleagues.with(|all| People::of(&people(all))))
    });
    let said = StoredValue::new(None::<People>);
    let gathering = StoredValue::new(false);
    let say = move || {
        gathering.try_set_value(false);
        let happenings = live.happenings.try_update(std::mem::take).unwrap_or_default();
        let Some(now) = here.try_get_untracked() else {
            return;
        };
        let before = said.try_get_value().flatten();
        let words = live.content.try_with_untracked(|lesson| news(lesson, before.as_ref(), now.as_ref(), &happenings));
        if now.is_some() {
            said.try_set_value(now);
        }
        voice.say(words.unwrap_or_default());
    };
    Effect::new(move |_| {
        let is_new = live.happenings.with(|happenings| !happenings.is_empty());
        let (now, before) = (here.get(), said.get_value());
        if let (Some(people), None) = (&now, &before) {
            // Whoever opens the board hears at once who is here.
            said.set_value(now.clone());
            voice.say(live.content.with_untracked(|lesson| news(lesson, None, Some(people), &[])));
            return;
        }
        if (is_new || (now.is_some() && now != before)) && !gathering.get_value() {
            gathering.set_value(true);
            later(say, GATHERED);
        }
    });
}
