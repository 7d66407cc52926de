//! Taking an update of the first Yjs encoding apart into its pieces, and putting pieces together again.
//!
//! A piece ("struct" in Yjs) says of which client it is, where it begins, how long it is and what it builds on. Its bytes depend on nothing
//! around it, so pieces can be put into another update as they are (Yjs `INTERNALS.md`, `UpdateEncoderV1`).

use std::collections::BTreeMap;

use super::ClientId;

const GC: u8 = 0;
const SKIP: u8 = 10;

/// One run of edits of one client.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The client's clock at its beginning.
    pub(super) clock: u32,
    pub(super) len: u32,
    /// What it builds on: the left neighbour, the right one, the parent.
    pub(super) needs: [Option<(ClientId, u32)>; 3],
    bytes: Vec<u8>,
}

impl Piece {
    pub(super) fn end(&self) -> u32 {
        self.clock.saturating_add(self.len)
    }

    /// The bytes of what is left of it from a later clock on; nothing for what has no parts.
    fn bytes_from(&self, client: ClientId, clock: u32) -> Option<Vec<u8>> {
        let cut = clock.checked_sub(self.clock).filter(|cut| *cut < self.len)?;
        let mut reader = Reader { rest: &self.bytes };
        let info = reader.byte()?;
        let kind = info & 0x1f;
        let mut bytes = Vec::with_capacity(self.bytes.len() + 8);
        if kind == GC {
            bytes.push(GC);
            put_number(&mut bytes, u64::from(self.len - cut));
            return Some(bytes);
        }
        // Its left neighbour is the part that was cut off; where it belongs is known from that.
        let [_, right, _] = reader.needs(info)?;
        bytes.push(kind | 0x80 | info & 0x40);
        put_number(&mut bytes, client);
        put_number(&mut bytes, u64::from(clock - 1));
        if let Some((client, clock)) = right {
            put_number(&mut bytes, client);
            put_number(&mut bytes, u64::from(clock));
        }
        match kind {
            1 => put_number(&mut bytes, u64::from(self.len - cut)),
            2 | 8 => {
                reader.clock()?;
                for _ in 0..cut {
                    if kind == 2 { reader.bytes().map(drop)? } else { reader.any(0)? }
                }
                put_number(&mut bytes, u64::from(self.len - cut));
                bytes.extend_from_slice(reader.rest);
            }
            4 => {
                let units: Vec<u16> = str::from_utf8(reader.bytes()?).ok()?.encode_utf16().skip(cut as usize).collect();
                let text = String::from_utf16_lossy(&units);
                put_number(&mut bytes, text.len() as u64);
                bytes.extend_from_slice(text.as_bytes());
            }
            _ => return None,
        }
        Some(bytes)
    }
}

/// An update in pieces.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Of each client, in their order. Gaps are where the update had them.
    pub(super) clients: BTreeMap<ClientId, Vec<Piece>>,
    /// The deletions, as they came.
    pub(super) deletions: Vec<u8>,
}

impl Pieces {
    /// Takes an update apart; `None` when there is something in it that is not known here.
    pub(super) fn read(update: &[u8]) -> Option<Self> {
        let mut reader = Reader { rest: update };
        let mut clients: BTreeMap<ClientId, Vec<Piece>> = BTreeMap::new();
        for _ in 0..reader.number()? {
            let count = reader.number()?;
            let client = reader.number()?;
            let mut clock = reader.clock()?;
            let pieces = clients.entry(client).or_default();
            for _ in 0..count {
                let (piece, is_skip) = reader.piece(clock)?;
                clock = clock.checked_add(piece.len)?;
                if !is_skip {
                    pieces.push(piece);
                }
            }
        }
        Some(Self { clients, deletions: reader.rest.to_vec() })
    }
}

