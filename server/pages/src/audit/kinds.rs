//! What the kinds of the audit's entries are called.

/// Each kind with its words, in the order of the words.
const KINDS: [(&str, &str); 19] = [
    ("account", "Accounts"),
    ("board", "Boards"),
    ("calendar", "Calendars"),
    ("closed_day", "Closed days of schools"),
    ("commitment", "Commitments"),
    ("poll", "Date polls"),
    ("export", "Exports"),
    ("interest", "Expressions of interest"),
    ("group", "Groups"),
    ("schools", "Imports of schools"),
    ("invitation", "Invitations"),
    ("phase", "Journeys of schools"),
    ("mail", "Mail"),
    ("role", "Roles"),
    ("hub", "Settings of the hub"),
    ("term_dates", "Term dates"),
    ("rollover", "Turn of the year"),
    ("wording", "Wording of the commitment"),
    ("workshop", "Workshops"),
];

/// What a kind is called; one without words by its own name.
pub fn kind_words(kind: &str) -> String {
    KINDS.iter().find(|(key, _)| *key == kind).map_or(kind, |(_, words)| words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;

    /// `role` for `role.given`, when a text is an action of the audit.
    fn kind(literal: &str) -> Option<&str> {
        let (kind, what) = literal.split_once('.')?;
        let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (word(kind) && word(what) && !["csv", "id"].contains(&what)).then_some(if what == "exported" { "export" } else { kind })
    }

    #[test]
    fn each_kind_that_is_written_has_words_of_its_own() {
        let mut found = Vec::new();
        let files = sources::below(&["../store/src", "../src", "src", "../../app/src"]);
        for (_, text) in files.iter().filter(|(file, _)| !file.ends_with("audit/kinds.rs")) {
            if text.contains("audit::") {
                found.extend(text.split('"').filter_map(kind).filter(|kind| !kind.starts_with("twilight")).map(str::to_owned));
            }
        }
        assert!(found.len() > 20, "{found:?}");
        for kind in found {
            assert_ne!(kind_words(&kind), kind, "an action of the kind {kind:?} is written: give it words in KINDS");
        }
        let mut words: Vec<&str> = KINDS.iter().map(|(_, words)| *words).collect();
        assert!(words.is_sorted(), "{words:?}");
        words.dedup();
        assert_eq!(words.len(), KINDS.len(), "no two are called the same");
    }
}
