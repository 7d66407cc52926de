//! A workshop whose twilight is on, with one table.

use chrono::{TimeDelta, Utc};
use model::accounts::roles::{Actor, Guest, Person};
use model::calendar::half_term::HalfTerm;
use model::ids::{DocumentId, WorkshopId};
use model::text::line::Line;
use model::twilights::Key;
use store::groups::roster;
use store::live::{self, Append, NewUpdate};
use store::twilights::{self, GuestSchool, Joined, NewGuest, NewTable, OpenCode, Refused, Twilight, TwilightSettings};
use store::workshops::{self, Mode, NewWorkshop, Span};

use super::{World, actor};

pub struct Evening {
    pub world: World,
    pub workshop: WorkshopId,
    /// The first table's board.
    pub board: DocumentId,
    /// Tom, who leads the group.
    pub lead: Person,
    pub open: OpenCode,
}

impl Evening {
    /// It began ten minutes ago, and goes on for an hour.
    pub async fn new() -> Self {
        let world = World::new().await;
        let board = world.board().await;
        let lead = actor(&world.db, world.people[1]).await;
        let year = roster::year(&world.db, world.group, None).await.expect("an answer").expect("a year");
        let (starts, ends) = (Utc::now() - TimeDelta::minutes(10), Utc::now() + TimeDelta::hours(1));
        let new = NewWorkshop {
            number: 2,
            half_term: HalfTerm::ALL[1],
            title: "Small steps",
            host: Some(world.schools[0]),
            mode: Mode::InPerson,
            time: Some(Span { starts, ends }),
            twilight: Some(Span { starts, ends }),
            note: "",
            place: "",
            call_link: "",
        };
        let mut changes = world.db.change().await.expect("changes");
        let workshop = workshops::add(&mut changes, year.id, &new).await.expect("a workshop");
        changes.commit().await.expect("kept");
        let twilight = twilights::of_id(&world.db, workshop).await.expect("a twilight");
        let mut changes = world.db.change().await.expect("changes");
        let open = twilights::renew_code(&mut changes, &twilight, &lead).await.expect("a code");
        let table = NewTable { number: 1, name: Line::tidied("by the window"), board };
        assert!(twilights::set_tables(&mut changes, &twilight, &lead, &[table]).await.expect("an answer"));
        changes.commit().await.expect("kept");
        Self { world, workshop, board, lead, open }
    }

    pub async fn twilight(&self) -> Twilight {
        twilights::of_id(&self.world.db, self.workshop).await.expect("a twilight")
    }

    pub async fn set(&self, settings: TwilightSettings) {
        let twilight = self.twilight().await;
        let mut changes = self.world.db.change().await.expect("changes");
        twilights::change(&mut changes, &twilight, &self.lead, settings).await.expect("set");
        changes.commit().await.expect("kept");
    }

    /// The twilight was in 1970.
    pub async fn is_over(&self) {
        self.world.sql("update workshop set twilight_starts_at = 1000, twilight_ends_at = 2000").await;
    }

    pub async fn try_to_join(&self, key: &Key, name: &str, form: &str) -> Result<Joined, Refused> {
        let name = Line::tidied(name);
        let new = NewGuest { name: &name, school: GuestSchool::Known(self.world.schools[1]), year_group: None, form };
        let mut changes = self.world.db.change().await?;
        let joined = twilights::join(&mut changes, key, &new, Utc::now()).await?;
        changes.commit().await?;
        Ok(joined)
    }

    /// Somebody of Elm Bank joins.
    pub async fn join(&self, name: &str) -> Joined {
        self.try_to_join(&Key::Code(self.open.code.clone()), name, "").await.expect("joined")
    }

    pub async fn guest(&self, joined: &Joined) -> Option<Guest> {
        match twilights::actor(&self.world.db, &joined.token).await.expect("an answer") {
            Actor::Guest(guest) => Some(guest),
            _ => None,
        }
    }

    /// They write on the board as this Yjs client.
    pub async fn writes(&self, joined: &Joined, client: u64) {
        let updates = vec![NewUpdate { person: Some(joined.guest.into()), bytes: b"words".to_vec() }];
        let clients = vec![(client, joined.guest.into())];
        let append = Append { document: self.board, updates, clients, former: Vec::new(), summary: None };
        live::append(&self.world.db, &[append]).await.expect("kept");
    }
}
