//! Texts of a live document as people write in them: fields, carets, undo, and words that were removed.

mod change;
mod field_text;
pub(super) mod former;
mod history;
mod path;
mod plain_text;
pub(super) mod typing;

pub use change::moved;
pub(crate) use field_text::fitting;
pub use field_text::{FieldText, MAX_FIELD, in_a_field};
pub use former::{FORMER_BYTES, FORMER_OF_A_FIELD, FORMER_PIECES, FormerWords, Memory, has_room};
pub use history::History;
pub use path::TextPath;
pub(crate) use path::{item_text, root_text};
pub use plain_text::PlainText;
pub use typing::Retyped;
