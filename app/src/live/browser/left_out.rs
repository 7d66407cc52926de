//! What a field says that had no room for all that was put into it.

use leptos::prelude::document;
use model::live::Address;
use model::live::text::MAX_FIELD;
use model::text::thousands::thousands;

use super::drawing::FieldElement;
use crate::live::LeftOut;

const FULL: &str = "live-field__full";

/// Says under a field what it had no room for, in the place of what was said before.
pub fn show<A: Address>(left_out: Option<&LeftOut<A>>) {
    if let Ok(Some(before)) = document().query_selector(&format!(".{FULL}")) {
        before.remove();
    }
    let stack = left_out.and_then(|left_out| FieldElement::find(&left_out.field)?.input.parent_element());
    if let (Some(left_out), Some(stack), Ok(said)) = (left_out, stack, document().create_element("span")) {
        said.set_class_name(FULL);
        let _ = said.set_attribute("role", "alert");
        said.set_text_content(Some(&left_out_words(left_out.letters)));
        let _ = stack.insert_adjacent_element("afterend", &said);
    }
}

/// `letters` are none where they came back from elsewhere.
fn left_out_words(letters: u32) -> String {
    let holds = format!("A field holds {} letters.", thousands(u64::from(MAX_FIELD)));
    match letters {
        0 => format!("{holds} This one has been filled meanwhile."),
        1 => format!("{holds} The last letter of what you put in is left out; the rest is here."),
        letters => format!("{holds} The last {} of what you put in are left out; the rest is here.", thousands(u64::from(letters))),
    }
}
