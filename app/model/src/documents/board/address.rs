//! Where on a board a text stands: the names of its fields.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::lesson::StepId;
use crate::live::Address;
use crate::live::text::TextPath;

/// A text of the lesson as a whole; each is a root `Y.Text` under its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LessonText {
    /// The lesson's title.
    Title,
    /// The one new idea, as a full sentence.
    KeyLearningPoint,
    /// What pupils bring.
    PriorLearning,
    /// Where it leads.
    NextLearning,
    /// Words to use, one a line.
    Vocabulary,
}

impl LessonText {
    /// Every text of a lesson, in the board's order.
    pub const ALL: [Self; 5] = [Self::Title, Self::KeyLearningPoint, Self::PriorLearning, Self::NextLearning, Self::Vocabulary];

    /// The name of its root type.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::KeyLearningPoint => "key_learning_point",
            Self::PriorLearning => "prior_learning",
            Self::NextLearning => "next_learning",
            Self::Vocabulary => "vocabulary",
        }
    }

    /// The name on the board.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Lesson title",
            Self::KeyLearningPoint => "Key learning point",
            Self::PriorLearning => "Prior learning",
            Self::NextLearning => "Next step",
            Self::Vocabulary => "Vocabulary",
        }
    }
}

/// A text of one small step; each is a `Y.Text` in the step's map under its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StepText {
    /// What the step is called.
    Title,
    /// What the teacher says and asks, line by line; `T: ` and `P: ` begin a teacher's and the pupils' lines.
    Exposition,
    /// Questions, one a line.
    KeyQuestions,
    /// The sentence everybody says; `[12]` is a filled slot, `[ ]` an empty one.
    StemSentence,
    /// What pupils are expected to say or do.
    ExpectedResponse,
    /// What they may find hard or say wrongly.
    DifficultPoint,
    /// How that is answered.
    PlannedAnswer,
    /// How one knows that it is secure.
    Check,
}

impl StepText {
    /// Every text of a step, in the board's order.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Exposition,
        Self::StemSentence,
        Self::KeyQuestions,
        Self::ExpectedResponse,
        Self::DifficultPoint,
        Self::PlannedAnswer,
        Self::Check,
    ];

    /// Its key in the step's map.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Exposition => "exposition",
            Self::KeyQuestions => "key_questions",
            Self::StemSentence => "stem_sentence",
            Self::ExpectedResponse => "expected_response",
            Self::DifficultPoint => "difficult_point",
            Self::PlannedAnswer => "planned_answer",
            Self::Check => "check",
        }
    }

    /// The name on the board.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Step title",
            Self::Exposition => "Exposition",
            Self::KeyQuestions => "Key questions",
            Self::StemSentence => "Say together",
            Self::ExpectedResponse => "Expected response",
            Self::DifficultPoint => "Pupils may say",
            Self::PlannedAnswer => "We answer by",
            Self::Check => "Check",
        }
    }
}

/// One text of a board. Written `title` or `step/ID/exposition`, as awareness and element ids have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TextAddress {
    /// A text of the lesson.
    Lesson(LessonText),
    /// A text of a step, deleted or not.
    Step(StepId, StepText),
}

impl Address for TextAddress {
    fn path(&self) -> TextPath<'_> {
        match self {
            Self::Lesson(text) => TextPath::Root(text.key()),
            Self::Step(step, text) => TextPath::Item(step, text.key()),
        }
    }

    fn label(&self) -> &'static str {
        match self {
            Self::Lesson(text) => text.label(),
            Self::Step(_, text) => text.label(),
        }
    }

    fn is_one_line(&self) -> bool {
        matches!(self, Self::Lesson(LessonText::Title) | Self::Step(_, StepText::Title))
    }
}

impl fmt::Display for TextAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lesson(text) => f.write_str(text.key()),
            Self::Step(step, text) => write!(f, "step/{step}/{}", text.key()),
        }
    }
}

/// The text names no field of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field of a board has this name")]
pub struct UnknownField;

impl FromStr for TextAddress {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        let found = match name.strip_prefix("step/").and_then(|rest| rest.rsplit_once('/')) {
            Some((step, key)) => {
                StepText::ALL.into_iter().find(|text| text.key() == key).map(|text| Self::Step(StepId::from(step.to_owned()), text))
            }
            None => LessonText::ALL.into_iter().find(|text| text.key() == name).map(Self::Lesson),
        };
        found.ok_or(UnknownField)
    }
}

impl TryFrom<String> for TextAddress {
    type Error = UnknownField;

    fn try_from(name: String) -> Result<Self, UnknownField> {
        name.parse()
    }
}

impl From<TextAddress> for String {
    fn from(address: TextAddress) -> Self {
        address.to_string()
    }
}
