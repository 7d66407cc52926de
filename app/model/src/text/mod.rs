//! Text as it is typed and counted.

pub mod invisible;
pub mod line;
pub mod thousands;
pub mod utf16;
