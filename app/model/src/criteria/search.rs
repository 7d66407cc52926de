//! Finding criteria by what a teacher types: a code written anyhow, a year, words of the title or of the classroom, and words mistyped.

use super::words::WORDS;
use super::{CRITERIA, Criterion};

/// How well a word of a query fits. The better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins a word of the criterion, or its code.
    Begins,
    /// It is another form of one: `dividing` of `divide`.
    Form,
    /// It may be one mistyped.
    Mistyped,
}

/// The criteria that fit every word of `query`, the best first and among equals in the guidance's order. Words count as mistyped only where
/// nothing else is found. An empty query finds all.
pub fn search(query: &str) -> Vec<&'static Criterion> {
    let words = words(query);
    let whole = words.concat();
    let by_code: Vec<_> = CRITERIA.iter().filter(|criterion| is_code(&whole, criterion)).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    let fits = |criterion: &Criterion| {
        let text = text(criterion);
        words.iter().map(|word| fit(word, &text, criterion)).try_fold(Fit::Begins, |worst, fit| fit.map(|fit| worst.max(fit)))
    };
    let found: Vec<_> = CRITERIA.iter().filter_map(|criterion| fits(criterion).map(|fit| (fit, criterion))).collect();
    let with = |its: Fit| found.iter().filter(move |(fit, _)| *fit == its).map(|(_, criterion)| *criterion);
    let plain: Vec<_> = with(Fit::Begins).chain(with(Fit::Form)).collect();
    if plain.is_empty() { with(Fit::Mistyped).collect() } else { plain }
}

/// A title in its parts, each with whether it is what a query found there. What was found by a code, a year or a word of the classroom need not
/// stand in it.
pub fn found_in<'a>(title: &'a str, query: &str) -> Vec<(&'a str, bool)> {
    let parts = parts(title);
    let fits = |word: &String| parts.iter().map(|part| fit_one(word, &part.to_ascii_lowercase())).collect::<Vec<_>>();
    let mut found = vec![false; parts.len()];
    for fits in words(query).iter().map(fits) {
        // Where a word stands as it was typed, its likes are not meant.
        let best = fits.iter().flatten().min();
        found.iter_mut().zip(&fits).for_each(|(found, fit)| *found |= fit.is_some() && fit.as_ref() == best);
    }
    parts.into_iter().zip(found).collect()
}

/// Words, and what stands between them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|letter: char| letter.is_alphanumeric() != first.is_alphanumeric()).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

fn fit(word: &str, text: &[String], criterion: &Criterion) -> Option<Fit> {
    let by_code = is_code(word, criterion).then_some(Fit::Begins);
    by_code.or_else(|| text.iter().filter_map(|other| fit_one(word, other)).min())
}

fn fit_one(word: &str, other: &str) -> Option<Fit> {
    if other.starts_with(word) {
        Some(Fit::Begins)
    } else if is_form(word, other) {
        Some(Fit::Form)
    } else {
        is_mistyped(word, other).then_some(Fit::Mistyped)
    }
}

/// Whether letters and digits begin the criterion's code, with or without its year.
fn is_code(compact: &str, criterion: &Criterion) -> bool {
    let is_mixed = compact.bytes().any(|byte| byte.is_ascii_digit()) && compact.bytes().any(|byte| byte.is_ascii_alphabetic());
    let code = words(criterion.code).concat();
    is_mixed && (code.starts_with(compact) || code.get(1..).is_some_and(|code| code.starts_with(compact)))
}

/// Whether two words differ in their endings only.
fn is_form(word: &str, other: &str) -> bool {
    const STEM: usize = 4;
    const ENDING: usize = 4;
    let common = word.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    common >= STEM && word.chars().count().max(other.chars().count()) <= common + ENDING
}

/// Whether a word may be the beginning of another with a letter wrong; long words may have two.
fn is_mistyped(word: &str, other: &str) -> bool {
    let length = word.chars().count();
    let wrong = match length {
        0..5 => return false,
        5..8 => 1,
        _ => 2,
    };
    (length - 1..=length + 1).any(|end| strsim::osa_distance(word, &other.chars().take(end).collect::<String>()) <= wrong)
}

