//! Whether the blocks fit into their parts' times, and the mend beside it.

use leptos::prelude::*;
use model::documents::plan::{Agenda, Block, BlockId, MAX_ARRIVALS, MAX_BLOCK_MINUTES, Part, PartSum, Timetable, hours};

use super::state::{PlanState, heading_element};
use super::words::{block_name, length, part_name};
use crate::live::MinutesInput;
use crate::ui::icon::{Icon, IconName};

/// The element of the minutes between the parts.
pub const TEA: &str = "tea";

/// Each part's minutes, and what is wrong with them.
#[component]
pub fn Sums() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let parts = Memo::new(move |_| state.timetable.with(|table| table.parts.clone()));
    let lines = move || {
        parts.get().into_iter().map(|sum| {
            view! {
                <div class="sums__line" data-over=(sum.over() > 0).then_some("")>
                    <dt>{(sum.part == Part::Twilight).then(|| view! { <Icon name=IconName::Sunrise/> })} {part_name(sum.part, sum.span.starts)}</dt>
                    <dd><strong>{length(sum.planned)}</strong>{format!(" of {}", length(sum.span.minutes()))}</dd>
                </div>
            }
        })
        .collect_view()
    };
    view! {
        <section class="panel sums" aria-label="Times">
            <div>{move || parts.get().into_iter().map(|sum| view! { <Balance sum/> }).collect_view()}</div>
            <dl class="sums__list">{lines}</dl>
        </section>
    }
    .into_any()
}

/// What is over or free in a part, and a button that mends it.
#[component]
fn Balance(sum: PartSum) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let (over, free) = (sum.over(), sum.free());
    if over == 0 && free == 0 {
        return ().into_any();
    }
    let name = part_name(sum.part, sum.span.starts);
    let is_over = over > 0;
    let (amount, by) = if is_over { (over, -(over as i32)) } else { (free, free as i32) };
    let until = hours(sum.span.ends);
    let words = if is_over {
        view! { <strong>{format!("{name} runs {} over.", length(over))}</strong>{format!(" It should stop at {until}.")} }.into_any()
    } else {
        view! { <strong>{format!("{} free", length(free))}</strong>{format!(" until {until}.")} }.into_any()
    };
    // It is another one as soon as somebody is at another block.
    let mended = Memo::new(move |_| {
        let current = state.current.get();
        state.live.content.with(|agenda| state.timetable.with(|table| to_mend(agenda, table, sum.part, current.as_ref(), by)))
    });
    let button = move || {
        let block = mended.with(|mended| mended.as_ref().map(|(_, block)| block.clone())).unwrap_or_default();
        if is_over { format!("Take {amount} from “{block}”") } else { format!("Give {amount} to “{block}”") }
    };
    let press = move |_| {
        if let Some((id, _)) = mended.get_untracked() {
            state.stretch(&id, by);
            state.live.go_to(heading_element(&id));
        }
    };
    let is_offered = move || state.live.may_edit() && mended.with(Option::is_some);
    view! {
        <div class="balance" data-over=is_over.then_some("")>
            <p>{is_over.then(|| view! { <Icon name=IconName::Warning/> })} <span>{words}</span></p>
            <Show when=is_offered>
                <button class="button button--small" type="button" disabled=move || state.is_fixed() on:click=press>{button}</button>
            </Show>
        </div>
    }
    .into_any()
}

/// The block that can best be so much longer, or with a negative number shorter: the one somebody is at, or the longest of the part.
fn to_mend(agenda: &Agenda, table: &Timetable, part: Part, current: Option<&BlockId>, by: i32) -> Option<(BlockId, String)> {
    let fits = |minutes: u32| minutes.checked_add_signed(by).is_some_and(|minutes| (1..=MAX_BLOCK_MINUTES).contains(&minutes));
    let here = |block: &&Block| fits(block.minutes) && table.slot(&block.id).is_some_and(|slot| slot.part == part);
    let blocks = agenda.blocks.iter().filter(here);
    let found = blocks.clone().find(|block| Some(&block.id) == current).or_else(|| blocks.max_by_key(|block| block.minutes));
    found.map(|block| (block.id.clone(), block_name(block)))
}

/// The minutes for tea and arrivals between the parts, and what is left of them.
#[component]
pub fn Arrivals() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let arrivals = Memo::new(move |_| state.live.shown.head.with(|agenda| agenda.arrivals));
    let over = Memo::new(move |_| state.timetable.with(|table| table.part(Part::Main).map_or(0, |sum| sum.over())));
    let starts = move || state.times.twilight.map(|twilight| hours(twilight.saturating_sub(arrivals.get())));
    let save = Callback::new(move |minutes| state.live.edit(move |plan| plan.set_arrivals(minutes)));
    let words = move || match (over.get(), arrivals.get()) {
        (0, _) => String::new(),
        (over, arrivals) if over < arrivals => format!("{} of them are left", arrivals - over),
        _ => "none of them are left".to_owned(),
    };
    view! {
        <div class="plan__arrivals" id=TEA data-over=move || (over.get() > 0).then_some("")>
            <span class="plan__time" translate="no">{starts}</span>
            {move || (over.get() > 0).then(|| view! { <p class="plan__over"><span>{format!("{} into tea", length(over.get()))}</span></p> })}
            <p class="plan__tea">
                <Icon name=IconName::Cup/>
                "Tea and arrivals"
                <MinutesInput id="arrivals" label="Minutes for tea and arrivals" value=arrivals limits=(0, MAX_ARRIVALS) save fixed=state.fixed() unit="min"/>
                <span class="quiet">{words}</span>
            </p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use model::documents::plan::WorkshopTimes;

    use super::*;

    #[test]
    fn the_block_one_is_at_is_mended_where_it_can_be_and_the_longest_otherwise() {
        let block = |name: &str, minutes| Block { id: BlockId::from(name.to_owned()), title: name.to_owned(), minutes, ..Block::default() };
        let agenda = Agenda { blocks: vec![block("short", 5), block("long", 60), block("middle", 40)], ..Agenda::default() };
        let table = Timetable::of(&agenda, WorkshopTimes::UNTIL_CONFIRMED);
        let mended = |at: &str, by| {
            let current = BlockId::from(at.to_owned());
            to_mend(&agenda, &table, Part::Main, Some(&current), by).map(|(_, name)| name)
        };
        assert_eq!(mended("middle", -10).as_deref(), Some("middle"));
        assert_eq!(mended("short", -10).as_deref(), Some("long"));
        assert_eq!(mended("short", -60), None);
        assert_eq!(mended("long", 200), Some("middle".to_owned()), "half a day at most");
        assert_eq!(to_mend(&agenda, &table, Part::Twilight, None, 0), None);
    }
}
