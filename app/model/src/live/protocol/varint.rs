//! lib0's variable-length numbers and byte strings.

use super::FrameError;

/// Reads a frame from its beginning.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(frame: &'a [u8]) -> Self {
        Self { rest: frame }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// An unsigned number: seven bits a byte, lowest first, the top bit says that more follows.
    pub(super) fn number(&mut self) -> Result<u64, FrameError> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or(FrameError::CutOff)?;
            self.rest = rest;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(FrameError::CutOff);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(FrameError::CutOff)
    }

    /// A byte string behind its length.
    pub(super) fn bytes(&mut self) -> Result<&'a [u8], FrameError> {
        let length = usize::try_from(self.number()?).map_err(|_| FrameError::CutOff)?;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(FrameError::CutOff)?;
        self.rest = rest;
        Ok(bytes)
    }
}

pub(super) fn put_number(frame: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        frame.push(number as u8 | 0x80);
        number >>= 7;
    }
    frame.push(number as u8);
}

pub(super) fn put_bytes(frame: &mut Vec<u8>, bytes: &[u8]) {
    put_number(frame, bytes.len() as u64);
    frame.extend_from_slice(bytes);
}
