//! What lies under a text field: its words as they are meant to be read, with colleagues' carets in them.
//!
//! The mirror's letters are the field's, one for one: what is typed but not read (the brackets of a slot, the slash of a
//! fraction) stands in `.src`, which the style sheet shows while somebody types, so that both break their lines alike.

use std::ops::Range;

use super::colleague::Colleague;
use super::field::FieldKind;
use super::flags::flags;
use super::offsets::byte_at;

/// The mirror's HTML.
pub fn html(kind: FieldKind, text: &str, hint: &str, here: &[Colleague]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let marks = Marks::new(text, here);
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let last = start + line.len() == text.len();
        if index > 0 && !kind.has_lines() {
            out.push('\n');
        }
        let skip = if kind.has_lines() { open_line(kind, line, &mut out) } else { 0 };
        marks.carets_in(start..start + skip, &mut out);
        for piece in pieces(kind, line, skip) {
            let (from, to) = (start + piece.from, start + piece.from + piece.length);
            match piece.drawing {
                Drawing::Words => words(line, start, from, to, &marks, &mut out),
                drawing => {
                    marks.carets_in(from..from + 1, &mut out);
                    drawing.draw(&mut out);
                    marks.carets_in(from + 1..to, &mut out);
                }
            }
        }
        marks.carets_in(start + line.len()..start + line.len() + 1, &mut out);
        if text.is_empty() && !hint.is_empty() {
            out.push_str("<span class=\"live-field__hint\">");
            escape(hint, &mut out);
            out.push_str("</span>");
        }
        if last && line.is_empty() {
            // A last empty line has no height of its own.
            out.push('\u{200b}');
        }
        if kind.has_lines() {
            out.push_str(if last { "</span>" } else { "\n</span>" });
        }
        start += line.len() + 1;
    }
    flags(here, &mut out);
    out
}

