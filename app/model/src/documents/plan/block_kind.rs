//! What is done in a block.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is done in a block: the parts of a workshop that leads know, and whatever else they think of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// What came of the tasks since the last workshop.
    FeedbackRound,
    Leadership,
    SubjectKnowledge,
    /// A Teacher Research Group: a lesson is watched and talked about.
    Trg,
    CoPlanning,
    /// The part to which colleagues of the participants come after school.
    Twilight,
    Break,
    ShareBack,
    NextSteps,
    /// Anything else.
    #[default]
    Own,
}

impl BlockKind {
    /// Every kind, in the order of a list to choose from.
    pub const ALL: [Self; 10] = [
        Self::FeedbackRound,
        Self::Leadership,
        Self::SubjectKnowledge,
        Self::Trg,
        Self::CoPlanning,
        Self::Twilight,
        Self::Break,
        Self::ShareBack,
        Self::NextSteps,
        Self::Own,
    ];

    /// The word in the document.
    pub fn key(self) -> &'static str {
        match self {
            Self::FeedbackRound => "feedback_round",
            Self::Leadership => "leadership",
            Self::SubjectKnowledge => "subject_knowledge",
            Self::Trg => "trg",
            Self::CoPlanning => "co_planning",
            Self::Twilight => "twilight",
            Self::Break => "break",
            Self::ShareBack => "share_back",
            Self::NextSteps => "next_steps",
            Self::Own => "own",
        }
    }

    /// The kind whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FeedbackRound => "Feedback round",
            Self::Leadership => "Leadership",
            Self::SubjectKnowledge => "Subject knowledge",
            Self::Trg => "TRG",
            Self::CoPlanning => "Co-planning",
            Self::Twilight => "Twilight",
            Self::Break => "Break",
            Self::ShareBack => "Share back",
            Self::NextSteps => "Next steps",
            Self::Own => "Own",
        })
    }
}
