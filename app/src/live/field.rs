//! One text of a live document: a native text area over a mirror that draws what should be read.

use leptos::prelude::*;
use model::board::TextAddress;

use super::engine::typing;
use super::words::left_out_words;
use super::{LeftOut, Live, mirror};
use crate::ui::verbatim::verbatim;

/// How a field's words are drawn while nobody types in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A heading: one line.
    Title,
    /// The key learning point.
    Key,
    /// Words with fractions.
    Plain,
    /// Lines said by teacher and pupils.
    Exposition,
    /// Numbered questions.
    Questions,
    /// A sentence with slots that everybody says.
    Stem,
}

impl FieldKind {
    /// Whether each line is drawn by itself.
    pub(super) fn has_lines(self) -> bool {
        matches!(self, Self::Exposition | Self::Questions)
    }

    /// The value of `data-kind`, by which the style sheet knows it.
    fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Key => "key",
            Self::Plain => "plain",
            Self::Exposition | Self::Questions => "multi",
            Self::Stem => "aloud",
        }
    }
}

/// The element id of a field's text area.
pub fn field_id(address: &TextAddress) -> String {
    format!("f-{}", address.to_string().replace('/', "-"))
}

/// A labelled text that several people may change at once. Before the page runs it reads as plain text.
#[component]
pub fn TextField(
    /// The board.
    live: Live,
    /// Which text.
    address: TextAddress,
    /// How it is drawn.
    kind: FieldKind,
    /// What the label says; [`TextAddress::label`] where nothing else is said.
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
    let label = move || label.map_or_else(|| name.to_owned(), |label| label.get());
    let text = {
        let address = address.clone();
        Memo::new(move |_| live.lesson.with(|lesson| lesson.text(&address).to_owned()))
    };
    let here = {
        let address = address.clone();
        Memo::new(move |_| {
            let is_here = |colleague: &&super::Colleague| colleague.field.as_ref() == Some(&address);
            live.colleagues.with(|all| all.iter().filter(is_here).cloned().collect::<Vec<_>>())
        })
    };
    {
        let (id, address) = (id.clone(), address.clone());
        Effect::new(move |_| text.with(|text| typing::follow(live, &id, &address, text)));
    }
    {
        let (id, address) = (id.clone(), address.clone());
        Effect::new(move |_| {
            if live.ready.get() {
                typing::ready(live, &id, address.clone(), kind);
            }
        });
    }
    let full = {
        let address = address.clone();
        let of_this = move |left_out: &LeftOut| (left_out.field == address).then_some(left_out.letters);
        Memo::new(move |_| live.left_out.with(|left_out| left_out.as_ref().and_then(&of_this)))
    };
    let class = if class.is_empty() { "live-field".to_owned() } else { format!("live-field {class}") };
    let mirror_class = if kind.has_lines() { "live-field__mirror live-field__mirror--lines" } else { "live-field__mirror" };
    let first_words = verbatim(&text.get_untracked());
    view! {
        <span class=class data-kind=kind.key() data-readonly=(!live.may_edit).then_some("")>
            <label class="live-field__label" for=id.clone()>
                {label}
            </label>
            <span class="live-field__stack">
                // Whoever writes sees the very letters of the text area over it; whoever reads may have them in their own language.
                <span
                    class=mirror_class
                    translate=live.may_edit.then_some("no")
                    aria-hidden="true"
                    inner_html=move || text.with(|text| here.with(|here| mirror::html(kind, text, &hint, here)))
                ></span>
                <textarea
                    class="live-field__input"
                    id=id
                    rows="1"
                    spellcheck="true"
                    readonly=move || !live.ready.get()
                    on:focus=move |event| typing::focus(live, address.clone(), kind, &event)
                    on:blur=move |_| typing::blur(live)
                    on:input=move |_| typing::input(live)
                    on:beforeinput=move |event| typing::before_input(live, &event)
                    on:compositionstart=move |_| typing::composing(live, true)
                    on:compositionend=move |_| typing::composing(live, false)
                    on:keydown=move |event| typing::key(kind, &event)
                    inner_html=first_words
                ></textarea>
            </span>
            <Show when=move || full.get().is_some()>
                <span class="live-field__full" role="alert">
                    {move || full.get().map(left_out_words)}
                </span>
            </Show>
        </span>
    }
    .into_any()
}
