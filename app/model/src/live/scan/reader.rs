//! lib0's numbers, texts and lengths, read without believing any of them.

use super::{MAX_CLIENT, MAX_CLOCK, Refused};

/// Reads bytes from their beginning.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// How many bytes that is.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Refused> {
        let (&byte, rest) = self.rest.split_first().ok_or(Refused::CutOff)?;
        self.rest = rest;
        Ok(byte)
    }

    pub(crate) fn skip(&mut self, count: usize) -> Result<(), Refused> {
        self.rest = self.rest.get(count..).ok_or(Refused::CutOff)?;
        Ok(())
    }

    /// An unsigned number: seven bits a byte, lowest first. yrs shifts bits that go beyond its own number back to the front; here
    /// they are refused.
    pub(crate) fn number(&mut self) -> Result<u64, Refused> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(Refused::NumberTooLarge);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Refused::NumberTooLarge)
    }

    /// A clock, or a length in clocks.
    pub(crate) fn clock(&mut self) -> Result<u32, Refused> {
        u32::try_from(self.number()?).ok().filter(|clock| *clock <= MAX_CLOCK).ok_or(Refused::NumberTooLarge)
    }

    pub(crate) fn client(&mut self) -> Result<u64, Refused> {
        Some(self.number()?).filter(|client| *client <= MAX_CLIENT).ok_or(Refused::NumberTooLarge)
    }

    /// How many things follow, each of which takes at least so many bytes: more than there is room for are not there.
    pub(crate) fn count(&mut self, bytes_each: usize) -> Result<usize, Refused> {
        let count = usize::try_from(self.number()?).map_err(|_| Refused::CutOff)?;
        if count > self.left() / bytes_each { Err(Refused::CutOff) } else { Ok(count) }
    }

    /// A signed number, as lib0 writes whole numbers: six bits, then seven a byte. Yjs itself reads none beyond 53 bits.
    pub(crate) fn signed(&mut self) -> Result<(), Refused> {
        for _ in 0..9 {
            if self.byte()? & 0x80 == 0 {
                return Ok(());
            }
        }
        Err(Refused::NumberTooLarge)
    }

    /// Bytes behind their length.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Refused> {
        let length = self.count(1)?;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(Refused::CutOff)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// A text behind its length in bytes.
    pub(crate) fn text(&mut self) -> Result<&'a str, Refused> {
        str::from_utf8(self.bytes()?).map_err(|_| Refused::NotText)
    }
}

/// Writes a number as [`Reader::number`] reads it.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
