//! What calendars show: workshops by person, by group and one by one, and the links by which calendars read them.

pub mod feeds;
mod workshops;

pub use workshops::{Workshop, groups_named, of_group, of_person, workshop};
