//! Random tokens: a browser or a letter holds the token, the database only its hash, so that a stolen file opens nothing.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::error::StoreError;

/// 256 random bits in hexadecimal.
pub(crate) fn random() -> Result<String, StoreError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Crypto(error.to_string()))?;
    Ok(hexadecimal(&bytes))
}

/// What is kept of it. The token has 256 random bits, so one fast hash without salt is enough.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// Names a token without being able to stand for it.
pub(crate) fn short_name(token: &str) -> String {
    hexadecimal(&hash(token)[..16])
}

/// The bytes of such digits; `None` for anything else.
pub(crate) fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let pairs =
        text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16).ok());
    pairs.collect()
}

/// Bytes as two digits each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
