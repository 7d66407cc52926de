//! The one new idea, and what lies before and behind it.

use leptos::prelude::*;
use model::documents::board::{LessonText, TextAddress};

use super::state::BoardState;
use crate::live::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconName};

/// The key learning point.
#[component]
pub fn KeyPoint() -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    view! {
        <section class="key-point" id="key" aria-label="Key learning point">
            <span class="key-point__icon"><Icon name=IconName::Target/></span>
            <TextField
                live
                address=TextAddress::Lesson(LessonText::KeyLearningPoint)
                kind=FieldKind::Sentence
                hint="The one new idea, as a full sentence"
                class="live-field--stacked"
            />
        </section>
    }
    .into_any()
}

/// Prior learning, next step and vocabulary.
#[component]
pub fn Around() -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let fields = [
        (LessonText::PriorLearning, "What do pupils bring?"),
        (LessonText::NextLearning, "Where does it lead?"),
        (LessonText::Vocabulary, "Words to use, one a line"),
    ];
    let fields = fields.map(|(text, hint)| {
        view! { <TextField live address=TextAddress::Lesson(text) kind=FieldKind::Plain hint class="live-field--stacked"/> }
    });
    view! {
        <section class="around" id="around" aria-label="Before and next">
            <span class="key-point__icon"><Icon name=IconName::Around/></span>
            <div class="around__fields">{fields}</div>
        </section>
    }
    .into_any()
}
