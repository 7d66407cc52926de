//! Every number of the engine, with its reason. `docs/SYNC.md` refers to them by name.

use std::time::Duration;

use model::live::replica::Waits;
use model::live::scan::Bounds;

/// Milliseconds on a clock that the caller owns.
pub type Millis = u64;

/// What one room allows. A copy of its own, so that tests can make everything small.
#[derive(Clone, Debug)]
pub struct Limits {
    /// A frame of more bytes is refused: a long lesson with all its history is a tenth of that.
    pub frame_bytes: usize,
    /// A document may not grow beyond this; a browser on an old laptop still opens it in a second.
    pub document_bytes: usize,
    /// What may be in one update of a frame, before anything of it is decoded (X9).
    pub update: Bounds,
    /// What may be in the document: beyond, nothing more is taken in (X1). Its bytes are counted by `document_bytes`.
    pub document: Bounds,
    /// What may wait for earlier updates in the document. Clients that know the whole document send nothing that has to.
    pub waiting: Waits,
    /// What may wait there of one person, so that nobody else is kept from waiting.
    pub waiting_of_one: Waits,
    /// Bytes of answers a session may ask for a second on average: a page asks once when it connects.
    pub answer_bytes_per_second: u64,
    /// Bytes of answers a session may save up: the largest document, for a page that is opened again and again.
    pub answer_bytes_burst: u64,
    /// What an answer costs at least: finding out that nothing is missing takes time as well. As a part of the document, one in so many bytes.
    pub answer_costs_one_in: u64,
    /// Messages a session may send a second on average: a fast typist with a moving caret makes 30.
    pub messages_per_second: u64,
    /// Messages a session may save up: what a client had to say after a pause.
    pub messages_burst: u64,
    /// Bytes a session may send a second on average.
    pub bytes_per_second: u64,
    /// Bytes a session may save up: one whole document, made while offline.
    pub bytes_burst: u64,
    /// Sockets in one room: the largest meeting is 400 people, some with two windows.
    pub sessions_per_room: usize,
    /// Sockets of one person in one room: every device and window, with reconnects not yet noticed.
    pub sessions_per_person: usize,
    /// Bytes of updates that may wait for the disk. Beyond, writers are turned away: they keep what they have typed.
    pub pending_bytes: usize,
    /// Bytes of one awareness state: a selection takes 300.
    pub awareness_state_bytes: usize,
    /// Client ids one session may speak for: a page has one replica, an editor embedded in it perhaps another.
    pub clients_per_session: usize,
    /// Client ids of people who left that a room remembers, so that a stale echo can't bring them back.
    pub departed_clients: usize,
    /// A room with few people tells news after this long: half a display's frame.
    pub flush_after: Millis,
    /// A full room tells news after this long at most: nobody notices, and a tick merges everybody's typing.
    pub flush_at_most: Millis,
    /// The number of people from which on a room counts as full.
    pub full_room: usize,
    /// A batch that is not answered in this time counts as failed: a disk that takes longer is not saving.
    pub commit_timeout: Millis,
    /// The first try after a failure, doubling up to [`Limits::retry_at_most`].
    pub retry_after: Millis,
    /// A full disk is looked at this often at least: documents are to be saved within seconds once there is room.
    pub retry_at_most: Millis,
    /// A peer that has not read what it was sent in this time is closed.
    pub drain_timeout: Millis,
    /// So many log rows are compacted at once: replaying them takes a few milliseconds.
    pub compact_rows: u64,
    /// Log rows are compacted when the first of them is this old, so that a document is read quickly.
    pub compact_after: Millis,
    /// Removed words are looked for at most this often: nobody misses a text that stood for less.
    pub look_every: Millis,
    /// For each so many pieces of a document that pause is a millisecond longer, of which reading them takes a small part.
    pub look_pieces_a_millisecond: Millis,
    /// An empty room stays loaded for this long: reloading a page is not a reason to load from disk.
    pub idle_grace: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: MAX_FRAME,
            document_bytes: 8 << 20,
            update: Bounds::FRAME,
            document: Bounds::FULL,
            waiting: Waits { pieces: 10_000, bytes: 1 << 20 },
            waiting_of_one: Waits { pieces: 2_500, bytes: 256 << 10 },
            answer_bytes_per_second: 2 << 20,
            answer_bytes_burst: 32 << 20,
            answer_costs_one_in: 8,
            messages_per_second: 200,
            messages_burst: 400,
            bytes_per_second: 1 << 20,
            bytes_burst: 8 << 20,
            sessions_per_room: 600,
            sessions_per_person: 20,
            pending_bytes: 8 << 20,
            awareness_state_bytes: 4 << 10,
            clients_per_session: 4,
            departed_clients: 2_000,
            flush_after: 8,
            flush_at_most: 50,
            full_room: 400,
            commit_timeout: 10_000,
            retry_after: 250,
            retry_at_most: 4_000,
            drain_timeout: 30_000,
            compact_rows: 500,
            compact_after: 30_000,
            look_every: 500,
            look_pieces_a_millisecond: 50,
            idle_grace: 10_000,
        }
    }
}

