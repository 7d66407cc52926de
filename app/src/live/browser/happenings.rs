//! What colleagues do in the document, as far as it is told to a person.

use leptos::prelude::*;
use model::live::Document;
use model::live::items::ItemChange;

use super::session::Session;
use crate::live::Happening;
use crate::live::shown::set_if_new;

impl<D: Document> Session<D> {
    /// Nobody is known to be here.
    pub(super) fn lose_sight(&mut self) {
        self.colleagues.forget();
        set_if_new(self.live.knows_people, false);
        self.show_colleagues();
    }

    pub(super) fn tell_happenings(&self, changes: Vec<ItemChange>) {
        let own = self.document.replica().client();
        let of_others = changes.into_iter().filter(|change| change.by != Some(own));
        let happening = |change: ItemChange| Happening { by: change.by.and_then(|client| self.colleagues.name_of(client)), change };
        let happenings: Vec<Happening> = of_others.map(happening).collect();
        if !happenings.is_empty() {
            self.live.happenings.try_update(|all| all.extend(happenings));
        }
    }
}
