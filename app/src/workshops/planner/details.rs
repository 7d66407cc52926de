//! Everything about the block one is at.

use leptos::prelude::*;
use model::documents::plan::{
    BlockId, BlockKind, BlockText, BlockValue, MAX_BLOCK_MINUTES, Part, TextAddress, WorkshopStrand, hours, minutes_of,
};

use super::boards::BlockBoards;
use super::changes::STEP;
use super::load::BoardChoice;
use super::private_notes::BlockNote;
use super::state::{DETAILS, PlanState, heading_element};
use super::words::block_name;
use crate::live::{FieldKind, MinutesInput, TextField};
use crate::ui::icon::{Icon, IconName};

/// The panel; it is made anew for each block.
#[component]
pub fn Details(boards: Vec<BoardChoice>, has_twilight: bool) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let boards = StoredValue::new(boards);
    let current = Memo::new(move |_| state.current.get());
    view! {
        <section class="panel details" id=DETAILS tabindex="-1" aria-label="Details of the block">
            // Never one block's in the elements of another's: what was typed would stay in them.
            <For each=move || current.get() key=Clone::clone let:id>
                <BlockDetails id boards=boards.get_value() has_twilight/>
            </For>
            {move || current.with(Option::is_none).then(|| view! { <p class="quiet">"Choose a block to see its details."</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn BlockDetails(id: BlockId, boards: Vec<BoardChoice>, has_twilight: bool) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let name = state.read_block(&id, block_name);
    let slot = state.slot(&id);
    let text = |text: BlockText, kind: FieldKind, hint: &'static str| {
        let address = TextAddress::Block(id.clone(), text);
        view! { <TextField live=state.live address kind hint class="details__text"/> }
    };
    let back = id.clone();
    let times = move || {
        slot.with(|slot| slot.as_ref().map(|slot| format!("{} to {}", hours(slot.span.starts), hours(slot.span.ends)))).unwrap_or_default()
    };
    view! {
        <div class="details__head">
            <h2 class="panel__title">{name}</h2>
            <button class="button button--small details__back" type="button" on:click=move |_| {
                state.shows_details.set(false);
                state.live.go_to(heading_element(&back));
            }>"Back to the plan"</button>
        </div>
        <Gone id=id.clone()/>
        <Length id=id.clone()/>
        <p class="details__times" translate="no">{times}</p>
        {text(BlockText::Instructions, FieldKind::Plain, "What is said and done?")}
        {text(BlockText::Facilitator, FieldKind::Title, "Who runs it?")}
        {text(BlockText::Materials, FieldKind::Plain, "What has to be there?")}
        <BlockNote block=id.clone()/>
        <KindChoice id=id.clone()/>
        <StrandChoice id=id.clone()/>
        <Beginning id=id.clone() has_twilight/>
        <BlockBoards id=id.clone() boards/>
        {state.live.may_edit().then(|| view! { <Ways id=id.clone()/> })}
    }
    .into_any()
}

/// That a colleague has deleted it.
#[component]
fn Gone(id: BlockId) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let slot = state.slot(&id);
    let block = StoredValue::new(id);
    view! {
        <Show when=move || slot.with(Option::is_none)>
            <div class="notice">
                <span>"This block was deleted. What you write in it is kept. "</span>
                <button class="button button--small" type="button" disabled=move || state.is_fixed() on:click=move |_| state.restore(block.get_value())>
                    "Restore it"
                </button>
            </div>
        </Show>
    }
    .into_any()
}

/// How long it takes.
#[component]
fn Length(id: BlockId) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let minutes = state.shown_minutes(&id);
    let block = StoredValue::new(id.clone());
    let save = Callback::new(move |minutes| state.set(&block.get_value(), BlockValue::Minutes(minutes)));
    let button = move |by: i32, icon: IconName, label: &'static str| {
        view! {
            <button class="icon-button icon-button--outlined" type="button" aria-label=label disabled=move || state.is_fixed()
                on:click=move |_| state.stretch(&block.get_value(), by)>
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        <div class="details__length" role="group" aria-label="Minutes">
            {button(-(STEP as i32), IconName::Minus, "5 minutes less")}
            <MinutesInput id=format!("minutes-{id}") label="Minutes of the block" value=minutes limits=(0, MAX_BLOCK_MINUTES) save fixed=state.fixed() unit="min"/>
            {button(STEP as i32, IconName::Plus, "5 minutes more")}
        </div>
    }
    .into_any()
}

