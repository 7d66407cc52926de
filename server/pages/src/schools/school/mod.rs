//! A school's own page.

pub mod inside;
pub mod load;
pub mod page;
pub mod phases;
