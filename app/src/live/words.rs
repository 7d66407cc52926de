//! The saved state in words.

use model::documents::board::{Lesson, LessonText, StepText, TextAddress};
use model::live::link::SaveState;
use model::live::protocol::CloseCode;

/// What the board says of its saved state. Spoken too, so it is a whole phrase.
pub fn saved_words(state: SaveState) -> String {
    match state {
        SaveState::Connecting => "Opening…".to_owned(),
        SaveState::Saved { at: Some(at) } => format!("Saved {}", clock_time(at)),
        SaveState::Saved { at: None } => "Saved".to_owned(),
        SaveState::Saving => "Saving".to_owned(),
        SaveState::KeptOnDevice => "Kept on this device, will send when the connection is back".to_owned(),
        SaveState::Apart => "Not connected. All you wrote is saved".to_owned(),
        SaveState::NotSaved => "Not saved: copy your words".to_owned(),
        SaveState::Refused { code, kept } => {
            let reason = match code {
                CloseCode::SignedOut => "You are signed out",
                CloseCode::Forbidden => "You may not change this board any more",
                CloseCode::Gone => "This board is not there any more",
                CloseCode::TooLarge => "This board is full",
                _ => "This page is out of step: reload it",
            };
            let words = if kept { "what you wrote is kept" } else { "copy your words" };
            format!("{reason}; {words}")
        }
    }
}

/// Hours and minutes of a moment (milliseconds since 1970) on this device's clock.
pub fn clock_time(at: u64) -> String {
    super::engine::clock_time(at)
}

/// A whole lesson as plain text, to be pasted anywhere.
pub fn as_text(lesson: &Lesson) -> String {
    let mut out = String::new();
    let mut put = |label: &str, words: &str| {
        if !words.trim().is_empty() {
            out.push_str(label);
            out.push('\n');
            out.push_str(words.trim());
            out.push_str("\n\n");
        }
    };
    for text in LessonText::ALL {
        put(text.label(), lesson.text(&TextAddress::Lesson(text)));
    }
    for (index, step) in lesson.steps.iter().chain(&lesson.deleted_steps).enumerate() {
        put(&format!("Step {}, {} minutes", index + 1, step.minutes), &step.title);
        for text in StepText::ALL.into_iter().filter(|text| *text != StepText::Title) {
            put(text.label(), step.text(text));
        }
    }
    out
}
