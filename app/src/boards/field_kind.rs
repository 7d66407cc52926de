//! How each of a board's fields is written in.

use model::documents::board::{LessonText, StepText, TextAddress};
use model::live::Address;

use crate::live::FieldKind;

pub fn field_kind(address: &TextAddress) -> FieldKind {
    match address {
        address if address.is_one_line() => FieldKind::Title,
        TextAddress::Lesson(LessonText::KeyLearningPoint) => FieldKind::Sentence,
        TextAddress::Step(_, StepText::Exposition) => FieldKind::Turns,
        TextAddress::Step(_, StepText::KeyQuestions) => FieldKind::Questions,
        TextAddress::Step(_, StepText::StemSentence) => FieldKind::Aloud,
        _ => FieldKind::Plain,
    }
}
