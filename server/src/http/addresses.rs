//! Addresses as people come with them: out of a letter with its full stop, typed in capitals, with a slash too many. Each leads
//! where it was meant, by a redirect to the page's own address, and only ever to a route of ours.
//!
//! Only what is asked for is led on (GET and HEAD): forms are sent to addresses that our own pages wrote. Ids and tokens stay as they
//! are, since capitals matter in a token.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use model::interest::Question;
use model::text::invisible;

/// What stands behind an address in a letter or a sentence, and is none of it.
const BEHIND: [char; 16] = ['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '”', '’', '»', '*', ' '];

/// The routes that people may come to, by their segments.
#[derive(Clone, Debug)]
pub(super) struct Addresses(Arc<[Vec<Segment>]>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Word(String),
    /// An id or a token.
    Value,
}

impl Addresses {
    /// Those of routes as they are written: `/groups/{group}/people`, `/groups/:group/people`.
    pub(super) fn of(routes: impl IntoIterator<Item = String>) -> Self {
        // The questions of the public form are values to the router, and words to whoever reads one out.
        let questions = Question::ALL.map(|question| format!("/interest/{}", question.key()));
        let routes = routes.into_iter().chain(questions).map(|route| segments(&route).map(Segment::of).collect());
        Self(routes.collect())
    }

    /// The address that was meant by a path which is not a page's own; `None` where there is nothing to mend.
    fn meant(&self, path: &str) -> Option<String> {
        let tidied = without_what_follows(path);
        let asked: Vec<&str> = segments(&tidied).collect();
        let fits =
            |route: &&Vec<Segment>| route.len() == asked.len() && route.iter().zip(&asked).all(|(segment, asked)| segment.fits(asked));
        // A page of its own goes before the page for any value, as in the router.
        let route =
            self.0.iter().filter(fits).max_by_key(|route| route.iter().map(|segment| *segment != Segment::Value).collect::<Vec<_>>())?;
        let meant: String = route.iter().zip(&asked).map(|(segment, asked)| format!("/{}", segment.written(asked))).collect();
        let meant = if meant.is_empty() { "/".to_owned() } else { meant };
        (meant != path).then_some(meant)
    }
}

impl Segment {
    fn of(written: &str) -> Self {
        if written.starts_with([':', '{']) { Self::Value } else { Self::Word(written.to_owned()) }
    }

    fn fits(&self, asked: &str) -> bool {
        match self {
            Self::Word(word) => word.eq_ignore_ascii_case(asked),
            Self::Value => true,
        }
    }

    fn written<'a>(&'a self, asked: &'a str) -> &'a str {
        match self {
            Self::Word(word) => word,
            Self::Value => asked,
        }
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The path without what a sentence or a copy has left behind it, also where a browser has encoded that.
fn without_what_follows(path: &str) -> String {
    let mut path = path.to_owned();
    loop {
        let shorter = path.trim_end_matches('/').trim_end_matches(BEHIND).len();
        path.truncate(shorter);
        let Some((before, last)) = last_letter(&path) else { return path };
        let seen = invisible::strip(&last.to_string());
        if !seen.is_empty() && !seen.starts_with(BEHIND) {
            return path;
        }
        path.truncate(before);
    }
}

/// Where the last letter begins that is written as `%20` or `%E2%80%9D`, and the letter; `None` where the path ends in no such letter.
fn last_letter(path: &str) -> Option<(usize, char)> {
    (1..=4).find_map(|bytes| {
        let begins = path.len().checked_sub(bytes * 3)?;
        let encoded = path.get(begins..)?.as_bytes();
        let byte = |triple: &[u8]| {
            let digits = triple.strip_prefix(b"%").filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
            u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        };
        let decoded: Vec<u8> = encoded.chunks(3).map(byte).collect::<Option<_>>()?;
        let mut letters = std::str::from_utf8(&decoded).ok()?.chars();
        letters.next().filter(|_| letters.next().is_none()).map(|letter| (begins, letter))
    })
}

/// Leads on to the address that was meant.
pub(super) async fn lead(State(addresses): State<Addresses>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(meant) = addresses.meant(request.uri().path())
    {
        return Redirect::permanent(&with_query(&meant, request.uri())).into_response();
    }
    next.run(request).await
}

fn with_query(path: &str, asked: &Uri) -> String {
    asked.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "/invitation/aBc123";

    fn addresses() -> Addresses {
        let routes =
            ["/", "/interest", "/interest/check", "/interest/:question", "/sign-in", "/invitation/:token", "/groups/{group}/people"];
        Addresses::of(routes.map(str::to_owned))
    }

    #[test]
    fn an_address_leads_where_it_was_meant() {
        for (asked, meant) in [
            ("/interest/", "/interest"),
            ("//interest", "/interest"),
            ("/interest//check/", "/interest/check"),
            ("/INTEREST", "/interest"),
            ("/Interest/CHECK", "/interest/check"),
            ("/interest/You", "/interest/you"),
            ("/interest.", "/interest"),
            ("/interest/).", "/interest"),
            ("/interest,", "/interest"),
            ("/interest%20", "/interest"),
            ("/interest%E2%80%9D.", "/interest"),
            ("/interest%E2%80%8B", "/interest"),
            ("/interest%C2%A0%29", "/interest"),
            ("/invitation/aBc123.", TOKEN),
            ("/Invitation/aBc123/", TOKEN),
            ("/invitation/aBc123%3E", TOKEN),
            ("/groups/0193A/PEOPLE.", "/groups/0193A/people"),
            ("//", "/"),
            ("/.", "/"),
        ] {
            assert_eq!(addresses().meant(asked).as_deref(), Some(meant), "{asked}");
        }
    }

    #[test]
    fn what_is_right_or_leads_nowhere_stays() {
        for asked in [
            "/",
            "/interest",
            "/interest/check",
            TOKEN,
            "/groups/0193A/people",
            "/pkg/Twilight.js",
            "//evil.example",
            "//evil.example/",
            "/%zz.",
            "/é.",
        ] {
            assert_eq!(addresses().meant(asked), None, "{asked}");
        }
    }

    #[test]
    fn nobody_is_led_to_another_site() {
        for asked in
            ["//evil.example/interest", "///interest", "/\\evil.example/interest/", "//evil.example/%2e", "/invitation///evil.example/"]
        {
            let meant = addresses().meant(asked).unwrap_or_default();
            assert!(
                !meant.starts_with("//") && !meant.starts_with("/\\") && (meant.is_empty() || meant.starts_with("/i")),
                "{asked}: {meant}"
            );
        }
    }
}
