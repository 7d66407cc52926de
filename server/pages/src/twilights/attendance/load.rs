//! What the pages about who was at a workshop show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use chrono::Utc;
use model::ids::DocumentId;
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
    /// Whether the twilight has begun, and with it everything that comes before it.
    pub begun: bool,
    /// The workshop's boards, by id and title.
    pub boards: Vec<(DocumentId, String)>,
}

/// Who was at a part of the workshop that the address names, for whoever may manage the group.
pub async fn load_attendance(address: Option<Address>, part: Part) -> Result<AttendanceData, AppError> {
    let (frame, twilight) = twilight_of_page(address).await?;
    let database = context::database()?;
    let schools = attendance::of_part(&database, &twilight, part).await?;
    let boards = store::boards::list_for_group(&database, twilight.group).await?;
    let boards = boards.into_iter().filter(|board| board.workshop == Some(twilight.number));
    Ok(AttendanceData {
        boards: boards.map(|board| (board.id, board.summary.title_in_lists().to_owned())).collect(),
        begun: twilight.hours.is_some_and(|hours| hours.begins <= Utc::now()),
        frame,
        twilight,
        part,
        schools,
    })
}
