//! Which ready-to-progress criteria the lesson is for: chips, and choosing among all 79.

use leptos::prelude::*;
use model::criteria;
use model::sorting::sort_by;

use super::state::BoardState;
use crate::library::strand_sign::strand_icon;
use crate::ui::icon::{Icon, IconName};

/// One criterion of the lesson as a chip.
#[component]
pub fn Criterion(code: String) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let known = criteria::find(&code);
    let printed = known.map_or_else(|| code.clone(), criteria::Criterion::printed_code);
    let label = format!("Remove {printed}");
    view! {
        <span class="chip chip--criterion">
            {known.map(|criterion| view! { <Icon name=strand_icon(criterion.strand)/> })}
            <span class="chip__code">{printed}</span>
            <span class="chip__title">{known.map(|criterion| criterion.title)}</span>
            <button
                class="chip__remove"
                type="button"
                aria-label=label
                disabled=move || state.is_fixed()
                on:click=move |_| {
                    let code = code.clone();
                    state.live.edit_apart(move |board| board.set_criterion(&code, false));
                }
            >
                <Icon name=IconName::Close/>
            </button>
        </span>
    }
    .into_any()
}

/// The button and the dialog behind it.
#[component]
pub fn CriteriaPicker() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let search = NodeRef::<leptos::html::Input>::new();
    let query = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let show = move |_| {
        query.set(String::new());
        open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
        if let Some(search) = search.get_untracked() {
            let _ = search.focus();
        }
    };
    let shut = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let chosen = state.read_head(|lesson| lesson.criteria.len());
    view! {
        <button class="chip chip--add board-head__whole" type="button" disabled=move || state.is_fixed() on:click=show>
            <Icon name=IconName::Plus/>
            "Criterion"
        </button>
        // Arrows lead from the search through what it finds (`public/scripts/menu.js`).
        <dialog class="dialog dialog--wide picker" aria-labelledby="picker-title" data-arrows="" node_ref=dialog on:close=move |_| open.set(false)>
            <div class="picker__head">
                <div class="picker__top">
                    <h2 class="dialog__title" id="picker-title">"Which criteria is this lesson for?"</h2>
                    <button class="icon-button" type="button" aria-label="Close" on:click=move |_| shut()>
                        <Icon name=IconName::Close/>
                    </button>
                </div>
                <div class="picker__search">
                    <Icon name=IconName::Search/>
                    <input
                        class="field__input"
                        type="search"
                        node_ref=search
                        aria-label="Search by code, year or words"
                        prop:value=query
                        on:input=move |event| query.set(event_target_value(&event))
                    />
                </div>
            </div>
            <Show when=move || open.get()>
                <Results query/>
            </Show>
            <div class="picker__foot">
                <span class="quiet small">{move || format!("{} chosen", chosen.get())}</span>
                <button class="button button--primary" type="button" on:click=move |_| shut()>"Done"</button>
            </div>
        </dialog>
    }
    .into_any()
}

#[component]
fn Results(query: RwSignal<String>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let chosen = state.read_head(|lesson| lesson.criteria.clone());
    let years = state.read_head(|lesson| lesson.year_groups.clone());
    let found = Memo::new(move |_| {
        let mut found = query.with(|query| criteria::search(query));
        // The lesson's own years come first; within them the guidance's order holds.
        years.with(|years| {
            let is_other = |criterion: &criteria::Criterion| !years.iter().any(|year| year.key() == format!("Y{}", criterion.year));
            sort_by(&mut found, |one, other| is_other(one).cmp(&is_other(other)));
        });
        found
    });
    let count = move || match found.with(Vec::len) {
        0 => "None of the 79 criteria has these words. Try a code like 3F-2, a year or one word.".to_owned(),
        count => format!("{count} of 79 criteria"),
    };
    view! {
        <p class="picker__count" role="status">{count}</p>
        <ul class="picker__list">
            <For each=move || found.get() key=|criterion| criterion.code let:criterion>
                <li>
                    <label
                        class="picker__row"
                        class=("picker__row--chosen", move || chosen.with(|chosen| chosen.iter().any(|code| code == criterion.code)))
                    >
                        <span class="check">
                            <input
                                class="check__input"
                                type="checkbox"
                                prop:checked=move || chosen.with(|chosen| chosen.iter().any(|code| code == criterion.code))
                                on:change=move |event| {
                                    let present = event_target_checked(&event);
                                    state.live.edit_apart(move |board| board.set_criterion(criterion.code, present));
                                }
                            />
                            <Icon name=IconName::Check class="check__tick"/>
                        </span>
                        <Icon name=strand_icon(criterion.strand)/>
                        <span class="picker__code">{criterion.printed_code()}</span>
                        <span class="picker__title">
                            {move || query.with(|query| criteria::found_in(criterion.title, query)).into_iter().map(part).collect_view()}
                        </span>
                        <span class="picker__year">{format!("Year {}", criterion.year)}</span>
                    </label>
                </li>
            </For>
        </ul>
    }
    .into_any()
}

/// A part of a title, marked where it is what was searched for.
fn part((words, is_found): (&'static str, bool)) -> AnyView {
    if is_found { view! { <mark class="picker__found">{words}</mark> }.into_any() } else { words.into_any() }
}
