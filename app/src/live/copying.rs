//! What came of copying: said where it worked, and done by hand where the browser does not allow it.

use leptos::prelude::*;
use model::live::Document;

use super::{Copied, JustDone, Live};

/// The words to be copied by hand, when there are any. A page has it once.
#[component]
pub fn CopyByHand<D: Document>(
    live: Live<D>,
    /// Where it is said that it worked.
    done: JustDone,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let area = NodeRef::<leptos::html::Textarea>::new();
    Effect::new(move |_| match live.copied.get() {
        Some(Copied::Done) => {
            live.copied.set(None);
            done.say("The words are on the clipboard".to_owned(), None);
        }
        Some(Copied::ByHand(words)) => {
            if let (Some(dialog), Some(area)) = (dialog.get_untracked(), area.get_untracked()) {
                area.set_value(&words);
                // One that is open already stays so.
                let _ = dialog.show_modal();
                area.select();
            }
        }
        None => {}
    });
    let shut = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby="by-hand-title" node_ref=dialog on:close=move |_| live.copied.set(None)>
            <h2 class="dialog__title" id="by-hand-title">"Copy the words by hand"</h2>
            <p class="dialog__text" id="by-hand-text">
                "Nothing was copied: this browser does not let the page do it. All words are selected below. Press Ctrl and C, or hold a finger on them and choose Copy."
            </p>
            <textarea class="field__input by-hand" rows="8" readonly aria-labelledby="by-hand-title" node_ref=area></textarea>
            <div class="dialog__actions">
                <button class="button" type="button" on:click=shut>
                    "Close"
                </button>
            </div>
        </dialog>
    }
    .into_any()
}
