//! The turn of the year, and taking it back.
