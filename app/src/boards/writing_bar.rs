//! Beside what one writes: how the field is written in, and the signs that a keyboard has no key for.

use leptos::ev;
use leptos::prelude::*;
use model::documents::board::TextAddress;
use model::text::signs::Sign;

use super::field_kind::field_kind;
use super::state::BoardState;
use crate::live::{FieldKind, field_id, follow_screen_keyboard};

/// Shown for as long as somebody writes. It stands at the window's lower edge, so that no field moves when it comes.
#[component]
pub fn WritingBar() -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let field = RwSignal::new(None::<TextAddress>);
    let has_focus = RwSignal::new(false);
    Effect::new(move |_| {
        follow_screen_keyboard();
        if let Some(focus) = live.focus.get() {
            field.set(Some(focus));
        }
    });
    let kind = Memo::new(move |_| field.with(|field| field.as_ref().map(field_kind)));
    let is_shown = move || live.focus.with(Option::is_some) || has_focus.get();
    view! {
        <div class="writing-bar" data-shown=move || is_shown().then_some("")>
            // The field is described by these words already.
            <p class="writing-bar__help" aria-hidden="true">
                <span>{move || kind.get().map(FieldKind::help)}</span>
                <span class="writing-bar__keys" translate="no">" Signs: Ctrl\u{a0}M"</span>
            </p>
            <Signs field kind has_focus/>
            <div hidden>{FieldKind::ALL.map(|kind| view! { <span id=kind.help_id()>{kind.help()}" Control and M lead to the signs."</span> })}</div>
        </div>
    }
    .into_any()
}

#[component]
fn Signs(field: RwSignal<Option<TextAddress>>, kind: Memo<Option<FieldKind>>, has_focus: RwSignal<bool>) -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let active = RwSignal::new(Sign::ALL[0]);
    let is_there = move |sign: &Sign| *sign != Sign::Slot || kind.get() == Some(FieldKind::Aloud);
    // Where Ctrl+M leads: not to a sign that has gone with its field.
    let entered = move || Some(active.get()).filter(is_there).unwrap_or(Sign::ALL[0]);
    let press = move |sign: Sign| {
        if let Some(field) = field.get_untracked() {
            live.press(&field, sign);
        }
    };
    let go_to = move |sign: Sign| {
        active.set(sign);
        live.focus_on(&sign_id(sign));
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let there: Vec<Sign> = Sign::ALL.into_iter().filter(|sign| untrack(|| is_there(sign))).collect();
        let at = there.iter().position(|sign| *sign == active.get_untracked()).unwrap_or_default();
        let letter = event.key().to_ascii_lowercase();
        match event.key().as_str() {
            "ArrowRight" => go_to(there[(at + 1) % there.len()]),
            "ArrowLeft" => go_to(there[(at + there.len() - 1) % there.len()]),
            "Home" => go_to(there[0]),
            "End" => go_to(there[there.len() - 1]),
            "Escape" => {
                if let Some(field) = field.get_untracked() {
                    live.focus_on(&field_id(&field));
                }
            }
            _ => match there.into_iter().find(|sign| letter == sign.letter().to_string()) {
                Some(sign) => press(sign),
                None => return,
            },
        }
        event.prevent_default();
    };
    let buttons = Sign::ALL.map(|sign| {
        view! {
            <button
                class="signs__sign"
                type="button"
                id=sign_id(sign)
                aria-label=sign.name()
                title=format!("{} ({})", sign.name(), sign.letter())
                // Tab goes from field to field.
                tabindex="-1"
                data-entered=move || (entered() == sign).then_some("")
                hidden=move || !is_there(&sign)
                on:click=move |_| press(sign)
            >
                {face(sign)}
            </button>
        }
    });
    view! {
        // A press must not take the focus from the field.
        <div
            class="signs"
            role="toolbar"
            aria-label="Signs"
            translate="no"
            on:pointerdown=|event| event.prevent_default()
            on:mousedown=|event| event.prevent_default()
            on:focusin=move |_| has_focus.set(true)
            on:focusout=move |_| has_focus.set(false)
            on:keydown=keys
        >
            {buttons}
        </div>
    }
    .into_any()
}

fn sign_id(sign: Sign) -> String {
    format!("sign-{}", sign.letter())
}

fn face(sign: Sign) -> AnyView {
    match sign {
        Sign::Fraction => view! { <span class="frac" data-n="□" data-d="□">"□/□"</span> }.into_any(),
        Sign::Slot => view! { <span class="slot slot--empty"><span class="src">"[ ]"</span></span> }.into_any(),
        other => view! { <span>{other.face()}</span> }.into_any(),
    }
}
