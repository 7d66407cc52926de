//! What every page here is made with: loading what it shows, its form as it has come back, and a word on what was just done.

pub mod flash;
pub mod form;
pub mod page;

pub use flash::{flash, notice};
pub use form::form_state;
pub use page::loaded;
