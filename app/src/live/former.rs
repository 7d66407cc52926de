//! Under a field: words that were removed from it today, to be looked at and put back.
//!
//! There are hundreds of fields and hardly ever such words, so it is the page that looks, and puts the lines where they belong.

use leptos::portal::Portal;
use leptos::prelude::*;
use model::live::text::{FormerWords, has_room};
use model::live::{Address, Content, Document, Item};

use super::{Live, clock_time, engine, field_id};
use crate::ui::dom::next_frame;
use crate::ui::rows::Rows;

/// What was removed from any field and is not there again, the last first.
#[component]
pub fn RemovedWords<D: Document>(live: Live<D>) -> impl IntoView {
    let lost = Memo::new(move |_| {
        let former = live.former.get();
        // The texts are looked at only where something was removed.
        if former.is_empty() {
            return Vec::new();
        }
        live.content.with(|content| {
            let is_shown = |field: &D::Address| match field.path().item() {
                None => true,
                Some(id) => content.items().iter().any(|item| item.id() == id),
            };
            let at_field = |former: FormerWords| Some((former.field.parse::<D::Address>().ok()?, former));
            let is_lost = |(field, former): &(D::Address, FormerWords)| is_shown(field) && former.are_lost(content.text(field));
            former.into_iter().rev().filter_map(at_field).filter(is_lost).collect::<Vec<_>>()
        })
    });
    view! {
        <Rows of=lost key=|(_, former)| format!("{} {} {}", former.field, former.kept_at, former.removed_at)
            draw=move |(field, former)| view! { <AtField live field former/> }.into_any()/>
    }
    .into_any()
}

/// Under its field. The element of an item that was just restored is there a moment later than the item.
#[component]
fn AtField<D: Document>(live: Live<D>, field: D::Address, former: FormerWords) -> impl IntoView {
    let is_drawn = RwSignal::new(false);
    Effect::new(move |_| {
        next_frame(move || {
            is_drawn.try_set(true);
        });
    });
    move || {
        let mount = is_drawn.get().then(|| engine::field_element(&field_id(&field))).flatten();
        let (field, former) = (field.clone(), former.clone());
        mount.map(|mount| view! { <Portal mount><FormerLine live field=field.clone() former=former.clone()/></Portal> })
    }
}

#[component]
fn FormerLine<D: Document>(live: Live<D>, field: D::Address, former: FormerWords) -> impl IntoView {
    let shown = RwSignal::new(false);
    let id = format!("{}-{}", field_id(&field), former.kept_at);
    let name = field.label();
    let FormerWords { words, removed_at, .. } = former;
    let all = words.clone();
    let is_full = RwSignal::new(false);
    let put_back = move |_| {
        let (field, words) = (field.clone(), words.clone());
        is_full.set(!live.content.with_untracked(|content| has_room(content.text(&field), &words)));
        if is_full.get_untracked() {
            return;
        }
        // The button goes: the focus goes to the words.
        live.go_to(field_id(&field));
        live.edit_apart(move |document| document.put_back(&field, &words));
    };
    let verb = move || if shown.get() { "Hide" } else { "Show" };
    view! {
        <span class="former">
            <span class="former__line">
                <span>{format!("Words were removed here at {}", clock_time(removed_at))}</span>
                <button
                    class="former__action"
                    type="button"
                    aria-expanded=move || shown.get().to_string()
                    aria-controls=id.clone()
                    aria-label=move || format!("{} the words removed from {name}", verb())
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {verb}
                </button>
                {live.may_edit().then(|| view! {
                    <button
                        class="former__action"
                        type="button"
                        aria-label=format!("Put back the words removed from {name}")
                        disabled=move || !live.ready.get() || live.locked.get()
                        on:click=put_back
                    >
                        "Put back"
                    </button>
                })}
            </span>
            <span role="alert">{move || is_full.get().then_some("There is no room for them here: take something out, or copy what you need.")}</span>
            <span class="former__words" id=id hidden=move || !shown.get() translate="no">
                {all}
            </span>
        </span>
    }
    .into_any()
}
