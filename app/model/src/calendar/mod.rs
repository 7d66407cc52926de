//! Days and times as schools in England count them.

pub mod academic_year;
pub mod clock;
pub mod day;
pub mod half_term;
pub mod school_days;
