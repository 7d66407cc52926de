//! What lists show of a plan, kept beside its document so that a list opens no documents.

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use crate::documents::LONGEST_IN_LISTS;
use crate::text::line::Line;

/// A plan in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// What the workshop is about.
    pub title: String,
    /// How many blocks it has.
    pub blocks: u32,
    /// Their minutes together.
    pub planned_minutes: u32,
}

impl From<&Agenda> for Summary {
    fn from(agenda: &Agenda) -> Self {
        Self {
            title: Line::cut(&agenda.title, LONGEST_IN_LISTS).into(),
            blocks: agenda.blocks.len() as u32,
            planned_minutes: agenda.planned_minutes(),
        }
    }
}
