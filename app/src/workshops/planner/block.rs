//! A block as a card, as high as it is long.

use leptos::ev;
use leptos::prelude::*;
use model::documents::plan::{BlockId, BlockText, Part, TextAddress, hours};

use super::blocks::list_element;
use super::kind_icon::kind_icon;
use super::marks::Marks;
use super::state::{DETAILS, PlanState, block_element, heading_element};
use super::stretch::Stretch;
use super::words::block_name;
use crate::live::drag::{self, Dragged};
use crate::live::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconName};

/// The card, with its time beside it.
#[component]
pub fn BlockCard(id: BlockId, part: Part) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let slot = state.slot(&id);
    let minutes = state.shown_minutes(&id);
    let kind = state.read_block(&id, |block| block.kind);
    let name = state.read_block(&id, block_name);
    let more = state.read_block(&id, |block| {
        let line = [&block.facilitator, &block.instructions].into_iter().find(|text| !text.trim().is_empty());
        line.and_then(|text| text.trim().lines().next()).unwrap_or_default().to_owned()
    });
    let beside = state.read_block(&id, |block| block.beside);
    let block = StoredValue::new(id.clone());
    let is_current = Memo::new(move |_| block.with_value(|id| state.current.with(|current| current.as_ref() == Some(id))));
    let starts = move || slot.with(|slot| slot.as_ref().map(|slot| hours(slot.span.starts)));
    let spoken = move || {
        let times = slot.with(|slot| slot.as_ref().map(|slot| format!("{} to {}", hours(slot.span.starts), hours(slot.span.ends))));
        format!("{}, {}", times.unwrap_or_else(|| "Deleted".to_owned()), name.get())
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && state.live.ready.get_untracked() {
            event.prevent_default();
            state.nudge(block.get_value(), event.key() == "ArrowDown");
        }
    };
    let choose = move || state.current.set(Some(block.get_value()));
    let overrun = move || slot.with(|slot| slot.as_ref().map_or(0, |slot| slot.overrun));
    let free = move || slot.with(|slot| slot.as_ref().map_or(0, |slot| slot.free_before));
    view! {
        <li
            class="block"
            id=block_element(&id)
            style=move || format!("--minutes: {}", minutes.get())
            data-kind=move || kind.get().key()
            data-current=move || is_current.get().then_some("")
            data-beside=move || beside.get().then_some("")
            data-deleted=move || slot.with(Option::is_none).then_some("")
            on:keydown=keys
            on:focusin=move |_| choose()
            on:click=move |_| choose()
        >
            <span class="plan__time" translate="no" aria-hidden="true">{starts}</span>
            <Marks times=slot beside/>
            <div class="block__card">
                {move || (free() > 0).then(|| view! { <p class="block__gap">{format!("{} minutes free before it", free())}</p> })}
                {move || (overrun() > 0).then(|| view! {
                    <p class="block__overrun"><span>{format!("{} minutes are run over before it", overrun())}</span></p>
                })}
                <div class="block__line">
                    {move || view! { <Icon name=kind_icon(kind.get())/> }}
                    <h2 class="visually-hidden" id=heading_element(&id) tabindex="-1">{spoken}</h2>
                    <TextField live=state.live address=TextAddress::Block(id.clone(), BlockText::Title) kind=FieldKind::Title
                        hint="What is done?" class="block__title"/>
                    <span class="block__more">{more}</span>
                    <span class="block__minutes" translate="no">{minutes}<span class="visually-hidden">" minutes"</span></span>
                    <button class="icon-button block__details" type="button" aria-controls=DETAILS
                        aria-label=move || format!("Details of {}", name.get())
                        on:click=move |_| {
                            choose();
                            state.shows_details.set(true);
                            state.live.go_to(DETAILS.to_owned());
                        }>
                        <Icon name=IconName::Pencil/>
                    </button>
                    {state.live.may_edit().then(|| view! { <Grip id=block.get_value() part name/> })}
                </div>
                {state.live.may_edit().then(|| view! { <Stretch id=block.get_value() minutes/> })}
            </div>
        </li>
    }
    .into_any()
}

/// What a block is dragged by; the arrow keys move it too.
#[component]
fn Grip(id: BlockId, part: Part, name: Memo<String>) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let block = StoredValue::new(id);
    let press = move |event: ev::PointerEvent| {
        if !state.is_fixed() {
            let element = block.with_value(block_element);
            drag::press(&event, list_element(part), &element, move |dragged| {
                if let Dragged::To(index) = dragged {
                    state.move_to(block.get_value(), part, index);
                }
            });
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && !event.alt_key() && !state.is_fixed() {
            event.prevent_default();
            state.nudge(block.get_value(), event.key() == "ArrowDown");
        }
    };
    view! {
        <button class="icon-button step__grip block__grip" type="button"
            aria-label=move || format!("Move {}: drag it, or use the arrow keys", name.get())
            disabled=move || state.is_fixed() on:pointerdown=press on:keydown=keys>
            <Icon name=IconName::Grip/>
        </button>
    }
    .into_any()
}
