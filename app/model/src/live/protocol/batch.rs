//! Several frames in one body, for where a WebSocket can't get through (`docs/SYNC.md`, "Without a WebSocket").

use super::FrameError;
use super::varint::{Reader, put_bytes, put_number};

/// Frames in one batch at most: more than a page ever has to say at once.
pub const MAX_FRAMES: usize = 256;

/// What one request, event or answer carries: a number that counts up from 1 in its direction, frames, and perhaps the session's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch<F = Vec<u8>> {
    /// One more than that of the batch before, from 1; 0 before the first.
    pub number: u64,
    /// Frames, in order.
    pub frames: Vec<F>,
    /// The session ends after them, with this close code.
    pub close: Option<u16>,
}

impl<F: AsRef<[u8]>> Batch<F> {
    /// As bytes: the number; each frame as a byte string; for the end an empty one and the code.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.frames.iter().map(|frame| frame.as_ref().len() + 4).sum::<usize>() + 8);
        put_number(&mut body, self.number);
        // An empty frame says nothing.
        for frame in self.frames.iter().map(AsRef::as_ref).filter(|frame| !frame.is_empty()) {
            put_bytes(&mut body, frame);
        }
        if let Some(code) = self.close {
            put_bytes(&mut body, b"");
            put_number(&mut body, code.into());
        }
        body
    }
}

impl Batch {
    /// Reads one.
    ///
    /// # Errors
    /// When the bytes are no batch, or hold more than [`MAX_FRAMES`] frames; none of them should then be acted on.
    pub fn decode(body: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(body);
        let mut batch = Self { number: reader.number()?, ..Self::default() };
        while !reader.is_empty() {
            let frame = reader.bytes()?;
            if frame.is_empty() {
                let code = reader.number()?;
                batch.close = Some(u16::try_from(code).map_err(|_| FrameError::UnknownType(code))?);
                return if reader.is_empty() { Ok(batch) } else { Err(FrameError::CutOff) };
            }
            if batch.frames.len() == MAX_FRAMES {
                return Err(FrameError::TooManyMessages);
            }
            batch.frames.push(frame.to_vec());
        }
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_batch_is_refused() {
        assert_eq!(Batch::decode(&[]), Err(FrameError::CutOff));
        assert_eq!(Batch::decode(&[1, 5, 0]), Err(FrameError::CutOff));
        assert_eq!(Batch::decode(&[1, 0, 0xff, 0xff, 0x7f]), Err(FrameError::UnknownType(0x1f_ffff)));
        assert_eq!(Batch::decode(&[1, 0, 5, 1, 7]), Err(FrameError::CutOff), "nothing follows the end");
        let many = Batch { number: 1, frames: vec![[3]; MAX_FRAMES + 1], close: None };
        assert_eq!(Batch::decode(&many.encode()), Err(FrameError::TooManyMessages));
    }

    proptest! {
        #[test]
        fn a_batch_survives_its_body(
            number in any::<u64>(),
            frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..80), 0..6),
            close in any::<Option<u16>>(),
        ) {
            let batch = Batch { number, frames, close };
            prop_assert_eq!(Batch::decode(&batch.encode()), Ok(batch));
        }

        #[test]
        fn noise_never_panics(body in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = Batch::decode(&body);
        }
    }
}
