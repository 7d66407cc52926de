//! Which faults a run has, and what happened in it.

use model::live::scan::Bounds;
use twilight::sync::limits::Limits;

use super::rng::Rng;

/// A frame of a run in which people paste too much, in bytes: small, so that little is too much.
const FRAME: usize = 8 << 10;
/// A document of such a run: a few pastes fill it.
const DOCUMENT: usize = 192 << 10;
/// Draws whether people paste too much.
const PASTES: u64 = 0x0070_6173_7465;

/// Which faults this run has. Runs without one kind go further in the others.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    pub cuts: bool,
    pub slow_readers: bool,
    pub late_disk: bool,
    pub failing_disk: bool,
    /// How many pieces of work in a thousand fail.
    pub disk_failures: u64,
    pub crashes: bool,
    pub page_crashes: bool,
    pub foreign_writer: bool,
    pub shutdowns: bool,
    /// Somebody pastes too much, and what nobody may send.
    pub pastes: bool,
    /// What the network of Twilight's own clients does to WebSockets. Stock clients, which know nothing else, are elsewhere.
    pub sockets: Sockets,
    /// Somebody between holds events back until there are many.
    pub events_held: bool,
}

/// What becomes of a WebSocket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sockets {
    #[default]
    Fine,
    /// None is opened: said at once, later, or never.
    Refused,
    /// Each is cut after a while.
    Cut,
    /// Each carries nothing any more after a while, and nobody says so.
    Muted,
}

impl Faults {
    pub fn draw(seed: u64, rng: &mut Rng, network: &mut Rng) -> Self {
        Self {
            cuts: rng.chance(600),
            slow_readers: rng.chance(500),
            late_disk: rng.chance(300),
            failing_disk: rng.chance(500),
            disk_failures: rng.between(50, 600),
            crashes: rng.chance(400),
            page_crashes: rng.chance(300),
            foreign_writer: rng.chance(200),
            shutdowns: rng.chance(200),
            // Drawn by itself, so that the seeds before it still mean what they meant.
            pastes: Rng::new(seed ^ PASTES).chance(300),
            sockets: *network.pick(&[Sockets::Fine, Sockets::Fine, Sockets::Refused, Sockets::Cut, Sockets::Muted]),
            events_held: network.chance(400),
        }
    }

    /// What the server allows in this run.
    pub fn limits(&self, rng: &mut Rng) -> Limits {
        let limits = Limits { compact_rows: rng.between(3, 40), pending_bytes: 64 << 10, ..Limits::default() };
        if !self.pastes {
            return limits;
        }
        let update = Bounds { bytes: FRAME, ..Bounds::FRAME };
        Limits { pending_bytes: 1 << 20, frame_bytes: FRAME, update, document_bytes: DOCUMENT, ..limits }
    }
}

/// What a page sends at once in a run in which people paste too much.
pub fn part() -> Bounds {
    Bounds { bytes: FRAME / 2, ..Bounds::PART }
}

/// What happened, to see that the runs are worth something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub edits: u64,
    pub frames: u64,
    pub overflows: u64,
    pub crashes: u64,
    pub failures: u64,
    pub refusals: u64,
    pub unloads: u64,
    pub cuts: u64,
    pub pastes: u64,
    pub asides: u64,
    /// Connections of Twilight's own client without a WebSocket, and those of them that polled.
    pub without_socket: u64,
    pub polling: u64,
    /// Times a WebSocket was found to get through again.
    pub ways_back: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.edits += more.edits;
        self.frames += more.frames;
        self.overflows += more.overflows;
        self.crashes += more.crashes;
        self.failures += more.failures;
        self.refusals += more.refusals;
        self.unloads += more.unloads;
        self.cuts += more.cuts;
        self.pastes += more.pastes;
        self.asides += more.asides;
        self.without_socket += more.without_socket;
        self.polling += more.polling;
        self.ways_back += more.ways_back;
    }
}