fn text(criterion: &Criterion) -> Vec<String> {
    let also = WORDS.iter().find(|(code, _)| *code == criterion.code).map_or("", |(_, words)| words);
    words(&format!("year {0} y{0} year{0} {1} {2} {also}", criterion.year, criterion.strand, criterion.title))
}

/// Lower case words of letters and digits: `two-digit` is two, `1,000` is one.
fn words(text: &str) -> Vec<String> {
    let text = text.to_ascii_lowercase().replace('×', " times ").replace('÷', " divide ").replace(',', "");
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Strand;

    fn codes(query: &str) -> Vec<&'static str> {
        search(query).iter().map(|criterion| criterion.code).collect()
    }

    #[test]
    fn every_word_of_a_query_counts() {
        assert_eq!(search("").len(), 79);
        assert!(search("year 3 fractions").iter().all(|c| c.year == 3 && c.strand == Strand::F));
        assert_eq!(codes("Y3 number line"), ["3NPV-3", "3F-3"]);
        assert!(search("no such words").is_empty() && search("zzzzzzzz").is_empty());
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        for query in ["3F-2", "3F2", "3f 2", "3F\u{2013}2", " 3 f-2 ", "3F\u{2011}2."] {
            assert_eq!(codes(query), ["3F-2"], "{query}");
        }
        assert_eq!(codes("6asmd"), codes("6AS/MD"));
        assert_eq!(codes("6asmd").len(), 4);
        assert!(codes("F2").iter().all(|code| code.ends_with("F-2")) && codes("NPV5") == ["5NPV-5"]);
    }

    #[test]
    fn words_of_the_classroom_find_what_is_meant() {
        assert_eq!(codes("non-unit fractions"), ["3F-1", "5F-1"]);
        assert_eq!(codes("bus stop"), ["5MD-4"]);
        assert!(codes("number bonds").contains(&"1NF-1") && codes("times tables").contains(&"4NF-1") && codes("digit").contains(&"2NPV-1"));
        assert!(codes("dividing").contains(&"4NF-2"), "another form of divide");
    }

    #[test]
    fn a_mistyped_word_finds_what_was_meant_and_a_right_one_only_that() {
        assert_eq!(codes("devision"), codes("division").into_iter().filter(|code| codes("devision").contains(code)).collect::<Vec<_>>());
        assert!(codes("devision").contains(&"5MD-4") && codes("fracton").contains(&"3F-2") && codes("symetry") == ["4G-3"]);
        assert!(codes("perimiter") == ["4G-2"] && codes("equivelant").contains(&"5F-2"));
        assert!(search("area").iter().all(|c| c.code != "4NPV-1"));
    }

    #[test]
    fn what_was_found_is_marked_in_the_title() {
        let marked = |title: &'static str, query: &str| {
            let parts = found_in(title, query);
            assert_eq!(parts.iter().map(|(part, _)| *part).collect::<String>(), title);
            parts.into_iter().filter(|(_, found)| *found).map(|(part, _)| part).collect::<Vec<_>>()
        };
        let title = "Interpret and write proper fractions to represent 1 or several parts of a whole that is divided into equal parts";
        assert_eq!(marked(title, "fractions parts"), ["fractions", "parts", "parts"]);
        assert_eq!(marked(title, "devided"), ["divided"]);
        assert_eq!(marked(title, "dividing"), ["divided"]);
        assert_eq!(marked("Find non-unit fractions of a quantity", "NON-UNIT"), ["non", "unit"]);
        assert!(marked(title, "").is_empty() && marked(title, "3F2").is_empty() && marked("", "parts").is_empty());
    }

    #[test]
    fn every_further_word_belongs_to_a_criterion_and_stands_there_once() {
        for (code, also) in WORDS {
            assert_eq!(CRITERIA.iter().filter(|criterion| criterion.code == code).count(), 1, "{code}");
            assert_eq!(WORDS.iter().filter(|(other, _)| *other == code).count(), 1, "{code}");
            assert!(!also.is_empty());
        }
    }
}
