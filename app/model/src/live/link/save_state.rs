//! What a page says about what was typed.

use crate::live::protocol::CloseCode;

/// The truth about everything typed on this page, worst first where several hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The first connection is being opened; nothing was typed yet.
    Connecting,
    /// Everything is in the server's file, after fsync.
    Saved {
        /// When the server last said so on this page, milliseconds since 1970.
        at: Option<u64>,
    },
    /// On its way.
    Saving,
    /// Not at the server, but in this device's store: it survives a reload and a closed lid.
    KeptOnDevice,
    /// No connection; everything typed before is saved.
    Apart,
    /// Neither at the server nor on the device.
    NotSaved,
    /// The server will not take this page's edits, whatever is tried: a person has to act.
    Refused {
        /// Why.
        code: CloseCode,
        /// Whether what was typed is at least on this device, or all saved.
        kept: bool,
    },
}

impl SaveState {
    /// Whether the lead of a workshop has locked the document for now: its fields take no letters until that ends.
    pub fn is_locked(self) -> bool {
        matches!(self, Self::Refused { code: CloseCode::Locked, .. })
    }
}
