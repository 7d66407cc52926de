//! What every page here is made with: its routes, loading what it shows, its form, asking once more, and a word on what was just done.

pub mod confirm;
pub mod flash;
pub mod form;
pub mod page;
pub mod route;
pub mod typed_date;
pub mod wrong;

pub use confirm::{Confirm, ConfirmPage};
pub use flash::{flash, notice};
pub use form::{Form, Redirect, form_of, form_state, take};
pub use page::loaded;
