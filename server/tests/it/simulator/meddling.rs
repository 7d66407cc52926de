//! Networks that let no WebSocket through, or not for long: what many schools' inspection of HTTPS does.

use model::live::link::Transport;

use super::client::Kind;
use super::faults::Sockets;
use super::subject::Subject;
use super::world::{Happening, World};

impl<D: Subject> World<D> {
    /// Whether somebody between has a say in what becomes of a connection.
    pub fn meddles(&self, connection: usize) -> bool {
        let end = &self.connections[connection];
        end.transport == Transport::WebSocket && self.clients[end.client].kind != Kind::Stock
    }

    /// A WebSocket is not opened. The browser hears of it, or waits for ever.
    pub fn refuse(&mut self, connection: usize) {
        self.connections[connection].carries = false;
        if self.network.chance(700) {
            let at = self.now + self.network.between(1, 3_000);
            self.schedule(at, Happening::ClosedAtClient { connection, code: 1006 });
        }
    }

    /// A WebSocket ends, or falls silent, after a while. In calm it stays.
    pub fn tires(&mut self, connection: usize) {
        if self.calm || !self.connections[connection].carries {
            return;
        }
        if self.faults.sockets == Sockets::Cut {
            return self.cut(connection);
        }
        self.connections[connection].carries = false;
        let at = self.now + self.network.between(5_000, 45_000);
        self.schedule(at, Happening::GoneAtServer { connection });
    }

    /// A client tries a WebSocket out beside its connection.
    pub fn probe(&mut self, client: usize) {
        let came = self.up && self.faults.sockets != Sockets::Refused;
        self.counts.ways_back += u64::from(came);
        let at = self.now + self.network.between(20, 3_000);
        self.schedule(at, Happening::Probed { client, page: self.clients[client].page, came });
    }

    pub fn probed(&mut self, client: usize, page: u32, came: bool) {
        if self.clients[client].page == page {
            let mut effects = Vec::new();
            self.clients[client].link.probed(came, self.now, &mut effects);
            self.carry_out(client, effects);
        }
    }
}
