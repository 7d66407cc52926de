//! What a room is told, and what it asks for. Everything else in the engine only carries these to and fro.

use bytes::Bytes;
use model::documents::Summary;
use model::ids::AuthorId;
use model::live::protocol::CloseCode;
use model::live::replica::ClientId;
use model::live::text::FormerWords;

/// One connection, numbered upwards in the order in which they came: a later one has the larger id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// One piece of work for the disk, so that a late answer is not taken for another one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Who is at the other end of a connection, as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Who signed in, or which guest it is.
    pub person: AuthorId,
    /// First and last name; a guest's first name.
    pub name: String,
    /// The school's name; may be empty.
    pub school: String,
    /// Whether the person may change the document.
    pub may_write: bool,
    /// Whether the client asked for `twilight.v1` and understands our own messages.
    pub extended: bool,
}

/// What the file holds of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The last snapshot.
    pub snapshot: Option<Vec<u8>>,
    /// The log rows after it, in order.
    pub updates: Vec<Vec<u8>>,
    /// The highest sequence number among them.
    pub through: i64,
    /// How many there are.
    pub rows: u64,
    /// Words that were removed from it today.
    pub former: Vec<FormerWords>,
}

/// One update for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogUpdate {
    /// Who sent it.
    pub author: AuthorId,
    /// The update as it came.
    pub bytes: Bytes,
}

/// What happens to a room.
#[derive(Debug)]
pub enum Event {
    /// A peer has joined.
    Connected { session: SessionId, peer: Box<Peer> },
    /// A frame came from a peer.
    Frame { session: SessionId, frame: Bytes },
    /// A frame of the effects just carried out did not fit into this peer's queue, nor did any after it.
    Overflowed { session: SessionId },
    /// A queue that had overflowed is empty.
    Drained { session: SessionId },
    /// A peer has left, or its connection broke.
    Disconnected { session: SessionId },
    /// A batch is in the file, after fsync; its last row has this number.
    Committed { ticket: Ticket, last: i64 },
    /// A batch is not in the file, or so it seems.
    CommitFailed { ticket: Ticket },
    /// The asked-for compaction is in the file.
    Compacted { ticket: Ticket },
    /// The file holds other rows than this room knows of: nothing was compacted.
    CompactionRefused { ticket: Ticket },
    /// The compaction did not work out: the log is as it was.
    CompactionFailed { ticket: Ticket },
    /// What the file holds, after [`Effect::Reload`].
    Reloaded { ticket: Ticket, loaded: Box<Loaded> },
    /// The file could not be read, after [`Effect::Reload`].
    ReloadFailed { ticket: Ticket },
    /// Somebody joined while the room was leaving ([`Effect::Unload`]): it stays.
    Kept,
    /// [`super::Room::next_deadline`] has come.
    Tick,
    /// The process stops.
    Shutdown,
}

/// What a room asks for, to be carried out in order.
#[derive(Debug)]
pub enum Effect {
    /// Queue one frame for these sessions.
    Send { to: Vec<SessionId>, frame: Bytes },
    /// End a connection, with a reason for whoever looks at it. The room has forgotten it already.
    Close { session: SessionId, code: CloseCode, why: String },
    /// Add these rows to the log, and keep what was removed with them.
    Append {
        ticket: Ticket,
        updates: Vec<LogUpdate>,
        clients: Vec<(ClientId, AuthorId)>,
        former: Vec<FormerWords>,
        /// What lists are to show, where that has changed.
        summary: Option<Box<Summary>>,
    },
    /// Replace the `rows` log rows up to `through` by a snapshot, if exactly these are there.
    Compact { ticket: Ticket, through: i64, rows: u64, snapshot: Vec<u8>, summary: Box<Summary> },
    /// Read the file again.
    Reload { ticket: Ticket },
    /// Forget this room, unless somebody is about to join it.
    Unload,
}
