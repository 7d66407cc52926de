//! Starting a board by the criterion it is for: one search, one press, and the board is there.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::criteria::{self, Criterion};

use super::api::CreateBoard;
use crate::library::strand_sign::strand_icon;
use crate::ui::dom::{Fields, focus_when_free};
use crate::ui::icon::{Icon, IconName};
use crate::ui::send_form::SendForm;

/// More than these are no choice any more.
const SHOWN: usize = 12;

/// The search, and each criterion that was found as a button that starts the board. Without our script the search is a form of its own.
#[component]
pub fn ByCriterion(
    /// What starts it.
    send: Callback<Fields>,
    /// Whether one is being started.
    starts: Memo<bool>,
    /// The group, by id.
    group: String,
    /// Who has signed in, by id.
    sender: String,
    /// The title, as far as one was typed.
    title: RwSignal<String>,
    /// Whether the search is where one begins.
    free: bool,
) -> impl IntoView {
    let query = RwSignal::new(use_query_map().with_untracked(|query| query.get("criteria")).unwrap_or_default());
    // The list below follows what is typed, once the program runs.
    let runs = RwSignal::new(false);
    Effect::new(move |_| runs.set(true));
    let search = NodeRef::<leptos::html::Input>::new();
    if free {
        focus_when_free(search);
    }
    let found = Memo::new(move |_| query.with(|query| if query.trim().is_empty() { Vec::new() } else { criteria::search(query) }));
    let count = move || match (found.with(Vec::len), query.with(|query| query.trim().is_empty())) {
        (_, true) => String::new(),
        (0, _) => "None of the 79 criteria has these words. Try a code like 3F-2, a year or one word.".to_owned(),
        (1, _) => "1 criterion. Choosing it starts the board.".to_owned(),
        (count, _) if count > SHOWN => format!("{count} criteria, the first {SHOWN} are here. More words find fewer."),
        (count, _) => format!("{count} criteria. Choosing one starts the board."),
    };
    let shown = move || found.with(|found| found.iter().take(SHOWN).map(|criterion| view! { <Found criterion/> }).collect_view());
    view! {
        <form class="new-board__search" method="get" role="search" on:submit=move |event| event.prevent_default()>
            <label class="field__label" for="criteria">"Which criterion is it for?"</label>
            <span class="field__hint" id="criteria-hint">"A code like 3F-2, a year, or words like “unit fraction”. The title is written on the board."</span>
            <span class="new-board__box">
                <Icon name=IconName::Search/>
                <input class="field__input" id="criteria" name="criteria" type="search" autocomplete="off" autofocus=free node_ref=search
                    value=query.get_untracked() aria-describedby="criteria-hint"
                    on:input=move |event| query.set(event_target_value(&event))/>
                <button class="button new-board__find" type="submit" hidden=move || runs.get()>"Find"</button>
            </span>
        </form>
        <p class="new-board__count" role="status">{count}</p>
        <SendForm action=CreateBoard::url() send class="new-board__found">
            <input type="hidden" name="id" value=group/>
            <input type="hidden" name="sender" value=sender/>
            <input type="hidden" name="title" value=title.get_untracked() prop:value=title/>
            // Pressed twice it would start two boards.
            <ul inert=move || starts.get()>
                {shown}
            </ul>
        </SendForm>
    }
    .into_any()
}

#[component]
fn Found(criterion: &'static Criterion) -> impl IntoView {
    view! {
        <li>
            <button class="picker__row new-board__choice" type="submit" name="criterion" value=criterion.code>
                <Icon name=strand_icon(criterion.strand)/>
                <span class="picker__code">{criterion.printed_code()}</span>
                <span class="picker__title">{criterion.title}</span>
                <span class="picker__year">{format!("Year {}", criterion.year)}</span>
            </button>
        </li>
    }
    .into_any()
}
