//! Lines that are drawn by themselves: numbered questions, and what teacher and pupils say.

use super::super::field_kind::FieldKind;

/// Opens a line. In an empty field it is the hint's.
pub fn open(kind: FieldKind, line: &str, is_empty_field: bool, out: &mut String) {
    let is_numbered = kind == FieldKind::Questions && (is_empty_field || !line.trim().is_empty());
    out.push_str(match speaker(kind, line) {
        Some(_) => "<span class=\"line line--turn\">",
        None if is_numbered => "<span class=\"line line--numbered\">",
        None => "<span class=\"line\">",
    });
}

/// Who says a line of an exposition: it begins with `T:` or `P:`, however they are typed.
pub fn speaker(kind: FieldKind, line: &str) -> Option<char> {
    if kind != FieldKind::Turns {
        return None;
    }
    match line.as_bytes() {
        [b'T' | b't', b':', ..] => Some('T'),
        [b'P' | b'p', b':', ..] => Some('P'),
        _ => None,
    }
}
