//! Expressions of interest.