impl Limits {
    /// How long news waits for company in a room with so many sessions.
    pub fn flush_delay(&self, sessions: usize) -> Millis {
        let span = self.flush_at_most.saturating_sub(self.flush_after);
        let share = sessions.min(self.full_room) as u64;
        self.flush_after + span * share / (self.full_room.max(1) as u64)
    }
}

/// See [`Limits::frame_bytes`].
pub const MAX_FRAME: usize = 1 << 20;
/// Frames that wait in one session's outbound queue before it counts as slow: seconds of a busy document.
pub const OUTBOUND_FRAMES: usize = 128;
/// An edit of a form is on the disk after this long, or has failed: a load and a commit may take ten seconds together, and somebody waits.
pub const EDIT_TIMEOUT: Duration = Duration::from_secs(15);
/// Bytes that wait in one session's outbound queue before it counts as slow; a single frame may be larger.
pub const OUTBOUND_BYTES: usize = 1 << 20;
/// Events that wait for a room before its sessions stop reading from their sockets.
pub const MAILBOX: usize = 256;
/// Events a room takes in at one waking.
pub const MAILBOX_BATCH: usize = 64;
/// Requests that wait for the writer before rooms are told that saving failed.
pub const WRITER_QUEUE: usize = 4_096;
/// Appends that go into one transaction at most.
pub const WRITER_BATCH: usize = 512;
/// How long the writer waits for company after the first request: one fsync for all documents, and still a quick "saved".
pub const WRITER_GATHER: Duration = Duration::from_millis(4);
/// How often a silent peer is pinged.
pub const PING_EVERY: Duration = Duration::from_secs(20);
/// A peer from which nothing came for so long, not even an answer to two pings, is gone.
pub const SILENCE: Duration = Duration::from_secs(45);
/// How long a closing handshake may take before the socket is dropped.
pub const CLOSE_GRACE: Duration = Duration::from_secs(3);
/// How long a shutdown waits for every room to be saved.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(20);
/// How long a poll waits for something to come: shorter than what most proxies wait for an answer.
pub const POLL_AT_MOST: Duration = Duration::from_secs(20);
/// A session without a WebSocket from which nobody has read for so long is over: a page polls again at once.
pub const UNREAD_AT_MOST: Duration = Duration::from_secs(15);
/// Sessions without a WebSocket in the whole process, read or not.
pub const HTTP_SESSIONS: usize = 4_096;
/// Those of one person, in all documents: every device and tab, with pages that have just been left.
pub const HTTP_SESSIONS_PER_PERSON: usize = 40;
/// A socket's read buffer: keystrokes are small, and thousands of idle sockets each have one.
pub const READ_BUFFER: usize = 4 << 10;
/// A socket's write buffer: what is gathered before a system call.
pub const WRITE_BUFFER: usize = 4 << 10;
