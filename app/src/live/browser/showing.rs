//! What a session shows of its document, and from when on that takes letters.

use leptos::prelude::*;
use model::live::link::Effect;
use model::live::{Content, Document};

use super::clock::now;
use super::drawing::{self, EARLIER, FieldElement};
use super::focused::Focused;
use super::left_out;
use super::session::Session;
use crate::live::LeftOut;
use crate::live::shown::set_if_new;

impl<D: Document> Session<D> {
    /// Shows the document at once.
    pub fn show_now(&mut self, effects: &mut Vec<Effect>) {
        self.drawing = false;
        self.settle();
        if !self.is_ready() {
            if !self.link.is_synced() {
                return;
            }
            if self.live.may_edit {
                return self.begin(effects);
            }
        }
        let content = self.document.content();
        if self.live.content.try_with_untracked(|shown| *shown != content) == Some(true) {
            if let Some(focused) = &self.focused {
                focused.hold_in_place();
            }
            let focus = self.focused.as_ref().map(|focused| &focused.address);
            self.live.colleagues.with_untracked(|colleagues| {
                self.live.content.with_untracked(|shown| drawing::follow(self.live, shown, &content, colleagues, focus));
            });
            self.live.content.try_set(content);
            self.live.content.try_with_untracked(|content| self.live.shown.follow(content));
        }
        self.show_colleagues();
    }

    /// Shows what was just typed here: nothing else is read, compared or drawn, and the rest of the page hears of it when the letter is on the screen.
    pub(super) fn show_typed(&self) {
        if let Some(Focused { address, .. }) = &self.focused {
            let words = self.document.text(address);
            self.live.colleagues.with_untracked(|colleagues| drawing::draw(address, &words, colleagues));
            self.unsettled.set(Some((address.clone(), words)));
        }
    }

    /// Tells the rest of the page of what was typed here.
    pub(super) fn settle(&self) {
        let Some((address, words)) = self.unsettled.take() else {
            return;
        };
        if self.live.content.try_with_untracked(|content| content.text(&address) != words) == Some(true) {
            self.live.content.try_update(|content| content.text_mut(&address).map(|text| words.clone_into(text)));
            self.live.content.try_with_untracked(|content| self.live.shown.follow_text(content, &address));
        }
    }

    pub(super) fn is_ready(&self) -> bool {
        self.live.ready.try_get_untracked().unwrap_or(false)
    }

    /// Makes in the document what was typed before it had come, letter by letter as if it were typed now.
    pub fn adopt(&mut self, effects: &mut Vec<Effect>) {
        let active = FieldElement::active(self.live).map(|field| field.address);
        for field in FieldElement::earlier(self.live) {
            let earlier = field.input.get_attribute(EARLIER).unwrap_or_default();
            let _ = field.input.remove_attribute(EARLIER);
            let is_active = active.as_ref() == Some(&field.address);
            let mut focused = Focused::since(field, earlier, is_active && self.composing);
            let retyped = if is_active { focused.typed(&mut self.document, &mut self.history) } else { focused.left(&mut self.document) };
            if let Some(update) = retyped.update {
                self.link.edited(update, now(), effects);
            }
            if retyped.left_out > 0 {
                self.say_left_out(Some(LeftOut { field: focused.address.clone(), letters: retyped.left_out }));
            }
            if is_active {
                self.focused = Some(focused);
            }
        }
        self.history.close_entry();
        self.show_now(effects);
    }

    /// The document takes letters from now on. A field that was chosen before then has had its focus already.
    fn begin(&mut self, effects: &mut Vec<Effect>) {
        self.live.ready.try_set(true);
        self.adopt(effects);
        let focused = self.focused.take().or_else(|| Some(Focused::new(FieldElement::active(self.live)?, &self.document)));
        if focused.is_some() {
            self.focus(focused, effects);
        }
    }

    pub(super) fn show_colleagues(&self) {
        self.settle();
        let list = self.colleagues.list(&self.document, now());
        if self.live.colleagues.try_with_untracked(|shown| *shown != list) == Some(true) {
            self.live.content.with_untracked(|content| {
                self.live.colleagues.with_untracked(|shown| drawing::follow_colleagues(self.live, shown, &list, content));
            });
            self.live.colleagues.try_set(list);
        }
    }

    pub(super) fn say_left_out(&self, left_out: Option<LeftOut<D::Address>>) {
        if set_if_new(self.live.left_out, left_out.clone()) {
            left_out::show(left_out.as_ref());
        }
    }
}
