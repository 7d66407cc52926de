//! The scan of a state vector: each client with the clock that its edits have reached.

use super::{Bounds, Reader, Refused, What};

/// A state vector that has been looked over.
#[derive(Clone, Copy, Debug)]
pub struct ScannedState<'a>(&'a [u8]);

impl<'a> ScannedState<'a> {
    /// Looks over a state vector.
    ///
    /// # Errors
    /// When it is not one, or names more clients than there may be.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Refused> {
        let at_most = Bounds::STORED.counts.clients;
        let mut reader = Reader::new(bytes);
        let clients = reader.count(2)?;
        if clients > at_most {
            return Err(Refused::TooMany(What::Clients, at_most));
        }
        for _ in 0..clients {
            reader.client()?;
            reader.clock()?;
        }
        if reader.left() > 0 { Err(Refused::GoesOn) } else { Ok(Self(bytes)) }
    }

    /// The state vector as it came.
    pub fn bytes(&self) -> &'a [u8] {
        self.0
    }
}
