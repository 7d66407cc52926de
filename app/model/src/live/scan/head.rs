//! A piece ("struct" in Yjs): how it begins, and what it holds.

use super::value::{Budget, any, json};
use super::{Reader, Refused, What};
use crate::live::replica::ClientId;

/// Pieces that have gone with the type they were in: only their length is left.
pub(crate) const GC: u8 = 0;
/// Pieces that were deleted: only their length is left, and where they stood.
pub(crate) const DELETED: u8 = 1;
/// A shared type (`ContentType`): a map, a list or a text, in which other pieces stand.
pub(crate) const TYPE: u8 = 7;
/// Clocks that the sender did not have: a later update brings what belongs there.
pub(crate) const SKIP: u8 = 10;

/// One character or value: whose, and which of that client's.
pub(crate) type Id = (ClientId, u32);

/// In which type a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Parent<'a> {
    /// In the one in which its neighbours stand.
    Neighbours,
    /// In one at the root.
    Root(&'a str),
    /// In the one that this item holds.
    Item(Id),
}

/// How a piece begins: everything but its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head<'a> {
    pub(crate) kind: u8,
    pub(crate) left: Option<Id>,
    pub(crate) right: Option<Id>,
    pub(crate) parent: Parent<'a>,
    /// Under which key of its parent, where that is a map and said.
    pub(crate) key: Option<&'a str>,
}

impl<'a> Head<'a> {
    /// Reads the beginning of a piece.
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self, Refused> {
        let info = reader.byte()?;
        let kind = info & 0x0f;
        if matches!(info, GC | SKIP) {
            return Ok(Self { kind, left: None, right: None, parent: Parent::Neighbours, key: None });
        }
        // 2 is JSON as Yjs 12 wrote it, of which yrs reads one more than there is.
        if info & 0x10 != 0 || !matches!(kind, 1 | 3..=9) {
            return Err(Refused::UnknownKind(info));
        }
        let left = if info & 0x80 != 0 { Some(id(reader)?) } else { None };
        let right = if info & 0x40 != 0 { Some(id(reader)?) } else { None };
        let (mut parent, mut key) = (Parent::Neighbours, None);
        if info & 0xc0 == 0 {
            parent = match reader.number()? {
                1 => Parent::Root(reader.text()?),
                0 => Parent::Item(id(reader)?),
                _ => return Err(Refused::UnknownKind(info)),
            };
            if info & 0x20 != 0 {
                key = Some(reader.text()?);
            }
        }
        Ok(Self { kind, left, right, parent, key })
    }

    /// What has to be there before this piece.
    pub(crate) fn needs(&self) -> impl Iterator<Item = Id> {
        let parent = if let Parent::Item(id) = self.parent { Some(id) } else { None };
        [self.left, self.right, parent].into_iter().flatten()
    }
}

fn id(reader: &mut Reader<'_>) -> Result<Id, Refused> {
    Ok((reader.client()?, reader.clock()?))
}

/// What content has been counted.
pub(super) struct Contents {
    pub(super) values: Budget,
    pub(super) documents: usize,
    pub(super) documents_at_most: usize,
}

impl Contents {
    /// Reads over the content of a piece, and tells its length in clocks. One without length yrs leaves out.
    pub(super) fn read(&mut self, kind: u8, reader: &mut Reader<'_>) -> Result<u32, Refused> {
        match kind {
            GC | SKIP => return Some(reader.clock()?).filter(|len| *len > 0).ok_or(Refused::NoLength),
            DELETED => return reader.clock(),
            3 => drop(reader.bytes()?),
            4 => return u32::try_from(reader.text()?.encode_utf16().count()).map_err(|_| Refused::NumberTooLarge),
            5 => json(reader.text()?, &mut self.values)?,
            6 => {
                reader.text()?;
                json(reader.text()?, &mut self.values)?;
            }
            TYPE => match reader.byte()? {
                0..=2 | 4 | 6 => {}
                3 => drop(reader.text()?),
                // Yjs gives a hook (5) a name, which yrs does not read; the others only yrs has.
                unknown => return Err(Refused::UnknownKind(unknown)),
            },
            8 => {
                let count = reader.count(1)?;
                for _ in 0..count {
                    any(reader, &mut self.values)?;
                }
                return u32::try_from(count).map_err(|_| Refused::NumberTooLarge);
            }
            9 => {
                self.documents += 1;
                if self.documents > self.documents_at_most {
                    return Err(Refused::TooMany(What::Documents, self.documents_at_most));
                }
                reader.text()?;
                any(reader, &mut self.values)?;
            }
            unknown => return Err(Refused::UnknownKind(unknown)),
        }
        Ok(1)
    }
}
