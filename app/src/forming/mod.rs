//! Forming groups: schools on a map and in a list, put into groups of six to twelve.
