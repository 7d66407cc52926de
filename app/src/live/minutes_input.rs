//! A number of minutes: one click selects it, typing replaces it, Enter goes on to the next field.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;

use super::go_on;
use crate::ui::dom::next_frame;

/// The input, and beside it what is wrong with what was typed, which stays as it is until it is mended or Escape takes it back.
///
/// A line of text and not a number field: that one changes under a scrolling wheel and loses what it does not understand. While somebody types,
/// a colleague's number waits; what is entered last holds.
#[component]
pub fn MinutesInput(
    /// The input's id.
    #[prop(into)]
    id: String,
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What the document says.
    value: Memo<u32>,
    /// The least and the most it may be.
    limits: (u32, u32),
    /// Puts it into the document.
    save: Callback<u32>,
    /// Whether it can't be changed (yet).
    #[prop(into)]
    fixed: Signal<bool>,
    /// What stands behind it.
    #[prop(optional)]
    unit: Option<&'static str>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let entry = Entry { typed: RwSignal::new(None), problem: RwSignal::new(None), value, limits, save };
    let has_focus = RwSignal::new(false);
    let select = move || {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    // A number that changes under the cursor, by an arrow or a colleague, is there to be typed over like the one before.
    let select_untyped = move || {
        if has_focus.try_get_untracked() == Some(true) && entry.typed.with_untracked(Option::is_none) {
            select();
        }
    };
    Effect::new(move |_| {
        value.track();
        next_frame(select_untyped);
    });
    // At once, and instead of the caret that the browser would put there: the next key may come before the click is over.
    let press = move |event: ev::MouseEvent| {
        if let (0, Some(input)) = (event.button(), input.get_untracked()) {
            event.prevent_default();
            let _ = input.focus();
            select();
        }
    };
    let keys = {
        let id = id.clone();
        move |event: ev::KeyboardEvent| {
            if fixed.get_untracked() || event.alt_key() || event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "Enter" if entry.enter() => go_on(&id),
                "Enter" => select(),
                "Escape" => entry.take_back(),
                "ArrowUp" => entry.step(1),
                "ArrowDown" => entry.step(-1),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || entry.problem.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <label class="minutes">
            <span class="visually-hidden">{label}</span>
            <input
                class="minutes__input"
                id=id
                node_ref=input
                type="text"
                role="spinbutton"
                inputmode="numeric"
                autocomplete="off"
                aria-valuenow=move || value.get().to_string()
                aria-valuemin=limits.0.to_string()
                aria-valuemax=limits.1.to_string()
                aria-invalid=move || entry.problem.with(Option::is_some).then_some("true")
                aria-describedby=described_by
                value=value.get_untracked().to_string()
                prop:value=move || entry.typed.get().unwrap_or_else(|| value.get().to_string())
                readonly=move || fixed.get()
                on:focus=move |_| {
                    has_focus.set(true);
                    select();
                }
                on:mousedown=press
                on:input=move |event| entry.typing(event_target_value(&event))
                on:keydown=keys
                on:blur=move |_| {
                    has_focus.set(false);
                    entry.enter();
                }
            />
            {unit.map(|unit| view! { <span aria-hidden="true">{unit}</span> })}
        </label>
        <Show when=move || entry.problem.with(Option::is_some)>
            <span class="minutes__error" role="alert" id=error_id.clone()>{move || entry.problem.get()}</span>
        </Show>
    }
    .into_any()
}

/// What is typed before it stands in the document.
#[derive(Clone, Copy)]
struct Entry {
    typed: RwSignal<Option<String>>,
    problem: RwSignal<Option<String>>,
    value: Memo<u32>,
    limits: (u32, u32),
    save: Callback<u32>,
}

impl Entry {
    fn typing(self, words: String) {
        // What is wrong is said when somebody is done; that it is mended, at once.
        if self.problem.with_untracked(Option::is_some) {
            self.problem.set(read(&words, self.limits).err());
        }
        self.typed.set(Some(words));
    }

    /// Whether what was typed, if anything, stands in the document now.
    fn enter(self) -> bool {
        let Some(words) = self.typed.get_untracked() else {
            return true;
        };
        match read(&words, self.limits) {
            Ok(minutes) => {
                self.save.run(minutes);
                self.take_back();
                true
            }
            Err(problem) => {
                self.problem.set(Some(problem));
                false
            }
        }
    }

    fn take_back(self) {
        self.problem.set(None);
        self.typed.set(None);
    }

    fn step(self, by: i32) {
        let from =
            self.typed.get_untracked().and_then(|words| read(&words, self.limits).ok()).unwrap_or_else(|| self.value.get_untracked());
        self.take_back();
        self.save.run(from.saturating_add_signed(by).clamp(self.limits.0, self.limits.1));
    }
}

/// The minutes that somebody typed, with or without the word, or what is wrong with them. Nothing is none, where there may be none.
fn read(typed: &str, (least, most): (u32, u32)) -> Result<u32, String> {
    let words = typed.trim().to_ascii_lowercase();
    let number = ["minutes", "minute", "mins", "min", "m"].iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(&words).trim();
    let minutes = match number {
        "" if words.is_empty() && least == 0 => 0,
        _ => number.parse().map_err(|_| "A whole number, like 8".to_owned())?,
    };
    match minutes {
        minutes if (least..=most).contains(&minutes) => Ok(minutes),
        _ if least == 0 => Err(format!("{most} minutes at most")),
        _ => Err(format!("{least} to {most} minutes")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_they_are_written() {
        for (typed, minutes) in [("8", 8), (" 12 ", 12), ("8 min", 8), ("9 Minutes", 9), ("7m", 7), ("007", 7), ("", 0), ("120", 120)] {
            assert_eq!(read(typed, (0, 120)), Ok(minutes), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_of_minutes_is_said_in_words() {
        for typed in ["x", "7.5", "-3", "min", "1 2", "99999999999"] {
            assert_eq!(read(typed, (0, 120)), Err("A whole number, like 8".to_owned()), "{typed}");
        }
        assert_eq!(read("121", (0, 120)), Err("120 minutes at most".to_owned()));
        assert_eq!(read("3", (5, 180)), Err("5 to 180 minutes".to_owned()));
        assert_eq!(read("", (5, 180)), Err("A whole number, like 8".to_owned()));
    }
}
