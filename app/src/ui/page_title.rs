//! What the browser's tab says of a page. The one place that names `leptos_meta::Title` (`cargo xtask rules` sees to it),
//! because two things have to be right there:
//!
//! - The server writes a title into the document's head as it is, tags and all. So here it is escaped first. In the browser it
//!   is set as text, and gets the words as they are.
//! - The server writes the head when the page has been made, outside the page's own reactive arena: a signal that is read
//!   then is gone, or is another request's. So here a title is read while its page is made.

use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, Title};

/// The title of a page, which may change while it is open.
#[component]
pub fn PageTitle(
    /// The words, as people read them.
    #[prop(into)]
    text: TextProp,
) -> impl IntoView {
    let text = match use_context::<ServerMetaContext>() {
        Some(_) => TextProp::from(escaped(&untrack(|| text.get()))),
        None => text,
    };
    view! { <Title text/> }
}

/// The site's name behind every page's title.
#[component]
pub fn SiteTitle() -> impl IntoView {
    view! { <Title formatter=with_site/> }
}

/// The same for a form that came back with a problem: its title begins with that.
#[component]
pub fn ProblemTitle() -> impl IntoView {
    view! { <Title formatter=|page: String| format!("Error: {}", with_site(page))/> }
}

fn with_site(page: String) -> String {
    if page.is_empty() { "Twilight".to_owned() } else { format!("{page} · Twilight") }
}

/// Words as they may stand between two tags.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_ends_it() {
        assert_eq!(escaped("</title><script>alert(1)</script>"), "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(escaped("Oak & Ash, &lt;"), "Oak &amp; Ash, &amp;lt;");
        assert_eq!(escaped("Brüche · ½"), "Brüche · ½");
    }
}
