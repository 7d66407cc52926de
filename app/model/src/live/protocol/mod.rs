//! What goes over `GET /sync/{document}`: the y-websocket framing, and Twilight's additions to it.
//!
//! A frame is one message, or several one after the other. Numbers are lib0 variable-length integers, byte strings are
//! prefixed by their length (Yjs protocol, `y-protocols/PROTOCOL.md`). Messages from `SAVED` on are ours and sent only
//! to clients that asked for the subprotocol [`SUBPROTOCOL`].

mod awareness;
mod batch;
mod close;
mod varint;

pub use awareness::{AwarenessEntry, AwarenessUpdate, MAX_STATES};
pub use batch::{Batch, MAX_FRAMES};
pub use close::CloseCode;

use varint::{Reader, put_bytes, put_number};

/// The WebSocket subprotocol of clients that understand our own messages.
pub const SUBPROTOCOL: &str = "twilight.v1";

const SYNC: u64 = 0;
const AWARENESS: u64 = 1;
const AUTH: u64 = 2;
const QUERY_AWARENESS: u64 = 3;
const SAVED: u64 = 100;
const UNSAVED: u64 = 101;
const PING: u64 = 102;
const PONG: u64 = 103;

const STEP_1: u64 = 0;
const STEP_2: u64 = 1;
const UPDATE: u64 = 2;

/// One message, in either direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// "This is what I have": a state vector.
    SyncStep1(Vec<u8>),
    /// "This is what you lack": the answer to a SyncStep1.
    SyncStep2(Vec<u8>),
    /// Something new.
    Update(Vec<u8>),
    /// Who is here, as a y-protocols awareness update.
    Awareness(Vec<u8>),
    /// "Tell me who is here."
    QueryAwareness,
    /// Refusal in the y-protocols way; we close with a code instead, and ignore it from clients.
    Auth,
    /// The first `frames` SyncStep2 and Update messages of this connection are in the database file, after fsync.
    Saved {
        /// How many, counted from the connection's beginning.
        frames: u64,
        /// The server's clock, milliseconds since 1970.
        at: u64,
    },
    /// The server can't save at the moment. It keeps what it has and goes on trying.
    Unsaved,
    /// "Are you there?" from a client that can't see WebSocket pings.
    Ping,
    /// "I am."
    Pong,
}

/// Messages in one frame at most: every client we know sends one at a time, and each is charged for.
pub const MAX_MESSAGES: usize = 32;

/// A frame that is not of this protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A number or byte string goes on beyond the frame's end, or a number beyond 64 bits.
    #[error("the frame ends in the middle of a message")]
    CutOff,
    /// A message of a kind we do not know.
    #[error("unknown message type {0}")]
    UnknownType(u64),
    /// More than [`MAX_MESSAGES`] messages, or more than [`MAX_FRAMES`] frames in a batch.
    #[error("there are more than {MAX_MESSAGES} messages in a frame")]
    TooManyMessages,
    /// More than [`MAX_STATES`] awareness states.
    #[error("there are more than {MAX_STATES} awareness states in a message")]
    TooManyStates,
}

