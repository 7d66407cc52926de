//! What the audit's page asks of the server.

use app::context;
use app::error::{AppError, Problem};
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use model::calendar::clock::day_and_time;
use model::calendar::day;
use model::permission::Action;
use store::audit::{self, PAGE, Search};

use super::kinds::kind_words;

/// A page of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPageData {
    /// What every page shows.
    pub frame: Frame,
    /// What happened that fits the filter, the newest first.
    pub rows: Vec<AuditLine>,
    /// The kinds there are.
    pub kinds: Vec<Choice>,
    /// Everybody who is in it.
    pub people: Vec<Choice>,
    /// The entry after which the next page goes on; empty on the last.
    pub next: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// `Tue 3 Nov 2026, 15:45`.
    pub at: String,
    /// Who, in words.
    pub who: String,
    /// What happened.
    pub words: String,
}

/// What is looked for in the audit, as it stands in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// One kind; empty for all.
    pub kind: String,
    /// Part of who did it or of what happened.
    pub text: String,
    /// The id of who did it; empty for everybody.
    pub person: String,
    /// The first day, as people write days.
    pub from: String,
    pub to: String,
    /// The entry after which the page goes on; empty on the first.
    pub before: String,
}

impl AuditFilter {
    /// What is wrong with it: the list is shown without what can't be read.
    pub fn problems(&self) -> Vec<Problem> {
        let wrong =
            |day: &str| matches!(model::calendar::day::parse(day), Err(problem) if problem != model::calendar::day::DayProblem::Empty);
        let days = [(&self.from, Problem::AuditFrom), (&self.to, Problem::AuditTo)];
        days.into_iter().filter(|(day, _)| wrong(day)).map(|(_, problem)| problem).collect()
    }
}

/// Who did what to whom, the newest first.
pub async fn load_audit(filter: AuditFilter) -> Result<AuditPageData, AppError> {
    let (person, hub) = context::hub_person(Action::ViewAudit).await?;
    let database = context::database()?;
    let search = Search {
        kind: filter.kind,
        text: filter.text,
        before: filter.before.parse().ok(),
        person: filter.person.parse().ok(),
        from: day::parse(&filter.from).ok(),
        to: day::parse(&filter.to).ok(),
    };
    let mut found = audit::search(&database, hub, &search, PAGE + 1).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let mut kinds: Vec<_> = audit::kinds(&database, hub).await?.into_iter().map(|kind| (kind_words(&kind), kind)).collect();
    kinds.sort();
    Ok(AuditPageData {
        frame: context::hub_frame(&person).await?,
        kinds: kinds.into_iter().map(|(words, kind)| Choice::new(kind, words)).collect(),
        people: audit::actors(&database, hub).await?.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        next: found.last().filter(|_| more).map(|record| record.id.to_string()).unwrap_or_default(),
        rows: found.into_iter().map(|record| AuditLine { at: day_and_time(record.at), who: record.who, words: record.words }).collect(),
    })
}
