//! Where colleagues are in a text: carets and selections.

use std::ops::Range;

use model::sorting::{sort, sort_by};
use model::text::utf16::byte_at;

use super::super::colleague::Colleague;
use super::escape;

/// Carets and selections of colleagues by byte.
#[derive(Default)]
pub struct Marks {
    carets: Vec<(usize, Mark)>,
    selections: Vec<(usize, usize, Mark)>,
}

/// Whose it is, as far as it is drawn.
#[derive(Clone, Copy)]
struct Mark {
    client: u64,
    colour: u8,
    still: bool,
}

impl Marks {
    pub fn new<A>(text: &str, here: &[Colleague<A>]) -> Self {
        let mut marks = Self::default();
        for colleague in here {
            let Some((anchor, head)) = colleague.selection else {
                continue;
            };
            let mark = Mark { client: colleague.client, colour: colleague.colour, still: colleague.still };
            let (anchor, head) = (byte_at(text, anchor), byte_at(text, head));
            marks.carets.push((head, mark));
            if anchor != head {
                marks.selections.push((anchor.min(head), anchor.max(head), mark));
            }
        }
        sort_by(&mut marks.carets, |(at, one), (place, other)| (at, one.client).cmp(&(place, other.client)));
        marks
    }

    pub fn carets_in(&self, bytes: Range<usize>, out: &mut String) {
        for (_, mark) in self.carets.iter().filter(|(at, _)| bytes.contains(at)) {
            let still = if mark.still { " caret--still" } else { "" };
            out.push_str(&format!("<span class=\"caret{still}\" data-colour=\"{}\"></span>", mark.colour));
        }
    }

    /// Every byte between `from` and `to` (both apart) where the drawing changes.
    fn cuts(&self, from: usize, to: usize) -> Vec<usize> {
        let ends = self.selections.iter().flat_map(|(start, end, _)| [*start, *end]);
        let mut cuts: Vec<usize> = self.carets.iter().map(|(at, _)| *at).chain(ends).filter(|at| (from + 1..to).contains(at)).collect();
        sort(&mut cuts);
        cuts.dedup();
        cuts
    }

    fn selected_by(&self, from: usize, to: usize) -> Option<Mark> {
        self.selections.iter().find(|(start, end, _)| *start <= from && to <= *end).map(|(_, _, mark)| *mark)
    }

    /// The letters of `text` between two bytes, cut where carets stand and selections end.
    pub fn letters(&self, text: &str, bytes: Range<usize>, out: &mut String) {
        let mut from = bytes.start;
        for cut in self.cuts(bytes.start, bytes.end).into_iter().chain([bytes.end]) {
            self.carets_in(from..cut.min(from + 1), out);
            let piece = text.get(from..cut).unwrap_or_default();
            match self.selected_by(from, cut) {
                Some(mark) => {
                    out.push_str(&format!("<mark class=\"selection\" data-colour=\"{}\">", mark.colour));
                    escape(piece, out);
                    out.push_str("</mark>");
                }
                None => escape(piece, out),
            }
            from = cut;
        }
    }
}
