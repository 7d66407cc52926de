//! The saved state in words, and what else a page of any document says.

use model::live::link::SaveState;
use model::live::protocol::CloseCode;
use model::text::thousands::thousands;

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
                CloseCode::Locked => format!("The lead has locked this {document} for now, it can be read"),
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

/// Below a list that shows only its beginning: `and 29,500 more that are not shown`. Nothing where it shows all.
pub fn not_shown(more: usize) -> Option<String> {
    let verb = if more == 1 { "is" } else { "are" };
    (more > 0).then(|| format!("and {} more that {verb} not shown", thousands(more as u64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_are_not_shown_is_said_in_words() {
        assert_eq!(not_shown(0), None);
        assert_eq!(not_shown(1).as_deref(), Some("and 1 more that is not shown"));
        assert_eq!(not_shown(29_500).as_deref(), Some("and 29,500 more that are not shown"));
    }
}
