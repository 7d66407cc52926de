//! The y-protocols awareness update: for each client a clock and a state in JSON, `null` for one that has left.

use super::FrameError;
use super::varint::{Reader, put_bytes, put_number};
use crate::live::replica::ClientId;

/// States in one message at most: all that a full room has to tell, and of all that it remembers to have left, is half of it.
pub const MAX_STATES: usize = 10_000;

/// The state of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwarenessEntry {
    /// The Yjs client id of the replica it speaks for.
    pub client: ClientId,
    /// Grows with every change; an older one is ignored.
    pub clock: u64,
    /// The state as JSON; `None` once the client has left.
    pub state: Option<String>,
}

/// States of some clients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwarenessUpdate(pub Vec<AwarenessEntry>);

impl AwarenessUpdate {
    /// Reads the body of an awareness message.
    ///
    /// # Errors
    /// When it is cut off, or a state is not UTF-8.
    pub fn decode(body: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(body);
        let count = reader.number()?;
        if count > MAX_STATES as u64 {
            return Err(FrameError::TooManyStates);
        }
        // No room is set aside for a number that somebody else made up.
        let mut entries = Vec::new();
        for _ in 0..count {
            let (client, clock) = (reader.number()?, reader.number()?);
            let state = str::from_utf8(reader.bytes()?).map_err(|_| FrameError::CutOff)?;
            let state = (state != "null").then(|| state.to_owned());
            entries.push(AwarenessEntry { client, clock, state });
        }
        Ok(Self(entries))
    }

    /// The body of an awareness message.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put_number(&mut body, self.0.len() as u64);
        for entry in &self.0 {
            put_number(&mut body, entry.client);
            put_number(&mut body, entry.clock);
            put_bytes(&mut body, entry.state.as_deref().unwrap_or("null").as_bytes());
        }
        body
    }
}
