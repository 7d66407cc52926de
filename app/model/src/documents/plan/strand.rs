//! What a block works towards.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::block_kind::BlockKind;

/// One of the three strands of a workshop (A3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkshopStrand {
    Leadership,
    CollaborativePlanning,
    SubjectKnowledge,
}

impl WorkshopStrand {
    pub const ALL: [Self; 3] = [Self::Leadership, Self::CollaborativePlanning, Self::SubjectKnowledge];

    /// The word in the document.
    pub fn key(self) -> &'static str {
        match self {
            Self::Leadership => "leadership",
            Self::CollaborativePlanning => "collaborative_planning",
            Self::SubjectKnowledge => "subject_knowledge",
        }
    }

    /// The strand whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|strand| strand.key() == key)
    }

    /// The strand of a kind of block, unless somebody chooses another for a block.
    pub fn of(kind: BlockKind) -> Option<Self> {
        match kind {
            BlockKind::Leadership => Some(Self::Leadership),
            BlockKind::Trg | BlockKind::CoPlanning | BlockKind::Twilight | BlockKind::FeedbackRound | BlockKind::ShareBack => {
                Some(Self::CollaborativePlanning)
            }
            BlockKind::SubjectKnowledge => Some(Self::SubjectKnowledge),
            BlockKind::Break | BlockKind::NextSteps | BlockKind::Own => None,
        }
    }
}

impl fmt::Display for WorkshopStrand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Leadership => "Leadership",
            Self::CollaborativePlanning => "Collaborative planning",
            Self::SubjectKnowledge => "Subject knowledge",
        })
    }
}