/// Carets and selections of colleagues by byte.
struct Marks<'a> {
    carets: Vec<(usize, &'a Colleague)>,
    selections: Vec<(usize, usize, &'a Colleague)>,
}

impl<'a> Marks<'a> {
    fn new(text: &str, here: &'a [Colleague]) -> Self {
        let mut marks = Self { carets: Vec::new(), selections: Vec::new() };
        for colleague in here {
            let Some((anchor, head)) = colleague.selection else {
                continue;
            };
            let (anchor, head) = (byte_at(text, anchor), byte_at(text, head));
            marks.carets.push((head, colleague));
            if anchor != head {
                marks.selections.push((anchor.min(head), anchor.max(head), colleague));
            }
        }
        marks.carets.sort_by_key(|(at, colleague)| (*at, colleague.client));
        marks
    }

    fn carets_in(&self, bytes: Range<usize>, out: &mut String) {
        for (_, colleague) in self.carets.iter().filter(|(at, _)| bytes.contains(at)) {
            let still = if colleague.still { " caret--still" } else { "" };
            out.push_str(&format!("<span class=\"caret{still}\" data-colour=\"{}\"></span>", colleague.colour));
        }
    }

    /// Every byte between `from` and `to` (both apart) where the drawing changes.
    fn cuts(&self, from: usize, to: usize) -> Vec<usize> {
        let ends = self.selections.iter().flat_map(|(start, end, _)| [*start, *end]);
        let mut cuts: Vec<usize> = self.carets.iter().map(|(at, _)| *at).chain(ends).filter(|at| (from + 1..to).contains(at)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn selected_by(&self, from: usize, to: usize) -> Option<&Colleague> {
        self.selections.iter().find(|(start, end, _)| *start <= from && to <= *end).map(|(_, _, colleague)| *colleague)
    }
}

/// Plain words from byte `from` to `to` of the text, cut where carets stand and selections end. `line` begins at `start`.
fn words(line: &str, start: usize, from: usize, to: usize, marks: &Marks<'_>, out: &mut String) {
    let mut from = from;
    for cut in marks.cuts(from, to).into_iter().chain([to]) {
        marks.carets_in(from..from + 1, out);
        let piece = line.get(from - start..cut - start).unwrap_or_default();
        match marks.selected_by(from, cut) {
            Some(colleague) => {
                out.push_str(&format!("<mark class=\"selection\" data-colour=\"{}\">", colleague.colour));
                escape(piece, out);
                out.push_str("</mark>");
            }
            None => escape(piece, out),
        }
        from = cut;
    }
}

/// Opens a line, with its speaker if it has one. Returns how many of its bytes are drawn.
fn open_line(kind: FieldKind, line: &str, out: &mut String) -> usize {
    let speaker = ["T: ", "P: "].into_iter().find(|speaker| kind == FieldKind::Exposition && line.starts_with(speaker));
    match speaker {
        Some(speaker) => {
            let letter = speaker.trim_end_matches(": ");
            out.push_str(&format!(
                "<span class=\"line line--turn\"><span class=\"line__who\">{letter}<span class=\"src\">: </span></span>"
            ));
            speaker.len()
        }
        None if kind == FieldKind::Questions && !line.trim().is_empty() => {
            out.push_str("<span class=\"line line--numbered\">");
            0
        }
        None => {
            out.push_str("<span class=\"line\">");
            0
        }
    }
}

/// A part of a line, in bytes from the line's beginning.
struct Piece<'a> {
    from: usize,
    length: usize,
    drawing: Drawing<'a>,
}

#[derive(Clone, Copy)]
enum Drawing<'a> {
    Words,
    Fraction(&'a str, &'a str),
    Slot(&'a str),
}

/// Cuts a line into words, fractions and slots; the first `skip` bytes were drawn already.
fn pieces(kind: FieldKind, line: &str, skip: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain = skip;
    let mut at = skip;
    while let Some(letter) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let Some(piece) = special(kind, line, at) else {
            at += letter.len_utf8();
            continue;
        };
        if plain < at {
            pieces.push(Piece { from: plain, length: at - plain, drawing: Drawing::Words });
        }
        at += piece.length;
        plain = at;
        pieces.push(piece);
    }
    if plain < line.len() {
        pieces.push(Piece { from: plain, length: line.len() - plain, drawing: Drawing::Words });
    }
    pieces
}

/// The fraction or slot that begins at byte `at`, if one does.
fn special(kind: FieldKind, line: &str, at: usize) -> Option<Piece<'_>> {
    let rest = line.get(at..)?;
    if kind == FieldKind::Stem && rest.starts_with('[') {
        let (inside, _) = rest[1..].split_once(']')?;
        return Some(Piece { from: at, length: inside.len() + 2, drawing: Drawing::Slot(inside) });
    }
    let after_word = line[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '/' || before == '.');
    if after_word {
        return None;
    }
    let above = rest.bytes().take_while(u8::is_ascii_digit).count();
    let below_slash = rest.get(above..)?.strip_prefix('/')?;
    let below = below_slash.bytes().take_while(u8::is_ascii_digit).count();
    let ends_well = !below_slash[below..].starts_with(|next: char| next.is_alphanumeric() || next == '/');
    (above > 0 && below > 0 && above <= 4 && below <= 4 && ends_well).then(|| Piece {
        from: at,
        length: above + 1 + below,
        drawing: Drawing::Fraction(&rest[..above], &below_slash[..below]),
    })
}

impl Drawing<'_> {
    fn draw(self, out: &mut String) {
        match self {
            Drawing::Words => {}
            Drawing::Fraction(above, below) => stacked(above, below, out),
            Drawing::Slot(inside) => {
                let empty = if inside.trim().is_empty() { " slot--empty" } else { "" };
                out.push_str(&format!("<span class=\"slot{empty}\"><span class=\"src\">[</span>"));
                match special(FieldKind::Plain, inside, 0) {
                    Some(Piece { length, drawing: Drawing::Fraction(above, below), .. }) if length == inside.len() => {
                        stacked(above, below, out);
                    }
                    _ => escape(inside, out),
                }
                out.push_str("<span class=\"src\">]</span></span>");
            }
        }
    }
}

fn stacked(above: &str, below: &str, out: &mut String) {
    out.push_str(&format!(
        "<span class=\"frac\"><span class=\"frac__n\">{above}</span><span class=\"src\">/</span><span class=\"frac__d\">{below}</span></span>"
    ));
}

