//! Why a sync connection ends: the WebSocket close codes, known to both ends (`docs/SYNC.md` lists them with their rules).

/// A close code of ours, in the range RFC 6455 §7.4.2 leaves to applications; or a standard one.
///
/// Codes from 4400 to 4499 say that trying again by itself would not help: the stock `y-websocket` client gives up on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum CloseCode {
    /// The server stops or starts anew: everything received was saved, connect again (RFC 6455, IANA 1012).
    Restarting = 1012,
    /// The peer sent a frame that is not of this protocol, or an update that is not one.
    Malformed = 4400,
    /// The session has ended: sign in again.
    SignedOut = 4401,
    /// The person may not do this any more, or tried to write where they may only read.
    Forbidden = 4403,
    /// The document is not there any more.
    Gone = 4404,
    /// Nothing was heard from the peer for too long, or it did not read what it was sent.
    TimedOut = 4508,
    /// A frame, or the document with it, would be too large.
    TooLarge = 4413,
    /// The lead of the workshop has locked the document for now: it can be read, and written in again once it is unlocked.
    Locked = 4423,
    /// Too many frames in too short a time.
    TooFast = 4529,
    /// The server failed at this document; what was acknowledged is safe. Connect again.
    Failed = 4500,
    /// The server can't save and will not take more until it can.
    Unsaved = 4507,
}

impl CloseCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::Restarting,
        Self::Malformed,
        Self::SignedOut,
        Self::Forbidden,
        Self::Gone,
        Self::TimedOut,
        Self::TooLarge,
        Self::Locked,
        Self::TooFast,
        Self::Failed,
        Self::Unsaved,
    ];

    /// The number on the wire.
    pub fn number(self) -> u16 {
        self as u16
    }

    /// The code with this number.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }

    /// Whether connecting again by itself could help. A person has to do something about the others.
    pub fn try_again(self) -> bool {
        !matches!(self, Self::Malformed | Self::SignedOut | Self::Forbidden | Self::Gone | Self::TooLarge | Self::Locked)
    }

    /// Whether somebody else ends it: whoever is told so asks again from time to time, and keeps meanwhile what was typed.
    pub fn is_lifted(self) -> bool {
        self == Self::Locked
    }
}
