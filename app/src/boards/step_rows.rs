//! What a step says, row by row.

use leptos::prelude::*;
use model::board::{StepId, StepText, TextAddress};

use super::state::BoardState;
use crate::live::{FieldKind, TextField};

/// The rows. Representations will stand between exposition and stem sentence.
#[component]
pub fn StepRows(id: StepId) -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let address = move |text| TextAddress::Step(id.clone(), text);
    view! {
        <div class="row">
            <TextField
                live
                address=address(StepText::Exposition)
                kind=FieldKind::Exposition
                hint="What is said and done. Begin lines with T: or P: for teacher and pupils"
            />
        </div>
        <div class="row row--aloud">
            <TextField
                live
                address=address(StepText::StemSentence)
                kind=FieldKind::Stem
                hint="The sentence everyone says. Put slots in brackets: [12], [ ]"
            />
        </div>
        <div class="row">
            <TextField live address=address(StepText::KeyQuestions) kind=FieldKind::Questions hint="Add a question"/>
        </div>
        <div class="row">
            <TextField live address=address(StepText::ExpectedResponse) kind=FieldKind::Plain hint="What pupils say or do"/>
        </div>
        <div class="row row--pair">
            <span class="row__label">"Difficult point"</span>
            <TextField
                live
                address=address(StepText::DifficultPoint)
                kind=FieldKind::Plain
                hint="What they may find hard"
                class="live-field--stacked"
            />
            <TextField
                live
                address=address(StepText::PlannedAnswer)
                kind=FieldKind::Plain
                hint="How you answer it"
                class="live-field--stacked"
            />
        </div>
        <div class="row">
            <TextField live address=address(StepText::Check) kind=FieldKind::Plain hint="How will you know it is secure?"/>
        </div>
    }
    .into_any()
}