#[component]
fn KindChoice(id: BlockId) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let kind = state.read_block(&id, |block| block.kind);
    let options = BlockKind::ALL.map(|choice| {
        view! { <option value=choice.key() selected=move || kind.get() == choice>{choice.to_string()}</option> }
    });
    let input = format!("kind-{id}");
    view! {
        <div class="details__choice">
            <label class="details__label" for=input.clone()>"Kind"</label>
            <select class="field__input field__input--select" id=input disabled=move || state.is_fixed() on:change=move |event| {
                if let Some(kind) = BlockKind::from_key(&event_target_value(&event)) {
                    state.set_apart(&id, BlockValue::Kind(kind));
                }
            }>{options}</select>
        </div>
    }
    .into_any()
}

#[component]
fn StrandChoice(id: BlockId) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let chosen = state.read_block(&id, |block| block.chosen_strand);
    let by_kind = state.read_block(&id, |block| WorkshopStrand::of(block.kind));
    let options = WorkshopStrand::ALL.map(|strand| {
        view! { <option value=strand.key() selected=move || chosen.get() == Some(strand)>{strand.to_string()}</option> }
    });
    let unchosen = move || by_kind.get().map_or_else(|| "None".to_owned(), |strand| format!("{strand} (by its kind)"));
    let input = format!("strand-{id}");
    view! {
        <div class="details__choice">
            <label class="details__label" for=input.clone()>"Strand"</label>
            <select class="field__input field__input--select" id=input disabled=move || state.is_fixed() on:change=move |event| {
                state.set_apart(&id, BlockValue::Strand(WorkshopStrand::from_key(&event_target_value(&event))));
            }>
                <option value="" selected=move || chosen.get().is_none()>{unchosen}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// When it begins, and in which part.
#[component]
fn Beginning(id: BlockId, has_twilight: bool) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let fixed_start = state.read_block(&id, |block| block.fixed_start);
    let part = state.read_block(&id, |block| block.part);
    let beside = state.read_block(&id, |block| block.beside);
    let block = StoredValue::new(id.clone());
    let (fixed_input, part_input) = (format!("fixed-{id}"), format!("part-{id}"));
    let typed = move || fixed_start.get().map(hours).unwrap_or_default();
    view! {
        <div class="details__choice">
            <label class="details__label" for=fixed_input.clone()>"Begins at"</label>
            <span class="details__fixed">
                <input class="field__input" id=fixed_input.clone() type="time" autocomplete="off" aria-describedby=format!("{fixed_input}-hint")
                    prop:value=typed value=typed disabled=move || state.is_fixed()
                    on:change=move |event| state.set_apart(&block.get_value(), BlockValue::FixedStart(minutes_of(&event_target_value(&event))))/>
            </span>
            <span class="field__hint" id=format!("{fixed_input}-hint")>"Empty: when the block before it is over."</span>
        </div>
        {has_twilight.then(|| view! {
            <div class="details__choice">
                <label class="details__label" for=part_input.clone()>"Part"</label>
                <select class="field__input field__input--select" id=part_input disabled=move || state.is_fixed() on:change=move |event| {
                    let part = if event_target_value(&event) == "twilight" { Part::Twilight } else { Part::Main };
                    state.move_into(block.get_value(), part);
                }>
                    <option value="main" selected=move || part.get() == Part::Main>"Before the twilight"</option>
                    <option value="twilight" selected=move || part.get() == Part::Twilight>"Twilight"</option>
                </select>
            </div>
        })}
        <label class="details__check">
            <span class="check">
                <input class="check__input" type="checkbox" prop:checked=beside disabled=move || state.is_fixed()
                    on:change=move |event| state.set_apart(&block.get_value(), BlockValue::Beside(event_target_checked(&event)))/>
                <Icon name=IconName::Check class="check__tick"/>
            </span>
            "At the same time as the block before it"
        </label>
    }
    .into_any()
}

/// What one does with the whole block.
#[component]
fn Ways(id: BlockId) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let block = StoredValue::new(id);
    let way = move |icon: IconName, words: &'static str, act: fn(PlanState, BlockId)| {
        view! {
            <button class="button button--small" type="button" disabled=move || state.is_fixed() on:click=move |_| act(state, block.get_value())>
                <Icon name=icon/>
                {words}
            </button>
        }
    };
    view! {
        <div class="details__ways">
            {way(IconName::ArrowUp, "Move up", |state, id| state.nudge(id, false))}
            {way(IconName::ArrowDown, "Move down", |state, id| state.nudge(id, true))}
            {way(IconName::Copy, "Duplicate", PlanState::duplicate)}
            {way(IconName::Trash, "Delete", PlanState::delete)}
        </div>
    }
    .into_any()
}
