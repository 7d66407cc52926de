//! The browser's half of a live document of any kind: socket, replica, carets, and the store on the device.
//!
//! Pages are rendered twice, so what they see of this module is the same on both sides: [`Live`], a bundle of signals and
//! commands. In the browser an engine drives it; on the server it stands still and shows the document as it was loaded.

mod colleague;
mod copying;
mod deleted_items;
pub mod drag;
mod field;
mod field_kind;
mod flags;
mod former;
mod item_list;
mod just_done;
mod keep_in_order;
mod minutes_input;
mod mirror;
mod moves;
mod own_page;
mod people_here;
mod presence_stack;
mod saved;
mod set_aside;
mod shown;
mod undo_redo;
mod voice;
mod words;

#[cfg(feature = "hydrate")]
#[path = "browser/mod.rs"]
mod engine;
#[cfg(not(feature = "hydrate"))]
#[path = "server_stub.rs"]
mod engine;

use leptos::prelude::*;
use model::ids::DocumentId;
use model::live::items::{ItemChange, ItemId};
use model::live::link::{PendingKey, SaveState};
use model::live::text::{FormerWords, moved};
use model::live::{Address, Content, Document};
use model::text::signs::Sign;

pub use colleague::{Colleague, people};
pub use copying::CopyByHand;
pub use deleted_items::{DeletedItem, DeletedItems};
pub use engine::follow_screen_keyboard;
pub use field::{TextField, field_id};
pub use field_kind::FieldKind;
pub use former::RemovedWords;
pub use item_list::ItemList;
pub use just_done::{JustDone, Toasts};
pub use keep_in_order::keep_in_order;
pub use minutes_input::MinutesInput;
pub use moves::{MoveWords, show_moves};
pub use own_page::{child_in_sight, go_on, hold_still, remember, remembered, show_within};
pub use people_here::PeopleHere;
pub use presence_stack::PresenceStack;
pub use saved::{Saved, spoken_of_saving};
pub use set_aside::SetAside;
pub use shown::{ItemSignal, Shown};
pub use undo_redo::UndoRedo;
pub use voice::{Spoken, Voice};
pub use words::{clock_time, not_shown, saved_words};

/// Something of this person's that the server would not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its name on the device.
    pub key: PendingKey,
    /// What was written, as far as it is words.
    pub words: String,
}

/// Letters that a field had no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut<A> {
    /// Which field.
    pub field: A,
    /// How many, in UTF-16 units.
    pub letters: u32,
}

/// What undo or redo has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryMove<T> {
    /// Counts up, so that two equal ones are told apart; 0 before the first.
    pub number: u32,
    /// Undo; otherwise redo.
    pub is_undo: bool,
    /// What is different since.
    pub differences: Vec<T>,
}

impl<T> Default for HistoryMove<T> {
    fn default() -> Self {
        Self { number: 0, is_undo: false, differences: Vec::new() }
    }
}

/// What a colleague did to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Who, where that can be told.
    pub by: Option<String>,
    /// What.
    pub change: ItemChange,
}

/// Several lines for a field of one, before somebody has said what should become of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedLines<A> {
    /// Which field.
    pub field: A,
    /// What the field said then: colleagues may go on writing in it.
    pub text: String,
    /// What of it they would replace, in UTF-16 units.
    pub selected: (u32, u32),
    pub lines: Vec<String>,
}

impl<A> PastedLines<A> {
    /// What of the field they would replace now that it says `text`.
    pub fn selected_in(&self, text: &str) -> (u32, u32) {
        let now = |offset| moved(offset, &self.text, text);
        (now(self.selected.0), now(self.selected.1))
    }
}

/// What came of copying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The words are on the clipboard.
    Done,
    /// The browser does not allow it: these are to be copied by hand.
    ByHand(String),
}

/// A live document, as components see it. Cheap to copy.
pub struct Live<D: Document> {
    /// What the document says now. Told of every letter: what is there once for each item hangs on [`Live::item`], [`Shown::order`] or
    /// [`Shown::head`] instead.
    pub content: RwSignal<D::Content>,
    /// The same in parts.
    pub shown: Shown<D::Content>,
    /// Everybody else who has the document open.
    pub colleagues: RwSignal<Vec<Colleague<D::Address>>>,
    /// The truth about what was typed here.
    pub saved: RwSignal<SaveState>,
    /// Whether there is an own edit to take back.
    pub can_undo: RwSignal<bool>,
    /// Whether there is one to make again.
    pub can_redo: RwSignal<bool>,
    /// What was undone or redone last.
    pub last_move: RwSignal<HistoryMove<D::Difference>>,
    /// What colleagues have done to the items, since somebody took it from here.
    pub happenings: RwSignal<Vec<Happening>>,
    /// Words that were removed today.
    pub former: RwSignal<Vec<FormerWords>>,
    /// Whether the server has said who is here; otherwise nothing is known of it.
    pub knows_people: RwSignal<bool>,
    /// Whether edits are taken: the page runs, the document has come, and the person may edit.
    pub ready: RwSignal<bool>,
    /// Whether the lead of a workshop has locked it for now: then none are.
    pub locked: RwSignal<bool>,
    /// The presence colour the server gave us, 1 to 8.
    pub own_colour: RwSignal<u8>,
    /// The field that has the focus here.
    pub focus: RwSignal<Option<D::Address>>,
    /// What the server would not take, kept on this device.
    pub aside: RwSignal<Vec<Aside>>,
    /// What the last thing typed had too much of.
    pub left_out: RwSignal<Option<LeftOut<D::Address>>>,
    /// What came of the last copying.
    pub copied: RwSignal<Option<Copied>>,
    /// Several lines that were pasted into a field of one.
    pub pasted: RwSignal<Option<PastedLines<D::Address>>>,
    may_edit: bool,
    is_private: bool,
    engine: engine::Held<D>,
}

