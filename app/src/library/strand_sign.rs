//! Strands share one colour and differ by their sign.

use model::criteria::Strand;

use crate::ui::icon::IconName;

/// The sign of a strand; its letters or its name always stand beside it.
pub fn strand_icon(strand: Strand) -> IconName {
    match strand {
        Strand::Npv => IconName::PlaceValue,
        Strand::Nf => IconName::Facts,
        Strand::As => IconName::AddSubtract,
        Strand::Md => IconName::MultiplyDivide,
        Strand::AsMd => IconName::AllOperations,
        Strand::F => IconName::Fraction,
        Strand::G => IconName::Shape,
    }
}
