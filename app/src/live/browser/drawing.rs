//! The fields of a page as elements: what each says is put into those that differ, one by one.

use std::collections::BTreeSet;

use leptos::prelude::document;
use model::live::{Address, Content, Document};
use model::sorting::gather;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::patch::patch;
use crate::live::{Colleague, FieldKind, Live, field_id, mirror};

/// On a text area in which somebody typed before the document took letters: what it said before (`public/scripts/rescue.js` sets it as well).
pub const EARLIER: &str = "data-earlier";

/// A field on the page.
pub struct FieldElement<A> {
    pub address: A,
    pub kind: FieldKind,
    pub input: HtmlTextAreaElement,
}

impl<A: Address> FieldElement<A> {
    /// The field whose text area an element is.
    pub fn of(element: Element) -> Option<Self> {
        let input: HtmlTextAreaElement = element.dyn_into().ok()?;
        let address = input.get_attribute("data-field")?.parse().ok()?;
        let draws = input.get_attribute("data-draws")?;
        let kind = FieldKind::ALL.into_iter().find(|kind| kind.key() == draws)?;
        Some(Self { address, kind, input })
    }

    pub fn find(address: &A) -> Option<Self> {
        document().get_element_by_id(&field_id(address)).and_then(Self::of)
    }

    /// The field of a document with the focus.
    pub fn active<D: Document<Address = A>>(live: Live<D>) -> Option<Self> {
        document().active_element().and_then(Self::of).filter(|field| live.has(&field.address))
    }

    /// Those of its fields in which somebody typed before it took letters.
    pub fn earlier<D: Document<Address = A>>(live: Live<D>) -> Vec<Self> {
        Self::all(live).filter(|field| field.input.has_attribute(EARLIER)).collect()
    }

    fn all<D: Document<Address = A>>(live: Live<D>) -> impl Iterator<Item = Self> {
        let found = document().get_elements_by_class_name("live-field__input");
        let elements = (0..found.length()).filter_map(move |index| found.item(index));
        elements.filter_map(Self::of).filter(move |field| live.has(&field.address))
    }

    /// Draws these words under the text area.
    pub fn draw(&self, words: &str, here: &[Colleague<A>]) {
        // Others put elements of theirs beside it.
        let mirror = self.input.parent_element().and_then(|stack| stack.query_selector(".live-field__mirror").ok().flatten());
        if let Some(mirror) = mirror {
            let hint = self.input.get_attribute("data-hint").unwrap_or_default();
            patch(&mirror, &mirror::html(self.kind, words, &hint, here));
        }
    }

    /// Puts words into the text area, unless it is somebody's who types.
    fn fill(&self, words: &str, focus: Option<&A>) {
        let is_ours = focus != Some(&self.address) && !self.input.has_attribute(EARLIER);
        if is_ours && self.input.value() != words {
            self.input.set_value(words);
        }
    }
}

/// Draws one field's words.
pub fn draw<A: Address>(address: &A, words: &str, colleagues: &[Colleague<A>]) {
    if let Some(field) = FieldElement::find(address) {
        field.draw(words, &Colleague::in_field(colleagues, address));
    }
}

/// Draws what differs between two moments. The field with the `focus` is the session's own: its text area stays.
pub fn follow<D: Document>(
    live: Live<D>,
    before: &D::Content,
    now: &D::Content,
    colleagues: &[Colleague<D::Address>],
    focus: Option<&D::Address>,
) {
    let changed = now.texts().filter(|(address, words)| before.text(address) != *words);
    // A private text that says nothing any more is not among them.
    let emptied =
        before.texts().filter(|(address, _)| address.is_private() && now.text(address).is_empty()).map(|(address, _)| (address, ""));
    for (address, words) in changed.chain(emptied).filter(|(address, _)| live.has(address)) {
        if let Some(field) = FieldElement::find(&address) {
            field.fill(words, focus);
            field.draw(words, &Colleague::in_field(colleagues, &address));
        }
    }
}

/// Draws the fields that colleagues have come to, moved in or left.
pub fn follow_colleagues<D: Document>(
    live: Live<D>,
    before: &[Colleague<D::Address>],
    now: &[Colleague<D::Address>],
    content: &D::Content,
) {
    let fields: BTreeSet<String> = gather(before.iter().chain(now).filter_map(|colleague| Some(colleague.field.as_ref()?.to_string())));
    let addresses = fields.iter().filter_map(|field| field.parse::<D::Address>().ok());
    for address in addresses.filter(|address| live.has(address)) {
        let here = Colleague::in_field(now, &address);
        if here != Colleague::in_field(before, &address)
            && let Some(field) = FieldElement::find(&address)
        {
            field.draw(content.text(&address), &here);
        }
    }
}

/// The document will take no letters, or takes them again: its fields say so.
pub fn set_fields_closed<D: Document>(live: Live<D>, closed: bool) {
    for field in FieldElement::all(live) {
        field.input.set_read_only(closed);
    }
}
