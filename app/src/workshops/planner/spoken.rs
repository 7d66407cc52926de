//! What is said of the plan: what one has done, what undo did, what colleagues do, and what is wrong with saving.

use leptos::prelude::*;
use model::documents::plan::Agenda;
use model::live::Content;
use model::live::items::ItemDifference;

use super::private_notes::PrivateNotes;
use super::state::PlanState;
use super::undone::show_moves;
use super::words::block_name;
use crate::live::{Happening, Spoken, Voice, spoken_of_saving};

/// Says it.
#[component]
pub fn PlanSpoken(voice: Voice) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let live = state.live;
    voice.follow(spoken_of_saving(live, "plan").into());
    if let Some(notes) = use_context::<PrivateNotes>() {
        voice.follow(notes.trouble());
    }
    voice.follow(Signal::derive(move || state.done.get().map(|done| done.words).unwrap_or_default()));
    let over = Memo::new(move |_| state.timetable.with(|table| table.parts.iter().map(|sum| sum.over() > 0).collect::<Vec<_>>()));
    voice.follow(Signal::derive(move || if over.get().contains(&true) { "A part runs over its time.".to_owned() } else { String::new() }));
    Effect::new(move |_| {
        if live.happenings.with(|happenings| !happenings.is_empty()) {
            let happenings = live.happenings.try_update(std::mem::take).unwrap_or_default();
            voice.say(live.content.with_untracked(|agenda| told(agenda, &happenings)));
        }
    });
    show_moves(state, voice);
    view! { <Spoken voice/> }.into_any()
}

/// What colleagues did to blocks, a sentence each; more than three at once are counted.
fn told(agenda: &Agenda, happenings: &[Happening]) -> String {
    if happenings.len() > 3 {
        return format!("{} blocks were changed by colleagues.", happenings.len());
    }
    let sentence = |happening: &Happening| {
        let (id, did) = match &happening.change.what {
            ItemDifference::Added(id) => (id, "added"),
            ItemDifference::Moved(id) => (id, "moved"),
            ItemDifference::Deleted(id) => (id, "deleted"),
            ItemDifference::Restored(id) => (id, "restored"),
        };
        let name = agenda.item(id).map(block_name)?;
        Some(format!("{} {did} “{name}”.", happening.by.as_deref().unwrap_or("A colleague")))
    };
    happenings.iter().filter_map(sentence).collect::<Vec<_>>().join(" ")
}
