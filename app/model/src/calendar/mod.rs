//! Days and times as schools in England count them.

pub mod academic_year;
pub mod assessments;
pub mod bank_holidays;
pub mod clock;
pub mod closed;
pub mod day;
pub mod half_term;
pub mod school_days;
pub mod slot;
pub mod terms;
pub mod year;
