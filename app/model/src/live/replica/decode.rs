//! The one way of bytes into yrs: what the scan let through, and nothing else (`cargo xtask rules` looks that nobody decodes elsewhere).

use yrs::updates::decoder::Decode;
use yrs::{StateVector, Update};

use super::Malformed;
use crate::live::scan::{Bounds, Scanned, ScannedState};

/// An update as yrs has it.
pub(super) fn update(scanned: &Scanned) -> Result<Update, Malformed> {
    Update::decode_v1(scanned.bytes()).map_err(|error| Malformed::new(&error))
}

/// A state vector as yrs has it.
pub(super) fn state(scanned: ScannedState<'_>) -> Result<StateVector, Malformed> {
    StateVector::decode_v1(scanned.bytes()).map_err(|error| Malformed::new(&error))
}

/// Joins updates into one that says the same.
pub(super) fn merge(updates: &[Vec<u8>]) -> Result<Vec<u8>, Malformed> {
    for update in updates {
        Scanned::read(update, &Bounds::STORED)?;
    }
    yrs::merge_updates_v1(updates).map_err(|error| Malformed::new(&error))
}
