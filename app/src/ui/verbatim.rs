//! Text inside a `textarea`. Leptos writes the children of one into the page as they are, so that `</textarea>` in what
//! somebody typed would end it: give it its text as `inner_html=verbatim(..)` instead.

/// The text as HTML, which reads as it was typed.
pub fn verbatim(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_inside() {
        assert_eq!(verbatim("a & b </textarea><script>"), "a &amp; b &lt;/textarea>&lt;script>");
        assert_eq!(verbatim("two\nlines"), "two\nlines");
    }
}
