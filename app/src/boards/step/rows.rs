//! What a step says, row by row.

use leptos::prelude::*;
use model::documents::board::{StepId, StepText, TextAddress};

use crate::boards::state::{BoardState, step_element};
use crate::live::{FieldKind, TextField};

/// The rows. Representations will stand between exposition and stem sentence.
///
/// They are fields and labels that never change, so the server's are taken over as they are: nothing in here is walked through again.
#[component]
pub fn StepRows(id: StepId) -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let element = format!("{}-rows", step_element(&id));
    if live.is_drawn(&element) {
        return view! { <div class="step__rows" id=element></div> }.into_any();
    }
    let address = move |text| TextAddress::Step(id.clone(), text);
    view! {
        <div class="step__rows" id=element>
        <div class="row">
            <TextField
                live
                address=address(StepText::Exposition)
                kind=FieldKind::Turns
                hint="What is said and done. Begin lines with T: or P: for teacher and pupils"
            />
        </div>
        <div class="row row--aloud">
            <TextField
                live
                address=address(StepText::StemSentence)
                kind=FieldKind::Aloud
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
        </div>
    }
    .into_any()
}
