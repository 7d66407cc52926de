//! Light, dark, or as the device says.

use serde::{Deserialize, Serialize};

/// The cookie that remembers the choice.
pub const THEME_COOKIE: &str = "theme";

/// How the pages are lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order it is offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in the cookie and in the form.
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice whose word this is; anything else leaves it to the device.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.key() == key).unwrap_or_default()
    }

    /// The value of `data-theme` on `<html>`, which the device's own setting does without.
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then(|| self.key())
    }

    /// The words on its button.
    pub fn words(self) -> &'static str {
        match self {
            Self::System => "As this device",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}