impl Message {
    /// Reads every message of a frame.
    ///
    /// # Errors
    /// When the frame is not of this protocol; none of its messages should then be acted on.
    pub fn decode_frame(frame: &[u8]) -> Result<Vec<Self>, FrameError> {
        let mut reader = Reader::new(frame);
        let mut messages = Vec::with_capacity(1);
        while !reader.is_empty() {
            if messages.len() == MAX_MESSAGES {
                return Err(FrameError::TooManyMessages);
            }
            messages.push(Self::read(&mut reader)?);
        }
        Ok(messages)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, FrameError> {
        Ok(match reader.number()? {
            SYNC => match reader.number()? {
                STEP_1 => Self::SyncStep1(reader.bytes()?.to_vec()),
                STEP_2 => Self::SyncStep2(reader.bytes()?.to_vec()),
                UPDATE => Self::Update(reader.bytes()?.to_vec()),
                other => return Err(FrameError::UnknownType(other)),
            },
            AWARENESS => Self::Awareness(reader.bytes()?.to_vec()),
            AUTH => {
                reader.number()?;
                reader.bytes()?;
                Self::Auth
            }
            QUERY_AWARENESS => Self::QueryAwareness,
            SAVED => Self::Saved { frames: reader.number()?, at: reader.number()? },
            UNSAVED => Self::Unsaved,
            PING => Self::Ping,
            PONG => Self::Pong,
            other => return Err(FrameError::UnknownType(other)),
        })
    }

    /// The message as a frame of its own.
    pub fn encode(&self) -> Vec<u8> {
        let mut frame = Vec::new();
        match self {
            Self::SyncStep1(state) => put_sync(&mut frame, STEP_1, state),
            Self::SyncStep2(update) => put_sync(&mut frame, STEP_2, update),
            Self::Update(update) => put_sync(&mut frame, UPDATE, update),
            Self::Awareness(update) => {
                put_number(&mut frame, AWARENESS);
                put_bytes(&mut frame, update);
            }
            Self::QueryAwareness => put_number(&mut frame, QUERY_AWARENESS),
            Self::Auth => {
                put_number(&mut frame, AUTH);
                put_number(&mut frame, 0);
                put_bytes(&mut frame, b"");
            }
            Self::Saved { frames, at } => {
                put_number(&mut frame, SAVED);
                put_number(&mut frame, *frames);
                put_number(&mut frame, *at);
            }
            Self::Unsaved => put_number(&mut frame, UNSAVED),
            Self::Ping => put_number(&mut frame, PING),
            Self::Pong => put_number(&mut frame, PONG),
        }
        frame
    }
}

fn put_sync(frame: &mut Vec<u8>, step: u64, body: &[u8]) {
    frame.reserve(body.len() + 8);
    put_number(frame, SYNC);
    put_number(frame, step);
    put_bytes(frame, body);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_message() -> impl Strategy<Value = Message> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..200);
        prop_oneof![
            bytes().prop_map(Message::SyncStep1),
            bytes().prop_map(Message::SyncStep2),
            bytes().prop_map(Message::Update),
            bytes().prop_map(Message::Awareness),
            Just(Message::QueryAwareness),
            (any::<u64>(), any::<u64>()).prop_map(|(frames, at)| Message::Saved { frames, at }),
            Just(Message::Unsaved),
            Just(Message::Ping),
            Just(Message::Pong),
        ]
    }

    #[test]
    fn a_sync_step_1_is_framed_as_y_websocket_frames_it() {
        assert_eq!(Message::SyncStep1(vec![0]).encode(), [0, 0, 1, 0]);
        assert_eq!(Message::decode_frame(&[3]), Ok(vec![Message::QueryAwareness]));
    }

    #[test]
    fn what_is_cut_off_or_unknown_is_refused() {
        assert_eq!(Message::decode_frame(&[0, 2, 5, 1]), Err(FrameError::CutOff));
        assert_eq!(Message::decode_frame(&[0xff; 12]), Err(FrameError::CutOff));
        assert_eq!(Message::decode_frame(&[0, 9]), Err(FrameError::UnknownType(9)));
        assert_eq!(Message::decode_frame(&[60]), Err(FrameError::UnknownType(60)));
        assert_eq!(Message::decode_frame(&[3; MAX_MESSAGES + 1]), Err(FrameError::TooManyMessages));
    }

    proptest! {
        #[test]
        fn messages_survive_a_frame(messages in prop::collection::vec(any_message(), 0..6)) {
            let frame: Vec<u8> = messages.iter().flat_map(Message::encode).collect();
            prop_assert_eq!(Message::decode_frame(&frame), Ok(messages));
        }

        #[test]
        fn noise_never_panics(frame in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = Message::decode_frame(&frame);
        }
    }
}
