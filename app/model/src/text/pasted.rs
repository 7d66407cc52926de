//! What is pasted: the lines of Word, Docs, Excel and web pages as a field has them. Nothing of their markup is kept.

use super::invisible;

/// What the clipboard holds, as a browser gives it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clipboard<'a> {
    /// `text/plain`.
    pub plain: &'a str,
    /// `text/html`, which is asked for nothing but whether it is a table.
    pub html: &'a str,
}

impl Clipboard<'_> {
    /// Its lines. A field that numbers its lines by itself gets neither the marks nor the numbers of a list, and no empty line.
    pub fn lines(self, is_list: bool) -> Vec<String> {
        let is_table = self.html.contains("<table") || self.html.contains("<TABLE");
        let text = if is_table { without_quotes(self.plain) } else { self.plain.to_owned() };
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let is_line = !text.contains('\n');
        // A few words may end in the blank before the next.
        let tidied = |line: String| if is_line { line } else { line.trim_end().to_owned() };
        let lines: Vec<String> = text.split('\n').map(|line| tidied(invisible::strip(line))).collect();
        let marks: Vec<Option<Mark<'_>>> = lines.iter().map(|line| Mark::of(line, is_table)).collect();
        let counts = marks.iter().flatten().fold([0_usize; 4], |mut counts, mark| {
            counts[mark.kind as usize] += 1;
            counts
        });
        let of_kind = |kind: MarkKind| counts[kind as usize];
        let read = lines.iter().zip(&marks).map(|(line, mark)| match mark {
            Some(mark) if is_list && mark.is_meant(of_kind) => mark.rest.trim().to_owned(),
            Some(mark) if !is_list && mark.ends_in_tab => format!("{} {}", mark.shown(), mark.rest.trim()),
            _ if is_list && !is_line => line.trim().to_owned(),
            _ => line.clone(),
        });
        without_gaps(read.collect(), is_list)
    }
}

/// The mark of a list at a line's beginning.
#[derive(Clone, Copy, Debug)]
struct Mark<'a> {
    kind: MarkKind,
    mark: &'a str,
    rest: &'a str,
    ends_in_tab: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkKind {
    Bullet,
    /// A hyphen or an asterisk: may be a sum's.
    Dash,
    Number,
    /// `a.` or `iv)`: may be a name's.
    Letter,
}

/// Dots and squares, and those of Word's symbol fonts.
const BULLETS: [char; 20] =
    ['•', '·', '▪', '◦', '●', '○', '■', '□', '‣', '⁃', '∙', '➢', '✓', '✔', '❖', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}'];
const DASHES: [char; 4] = ['-', '–', '—', '*'];

impl<'a> Mark<'a> {
    fn of(line: &'a str, is_table: bool) -> Option<Self> {
        let line = line.trim_start();
        let end = line.find([' ', '\t'])?;
        let (mark, rest) = line.split_at(end);
        let ends_in_tab = rest.starts_with('\t');
        // A cell is no mark.
        if is_table && ends_in_tab || rest.trim().is_empty() {
            return None;
        }
        let kind = kind_of(mark, ends_in_tab)?;
        Some(Self { kind, mark, rest, ends_in_tab })
    }

    /// A dash or a letter is a list's only among its like: `of_kind` counts them.
    fn is_meant(&self, of_kind: impl Fn(MarkKind) -> usize) -> bool {
        matches!(self.kind, MarkKind::Bullet | MarkKind::Number) || self.ends_in_tab || of_kind(self.kind) > 1
    }

    /// The mark where it stays: as a dot where it is only a dot in its own font.
    fn shown(&self) -> &str {
        if self.kind == MarkKind::Bullet { "•" } else { self.mark }
    }
}

