//! Forming groups: schools on a map and in a list, put into groups of six to twelve.

pub mod api;
pub mod data;
pub mod following;
mod group_cards;
mod map;
mod map_layout;
mod new_group;
pub mod page;
pub mod steps;
mod suggestion;
pub mod sure;
mod waiting;
mod words;
