//! UTF-16 offsets, as documents and text fields count, in Rust's UTF-8 strings.

/// The byte at which the UTF-16 unit `offset` of `text` begins; the text's end for anything beyond.
/// An offset inside a pair counts as behind it.
pub fn byte_at(text: &str, offset: u32) -> usize {
    let mut units = 0;
    for (byte, letter) in text.char_indices() {
        if units >= offset {
            return byte;
        }
        units += letter.len_utf16() as u32;
    }
    text.len()
}

/// How many UTF-16 units a text has.
pub fn units(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

#[cfg(test)]
mod tests {
    use super::byte_at;

    #[test]
    fn offsets_count_as_browsers_do() {
        assert_eq!([0, 1, 2, 3, 4, 9].map(|offset| byte_at("a\u{1F600}é", offset)), [0, 1, 5, 5, 7, 7]);
    }
}
