//! Whose carets are in a field: their names over its upper edge, where no line is, for as long as they move.

use model::live::Address;

use super::colleague::Colleague;
use super::mirror::escape;

/// The names as HTML, to stand in the mirror apart from its letters; nothing where nobody is.
pub fn flags<A: Address>(here: &[Colleague<A>], out: &mut String) {
    if here.is_empty() {
        return;
    }
    out.push_str("<span class=\"flags\" translate=\"no\">");
    for colleague in here {
        let still = if colleague.still { " flag--still" } else { "" };
        out.push_str(&format!("<span class=\"flag{still}\" data-colour=\"{}\">", colleague.colour));
        escape(&colleague.flag(), out);
        out.push_str("</span>");
    }
    out.push_str("</span>");
}
