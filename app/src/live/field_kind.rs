//! What is written in a field, which decides how it is drawn, what Enter does, and what it says of itself.

use model::documents::board::{LessonText, StepText, TextAddress};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A heading: one line.
    Title,
    /// The key learning point.
    Key,
    /// Words with fractions.
    Plain,
    /// Lines said by teacher and pupils.
    Exposition,
    /// Numbered questions.
    Questions,
    /// A sentence with slots that everybody says.
    Stem,
}

impl FieldKind {
    pub fn of(address: &TextAddress) -> Self {
        match address {
            TextAddress::Lesson(LessonText::Title) | TextAddress::Step(_, StepText::Title) => Self::Title,
            TextAddress::Lesson(LessonText::KeyLearningPoint) => Self::Key,
            TextAddress::Step(_, StepText::Exposition) => Self::Exposition,
            TextAddress::Step(_, StepText::KeyQuestions) => Self::Questions,
            TextAddress::Step(_, StepText::StemSentence) => Self::Stem,
            _ => Self::Plain,
        }
    }

    /// Whether each line is drawn by itself.
    pub(super) fn has_lines(self) -> bool {
        matches!(self, Self::Exposition | Self::Questions)
    }

    /// The value of `data-kind`, by which the style sheet knows it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Key => "key",
            Self::Plain => "plain",
            Self::Exposition => "turns",
            Self::Questions => "questions",
            Self::Stem => "aloud",
        }
    }

    /// The element that says how the field is written in.
    pub fn help_id(self) -> String {
        format!("help-{}", self.key())
    }

    /// How the field is written in, for as long as one does.
    pub fn help(self) -> &'static str {
        match self {
            Self::Title => "One line. Enter goes on.",
            Self::Key => "One sentence. Enter goes on, 1/4 is a fraction.",
            Self::Plain => "1/4 is a fraction.",
            Self::Exposition => "T: and P: begin what teacher and pupils say, 1/4 is a fraction.",
            Self::Questions => "One question a line, numbered by itself. 1/4 is a fraction.",
            Self::Stem => "[12] is a slot, [ ] or ___ an empty one. 1/4 is a fraction.",
        }
    }

    pub const ALL: [Self; 6] = [Self::Title, Self::Key, Self::Plain, Self::Exposition, Self::Questions, Self::Stem];
}
