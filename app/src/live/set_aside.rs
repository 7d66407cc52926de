//! What somebody wrote and the document would not take.

use leptos::prelude::*;
use model::live::Document;

use super::Live;
use crate::ui::icon::{Icon, IconName};

/// The words, which nobody else sees, with two things to do about them. Nothing where there are none.
#[component]
pub fn SetAside<D: Document>(
    live: Live<D>,
    /// `Not on the board`.
    title: &'static str,
    /// What the page calls the document, in one word.
    document: &'static str,
    /// Puts words on the clipboard: what came of it is said where the page says so ([`super::CopyByHand`]).
    copy: Callback<String>,
) -> impl IntoView {
    let id = format!("set-aside-{document}");
    let words = Memo::new(move |_| live.aside.with(|aside| aside.iter().map(|entry| entry.words.as_str()).collect::<String>()));
    let is_any = Memo::new(move |_| live.aside.with(|aside| !aside.is_empty()));
    let let_go = move |_| live.aside.get_untracked().into_iter().for_each(|entry| live.let_go(entry.key));
    view! {
        <Show when=move || is_any.get()>
            <section class="notice notice--bad set-aside" aria-labelledby=id.clone()>
                <Icon name=IconName::Warning/>
                <div class="set-aside__body">
                    <h2 class="set-aside__title" id=id.clone()>{title}</h2>
                    <p role="alert">
                        {format!("The {document} could not take something that you wrote: there is no room left for it, or it is of a kind that {document}s don’t have. ")}
                        "It is kept on this device for you alone; all the rest is sent."
                    </p>
                    <Show when=move || words.with(|words| !words.is_empty())>
                        <pre class="set-aside__words" tabindex="0">{words}</pre>
                    </Show>
                    <p class="set-aside__actions">
                        <Show when=move || words.with(|words| !words.is_empty())>
                            <button class="button button--small" type="button" on:click=move |_| copy.run(words.get_untracked())>
                                "Copy these words"
                            </button>
                        </Show>
                        <button class="button button--small" type="button" on:click=let_go>
                            "Remove from this device"
                        </button>
                    </p>
                </div>
            </section>
        </Show>
    }
    .into_any()
}
