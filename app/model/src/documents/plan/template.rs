//! What of a plan another workshop can start with.

use super::agenda::{Agenda, Block, BlockId};

impl Agenda {
    /// The blocks with what is said and done in them. Who runs one, which boards it leads to, what the workshop is about and what is noted in private
    /// belong to that workshop alone.
    #[must_use]
    pub fn as_template(&self) -> Self {
        let bare = |block: &Block| Block { id: BlockId::default(), facilitator: String::new(), boards: Vec::new(), ..block.clone() };
        Self { arrivals: self.arrivals, blocks: self.blocks.iter().map(bare).collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Note, NoteName};
    use super::*;
    use crate::ids::DocumentId;

    #[test]
    fn a_template_holds_what_is_done_and_nobodys_name() {
        let block = |title: &str| Block {
            id: BlockId::generate(),
            title: title.to_owned(),
            minutes: 25,
            fixed_start: Some(780),
            facilitator: "Priya".to_owned(),
            materials: "Counters".to_owned(),
            instructions: "Watch first.".to_owned(),
            boards: vec![DocumentId::generate()],
            ..Block::default()
        };
        let agenda = Agenda {
            title: "Fractions".to_owned(),
            arrivals: 15,
            blocks: vec![block("Watch")],
            deleted_blocks: vec![block("Gone")],
            notes: vec![Note { name: NoteName::of_workshop(), words: "Keep it short.".to_owned() }],
        };
        let bare = Block { id: BlockId::default(), facilitator: String::new(), boards: Vec::new(), ..block("Watch") };
        assert_eq!(agenda.as_template(), Agenda { arrivals: 15, blocks: vec![bare], ..Agenda::default() });
    }
}
