//! Text as it is typed and counted.

pub mod invisible;
pub mod line;
pub mod pasted;
pub mod signs;
pub mod thousands;
pub mod utf16;
pub mod web_address;
