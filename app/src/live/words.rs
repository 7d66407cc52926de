//! The saved state in words.

use model::live::link::SaveState;
use model::live::protocol::CloseCode;

/// What a page says of its saved state, `document` being what it calls it. Spoken too, so it is a whole phrase.
pub fn saved_words(state: SaveState, document: &str) -> String {
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
                CloseCode::SignedOut => "You are signed out".to_owned(),
                CloseCode::Forbidden => format!("You may not change this {document} any more"),
                CloseCode::Gone => format!("This {document} is not there any more"),
                CloseCode::TooLarge => format!("This {document} is full"),
                _ => "This page is out of step: reload it".to_owned(),
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
