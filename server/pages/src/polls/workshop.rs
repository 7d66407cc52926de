//! What a workshop is called where its poll is not alone.

use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;

/// `Workshop 5, Summer 1, 2026/27`.
pub fn name(number: u8, half_term: HalfTerm, year: AcademicYear) -> String {
    format!("Workshop {number}, {half_term}, {year}")
}
