//! Forming groups: schools on a map and in a list, put into groups of six to twelve.

pub mod api;
pub mod data;
pub mod following;
pub mod group_cards;
pub mod layout;
pub mod map;
pub mod new_group;
pub mod page;
pub mod steps;
pub mod suggestion;
pub mod sure;
pub mod waiting;
pub mod words;
