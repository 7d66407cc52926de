//! What lists show of a board, kept beside its document so that a list opens no documents.

use serde::{Deserialize, Serialize};

use super::lesson::{Lesson, Status};
use crate::criteria::Strand;
use crate::documents::LONGEST_IN_LISTS;
use crate::schools::year_group::YearGroup;
use crate::text::line::Line;

/// A board in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// The lesson's title.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// Whom it is for.
    pub year_groups: Vec<YearGroup>,
    /// Codes of its criteria.
    pub criteria: Vec<String>,
    /// Its strand.
    pub strand: Option<Strand>,
    /// The key learning point, for search and for a second line.
    pub key_learning_point: String,
    /// How many small steps it has.
    pub steps: u32,
    /// The minutes of its steps together.
    pub planned_minutes: u32,
    /// How long the lesson may take.
    pub lesson_minutes: u32,
}

impl Summary {
    /// The title in a list, or what stands for one.
    pub fn title_in_lists(&self) -> &str {
        let title = self.title.trim();
        if title.is_empty() { "Lesson without a title" } else { title }
    }
}

impl From<&Lesson> for Summary {
    fn from(lesson: &Lesson) -> Self {
        Self {
            title: Line::cut(&lesson.title, LONGEST_IN_LISTS).into(),
            status: lesson.status,
            year_groups: lesson.year_groups.clone(),
            criteria: lesson.criteria.clone(),
            strand: lesson.strand(),
            key_learning_point: Line::cut(&lesson.key_learning_point, LONGEST_IN_LISTS).into(),
            steps: lesson.steps.len() as u32,
            planned_minutes: lesson.planned_minutes(),
            lesson_minutes: lesson.lesson_minutes,
        }
    }
}