fn kind_of(mark: &str, ends_in_tab: bool) -> Option<MarkKind> {
    let mut letters = mark.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match letter {
            // What a person writes before a sum with a box is no list.
            '□' if !ends_in_tab => None,
            // Word's bullets of the second and third level.
            'o' | '§' | 'ü' | 'Ø' | 'v' if ends_in_tab => Some(MarkKind::Bullet),
            _ if BULLETS.contains(&letter) => Some(MarkKind::Bullet),
            _ if DASHES.contains(&letter) => Some(MarkKind::Dash),
            _ => None,
        };
    }
    let number = mark.strip_suffix(['.', ')', ':']).map(|number| number.trim_start_matches(['(', 'Q', 'q']))?;
    // 1. or 1) or (1) or Q1: or 1.2.
    let is_number = number.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_roman = (1..=5).contains(&number.len()) && number.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    match mark.ends_with(':') {
        true if !is_number => None,
        _ if is_number => Some(MarkKind::Number),
        _ if is_letter || is_roman => Some(MarkKind::Letter),
        _ => None,
    }
}

/// No line at either end that says nothing; in a list none at all, elsewhere no two in a row.
fn without_gaps(lines: Vec<String>, is_list: bool) -> Vec<String> {
    if let [_] = lines[..] {
        return lines;
    }
    let mut kept: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        let is_gap = line.trim().is_empty();
        if !is_gap || !(is_list || kept.last().is_none_or(|before| before.trim().is_empty())) {
            kept.push(if is_gap { String::new() } else { line });
        }
    }
    if kept.last().is_some_and(String::is_empty) {
        kept.pop();
    }
    kept
}

