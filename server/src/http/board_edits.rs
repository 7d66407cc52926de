//! Edits that pages make on boards, through the boards' rooms.

use std::sync::Arc;

use app::context::{BoardEditor, EditRefused};

use crate::sync::{EditError, Sync};

/// `app` knows no engine: it is given this.
pub(super) fn editor(sync: Sync) -> BoardEditor {
    BoardEditor(Arc::new(move |document, person, edit| {
        let sync = sync.clone();
        Box::pin(async move {
            sync.edit(document, &person, edit).await.map_err(|error| match error {
                EditError::Full => EditRefused::Full,
                EditError::NotSaved => EditRefused::NotSaved,
            })
        })
    }))
}
