//! Whether a poll takes answers, and if not, why.

use chrono::NaiveDate;

use crate::error::StoreError;

/// Whether a poll takes answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Its last day is over, and nobody has closed it.
    Over,
    Closed,
    /// The workshop was given a date elsewhere.
    Dated,
    /// The workshop does not take place.
    Cancelled,
}

impl State {
    /// Of a poll with this last day, on a day.
    pub(super) fn of(end: Option<End>, until: NaiveDate, today: NaiveDate) -> Self {
        match end {
            Some(End::Closed) => Self::Closed,
            Some(End::Dated) => Self::Dated,
            Some(End::Cancelled) => Self::Cancelled,
            None if until < today => Self::Over,
            None => Self::Open,
        }
    }
}

/// What has ended a poll, whatever day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Closed,
    Dated,
    Cancelled,
}

impl End {
    pub(super) fn from_key(key: &str) -> Result<Self, StoreError> {
        match key {
            "closed" => Ok(Self::Closed),
            "dated" => Ok(Self::Dated),
            "cancelled" => Ok(Self::Cancelled),
            _ => Err(StoreError::Corrupt(format!("the end {key:?}"))),
        }
    }
}

/// The key of a poll's [`End`], in a statement about `poll` and its `workshop`. What somebody has closed stays closed, whatever becomes of the
/// workshop; what has closed by itself says why, for as long as that is so.
macro_rules! end {
    () => {
        "case when poll.closed_by is not null then 'closed' when workshop.cancelled_at is not null then 'cancelled'
              when workshop.starts_at is not null then 'dated' when poll.closed_at is not null then 'closed' end"
    };
}
pub(super) use end;
