//! What the pages about who was at a workshop show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use store::twilights::Twilight;
use store::twilights::attendance::{self, Part, SchoolThere};

use crate::twilights::lead::{Address, twilight_of_page};

/// Who was at a part of a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceData {
    /// What every page shows.
    pub frame: Frame,
    pub twilight: Twilight,
    pub part: Part,
    pub schools: Vec<SchoolThere>,
}

/// Who was at a part of the workshop that the address names, for whoever may manage the group.
pub async fn load_attendance(address: Option<Address>, part: Part) -> Result<AttendanceData, AppError> {
    let (frame, twilight) = twilight_of_page(address).await?;
    let schools = attendance::of_part(&context::database()?, &twilight, part).await?;
    Ok(AttendanceData { frame, twilight, part, schools })
}
