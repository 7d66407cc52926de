//! The saved state: seen always, spoken only when its kind changes.

use leptos::prelude::*;
use model::live::Document;
use model::live::link::SaveState;
use model::live::protocol::CloseCode;

use super::{Live, saved_words};
use crate::ui::icon::{Icon, IconName};

/// The state in words with its sign.
#[component]
pub fn Saved<D: Document>(
    live: Live<D>,
    /// Whether the page runs. Until then nothing is known of saving; where it never does, a script says so (`public/scripts/program-words.js`).
    #[prop(into)]
    runs: Signal<bool>,
    /// What the page calls the document.
    document: &'static str,
) -> impl IntoView {
    let key = Memo::new(move |_| if runs.get() { kind(live.saved.get()) } else { Kind::Opening });
    let words = move || if runs.get() { saved_words(live.saved.get(), document) } else { "Opening…".to_owned() };
    let sign = move || match key.get() {
        Kind::Saved => IconName::Check,
        Kind::Opening | Kind::Saving => IconName::Sunrise,
        Kind::Kept => IconName::Lock,
        Kind::Failed => IconName::Warning,
    };
    view! {
        <p class="saved" translate="no" data-state=move || key.get().key()>
            {move || view! { <Icon name=sign()/> }}
            // Set as a whole: what an extension has made of the words before goes with them. They are ours, so nothing in them is markup.
            <span inner_html=words></span>
            <Show when=move || key.get() == Kind::Failed>
                <button class="saved__copy" type="button" on:click=move |_| live.copy_words()>
                    "Copy"
                </button>
            </Show>
        </p>
    }
    .into_any()
}

/// The same for a screen reader: silent while saving goes well, however often.
pub fn spoken_of_saving<D: Document>(live: Live<D>, document: &'static str) -> Memo<String> {
    Memo::new(move |before: Option<&String>| {
        let state = live.saved.get();
        match kind(state) {
            Kind::Saved if before.is_some_and(|before| !before.is_empty()) => "All saved".to_owned(),
            Kind::Saved => String::new(),
            Kind::Opening | Kind::Saving => before.cloned().unwrap_or_default(),
            Kind::Kept | Kind::Failed => saved_words(state, document),
        }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opening,
    Saved,
    Saving,
    Kept,
    Failed,
}

impl Kind {
    fn key(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Kept => "kept",
            Self::Failed => "failed",
        }
    }
}

fn kind(state: SaveState) -> Kind {
    match state {
        SaveState::Saved { .. } => Kind::Saved,
        SaveState::Connecting => Kind::Opening,
        SaveState::Saving => Kind::Saving,
        SaveState::KeptOnDevice | SaveState::Apart | SaveState::Refused { code: CloseCode::Locked, kept: true } => Kind::Kept,
        SaveState::NotSaved | SaveState::Refused { .. } => Kind::Failed,
    }
}
