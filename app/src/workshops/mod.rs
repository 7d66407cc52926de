//! Workshops: planning one together.

pub mod planner;
