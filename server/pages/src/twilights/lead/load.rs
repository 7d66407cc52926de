//! What the lead's pages about a twilight show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use leptos::prelude::GetUntracked;
use leptos_router::hooks::use_params_map;
use model::accounts::roles::Actor;
use model::calendar::clock;
use model::ids::{GuestId, WorkGroupId};
use model::permission::{Action, Subject};
use store::twilights::{self, ListedGuest, Table, Twilight};

/// Which workshop a page of the lead's is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub group: WorkGroupId,
    pub number: u8,
}

/// The workshop that the address of the page names; nothing where it names none.
pub fn address() -> Option<Address> {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group")?.parse().ok()?;
    Some(Address { group, number: params.get_str("number")?.parse().ok()? })
}

/// The twilight that a page is about, and its frame, for whoever may manage the group.
pub async fn twilight_of_page(address: Option<Address>) -> Result<(Frame, Twilight), AppError> {
    let Address { group, number } = address.ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    let twilight = twilights::of_workshop(&context::database()?, group, number).await?.ok_or(AppError::NotFound)?;
    Ok((context::group_frame(&Actor::Person(person), group).await?, twilight))
}

/// A twilight as its lead sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwilightData {
    /// What every page shows.
    pub frame: Frame,
    pub twilight: Twilight,
    /// The whole address of the open code, and of its link.
    pub addresses: Option<[String; 2]>,
    pub tables: Vec<Table>,
    /// The group's boards.
    pub boards: Vec<Choice>,
    pub guests: Vec<ListedGuest>,
}

/// Everything that the lead sets.
pub async fn load_twilight(address: Option<Address>) -> Result<TwilightData, AppError> {
    let (frame, twilight) = twilight_of_page(address).await?;
    let database = context::database()?;
    let boards = context::board_rows(&database, twilight.group).await?;
    Ok(TwilightData {
        frame,
        addresses: addresses(&twilight),
        tables: twilights::tables(&database, twilight.workshop).await?,
        boards: boards.into_iter().map(|board| Choice::new(board.id.to_string(), board.title())).collect(),
        guests: twilights::list(&database, twilight.workshop).await?,
        twilight,
    })
}

/// The whole addresses of the code that opens a door, and of its link.
pub fn addresses(twilight: &Twilight) -> Option<[String; 2]> {
    let open = twilight.open_code.as_ref()?;
    Some([open.code.as_str(), open.link.as_str()].map(|key| context::absolute(&format!("/join/{key}"))))
}

/// What asks before a guest is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestData {
    /// What every page shows.
    pub frame: Frame,
    pub twilight: Twilight,
    pub guest: ListedGuest,
}

/// A guest who is to be taken out.
pub async fn load_guest(address: Option<Address>, guest: Option<GuestId>) -> Result<GuestData, AppError> {
    let (frame, twilight) = twilight_of_page(address).await?;
    let all = twilights::list(&context::database()?, twilight.workshop).await?;
    let guest = all.into_iter().find(|one| Some(one.id) == guest).ok_or(AppError::NotFound)?;
    Ok(GuestData { frame, twilight, guest })
}

/// What a guest is seated on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatData {
    pub about: GuestData,
    /// The tables to choose from.
    pub tables: Vec<Table>,
}

/// A guest who is to sit at another table.
pub async fn load_seat(address: Option<Address>, guest: Option<GuestId>) -> Result<SeatData, AppError> {
    let about = load_guest(address, guest).await?;
    let tables = twilights::tables(&context::database()?, about.twilight.workshop).await?;
    Ok(SeatData { about, tables })
}

/// When the door is open, in words.
pub fn hours(twilight: &Twilight) -> Option<String> {
    let hours = twilight.hours?;
    let is_one_day = clock::british(hours.opens).date() == clock::british(hours.closes).date();
    let closes = if is_one_day { clock::time(hours.closes) } else { clock::day_at_time(hours.closes) };
    Some(format!("from {} to {closes}", clock::day_at_time(hours.opens)))
}
