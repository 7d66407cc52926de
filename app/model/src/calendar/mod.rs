//! Days and times as schools in England count them.

pub mod day;
pub mod school_days;
