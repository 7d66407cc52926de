//! Putting pieces of updates together again.

use super::ClientId;
use crate::live::scan::{DELETED, GC, Head, Reader, Run, Runs, SKIP, pass_any, put_number};

/// The deletions of an update that has none.
pub(super) const NOTHING_DELETED: [u8; 1] = [0];

/// Puts pieces together into an update. Higher client ids come first, as Yjs writes them.
pub(super) fn write(clients: &Runs<'_>, deletions: &[u8]) -> Vec<u8> {
    let mut update = Vec::new();
    put_number(&mut update, clients.len() as u64);
    for (client, runs) in clients.iter().rev() {
        let mut body = Vec::new();
        let (mut count, mut at) = (0_u64, None);
        for run in runs {
            let end = at.unwrap_or(run.clock);
            if run.end() <= end {
                continue;
            }
            if run.clock > end {
                body.push(SKIP);
                put_number(&mut body, u64::from(run.clock - end));
                count += 1;
            }
            if run.clock >= end {
                body.extend_from_slice(run.bytes);
            } else if let Some(rest) = from(run, *client, end) {
                body.extend_from_slice(&rest);
            } else {
                continue;
            }
            count += 1;
            at = Some(run.end());
        }
        put_number(&mut update, count);
        put_number(&mut update, *client);
        put_number(&mut update, u64::from(runs.first().map_or(0, |run| run.clock)));
        update.extend_from_slice(&body);
    }
    update.extend_from_slice(deletions);
    update
}

/// What is left of a piece that may stand nowhere: the same clocks, collected.
pub(super) fn collected(len: u32) -> Vec<u8> {
    let mut bytes = vec![GC];
    put_number(&mut bytes, u64::from(len));
    bytes
}

/// The bytes of what is left of a piece from a later clock on; nothing for what has no parts.
fn from(run: &Run<'_>, client: ClientId, clock: u32) -> Option<Vec<u8>> {
    let cut = clock.checked_sub(run.clock).filter(|cut| *cut < run.len)?;
    let mut reader = Reader::new(run.bytes);
    let head = Head::read(&mut reader).ok()?;
    if head.kind == GC {
        return Some(collected(run.len - cut));
    }
    let mut bytes = Vec::with_capacity(run.bytes.len() + 8);
    // Its left neighbour is the part that was cut off; where it belongs is known from that.
    let right = if head.right.is_some() { 0x40 } else { 0 };
    bytes.push(head.kind | 0x80 | right);
    put_number(&mut bytes, client);
    put_number(&mut bytes, u64::from(clock - 1));
    if let Some((client, clock)) = head.right {
        put_number(&mut bytes, client);
        put_number(&mut bytes, u64::from(clock));
    }
    match head.kind {
        DELETED => put_number(&mut bytes, u64::from(run.len - cut)),
        4 => {
            let units: Vec<u16> = reader.text().ok()?.encode_utf16().skip(cut as usize).collect();
            let text = String::from_utf16_lossy(&units);
            put_number(&mut bytes, text.len() as u64);
            bytes.extend_from_slice(text.as_bytes());
        }
        8 => {
            reader.clock().ok()?;
            for _ in 0..cut {
                pass_any(&mut reader).ok()?;
            }
            put_number(&mut bytes, u64::from(run.len - cut));
            bytes.extend_from_slice(reader.rest());
        }
        _ => return None,
    }
    Some(bytes)
}

/// The bytes of a piece up to a clock; nothing for what has no parts. What has begun with a letter ends with a whole one.
fn until(run: &Run<'_>, clock: u32) -> Option<Vec<u8>> {
    let kept = clock.checked_sub(run.clock).filter(|kept| (1..run.len).contains(kept))?;
    let mut reader = Reader::new(run.bytes);
    let head = Head::read(&mut reader).ok()?;
    let mut bytes = run.bytes[..run.bytes.len() - reader.left()].to_vec();
    match head.kind {
        GC | 1 => put_number(&mut bytes, u64::from(kept)),
        4 => {
            let units: Vec<u16> = reader.text().ok()?.encode_utf16().take(kept as usize).collect();
            let text = String::from_utf16(&units).ok()?;
            put_number(&mut bytes, text.len() as u64);
            bytes.extend_from_slice(text.as_bytes());
        }
        8 => {
            reader.clock().ok()?;
            put_number(&mut bytes, u64::from(kept));
            let all = reader.rest();
            for _ in 0..kept {
                pass_any(&mut reader).ok()?;
            }
            bytes.extend_from_slice(&all[..all.len() - reader.left()]);
        }
        _ => return None,
    }
    Some(bytes)
}

/// A piece in two, about in its middle and never within a letter; nothing for what has no parts.
pub(super) fn halves(run: &Run<'_>, client: ClientId) -> Option<[(u32, u32, Vec<u8>); 2]> {
    let middle = run.clock + run.len / 2;
    let (cut, first) = [middle, middle + 1].into_iter().find_map(|cut| Some((cut, until(run, cut)?)))?;
    Some([(run.clock, cut - run.clock, first), (cut, run.end() - cut, from(run, client, cut)?)])
}