/// Puts pieces together into an update. Higher client ids come first, as Yjs writes them.
pub(super) fn write(clients: &BTreeMap<ClientId, Vec<Piece>>, deletions: &[u8]) -> Vec<u8> {
    let mut update = Vec::new();
    put_number(&mut update, clients.len() as u64);
    for (client, pieces) in clients.iter().rev() {
        let mut body = Vec::new();
        let (mut count, mut at) = (0_u64, None);
        for piece in pieces {
            let end = at.unwrap_or(piece.clock);
            if piece.end() <= end {
                continue;
            }
            if piece.clock > end {
                body.push(SKIP);
                put_number(&mut body, u64::from(piece.clock - end));
                count += 1;
            }
            if piece.clock >= end {
                body.extend_from_slice(&piece.bytes);
            } else if let Some(rest) = piece.bytes_from(*client, end) {
                body.extend_from_slice(&rest);
            } else {
                continue;
            }
            count += 1;
            at = Some(piece.end());
        }
        put_number(&mut update, count);
        put_number(&mut update, *client);
        put_number(&mut update, u64::from(pieces.first().map_or(0, |piece| piece.clock)));
        update.extend_from_slice(&body);
    }
    update.extend_from_slice(deletions);
    update
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn piece(&mut self, clock: u32) -> Option<(Piece, bool)> {
        let begin = self.rest;
        let info = self.byte()?;
        let (needs, len) = match info & 0x1f {
            GC | SKIP => ([None; 3], self.clock()?),
            content => (self.needs(info)?, self.content(content)?),
        };
        let bytes = begin[..begin.len() - self.rest.len()].to_vec();
        Some((Piece { clock, len, needs, bytes }, info & 0x1f == SKIP))
    }

    /// Reads what an edit stands beside and in.
    fn needs(&mut self, info: u8) -> Option<[Option<(ClientId, u32)>; 3]> {
        let mut needs = [None; 3];
        if info & 0x80 != 0 {
            needs[0] = Some((self.number()?, self.clock()?));
        }
        if info & 0x40 != 0 {
            needs[1] = Some((self.number()?, self.clock()?));
        }
        if info & 0xc0 == 0 {
            if self.number()? == 1 {
                self.bytes()?;
            } else {
                needs[2] = Some((self.number()?, self.clock()?));
            }
            if info & 0x20 != 0 {
                self.bytes()?;
            }
        }
        Some(needs)
    }

    /// Reads over content of this kind, and tells its length.
    fn content(&mut self, kind: u8) -> Option<u32> {
        match kind {
            1 => return self.clock(),
            2 => {
                let count = self.clock()?;
                (0..count).try_for_each(|_| self.bytes().map(drop))?;
                return Some(count);
            }
            3 | 5 => drop(self.bytes()?),
            4 => {
                let text = str::from_utf8(self.bytes()?).ok()?;
                return u32::try_from(text.encode_utf16().count()).ok();
            }
            6 => {
                self.bytes()?;
                self.bytes()?;
            }
            7 => {
                // XML elements and hooks have a name; weak links are not ours.
                match self.number()? {
                    0..=2 | 4 | 6 => {}
                    3 | 5 => drop(self.bytes()?),
                    _ => return None,
                }
            }
            8 => {
                let count = self.clock()?;
                (0..count).try_for_each(|_| self.any(0))?;
                return Some(count);
            }
            9 => {
                self.bytes()?;
                self.any(0)?;
            }
            _ => return None,
        }
        Some(1)
    }

    /// Reads over a value of lib0's "any" encoding.
    fn any(&mut self, depth: u8) -> Option<()> {
        if depth > 64 {
            return None;
        }
        match self.byte()? {
            120 | 121 | 126 | 127 => Some(()),
            125 => self.signed(),
            124 => self.skip(4),
            122 | 123 => self.skip(8),
            116 | 119 => self.bytes().map(drop),
            117 => (0..self.number()?).try_for_each(|_| self.any(depth + 1)),
            118 => (0..self.number()?).try_for_each(|_| {
                self.bytes()?;
                self.any(depth + 1)
            }),
            _ => None,
        }
    }

    fn signed(&mut self) -> Option<()> {
        while self.byte()? & 0x80 != 0 {}
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn clock(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }
}
