//! What gets into a field otherwise than letter by letter: pasted, dropped, or by a sign's button. It is an edit like any other.

use leptos::ev;
use leptos::prelude::{GetUntracked, Set};
use model::live::{Address, Document};
use model::text::pasted::Clipboard;
use model::text::signs::{Press, Sign, hold_all_together, on_lines_of_their_own, steps_over};

use super::drawing::FieldElement;
use super::{typing, with_session};
use crate::live::{FieldKind, Live, PastedLines};

/// Lines as they are meant, without what Word and the like put before them. Several lines for a field of one are asked about.
pub fn paste<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, event: &ev::ClipboardEvent) {
    let (Some(data), Some(selected)) = (event.clipboard_data(), selection(field)) else {
        return;
    };
    let (plain, html) = (data.get_data("text/plain").unwrap_or_default(), data.get_data("text/html").unwrap_or_default());
    if plain.is_empty() || field.input.read_only() || !live.ready.get_untracked() {
        return;
    }
    let is_list = field.kind == FieldKind::Questions;
    let lines = Clipboard { plain: &plain, html: &html }.lines(is_list);
    if asks(live, field, &lines) {
        event.prevent_default();
        return;
    }
    let words = hold_all_together(&lines.join("\n"));
    let words = if is_list && lines.len() > 1 { on_lines_of_their_own(&field.input.value(), selected, &words) } else { words };
    if words != plain {
        event.prevent_default();
        write_apart(live, field, &Press::of(selected, &words));
    }
}

/// Several lines that are dropped on a field of one are asked about as well; they come where its caret is.
pub fn dropped<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, event: &ev::DragEvent) {
    let plain = event.data_transfer().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    if live.ready.get_untracked() && asks(live, field, &Clipboard { plain: &plain, html: "" }.lines(false)) {
        event.prevent_default();
    }
}

/// What is about to be typed, or put in by a keyboard's own clipboard.
pub fn before_input<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, event: &ev::InputEvent) {
    let Some(data) = event.data() else {
        return;
    };
    if data.contains('\n') {
        if asks(live, field, &Clipboard { plain: &data, html: "" }.lines(false)) {
            event.prevent_default();
        }
    } else if data == "/"
        && let Some((caret, end)) = selection(field)
        && caret == end
        && let Some((from, to)) = steps_over(&field.input.value(), caret)
    {
        event.prevent_default();
        let _ = field.input.set_selection_range(from, to);
    }
}

/// Whether these are several lines for a field of one: then somebody is asked what should become of them.
fn asks<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, lines: &[String]) -> bool {
    let lines: Vec<String> = lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect();
    let Some(selected) = selection(field).filter(|_| field.kind == FieldKind::Title && lines.len() > 1) else {
        return false;
    };
    live.pasted.set(Some(PastedLines { field: field.address.clone(), text: field.input.value(), selected, lines }));
    true
}

/// See [`Live::press`].
pub fn press_sign<D: Document>(live: Live<D>, field: &D::Address, sign: Sign) {
    if let Some(field) = focused(field)
        && let Some(selected) = selection(&field)
    {
        write(live, &field, &sign.press(&field.input.value(), selected));
    }
}

/// See [`Live::type_in`].
pub fn type_in<D: Document>(live: Live<D>, place: &PastedLines<D::Address>, words: &str) {
    if let Some(field) = focused(&place.field) {
        write_apart(live, &field, &Press::of(place.selected_in(&field.input.value()), words));
    }
}

/// A field, with the focus.
fn focused<A: Address>(field: &A) -> Option<FieldElement<A>> {
    let field = FieldElement::find(field)?;
    let _ = field.input.focus();
    Some(field).filter(|field| !field.input.read_only())
}

/// Undone by itself, however little it is.
fn write_apart<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, press: &Press) {
    with_session(live, |session| session.borrow_mut().apart());
    write(live, field, press);
}

fn write<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, press: &Press) {
    let (start, end) = press.replaced;
    let behind = press.end();
    let input = &field.input;
    // The caret stands where typing would have left it while the document takes it in.
    let is_written =
        input.set_range_text_with_start_and_end(&press.insert, start, end).and_then(|()| input.set_selection_range(behind, behind));
    if is_written.is_ok() {
        typing::input(live, field);
        if press.selected != (behind, behind) {
            let _ = input.set_selection_range(press.selected.0, press.selected.1);
        }
    }
}

fn selection<A: Address>(field: &FieldElement<A>) -> Option<(u32, u32)> {
    Some((field.input.selection_start().ok()??, field.input.selection_end().ok()??))
}
