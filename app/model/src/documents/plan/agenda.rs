//! An agenda as plain data: what a plan's document says at one moment.

use serde::{Deserialize, Serialize};

use super::address::{BlockText, TextAddress};
use super::block_kind::BlockKind;
use super::note::{Note, NoteName};
use super::strand::WorkshopStrand;
use super::value::Part;
use crate::ids::DocumentId;
use crate::live::items::ItemId;
use crate::live::text::PlainText;
use crate::live::{Address, Content, Item};

/// A block's key in the document.
pub type BlockId = ItemId;

/// A workshop's blocks at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agenda {
    /// What the workshop is about.
    pub title: String,
    /// The minutes before the twilight that are kept free for tea and arrivals.
    pub arrivals: u32,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Blocks that were deleted and can be restored, in the order they stood.
    pub deleted_blocks: Vec<Block>,
    /// The private notes that say anything, by their names: only in the document that is theirs, and there nothing else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A part of a workshop at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Block {
    pub id: BlockId,
    pub kind: BlockKind,
    /// The strand that somebody chose; otherwise it is the kind's, see [`Block::strand`].
    pub chosen_strand: Option<WorkshopStrand>,
    /// How long it takes.
    pub minutes: u32,
    /// When it begins whatever comes before it, in minutes after midnight by British clocks.
    pub fixed_start: Option<u32>,
    pub part: Part,
    /// It begins with the block before it.
    pub beside: bool,
    /// The boards that are worked on.
    pub boards: Vec<DocumentId>,
    pub title: String,
    /// See [`BlockText::Facilitator`].
    pub facilitator: String,
    /// See [`BlockText::Materials`].
    pub materials: String,
    /// See [`BlockText::Instructions`].
    pub instructions: String,
}

impl Agenda {
    /// The minutes of all its blocks.
    pub fn planned_minutes(&self) -> u32 {
        self.blocks.iter().map(|block| block.minutes).sum()
    }

    /// The words of a note, to be written to.
    fn note_mut(&mut self, name: &NoteName) -> &mut String {
        let place = self.notes.iter().take_while(|note| note.name < *name).count();
        if self.notes.get(place).is_none_or(|note| note.name != *name) {
            self.notes.insert(place, Note { name: name.clone(), words: String::new() });
        }
        &mut self.notes[place].words
    }
}

impl Block {
    /// What it works towards.
    pub fn strand(&self) -> Option<WorkshopStrand> {
        self.chosen_strand.or_else(|| WorkshopStrand::of(self.kind))
    }

    /// One of its texts.
    pub fn text(&self, text: BlockText) -> &str {
        match text {
            BlockText::Title => &self.title,
            BlockText::Facilitator => &self.facilitator,
            BlockText::Materials => &self.materials,
            BlockText::Instructions => &self.instructions,
        }
    }

    /// The same, to be written to.
    pub fn text_mut(&mut self, text: BlockText) -> &mut String {
        match text {
            BlockText::Title => &mut self.title,
            BlockText::Facilitator => &mut self.facilitator,
            BlockText::Materials => &mut self.materials,
            BlockText::Instructions => &mut self.instructions,
        }
    }
}

impl Content for Agenda {
    type Address = TextAddress;
    type Item = Block;

    fn text(&self, address: &TextAddress) -> &str {
        match address {
            TextAddress::Title => &self.title,
            TextAddress::Block(id, text) => self.item(id).map_or("", |block| block.text(*text)),
            TextAddress::Note(name) => self.notes.iter().find(|note| note.name == *name).map_or("", |note| note.words.as_str()),
        }
    }

    fn text_mut(&mut self, address: &TextAddress) -> Option<&mut String> {
        match address {
            TextAddress::Title => Some(&mut self.title),
            TextAddress::Block(id, text) => {
                let mut all = self.blocks.iter_mut().chain(&mut self.deleted_blocks);
                all.find(|block| block.id == *id).map(|block| block.text_mut(*text))
            }
            TextAddress::Note(name) => Some(self.note_mut(name)),
        }
    }

    fn texts(&self) -> impl Iterator<Item = (TextAddress, &str)> {
        let of_block = |block: &'_ Block, text| TextAddress::Block(block.id.clone(), text);
        let blocks = self.blocks.iter().chain(&self.deleted_blocks);
        let of_blocks = blocks.flat_map(move |block| BlockText::ALL.map(|text| (of_block(block, text), block.text(text))));
        let notes = self.notes.iter().map(|note| (TextAddress::Note(note.name.clone()), note.words.as_str()));
        [(TextAddress::Title, self.title.as_str())].into_iter().chain(of_blocks).chain(notes)
    }

    fn items(&self) -> &[Block] {
        &self.blocks
    }

    fn deleted_items(&self) -> &[Block] {
        &self.deleted_blocks
    }

    fn head(&self) -> Self {
        Self { title: self.title.clone(), arrivals: self.arrivals, notes: self.notes.clone(), ..Self::default() }
    }

    fn plain_text(&self) -> String {
        let mut out = PlainText::default();
        out.put(TextAddress::Title.label(), &self.title);
        for (index, block) in self.blocks.iter().chain(&self.deleted_blocks).enumerate() {
            out.put(&format!("Block {}, {}, {} minutes", index + 1, block.kind, block.minutes), &block.title);
            for text in [BlockText::Facilitator, BlockText::Materials, BlockText::Instructions] {
                out.put(TextAddress::Block(block.id.clone(), text).label(), block.text(text));
            }
        }
        for note in &self.notes {
            out.put("Private note", &note.words);
        }
        out.into()
    }
}

impl Item for Block {
    fn id(&self) -> &BlockId {
        &self.id
    }
}
