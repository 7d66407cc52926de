//! Where somebody is on the board, in words.

use model::documents::board::{Lesson, TextAddress};

use super::state::{place, step_element};

/// Words such as "In step 3, Exposition".
pub fn in_words(lesson: &Lesson, field: Option<&TextAddress>) -> String {
    match field {
        None => "Reading".to_owned(),
        Some(TextAddress::Lesson(text)) => format!("On the {}", text.label().to_ascii_lowercase()),
        Some(TextAddress::Step(id, text)) => match place(lesson, id) {
            Some(index) => format!("In step {}, {}", index + 1, text.label()),
            None => format!("In a deleted step, {}", text.label()),
        },
    }
}

/// The part of the page to jump to.
pub fn target(field: Option<&TextAddress>) -> String {
    match field {
        Some(TextAddress::Step(id, _)) => format!("#{}", step_element(id)),
        Some(TextAddress::Lesson(_)) => "#key".to_owned(),
        None => "#main".to_owned(),
    }
}
