//! The sign of each kind of block.

use model::documents::plan::BlockKind;

use crate::ui::icon::IconName;

pub fn kind_icon(kind: BlockKind) -> IconName {
    match kind {
        BlockKind::FeedbackRound | BlockKind::ShareBack => IconName::Speech,
        BlockKind::Leadership => IconName::Target,
        BlockKind::SubjectKnowledge => IconName::Fraction,
        BlockKind::Trg | BlockKind::Own => IconName::People,
        BlockKind::CoPlanning => IconName::Steps,
        BlockKind::Twilight => IconName::Sunrise,
        BlockKind::Break => IconName::Cup,
        BlockKind::NextSteps => IconName::Calendar,
    }
}