/// A spreadsheet puts quotes round a cell of several lines or with quotes, and doubles the quotes inside. Its lines become one.
fn without_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut begins_cell = true;
    while let Some(letter) = letters.next() {
        if letter == '"' && begins_cell {
            while let Some(letter) = letters.next() {
                match letter {
                    '"' if letters.next_if_eq(&'"').is_none() => break,
                    '\r' => {}
                    '\n' => out.push(' '),
                    other => out.push(other),
                }
            }
            begins_cell = false;
            continue;
        }
        begins_cell = matches!(letter, '\t' | '\n' | '\r');
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(plain: &str) -> Vec<String> {
        Clipboard { plain, html: "" }.lines(true)
    }

    fn prose(plain: &str) -> Vec<String> {
        Clipboard { plain, html: "" }.lines(false)
    }

    fn cells(plain: &str) -> Vec<String> {
        Clipboard { plain, html: "<html><body><!--StartFragment--><table border=0><tr><td>" }.lines(false)
    }

    #[test]
    fn marks_and_numbers_of_a_list_are_dropped_where_the_field_has_its_own() {
        for (plain, what) in [
            ("•\tWhat is the whole?\r\n•\tHow many parts?\r\n", "Word, bullets"),
            ("1.\tWhat is the whole?\r\n2.\tHow many parts?\r\n", "Word, numbers"),
            ("1)\tWhat is the whole?\r\n2)\tHow many parts?", "Word, brackets"),
            ("a.\tWhat is the whole?\r\nb.\tHow many parts?", "Word, letters"),
            ("i.\tWhat is the whole?\r\nii.\tHow many parts?", "Word, Roman"),
            ("\u{f0b7}\tWhat is the whole?\r\n\u{f0a7}\tHow many parts?", "Word, symbol fonts"),
            ("o\tWhat is the whole?\r\no\tHow many parts?", "Word, second level"),
            ("What is the whole?\u{b}How many parts?\r\n", "Word, lines of one paragraph"),
            ("\u{feff}What is the whole?\r\n\r\n\r\nHow many parts?\r\n\r\n", "Word, paragraphs"),
            ("1. What is the whole?\n2. How many parts?", "Docs, numbers"),
            ("* What is the whole?\n   * How many parts?", "Docs, as text"),
            ("●\u{a0}What is the whole?\n●\u{a0}How many parts?", "Docs, bullets"),
            ("- What is the whole?\n– How many parts?", "dashes"),
            ("· What is the whole?\n▪ How many parts?", "dots"),
            ("(a) What is the whole?\n(b) How many parts?", "bracketed letters"),
            ("Q1. What is the whole?\nQ2: How many parts?", "questions"),
            ("1.1. What is the whole?\n1.2. How many parts?", "numbers in numbers"),
            ("   What is the whole?   \n\tHow many parts?", "indented"),
            ("1. What is the whole?\r2. How many parts?", "old line ends"),
        ] {
            assert_eq!(list(plain), ["What is the whole?", "How many parts?"], "{what}");
        }
        assert_eq!(list("7. And one?"), ["And one?"]);
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for line in [
            "1.5 kg is how much?",
            "- 5 + 8 = □",
            "A. Turing asked it",
            "3 × 4 = □",
            "-5 is less than 3",
            "□ + 4 = 7",
            "T: Look",
            "o what",
            "1.",
            "•",
            "24. ",
            "Why? 1. Because",
            "i am",
            "2024: when?",
        ] {
            assert_eq!(list(line), [line], "{line}");
        }
        assert_eq!(list("T: Look\nP: Four"), ["T: Look", "P: Four"]);
        assert_eq!(list("1/2 of 4\n1/4 of 8"), ["1/2 of 4", "1/4 of 8"]);
    }

    #[test]
    fn ten_lines_are_ten_lines() {
        let plain: String = (1..=10).map(|number| format!("{number}.\tQuestion {number}?\r\n")).collect();
        assert_eq!(list(&plain), (1..=10).map(|number| format!("Question {number}?")).collect::<Vec<_>>());
    }

    #[test]
    fn elsewhere_a_list_keeps_its_marks_and_paragraphs_their_gap() {
        assert_eq!(prose("•\tbar\r\n\u{f0b7}\tten frame\r\n"), ["• bar", "• ten frame"]);
        assert_eq!(prose("1.\tFirst\r\n2.\tThen\r\n"), ["1. First", "2. Then"]);
        assert_eq!(prose("One.\r\n\r\n\r\n\r\nTwo.\r\n"), ["One.", "", "Two."]);
        assert_eq!(prose("T: Look\n  P: Four"), ["T: Look", "  P: Four"]);
        assert_eq!(prose("some words "), ["some words "]);
        assert_eq!(prose(""), [""]);
    }

    #[test]
    fn columns_stay_columns() {
        assert_eq!(cells("1\t12\t144\r\n2\t24\t288\r\n"), ["1\t12\t144", "2\t24\t288"]);
        assert_eq!(cells("1.\tWhole\t12\r\n"), ["1.\tWhole\t12"]);
        assert_eq!(cells("a\t\"two\nlines\"\t\"she said \"\"yes\"\"\"\r\n"), ["a\ttwo lines\tshe said \"yes\""]);
        assert_eq!(cells("\t5\r\n"), ["\t5"]);
        // Outside a table a quote is a quote.
        assert_eq!(prose("\"Why?\"\tshe asked"), ["\"Why?\"\tshe asked"]);
    }

    #[test]
    fn nothing_of_the_markup_is_kept() {
        let clipboard = Clipboard { plain: "bold & <i>", html: "<b>bold</b> &amp; &lt;i&gt;" };
        assert_eq!(clipboard.lines(false), ["bold & <i>"]);
    }

    proptest! {
        #[test]
        fn words_are_neither_lost_nor_made(plain in "([a-z]{2,4}|[0-9]\\.|•|-|\\t| |\r\n|\"){0,20}", html in "(<table)?") {
            let words = |text: &str| {
                let words = text.split(|letter: char| !letter.is_ascii_lowercase()).filter(|word| word.len() > 1);
                words.map(str::to_owned).collect::<Vec<_>>()
            };
            for is_list in [true, false] {
                let lines = Clipboard { plain: &plain, html: &html }.lines(is_list);
                prop_assert!(lines.iter().all(|line| !line.contains(['\n', '\r'])));
                if html.is_empty() {
                    prop_assert_eq!(words(&lines.join("\n")), words(&plain));
                }
            }
        }
    }
}
