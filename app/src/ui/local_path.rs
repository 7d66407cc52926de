//! Addresses that we send people on to: only ever our own.

/// Says in an address that a form waits there without a problem.
pub const KEPT: &str = "kept=1";

/// Where to go when nothing better is known.
const DEFAULT: &str = "/today";

/// Longer than any address that leads on to something of ours.
const LONGEST: usize = 512;

/// The address itself when it leads to a page of this site, otherwise the default page. A link to signing in must never
/// send anybody to a stranger's site afterwards.
pub fn local_path(address: &str) -> &str {
    let mut bytes = address.bytes();
    let begins_here = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
    // Nothing but visible ASCII: a header can hold it, and no browser skips a tab in it.
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    // It goes into a header, and comes back in the next page's address.
    let bounded = address.len() <= LONGEST;
    if begins_here && plain && bounded && !address.starts_with("/sign-in") { address } else { DEFAULT }
}

/// A page that leads on to `next` afterwards, where that is one of ours and not the default one.
pub fn with_next(page: &str, next: &str) -> String {
    match local_path(next) {
        DEFAULT => page.to_owned(),
        next => format!("{page}?next={}", leptos_router::location::Url::escape(next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_kept() {
        for address in ["/today", "/", "/boards/0193?x=1#step", "/groups/a%20b"] {
            assert_eq!(local_path(address), address);
        }
    }

    #[test]
    fn everything_else_leads_to_the_usual_page() {
        for address in [
            "",
            "today",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\\b",
            "/é",
            "/a\r\nSet-Cookie: x",
            "javascript:alert(1)",
            "/sign-in?next=/sign-in",
        ] {
            assert_eq!(local_path(address), "/today", "{address}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(LONGEST))), "/today");
    }

    #[test]
    fn only_a_page_of_ours_is_carried_along() {
        assert_eq!(with_next("/sign-in/link", ""), "/sign-in/link");
        assert_eq!(with_next("/sign-in/link", "https://evil.example"), "/sign-in/link");
        assert_eq!(with_next("/sign-in/link", "/boards/1?x=2"), "/sign-in/link?next=%2Fboards%2F1%3Fx%3D2");
    }
}
