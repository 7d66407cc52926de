//! The text area that somebody types in: the one place where the document and the page meet letter by letter.

use model::live::Document;
use model::live::presence::Place;
use model::live::replica::Caret;
use model::live::text::{History, Retyped, moved};
use model::text::signs::hold_together;
use web_sys::HtmlTextAreaElement;

use super::drawing::FieldElement;
use super::page::{height_of, keep_at};
use crate::ui::dom::next_frame;

/// The field with the focus.
pub struct Focused<D: Document> {
    /// Which text it is.
    pub address: D::Address,
    element: HtmlTextAreaElement,
    /// What the element showed when it and the document last agreed, or what was typed since.
    shown: String,
    /// An input method is putting a letter together: the element must not be touched.
    composing: bool,
}

/// The ends of a selection, held fast in the document.
pub struct Selection {
    start: Option<Caret>,
    end: Option<Caret>,
    backwards: bool,
}

impl<D: Document> Focused<D> {
    /// The focus has come to this element.
    pub fn new(field: FieldElement<D::Address>, document: &D) -> Self {
        let shown = field.input.value();
        let mut focused = Self::since(field, shown, false);
        focused.show(document, None);
        focused
    }

    /// The focus is in this element already, which said `shown` when something was first typed in it.
    pub fn since(field: FieldElement<D::Address>, shown: String, composing: bool) -> Self {
        let FieldElement { address, input: element, .. } = field;
        Self { address, element, shown, composing }
    }

    /// Something was typed, pasted, dropped or filled in: makes the same change in the document, as far as the field has room for it.
    pub fn typed(&mut self, document: &mut D, history: &mut History<D>) -> Retyped {
        let caret = self.element.selection_end().ok().flatten();
        let typed = self.held_together(self.element.value(), caret);
        let retyped = document.retype_in(history, &self.address, &self.shown, &typed, caret);
        self.shown = typed;
        // What there was no room for goes again; colleagues' letters that could not be shown while composing come.
        if !self.composing && document.text(&self.address) != self.shown {
            let behind = caret.map(|caret| caret.saturating_sub(retyped.left_out));
            self.show(document, None);
            if let Some(behind) = behind.filter(|_| retyped.left_out > 0) {
                self.select(behind, behind, false);
            }
        }
        retyped
    }

    /// The same in a field that has been left since.
    pub fn left(&self, document: &mut D) -> Retyped {
        let retyped = document.retype(&self.address, &self.shown, &self.element.value(), None);
        self.element.set_value(&document.text(&self.address));
        retyped
    }

    /// An empty box that was just typed stays on the line of its equation.
    fn held_together(&self, typed: String, caret: Option<u32>) -> String {
        let is_longer = typed.len() > self.shown.len() && !self.composing;
        let held = caret.filter(|_| is_longer).and_then(|caret| Some((caret, hold_together(&typed, caret)?)));
        let Some((caret, held)) = held else {
            return typed;
        };
        self.element.set_value(&held);
        self.select(caret, caret, false);
        held
    }

    /// Whether its element has left the page.
    pub fn is_gone(&self) -> bool {
        !self.element.is_connected()
    }

    /// An input method begins or ends.
    pub fn set_composing(&mut self, composing: bool) {
        self.composing = composing;
    }

    /// The selection, held fast before the document changes. `None` while element and document differ.
    pub fn selection(&self, document: &D) -> Option<Selection> {
        if self.composing || document.text(&self.address) != self.shown {
            return None;
        }
        let (start, end) = self.offsets()?;
        let backwards = self.element.selection_direction().ok().flatten().as_deref() == Some("backward");
        Some(Selection { start: document.caret(&self.address, start), end: document.caret(&self.address, end), backwards })
    }

    /// The document has changed: shows it, with the selection where it belongs.
    pub fn show(&mut self, document: &D, selection: Option<Selection>) {
        let text = document.text(&self.address);
        if self.composing || (text == self.shown && self.element.value() == text) {
            return;
        }
        let fallback = self.offsets().map(|(start, end)| (moved(start, &self.shown, &text), moved(end, &self.shown, &text)));
        self.element.set_value(&text);
        self.shown = text;
        let field = document.field(&self.address);
        let place = |caret: Option<Caret>, or: Option<u32>| caret.and_then(|caret| field.offset(&caret, document.replica())).or(or);
        let (start, end, backwards) = match selection {
            Some(held) => (place(held.start, fallback.map(|f| f.0)), place(held.end, fallback.map(|f| f.1)), held.backwards),
            None => (fallback.map(|f| f.0), fallback.map(|f| f.1), false),
        };
        if let (Some(start), Some(end)) = (start, end) {
            self.select(start, end, backwards);
        }
    }

    /// Keeps the field where it stands in the window while the page is drawn anew above it.
    pub fn hold_in_place(&self) {
        let (element, height) = (self.element.clone(), height_of(&self.element));
        next_frame(move || keep_at(&element, height));
    }

    /// Where the caret is, for colleagues.
    pub fn place(&self, document: &D) -> Place<D::Address> {
        let (start, end) = self.offsets().unwrap_or_default();
        let backwards = self.element.selection_direction().ok().flatten().as_deref() == Some("backward");
        let (anchor, head) = if backwards { (end, start) } else { (start, end) };
        Place { field: self.address.clone(), anchor: document.caret(&self.address, anchor), head: document.caret(&self.address, head) }
    }

    fn offsets(&self) -> Option<(u32, u32)> {
        Some((self.element.selection_start().ok()??, self.element.selection_end().ok()??))
    }

    fn select(&self, start: u32, end: u32, backwards: bool) {
        let direction = if backwards { "backward" } else { "none" };
        let _ = self.element.set_selection_range_with_direction(start, end, direction);
    }
}
