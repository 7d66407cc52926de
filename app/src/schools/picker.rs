//! Finding a school while one types. Without our script it is a line of text, and the server finds the school by it.

use std::time::Duration;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::search_schools;
use super::school::FoundSchool;
use crate::ui::dom::scroll_y;
use crate::ui::field::{Field, described_by};

/// Nobody types faster than this for long: the server is asked when they pause.
const PAUSE: Duration = Duration::from_millis(150);

/// Longer than a press on a button. The button below must not move away between finger down and finger up.
const PRESS: Duration = Duration::from_secs(1);

/// A page that a keyboard pushes a little is not being scrolled.
const SCROLLED: f64 = 40.0;

/// Asks for a school. The form gets `school`, what was typed, and `school_id`, which is empty until one is chosen.
///
/// The pattern is the combobox with a list of WAI-ARIA: the focus stays in the line of text, arrows go through the list,
/// Enter takes one, Escape shuts the list.
#[component]
pub fn SchoolPicker(
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// The id of the school that was chosen before; may be empty.
    #[prop(optional, into)]
    chosen: String,
    /// What is wrong with the answer, as long as it is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let picker = Picker::new(chosen);
    let has_hint = !hint.is_empty();
    let running = RwSignal::new(false);
    Effect::new(move || running.set(true));
    picker.shut_on_scroll();
    let attribute = move |value: &'static str| move || running.get().then_some(value);
    view! {
        <Field id="school" label hint error>
            <div class="combobox">
                <input class="field__input" id="school" name="school" type="text" value=value autocomplete="off" spellcheck="false"
                    node_ref=picker.input role=attribute("combobox") aria-autocomplete=attribute("list") aria-controls=attribute("school-list")
                    aria-expanded=move || running.get().then(|| picker.open.get().to_string())
                    aria-activedescendant=move || picker.active.get().filter(|_| picker.open.get()).map(|place| format!("school-option-{place}"))
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=move || described_by("school", has_hint, error.get().is_some())
                    on:input=move |event| picker.typed(event_target_value(&event))
                    on:keydown=move |event| picker.key(&event)
                    on:blur=move |_| picker.left()/>
                <input type="hidden" name="school_id" value=move || picker.chosen.get()/>
                <ul class="combobox__list" id="school-list" role="listbox" aria-label="Schools that fit"
                    hidden=move || !picker.open.get() && !picker.room.get() class:combobox__list--shut=move || !picker.open.get()>
                    {move || picker.found.get().into_iter().enumerate().map(|(place, school)| option(picker, place, school)).collect_view()}
                </ul>
                <p class="visually-hidden" role="status">{move || picker.said.get()}</p>
            </div>
        </Field>
    }
    .into_any()
}

fn option(picker: Picker, place: usize, school: FoundSchool) -> AnyView {
    let closed = if school.closed { " · closed" } else { "" };
    let second = format!("{} {} · URN {}{closed}", school.town, school.postcode, school.urn);
    let name = school.name.clone();
    view! {
        <li class="combobox__option" id=format!("school-option-{place}") role="option"
            aria-selected=move || (picker.active.get() == Some(place)).to_string()
            on:mousedown=move |event| {
                // The focus stays where it is.
                event.prevent_default();
                picker.take(&school);
            }>
            <span class="combobox__name" translate="no">{name}</span>
            <span class="combobox__second" translate="no">{second}</span>
        </li>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Picker {
    input: NodeRef<Input>,
    found: RwSignal<Vec<FoundSchool>>,
    open: RwSignal<bool>,
    /// Whether the list keeps its room though it is shut: what is under it stays where it is.
    room: RwSignal<bool>,
    /// How far the page was scrolled when the list opened.
    opened_at: StoredValue<f64>,
    active: RwSignal<Option<usize>>,
    chosen: RwSignal<String>,
    said: RwSignal<String>,
    /// The number of the last question: answers to earlier ones are ignored.
    asked: StoredValue<u32>,
}

impl Picker {
    fn new(chosen: String) -> Self {
        Self {
            input: NodeRef::new(),
            found: RwSignal::default(),
            open: RwSignal::new(false),
            room: RwSignal::new(false),
            opened_at: StoredValue::new(0.0),
            active: RwSignal::new(None),
            chosen: RwSignal::new(chosen),
            said: RwSignal::default(),
            asked: StoredValue::new(0),
        }
    }

    fn typed(self, text: String) {
        self.chosen.set(String::new());
        self.active.set(None);
        self.asked.update_value(|asked| *asked += 1);
        let number = self.asked.get_value();
        // The page may be gone when the answer comes.
        let is_last = move || self.asked.try_get_value() == Some(number);
        if text.trim().chars().count() < 2 {
            self.shut();
            return;
        }
        set_timeout(
            move || {
                if is_last() {
                    spawn_local(async move {
                        // Without an answer it is a line of text, and the server finds the school by it.
                        if let Ok(found) = search_schools(text).await
                            && is_last()
                        {
                            self.show(found);
                        }
                    });
                }
            },
            PAUSE,
        );
    }

    /// An answer that is still on its way does not open it again.
    fn shut(self) {
        self.asked.update_value(|asked| *asked += 1);
        self.open.set(false);
        self.room.set(false);
    }

    /// Shuts the list without moving what is under it.
    fn shut_in_place(self) {
        if self.open.get_untracked() {
            self.asked.update_value(|asked| *asked += 1);
            self.room.set(true);
            self.open.set(false);
        }
    }

    /// Whoever has gone on is not followed by a list.
    fn left(self) {
        self.asked.update_value(|asked| *asked += 1);
        self.shut_in_place();
        set_timeout(
            move || {
                let _ = self.room.try_set(false);
            },
            PRESS,
        );
    }

    /// Whoever scrolls looks for what comes next.
    fn shut_on_scroll(self) {
        Effect::new(move || {
            let scrolled = window_event_listener(ev::scroll, move |_| {
                if (scroll_y() - self.opened_at.get_value()).abs() > SCROLLED {
                    self.shut_in_place();
                }
            });
            on_cleanup(move || scrolled.remove());
        });
    }

    fn show(self, found: Vec<FoundSchool>) {
        self.said.set(match found.len() {
            0 => "No school fits".to_owned(),
            1 => "1 school fits".to_owned(),
            count => format!("{count} schools fit"),
        });
        self.opened_at.set_value(scroll_y());
        self.room.set(false);
        self.open.set(!found.is_empty());
        self.found.set(found);
    }

    fn key(self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len);
        let (open, active) = (self.open.get_untracked(), self.active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                self.active.set(Some(active.filter(|_| open).map_or(0, |place| (place + 1) % count)));
                self.opened_at.set_value(scroll_y());
                self.open.set(true);
            }
            "ArrowUp" if count > 0 => {
                self.active.set(Some(active.filter(|_| open).map_or(count - 1, |place| (place + count - 1) % count)));
                self.opened_at.set_value(scroll_y());
                self.open.set(true);
            }
            "Enter" if open && active.is_some() => {
                if let Some(school) = active.and_then(|place| self.found.with_untracked(|found| found.get(place).cloned())) {
                    self.take(&school);
                }
            }
            "Escape" if open => self.shut(),
            _ => return,
        }
        event.prevent_default();
    }

    fn take(self, school: &FoundSchool) {
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&school.words());
        }
        self.shut();
        self.chosen.set(school.id.to_string());
        self.said.set(format!("{} is chosen", school.name));
    }
}
