//! Whatever a socket may bring: read as the server's room reads it, and taken in where it is let in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::live::protocol::{AwarenessUpdate, Message};
use model::live::replica::{Incoming, Replica};
use model::live::scan::{Bounds, Scanned};

fuzz_target!(|frame: &[u8]| {
    let Ok(messages) = Message::decode_frame(frame) else { return };
    let mut replica = Replica::new(1);
    for message in messages {
        match message {
            Message::SyncStep1(state) => drop(replica.missing_from(&state)),
            Message::SyncStep2(update) | Message::Update(update) => {
                let Ok(scanned) = Scanned::read(&update, &Bounds::FRAME) else { return };
                replica.knows(&scanned);
                let Ok(incoming) = Incoming::read(scanned) else { return };
                if replica.judge(&incoming).is_ok() {
                    replica.take_in(incoming);
                }
            }
            Message::Awareness(states) => drop(AwarenessUpdate::decode(&states)),
            _ => {}
        }
    }
    let mut copy = Replica::new(2);
    assert!(copy.apply(&replica.snapshot()).is_ok(), "what was let in can be read again");
});
