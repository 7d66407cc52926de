//! What the pages of the hub's inbox show. All of it needs [`Action::TriageInterest`].

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use app::ui::link::Link;
use model::accounts::roles::{Actor, NamedPerson};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock::{day_and_time, when};
use model::ids::{DecisionId, InterestId, PersonId};
use model::interest::eligibility::Eligibility;
use model::interest::{Line, State};
use model::letters::{self, Letter};
use model::permission::{Action, Subject, may};
use store::interest;

use super::look;
use super::words::{Look, REMOVED};
use crate::interest::form::draft;

/// The inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// What every page shows.
    pub frame: Frame,
    /// How many forms there are that nobody has decided on.
    pub new: u32,
    /// The first is all, and the last may be those that were removed.
    pub states: Vec<StateCount>,
    /// The years there are, the latest first.
    pub years: Vec<AcademicYear>,
    /// To whom something can be assigned.
    pub people: Vec<NamedPerson>,
    /// What fits.
    pub rows: Vec<InboxRow>,
    /// Whether whoever looks may take it out as a file.
    pub may_export: bool,
}

/// A state, with how many fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// Its word in the page's address.
    pub key: &'static str,
    pub words: String,
    pub count: u32,
    /// Whether it is looked at.
    pub is_here: bool,
}

/// One expression of interest in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    pub id: InterestId,
    /// What people say on the telephone.
    pub reference: String,
    /// The school's name.
    pub school: String,
    /// Where it is.
    pub town: String,
    /// Whether it is not known yet which school it is.
    pub only_typed: bool,
    /// Who writes for the school, by name.
    pub contact: String,
    /// What they are there.
    pub contact_role: String,
    /// When it was sent.
    pub received: String,
    /// Whether the rules speak for it.
    pub eligible: Eligibility,
    /// Who looks after it; empty for nobody.
    pub assigned: String,
    /// Where it stands.
    pub state: State,
    /// Whether it was removed.
    pub removed: bool,
    /// How many other forms of the same school there are.
    pub others: u32,
}

/// One expression of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestData {
    /// What every page shows.
    pub frame: Frame,
    /// The hub's name.
    pub hub: String,
    /// What the list shows of it.
    pub row: InboxRow,
    /// The academic year it is for.
    pub year: AcademicYear,
    /// The years it may be moved to.
    pub years: Vec<AcademicYear>,
    /// Where to write.
    pub email: String,
    /// All answers.
    pub lines: Vec<Line>,
    /// Which school it is, once that is known.
    pub matched: Option<Matched>,
    /// Phases on record, in words.
    pub recorded: String,
    /// Why it was accepted against the rule; empty otherwise.
    pub override_reason: String,
    /// Whether its school is in a group.
    pub in_group: bool,
    pub notes: Vec<NoteLine>,
    /// The last decision that can be taken back.
    pub last: Option<LastDecision>,
    /// Other forms of the same school.
    pub others: Vec<Link>,
    /// The groups its school is in from this year on, in words.
    pub groups: Vec<String>,
    /// Where in the inbox one came from.
    pub back: String,
    /// Whether the hub has a logo.
    pub has_logo: bool,
    /// To whom it can be assigned.
    pub people: Vec<NamedPerson>,
    /// To whom it is assigned.
    pub assigned: Option<PersonId>,
}

/// The school that a form was matched to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    pub urn: String,
    /// What was typed in place of its name; empty where it was chosen.
    pub typed: String,
}

/// A note beside an expression of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// Who wrote it and when.
    pub by: String,
    pub note: String,
}

/// The last decision about an expression of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDecision {
    pub id: DecisionId,
    /// What was decided by whom and when, and what was before.
    pub words: String,
}

/// What is asked before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideData {
    /// The expression of interest.
    pub interest: InterestData,
    /// The default letter; none where there is none.
    pub letter: Option<Letter>,
}

/// Schools to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchData {
    /// The expression of interest.
    pub interest: InterestData,
    /// What was searched for.
    pub q: String,
    /// What fits.
    pub found: Vec<Choice>,
}

