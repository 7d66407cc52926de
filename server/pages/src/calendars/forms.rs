//! What is sent about links for calendars.

use app::error::{AppError, Problem};
use model::ids::{CalendarFeedId, WorkGroupId};
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Where they all are.
pub const PAGE: &str = "/account/calendars";

/// What stands for all workshops of whoever asks.
pub const MINE: &str = "mine";

/// The field in which the page that answers a [`MakeForm`] finds the secret of the new link. No browser sends it.
pub const SECRET: &str = "secret";

/// Makes a link to one's own workshops ([`MINE`]), or to those of the group of this id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MakeForm {
    pub shows: String,
}

impl Form for MakeForm {
    const ACTION: &'static str = "/api/make-calendar-link";

    fn page(&self) -> String {
        PAGE.to_owned()
    }
}

impl MakeForm {
    /// The group whose workshops are to be shown; `None` for one's own.
    ///
    /// # Errors
    /// When nothing was chosen.
    pub fn check(&self) -> Result<Option<WorkGroupId>, AppError> {
        match self.shows.as_str() {
            MINE => Ok(None),
            group => Ok(Some(group.parse().map_err(|_| Problem::CalendarMissing)?)),
        }
    }
}

/// Stops a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopForm {
    pub id: CalendarFeedId,
}

impl Form for StopForm {
    const ACTION: &'static str = "/api/stop-calendar-link";

    fn page(&self) -> String {
        PAGE.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_ones_own_workshops_or_a_groups() {
        let group = WorkGroupId::generate();
        let check = |shows: &str| MakeForm { shows: shows.to_owned() }.check();
        assert_eq!(check(MINE), Ok(None));
        assert_eq!(check(&group.to_string()), Ok(Some(group)));
        for shows in ["", "yours", "mine "] {
            assert_eq!(check(shows), Err(Problem::CalendarMissing.into()), "{shows:?}");
        }
    }
}
