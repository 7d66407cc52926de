//! On a phone, which shows one step at a time: the way on at a step's end.

use leptos::ev;
use leptos::prelude::*;

use super::state::{BoardState, step_element, title_or};
use crate::ui::dom::go_to_hash;
use crate::ui::icon::{Icon, IconName};

/// To the next step, or behind the last one back to all of them.
#[component]
pub fn NextStep() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let next = Memo::new(move |_| {
        let at = state.next_place();
        let id = state.live.shown.order.with(|order| order.get(at).cloned())?;
        let title = state.live.item(&id).with(|step| step.as_ref().map_or_else(String::new, |step| title_or(step, at + 1)));
        Some((step_element(&id), at + 1, title))
    });
    let href = move || next.get().map_or_else(|| "#outline".to_owned(), |(element, ..)| format!("#{element}"));
    let words = move || match next.get() {
        Some((_, number, title)) => format!("Next: {number}. {title}"),
        None => "All steps".to_owned(),
    };
    let icon = move || view! { <Icon name=if next.get().is_some() { IconName::Forward } else { IconName::Steps }/> };
    // By hand: once the step is another, so is the one that this leads to, and the browser would go there.
    let go_on = move |event: ev::MouseEvent| {
        event.prevent_default();
        let target = href();
        state.jump(&target);
        go_to_hash(&target);
    };
    view! {
        <nav class="next-step" aria-label="On from this step">
            <a class="button next-step__link" href=href rel="external" on:click=go_on>
                <span>{words}</span>
                {icon}
            </a>
        </nav>
    }
    .into_any()
}