/// The inbox.
pub async fn load_inbox(look: Look) -> Result<Inbox, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let (database, filter) = (context::database()?, look::filter(&look, &person));
    look::remember_look(&look);
    let (counts, removed) = interest::counts(&database, hub, &filter).await?;
    let is_all = filter.state.is_none() && !filter.removed;
    let all = StateCount { key: "", words: "All".to_owned(), count: counts.iter().map(|(_, count)| count).sum(), is_here: is_all };
    let states = State::ALL.map(|state| {
        let count = counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
        StateCount { key: state.key(), words: state.to_string(), count, is_here: filter.state == Some(state) }
    });
    let removed = (removed > 0 || filter.removed).then(|| StateCount {
        key: REMOVED,
        words: "Removed".to_owned(),
        count: removed,
        is_here: filter.removed,
    });
    let rows = interest::list(&database, hub, &filter).await?;
    Ok(Inbox {
        frame: context::hub_frame(&person).await?,
        new: counts.iter().find(|(state, _)| *state == State::New).map_or(0, |(_, count)| *count),
        states: std::iter::once(all).chain(states).chain(removed).collect(),
        years: interest::years(&database, hub).await?,
        people: interest::assignees(&database, hub).await?,
        rows: rows.iter().map(look::row).collect(),
        may_export: may(&Actor::Person(person), Action::ExportData, Subject::Hub(hub)).is_ok(),
    })
}

/// One expression of interest with its notes.
pub async fn load_interest(id: InterestId) -> Result<InterestData, AppError> {
    let (person, hub) = context::hub_person(Action::TriageInterest).await?;
    let database = context::database()?;
    let interest = interest::one(&database, hub, id).await?.ok_or(AppError::NotFound)?;
    let row = look::row(&interest);
    let notes = interest::notes(&database, id).await?.into_iter().map(|note| {
        let author = if note.author.is_empty() { "Twilight".to_owned() } else { note.author };
        NoteLine { by: format!("{author}, {}", day_and_time(note.at)), note: note.note }
    });
    let last = interest::last_change(&database, id).await?.map(|change| {
        let by = if change.by.is_empty() { String::new() } else { format!(" by {}", change.by) };
        let words = format!("{}{by}, {}; before that: {}", change.to, when(change.at, chrono::Utc::now()), change.from);
        LastDecision { id: change.id, words }
    });
    let others = interest::others(&database, &interest).await?.into_iter().map(|other| {
        let by = other.answers.contact.as_ref().map(|contact| format!(", {}", contact.name)).unwrap_or_default();
        let words = format!("{}{by}, {}: {}", other.reference, when(other.submitted_at, chrono::Utc::now()), other.state);
        Link::new(words, format!("/hub/interest/{}", other.id))
    });
    let this_year = AcademicYear::at(chrono::Utc::now());
    let people = interest::assignees(&database, hub).await?;
    let matched = interest.answers.school.map(|_| Matched { urn: interest.urn.clone(), typed: interest.typed.name.clone() });
    let recorded: Vec<String> = interest.recorded.iter().map(ToString::to_string).collect();
    let groups = match interest.answers.school {
        Some(school) => store::schools::years(&database, school).await?,
        None => Vec::new(),
    };
    let groups = groups.into_iter().filter(|year| !year.withdrawn && year.academic_year >= this_year);
    let face = store::hub::face(&database, hub).await?;
    Ok(InterestData {
        frame: context::hub_frame(&person).await?,
        hub: face.name,
        has_logo: face.has_logo,
        back: look::back_to_inbox(&interest.reference),
        others: others.collect(),
        groups: groups.map(|year| format!("{}, {}", year.group_name, year.academic_year)).collect(),
        row: InboxRow { received: day_and_time(interest.submitted_at), ..row },
        year: interest.academic_year,
        years: vec![this_year, this_year.next()],
        email: interest.answers.contact.as_ref().map(|contact| contact.email.to_string()).unwrap_or_default(),
        lines: interest.answers.lines(),
        matched,
        recorded: recorded.join(", "),
        override_reason: interest.override_reason.clone(),
        in_group: interest.group_year.is_some(),
        notes: notes.collect(),
        last,
        people,
        assigned: interest.assigned.as_ref().map(|person| person.id),
    })
}

/// What is asked before a decision, with the default letter.
pub async fn load_decide(id: InterestId, to: State) -> Result<DecideData, AppError> {
    let (_, hub) = context::hub_person(Action::TriageInterest).await?;
    let database = context::database()?;
    let interest = store::interest::one(&database, hub, id).await?.ok_or(AppError::NotFound)?;
    let face = store::hub::face(&database, hub).await?;
    let letter = letters::interest::decision(&interest.facts(), to, &face.contact_name);
    Ok(DecideData { interest: load_interest(id).await?, letter })
}

/// Schools that may be meant.
pub async fn load_match(id: InterestId, q: Option<String>) -> Result<MatchData, AppError> {
    context::hub_person(Action::TriageInterest).await?;
    let interest = load_interest(id).await?;
    let q = q.unwrap_or_else(|| interest.row.school.clone());
    let found = store::interest::find_school(&context::database()?, &q, &interest.row.town, 20).await?;
    let found = found.into_iter().map(|school| Choice::new(school.id.to_string(), school.name.clone()).hint(draft::second_line(&school)));
    Ok(MatchData { interest, q, found: found.collect() })
}
