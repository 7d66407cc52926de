//! Whatever a row of the database may hold: read as a room and a page read it. A row that is refused costs its document, and nothing else.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::documents::board::Board;
use model::documents::plan::Plan;
use model::live::Document;
use model::live::replica::Replica;
use model::live::scan::{Bounds, Scanned};

fuzz_target!(|row: &[u8]| {
    // Nobody can put a document within the document any more, and yrs never frees one.
    if Scanned::read(row, &Bounds::STORED).is_ok_and(|scanned| scanned.counts().documents > 0) {
        return;
    }
    let mut replica = Replica::new(1);
    if replica.apply(row).is_err() {
        return;
    }
    Board::summarise(&replica);
    Plan::summarise(&replica);
    let mut board = Board::new(Replica::new(2));
    assert!(board.apply(&replica.snapshot()).is_ok(), "what was read can be read again");
    board.lesson();
});
