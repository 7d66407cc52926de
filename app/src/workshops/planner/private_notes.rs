//! What those who plan a workshop note for each other: a second live document of the page, which nobody else is sent.

use leptos::prelude::*;
use model::documents::plan::{BlockId, NoteName, Plan, TextAddress};
use model::ids::PersonId;
use model::live::link::SaveState;

use super::load::OpenNotes;
use crate::live::{FieldKind, Live, SetAside, TextField, saved_words};

/// What the page calls it.
const NOTES: &str = "note";

/// The notes. Only a page of somebody who may write the plan has them in its context. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PrivateNotes {
    live: Live<Plan>,
    runs: RwSignal<bool>,
}

impl PrivateNotes {
    /// Opens them beside the plan, and keeps them in the context of what is shown of it.
    pub fn open(notes: OpenNotes, person: PersonId) {
        let live = Live::<Plan>::new(notes.said, true).in_private();
        live.start(notes.id, person);
        let runs = RwSignal::new(false);
        Effect::new(move |_| runs.set(true));
        provide_context(Self { live, runs });
    }

    /// What is wrong with saving them, to be spoken; empty while all is well.
    pub fn trouble(self) -> Signal<String> {
        Signal::derive(move || match self.live.saved.get() {
            SaveState::Connecting | SaveState::Saved { .. } | SaveState::Saving | SaveState::Apart => String::new(),
            state @ (SaveState::KeptOnDevice | SaveState::NotSaved | SaveState::Refused { .. }) => {
                format!("Private notes: {}", saved_words(state, NOTES))
            }
        })
    }
}

/// The note on one block, for whoever may read it.
#[component]
pub fn BlockNote(block: BlockId) -> impl IntoView {
    let Some((notes, name)) = use_context::<PrivateNotes>().zip(NoteName::of_block(&block)) else {
        return ().into_any();
    };
    view! { <NoteField notes name hint="For whoever runs it, and nobody else"/> }.into_any()
}

/// The note on the workshop as a whole, for whoever may read it.
#[component]
pub fn WorkshopNote() -> impl IntoView {
    let Some(notes) = use_context::<PrivateNotes>() else {
        return ().into_any();
    };
    view! {
        <section class="panel details notes" aria-label="Private note on the workshop">
            <h2 class="panel__title">"On the workshop"</h2>
            <NoteField notes name=NoteName::of_workshop() hint="What only those who plan it have to know"/>
        </section>
    }
    .into_any()
}

/// What somebody wrote and the notes would not take.
#[component]
pub fn NotesSetAside(copy: Callback<String>) -> impl IntoView {
    let Some(notes) = use_context::<PrivateNotes>() else {
        return ().into_any();
    };
    view! { <SetAside live=notes.live title="Not in the private notes" document=NOTES copy/> }.into_any()
}

#[component]
fn NoteField(notes: PrivateNotes, name: NoteName, hint: &'static str) -> impl IntoView {
    let label = Signal::stored("Private note: only you and those who plan with you see this".to_owned());
    let saved = move || if notes.runs.get() { saved_words(notes.live.saved.get(), NOTES) } else { String::new() };
    view! {
        <TextField live=notes.live address=TextAddress::Note(name) kind=FieldKind::Plain label hint class="details__text"/>
        // Set as a whole, as what the bar says of the plan.
        <p class="note-saved quiet" translate="no" inner_html=saved></p>
    }
    .into_any()
}
