//! Where colleagues are in a text: carets and selections.

use std::ops::Range;

use model::text::utf16::byte_at;

use super::super::colleague::Colleague;
use super::escape;

/// Carets and selections of colleagues by byte.
pub struct Marks<'a> {
    carets: Vec<(usize, &'a Colleague)>,
    selections: Vec<(usize, usize, &'a Colleague)>,
}

impl<'a> Marks<'a> {
    pub fn new(text: &str, here: &'a [Colleague]) -> Self {
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

    pub fn carets_in(&self, bytes: Range<usize>, out: &mut String) {
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

    /// The letters of `text` between two bytes, cut where carets stand and selections end.
    pub fn letters(&self, text: &str, bytes: Range<usize>, out: &mut String) {
        let mut from = bytes.start;
        for cut in self.cuts(bytes.start, bytes.end).into_iter().chain([bytes.end]) {
            self.carets_in(from..cut.min(from + 1), out);
            let piece = text.get(from..cut).unwrap_or_default();
            match self.selected_by(from, cut) {
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
}