impl<D: Document> Clone for Live<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Document> Copy for Live<D> {}

impl<D: Document> Live<D> {
    /// A page that shows `content` until its document has come.
    pub fn new(content: D::Content, may_edit: bool) -> Self {
        Self {
            shown: Shown::new(&content),
            content: RwSignal::new(content),
            colleagues: RwSignal::new(Vec::new()),
            saved: RwSignal::new(SaveState::Connecting),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            last_move: RwSignal::default(),
            happenings: RwSignal::default(),
            former: RwSignal::default(),
            knows_people: RwSignal::new(false),
            ready: RwSignal::new(false),
            locked: RwSignal::new(false),
            own_colour: RwSignal::new(1),
            focus: RwSignal::new(None),
            aside: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(None),
            copied: RwSignal::new(None),
            pasted: RwSignal::new(None),
            may_edit,
            is_private: false,
            engine: engine::hold(),
        }
    }

    /// The same beside another document of the page: it has the private fields ([`Address::is_private`]), and the other has all else.
    pub fn in_private(self) -> Self {
        Self { is_private: true, ..self }
    }

    /// Whether a field of the page is one of this document's.
    pub fn has(self, field: &D::Address) -> bool {
        field.is_private() == self.is_private
    }

    /// One item, which tells only of its own changes.
    pub fn item(self, id: &ItemId) -> ItemSignal<D::Content> {
        self.shown.item(self.content, id)
    }

    /// The same with what was removed from it today, once the page runs: the server does not know the reader's clock. Before [`Live::start`].
    pub fn remembering(self, former: Vec<FormerWords>) -> Self {
        Effect::new(move |_| self.former.set(former.clone()));
        self
    }

    /// Whether edits may be made here at all.
    pub fn may_edit(self) -> bool {
        self.may_edit
    }

    /// Whether edits are taken at this moment: the document is there, and not locked.
    fn takes_edits(self) -> bool {
        self.ready.get_untracked() && !self.locked.get_untracked()
    }

    /// Connects, in the browser, once the page runs there; ends with the component that called it. `reader` is the id of whoever looks at the
    /// document: by it the device tells whose unsaved words are whose.
    pub fn start(self, document: DocumentId, reader: impl std::fmt::Display) {
        let reader = reader.to_string();
        Effect::new(move |started: Option<()>| {
            if started.is_none() {
                engine::start(self, document, &reader);
            }
        });
        on_cleanup(move || engine::stop(self));
    }

    /// Whether an element that the server made stands in the page already, so that there is no need to make it.
    pub fn is_drawn(self, element_id: &str) -> bool {
        engine::is_drawn(element_id)
    }

    /// Makes an edit: a method of the document that returns its update. Does nothing before it is [`Live::ready`].
    pub fn edit(self, make: impl FnOnce(&mut D) -> Option<Vec<u8>> + 'static) {
        if self.takes_edits() {
            engine::edit(self, make);
        }
    }

    /// An edit that undo takes back by itself, however soon it follows another: moving an item, say.
    pub fn edit_apart(self, make: impl FnOnce(&mut D) -> Option<Vec<u8>> + 'static) {
        engine::close_entry(self);
        self.edit(make);
        engine::close_entry(self);
    }

    /// Edits that undo takes back together.
    pub fn edit_together(self, edits: impl FnOnce()) {
        engine::close_entry(self);
        edits();
        engine::close_entry(self);
    }

    /// Puts words where these lines were pasted as if they were typed there, and the focus behind them.
    pub fn type_in(self, place: &PastedLines<D::Address>, words: &str) {
        if self.takes_edits() {
            engine::type_in(self, place, words);
        }
    }

    /// The press of a sign's button, in a field.
    pub fn press(self, field: &D::Address, sign: Sign) {
        if self.takes_edits() {
            engine::press_sign(self, field, sign);
        }
    }

    /// Takes back one's own last edit.
    pub fn undo(self) {
        if self.takes_edits() {
            engine::undo(self);
        }
    }

    /// Makes it again.
    pub fn redo(self) {
        if self.takes_edits() {
            engine::redo(self);
        }
    }

    /// Moves the keyboard's focus to a field, once it is there, without scrolling more than needed.
    pub fn go_to(self, element_id: String) {
        engine::go_to(element_id);
    }

    /// Moves the keyboard's focus to an element that is there.
    pub fn focus_on(self, element_id: &str) {
        engine::focus_on(element_id);
    }

    /// Scrolls to an element, once it is there.
    pub fn bring_into_view(self, element_id: String) {
        engine::bring_into_view(element_id);
    }

    /// Scrolls to an element where it is out of sight, and shows for a moment that something changed there.
    pub fn show_place(self, element_id: String) {
        engine::show_place(element_id);
    }

    /// Everything written in the document as plain text, on the clipboard: the way out when nothing else works.
    pub fn copy_words(self) {
        self.copy(self.content.with_untracked(Content::plain_text));
    }

    /// Puts words on the clipboard; [`Live::copied`] says whether that was allowed.
    pub fn copy(self, words: String) {
        engine::copy(self, words);
    }

    /// Whether the document holds anything of a colleague's page, or without one of this page.
    pub fn has_written(self, client: Option<u64>) -> bool {
        engine::has_written(self, client)
    }

    /// Removes something that was set aside from this device.
    pub fn let_go(self, key: PendingKey) {
        engine::let_go(self, key);
    }
}
