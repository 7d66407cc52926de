//! What the pages about one poll show to whoever leads the group.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::ui::link::Crumb;
use chrono::NaiveDate;
use leptos::prelude::GetUntracked;
use leptos_router::hooks::use_params_map;
use model::accounts::roles::Actor;
use model::ids::{PollId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::polls::{self, Poll, WholePoll};
use store::uk_time;

use crate::polls::addresses;

/// A poll with everything that was answered.
pub struct LeadPoll {
    /// What every page shows.
    pub frame: Frame,
    pub whole: WholePoll,
    /// Its link in full, while it has one that is good.
    pub link: Option<String>,
    pub today: NaiveDate,
    /// Whether whoever looks works for the hub, and so may see its mail.
    pub of_hub: bool,
}

impl LeadPoll {
    pub fn poll(&self) -> &Poll {
        &self.whole.poll
    }

    /// The address of one of its pages.
    pub fn address(&self, page: &str) -> String {
        addresses::of_poll(self.poll().group, self.poll().id, page)
    }

    /// Where a page about it is.
    pub fn crumbs(&self, here: Option<&str>) -> Vec<Crumb> {
        let poll = self.poll();
        let mut crumbs = vec![
            Crumb::new(poll.group_name.clone(), format!("/groups/{}", poll.group)),
            Crumb::new("Date polls", addresses::of_group(poll.group)),
        ];
        match here {
            Some(here) => crumbs.extend([Crumb::new(poll.workshop_words(), self.address("")), Crumb::here(here)]),
            None => crumbs.push(Crumb::here(poll.workshop_words())),
        }
        crumbs
    }
}

/// The poll that the page's address names.
pub fn load_here() -> impl Future<Output = Result<LeadPoll, AppError>> + Send {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let poll = params.get_str("poll").and_then(|id| id.parse::<PollId>().ok());
    async move {
        match group.zip(poll) {
            Some((group, poll)) => load(group, poll).await,
            None => Err(AppError::NotFound),
        }
    }
}

async fn load(group: WorkGroupId, id: PollId) -> Result<LeadPoll, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(group))?;
    let database = context::database()?;
    let whole = polls::whole_of(&database, group, id).await?.ok_or(AppError::NotFound)?;
    let secret = polls::secret(&database, id).await?;
    Ok(LeadPoll {
        frame: Frame { stamp: whole.poll.stamp(), ..context::group_frame(&actor, group).await? },
        whole,
        link: secret.map(|secret| context::absolute(&addresses::asked(&secret))),
        today: uk_time::today(),
        of_hub: matches!(&actor, Actor::Person(person) if person.hub.is_some()),
    })
}
