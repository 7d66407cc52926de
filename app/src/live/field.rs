//! One text of a live document: a native text area over a mirror that draws what should be read.
//!
//! A long document has hundreds of fields, so a field is elements and nothing more: no signal, no effect and no listener of its own. In the browser
//! the session draws those that differ (`browser/drawing.rs`) and hears of what is done in any of them from the window
//! (`browser/field_events.rs`); both know a field by its attributes. What is put into it here as a signal stays as it was first.

use leptos::prelude::*;
use model::live::{Address, Content, Document};

use super::field_kind::FieldKind;
use super::{Colleague, Live, engine, mirror};
use crate::ui::verbatim::verbatim;

/// The element id of a field's text area.
pub fn field_id(address: &impl Address) -> String {
    format!("f-{}", address.to_string().replace('/', "-"))
}

/// A labelled text that several people may change at once. Before the page runs it reads as plain text.
#[component]
pub fn TextField<D: Document>(
    live: Live<D>,
    /// Which text.
    address: D::Address,
    /// How it is drawn.
    kind: FieldKind,
    /// What the label says; [`Address::label`] where nothing else is said.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// What an empty field says, in a quiet tone.
    #[prop(optional, into)]
    hint: String,
    /// More classes than `live-field`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let id = field_id(&address);
    let name = address.label();
    let label = label.map_or_else(|| name.into_any(), |label| (move || label.get()).into_any());
    let here = live.colleagues.with_untracked(|all| Colleague::in_field(all, &address));
    let (drawn, words) = live.content.with_untracked(|content| {
        let text = content.text(&address);
        (mirror::html(kind, text, &hint, &here), verbatim(text))
    });
    let class = if class.is_empty() { "live-field".to_owned() } else { format!("live-field {class}") };
    let mirror_class = if kind.has_lines() { "live-field__mirror live-field__mirror--lines" } else { "live-field__mirror" };
    view! {
        <span class=class data-kind=kind.key() data-readonly=(!live.may_edit).then_some("")>
            <label class="live-field__label" for=id.clone()>
                {label}
            </label>
            <span class="live-field__stack">
                // Whoever writes sees the very letters of the text area over it; whoever reads may have them in their own language.
                <span class=mirror_class translate=live.may_edit.then_some("no") aria-hidden="true" inner_html=drawn></span>
                <textarea
                    class="live-field__input"
                    id=id
                    data-field=address.to_string()
                    data-draws=kind.key()
                    data-hint=hint
                    rows="1"
                    spellcheck="true"
                    autocomplete="off"
                    aria-describedby=live.may_edit.then(|| kind.help_id())
                    // One that is drawn while the document is locked is closed as those that were there before.
                    readonly=!(live.may_edit && engine::RUNS) || live.locked.get_untracked()
                    inner_html=words
                ></textarea>
            </span>
        </span>
    }
    .into_any()
}
