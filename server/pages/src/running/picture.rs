//! A workshop at this moment: its plan, where it is in it, its tables and its door.

use std::hash::{DefaultHasher, Hash, Hasher};

use app::context;
use app::error::AppError;
use app::workshops::planner::words::titled;
use chrono::{DateTime, Utc};
use model::calendar::clock;
use model::documents::plan::{Agenda, Plan};
use model::ids::WorkshopId;
use model::live::Document;
use model::twilights::TwilightCode;
use model::workshops::running::{Course, Millis, Phase, Step, steps};
use serde::Serialize;
use store::Database;
use store::twilights::{self, Table};
use store::workshops::planner::{self, PlannedWorkshop};
use store::workshops::running::{self, Run};

/// Everything that pages and devices show of a workshop while it runs. Nothing of it is private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub workshop: PlannedWorkshop,
    /// `Workshop 2: small steps`.
    pub title: String,
    pub run: Run,
    pub steps: Vec<Step>,
    pub course: Course,
    pub tables: Vec<Table>,
    /// The code that opens the door now.
    pub code: Option<TwilightCode>,
    /// When all of this was so.
    pub now: Millis,
}

impl Picture {
    /// A workshop as it is now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none of this id, [`AppError::Unavailable`] when it can't be read.
    pub async fn load(database: &Database, workshop: WorkshopId) -> Result<Self, AppError> {
        let workshop = planner::find(database, workshop).await?.ok_or(AppError::NotFound)?;
        Self::of(database, workshop).await
    }

    /// The same of one that was found already.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it can't be read.
    pub async fn of(database: &Database, workshop: PlannedWorkshop) -> Result<Self, AppError> {
        let agenda = agenda(database, &workshop).await?;
        let run = running::find(database, workshop.id).await?;
        let twilight = twilights::of_id(database, workshop.id).await?;
        let moment = Utc::now();
        let steps = steps_of(&agenda, &workshop, &run, moment);
        let now = moment.timestamp_millis();
        let lets_in = twilight.lets_in(moment);
        Ok(Self {
            title: titled(&format!("Workshop {}", workshop.number), &agenda.title),
            course: Course::of(&run.running, &steps, now),
            tables: twilights::tables(database, workshop.id).await?,
            code: twilight.open_code.filter(|_| lets_in).map(|open| open.code),
            workshop,
            run,
            steps,
            now,
        })
    }

    /// What devices are told.
    pub fn told(&self) -> Told {
        let course = &self.course;
        let step = |place: Option<usize>| place.and_then(|place| self.steps.get(place)).map(Step::title).unwrap_or_default();
        let next = course.next();
        let running = &self.run.running;
        Told {
            revision: self.run.revision,
            phase: course.phase.key(),
            step: course.current.map_or(0, |current| current + 1),
            title: step(course.current),
            total: course.total,
            ends: course.current_ends(self.now).filter(|_| course.phase == Phase::Runs),
            left: course.left,
            until: course.current_ends(self.now).map(time).unwrap_or_default(),
            next: step(next),
            next_at: next.and_then(|next| course.starts.get(next)).map(|at| time(*at)).unwrap_or_default(),
            starts: course.starts.iter().map(|at| time(*at)).collect(),
            over: time(course.ends),
            message: running.message.to_string(),
            board: running.board.map(|board| Called {
                title: self.run.board_title.clone(),
                address: format!("/boards/{board}"),
                is_at_a_table: self.tables.iter().any(|table| table.board == board),
            }),
            locked: running.boards_locked,
            shape: self.shape(),
        }
    }

    /// Differs where the page itself is to be shown anew: another plan, other tables, another code.
    fn shape(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.title.hash(&mut hasher);
        for step in &self.steps {
            (step.title(), step.length, step.is_fixed, &step.instructions).hash(&mut hasher);
        }
        for table in &self.tables {
            (table.number, &table.name, table.board.to_string(), table.summary.title_in_lists()).hash(&mut hasher);
        }
        self.code.as_ref().map(TwilightCode::as_str).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// The time of day by British clocks.
pub fn time(moment: Millis) -> String {
    DateTime::from_timestamp_millis(moment).map(clock::time).unwrap_or_default()
}

/// The steps of a workshop. Of a day other than planned it is run on, that day counts.
pub fn steps_of(agenda: &Agenda, workshop: &PlannedWorkshop, run: &Run, now: DateTime<Utc>) -> Vec<Step> {
    let began = run.running.started_at.and_then(DateTime::from_timestamp_millis);
    let on = began.or_else(|| workshop.time.map(|time| time.starts)).unwrap_or(now);
    steps(agenda, workshop.times(), clock::day(on))
}

/// What its plan says; one without blocks where there is none yet.
///
/// # Errors
/// [`AppError::Unavailable`] when it can't be read.
pub async fn agenda(database: &Database, workshop: &PlannedWorkshop) -> Result<Agenda, AppError> {
    let Some(plan) = workshop.plan else {
        return Ok(Agenda::default());
    };
    let stored = store::live::load(database, plan).await?.ok_or(AppError::NotFound)?;
    Ok(context::restored::<Plan>(&stored)?.content())
}

/// What devices are told, whole each time: one that has slept or missed something is right at once. Nothing of it counts down, so that it is told
/// anew only when something is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    revision: i64,
    /// See [`Phase::key`].
    phase: &'static str,
    /// Which step is on: 1 for the first, 0 for none.
    step: usize,
    title: String,
    /// How long that step is.
    total: Millis,
    /// When its time is over, while it runs.
    ends: Option<Millis>,
    /// What was left of it, for when it does not run.
    left: Millis,
    /// When its time is over, by British clocks.
    until: String,
    next: String,
    next_at: String,
    /// When each step begins, by British clocks.
    starts: Vec<String>,
    /// When all is over.
    over: String,
    message: String,
    board: Option<Called>,
    locked: bool,
    shape: String,
}

/// A board that everybody is called to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Called {
    title: String,
    address: String,
    /// Guests may open it, and hear of no other.
    #[serde(skip)]
    is_at_a_table: bool,
}

impl Told {
    /// What guests are told: not even the name of a board that is not at a table.
    #[must_use]
    pub fn to_guests(&self) -> Self {
        Self { board: self.board.clone().filter(|board| board.is_at_a_table), ..self.clone() }
    }

    /// As it goes to devices, with what the server's clock says now.
    pub fn to_json(&self, now: Millis) -> String {
        #[derive(Serialize)]
        struct Event<'a> {
            now: Millis,
            #[serde(flatten)]
            told: &'a Told,
        }
        serde_json::to_string(&Event { now, told: self }).unwrap_or_default()
    }
}