pub(super) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_rest(kind: FieldKind, text: &str) -> String {
        html(kind, text, "", &[])
    }

    fn tom(anchor: u32, head: u32) -> Colleague {
        Colleague {
            client: 2,
            person: 2,
            is_own: false,
            name: "Tom Okafor".into(),
            school: "Elm".into(),
            colour: 3,
            field: None,
            selection: Some((anchor, head)),
            still: false,
        }
    }

    const CARET: &str = "<span class=\"caret\" data-colour=\"3\"></span>";
    const FLAGS: &str = "<span class=\"flags\" translate=\"no\"><span class=\"flag\" data-colour=\"3\">Tom, Elm</span></span>";

    /// The mirror's letters: its HTML without the tags.
    fn letters(html: &str) -> String {
        let mut inside = false;
        let kept = html.chars().filter(|letter| {
            inside |= *letter == '<';
            let keep = !inside && *letter != '\u{200b}';
            inside &= *letter != '>';
            keep
        });
        kept.collect()
    }

    #[test]
    fn fractions_are_stacked_and_codes_and_dates_are_not() {
        let quarter =
            "<span class=\"frac\"><span class=\"frac__n\">1</span><span class=\"src\">/</span><span class=\"frac__d\">4</span></span>";
        assert_eq!(at_rest(FieldKind::Plain, "1/4 of 12"), format!("{quarter} of 12"));
        assert_eq!(at_rest(FieldKind::Plain, "(1/4)"), format!("({quarter})"));
        for text in ["6AS/MD-1", "3/11/2026", "and/or", "1/4th", "a1/4"] {
            assert_eq!(at_rest(FieldKind::Plain, text), text);
        }
    }

    #[test]
    fn slots_speakers_and_numbers_are_drawn() {
        assert!(at_rest(FieldKind::Stem, "is [ ].").contains("<span class=\"slot slot--empty\">"));
        assert!(
            at_rest(FieldKind::Exposition, "T: Look.\nP: Four.")
                .contains("<span class=\"line__who\">P<span class=\"src\">: </span></span>Four.</span>")
        );
        assert_eq!(at_rest(FieldKind::Questions, "Why?\nHow?").matches("line--numbered").count(), 2);
    }

    #[test]
    fn the_mirror_has_the_fields_letters_one_for_one() {
        let kinds = [FieldKind::Plain, FieldKind::Stem, FieldKind::Exposition, FieldKind::Questions];
        for text in ["", "a", "T: 1/4 of [12]\nP: three\n\n", "[1/2] [ ] [\nx]", "\n", "é\u{1F600} 3/4"] {
            for kind in kinds {
                for at in 0..12 {
                    assert_eq!(letters(&html(kind, text, "", &[tom(at, at)]).replace(FLAGS, "")), text, "{kind:?} {text:?}");
                    let carets = html(kind, text, "", &[tom(0, at)]).matches("class=\"caret\"").count();
                    assert_eq!(carets, 1, "{kind:?} {text:?} at {at}");
                }
            }
        }
    }

    #[test]
    fn nothing_typed_can_become_markup() {
        assert_eq!(at_rest(FieldKind::Plain, "3 < 4 & \"<b>\""), "3 &lt; 4 &amp; &quot;&lt;b&gt;&quot;");
        assert!(at_rest(FieldKind::Stem, "[<b>]").contains("&lt;b&gt;"));
    }

    #[test]
    fn a_colleagues_caret_stands_between_the_right_letters() {
        for (at, expected) in
            [(0, format!("{CARET}ab\ncd")), (1, format!("a{CARET}b\ncd")), (2, format!("ab{CARET}\ncd")), (5, format!("ab\ncd{CARET}"))]
        {
            assert_eq!(html(FieldKind::Plain, "ab\ncd", "", &[tom(at, at)]), format!("{expected}{FLAGS}"));
        }
        assert_eq!(html(FieldKind::Plain, "", "", &[tom(0, 0)]), format!("{CARET}\u{200b}{FLAGS}"));
    }

    #[test]
    fn a_colleagues_selection_is_marked() {
        let marked = html(FieldKind::Plain, "abcd", "", &[tom(1, 3)]);
        assert_eq!(marked, format!("a<mark class=\"selection\" data-colour=\"3\">bc</mark>{CARET}d{FLAGS}"));
    }
}
