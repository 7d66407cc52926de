//! A document's words as they can be pasted anywhere.

/// Labels and words; what is empty is left out.
#[derive(Debug, Default)]
pub struct PlainText(String);

impl PlainText {
    pub fn put(&mut self, label: &str, words: &str) {
        let words = words.trim();
        if !words.is_empty() {
            self.0.extend([label, "\n", words, "\n\n"]);
        }
    }
}

impl From<PlainText> for String {
    fn from(text: PlainText) -> Self {
        text.0
    }
}
