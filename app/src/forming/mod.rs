//! Forming groups: schools on a map and in a list, put into groups of six to twelve.

pub mod api;
pub mod data;
mod group_cards;
mod map;
mod map_layout;
mod new_group;
pub mod page;
pub mod steps;
mod suggestion;
mod waiting;
mod words;
