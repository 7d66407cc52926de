//! A Work Group's home: its year, its boards, its schools.

pub mod api;
pub mod group;
pub mod next_workshop;
pub mod page;
mod schools;
mod year;
