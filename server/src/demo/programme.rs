//! What the hub and its schools have done before a visitor comes: expressions of interest, commitments, history. It is done
//! by the same functions as in real life, and then made to look as old as it should be.

use chrono::{NaiveDate, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::{Actor, Person};
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId, WorkGroupId};
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::schools::phase::Phase;
use store::accounts::sign_in;
use store::commitments::{self, GroupYear, InkSignature, LeadAgreement, ScreenSignature, Sender, SignedBy};
use store::interest::{self, Decision, Sent};
use store::schools::{self, phases};
use store::{Database, settings};

use super::DemoError;
use super::files::{self, Interest};
use super::polls;
use super::twilight;
use super::world::Made;
use super::year;

/// Where the demonstration's letters say they come from.
const SITE: &str = "http://127.0.0.1:3000";

/// Heads of the group with the boards who have signed on the screen this year; one more on paper; two have not yet.
const SIGNED: [(&str, &str); 5] = [("elm", "davinder"), ("hazel", "rukhsana"), ("oak", "moira"), ("rowan", "desmond"), ("tansy", "catrin")];
const SIGNED_ON_PAPER: (&str, &str) = ("holly", "Peter Ashdown");
/// Lead participants who have agreed.
const AGREED: [(&str, &str); 5] = [("elm", "tom"), ("hazel", "hugh"), ("holly", "mina"), ("oak", "priya"), ("rowan", "sana")];
/// Last year everybody had.
const LAST_YEAR: [(&str, &str); 7] = [
    ("ash", "Judith Amankwah"),
    ("elm", "Davinder Sohal"),
    ("hazel", "Rukhsana Iqbal"),
    ("holly", "Peter Ashdown"),
    ("oak", "Moira Fenn"),
    ("rowan", "Desmond Clarke"),
    ("tansy", "Catrin Bevan"),
];
/// The second group's heads have no accounts; six have signed on paper.
const LARK: [(&str, &str, &str, bool); 7] = [
    ("larkham", "Ingrid Soames", "head@highlarkham.example", true),
    ("brindle", "Cosmo Atherton", "head@brindlecross.example", true),
    ("wilfrith", "Niamh Carrow", "head@stwilfriths.example", true),
    ("cherry", "Everton Blythe", "head@cherryorchard.example", true),
    ("fenny", "Rosalind Peake", "head@fennyorchard.example", true),
    ("mill", "Bao Tranter", "head@millrace.example", true),
    ("kiln", "Agatha Thorne", "head@kilnlane.example", false),
];

/// Does all of it.
pub(super) async fn fill(database: &Database, made: &Made) -> Result<(), DemoError> {
    let who = Cast { database, made };
    history(&who).await?;
    for interest in files::interests()? {
        express(&who, &interest).await?;
    }
    this_year(&who).await?;
    last_year(&who).await?;
    second_group(&who).await?;
    polls::open(&who).await?;
    twilight::fill(database, made, &who.person("helen").await?).await?;
    year::fill(&who).await?;
    let mut changes = database.change().await?;
    settings::age_demonstration(&mut changes).await?;
    Ok(changes.commit().await?)
}

/// The people and things that were made, by their keys.
pub(super) struct Cast<'a> {
    pub database: &'a Database,
    pub made: &'a Made,
}

impl Cast<'_> {
    pub fn school(&self, key: &str) -> Result<SchoolId, DemoError> {
        self.made.schools.get(key).copied().ok_or_else(|| missing(key))
    }

    fn group(&self, key: &str) -> Result<WorkGroupId, DemoError> {
        self.made.groups.get(key).copied().ok_or_else(|| missing(key))
    }

    /// Somebody with everything that permissions depend on.
    pub async fn person(&self, key: &str) -> Result<Person, DemoError> {
        let id: PersonId = self.made.people.get(key).copied().ok_or_else(|| missing(key))?;
        let mut changes = self.database.change().await?;
        let session = sign_in::open_session(&mut changes, id).await?;
        changes.commit().await?;
        let actor = sign_in::actor(self.database, &session.token).await?;
        sign_in::sign_out(self.database, &session.token).await?;
        match actor {
            Actor::Person(person) => Ok(person),
            Actor::Guest(_) | Actor::Anonymous => Err(missing(key)),
        }
    }

    async fn year(&self, group: &str, year: AcademicYear) -> Result<GroupYear, DemoError> {
        let found = commitments::group_year(self.database, self.group(group)?, Some(year)).await?;
        found.ok_or_else(|| missing(group))
    }
}

/// How the schools of the first group came to sustaining.
async fn history(who: &Cast<'_>) -> Result<(), DemoError> {
    let this = AcademicYear::at(Utc::now());
    let mut changes = who.database.change().await?;
    for (key, development) in [
        ("ash", 5),
        ("elm", 4),
        ("hazel", 4),
        ("holly", 5),
        ("oak", 7),
        ("rowan", 4),
        ("tansy", 3),
        ("willow", 2),
        ("larkham", 4),
        ("kiln", 3),
    ] {
        let school = who.school(key)?;
        if matches!(key, "rowan" | "kiln") {
            phases::add(&mut changes, school, phases::Phase::Readiness, this.later(-development - 1), phases::Source::Hub).await?;
        }
        phases::add(&mut changes, school, phases::Phase::Development, this.later(-development), phases::Source::Hub).await?;
        phases::add(&mut changes, school, phases::Phase::Embedding, this.later(1 - development), phases::Source::Hub).await?;
    }
    Ok(changes.commit().await?)
}

/// Somebody sends the form, and the hub does with it what the file says.
async fn express(who: &Cast<'_>, interest: &Interest) -> Result<(), DemoError> {
    let token = interest::begin(who.database).await?;
    let school = who.school(&interest.school)?;
    let facts = schools::facts(who.database, school).await?.ok_or_else(|| missing(&interest.school))?;
    let answers = Answers {
        started_at: Utc::now().timestamp_millis(),
        school: Some(school),
        school_name: facts.name,
        town: facts.town,
        contact: Some(Contact { name: interest.name.clone(), email: interest.email.parse::<EmailAddress>()?, role: interest.role.clone() }),
        journey: Some(journey(interest)?),
        practice: Some(Practice { teachers: interest.teachers, using: interest.using }),
        leadership: Some(interest.pledges.iter().filter_map(|key| Pledge::from_key(key)).collect()),
        notes: Some(interest.notes.clone()),
        ..Answers::default()
    };
    interest::keep(who.database, &token, &answers).await?;
    let omar = who.person("omar").await?;
    let mut changes = who.database.change().await?;
    let sent = interest::send(&mut changes, &token, who.made.hub, std::net::Ipv4Addr::LOCALHOST.into()).await;
    let Ok(Sent::New(id)) = sent else { return Err(missing(&interest.school)) };
    let state = State::from_key(&interest.state).ok_or_else(|| missing(&interest.state))?;
    if state != State::New {
        interest::assign(&mut changes, who.made.hub, id, &omar, Some(omar.id)).await?;
        let reason = "The head has asked for a place in writing";
        interest::decide(&mut changes, who.made.hub, id, &omar, Decision { state, reason, seen: None }).await?;
    }
    if !interest.note.is_empty() {
        interest::add_note(&mut changes, who.made.hub, id, omar.id, &interest.note).await?;
    }
    if state == State::Accepted {
        interest::set_year(&mut changes, who.made.hub, id, &omar, AcademicYear::at(Utc::now())).await?;
    }
    settings::age_interest(&mut changes, id, interest.days_ago).await?;
    Ok(changes.commit().await?)
}

fn journey(interest: &Interest) -> Result<Journey, DemoError> {
    let this = AcademicYear::at(Utc::now());
    let earlier = interest.earlier.iter().map(|(phase, ago)| {
        let phase = Phase::from_key(phase).ok_or_else(|| missing(phase))?;
        Ok(EarlierYear { phase, year: Some(this.later(*ago)) })
    });
    Ok(Journey { earlier: earlier.collect::<Result<_, DemoError>>()?, mastery_specialist: interest.specialist })
}

/// The first group: everybody was asked, most have signed.
async fn this_year(who: &Cast<'_>) -> Result<(), DemoError> {
    let year = who.year("rivers", AcademicYear::at(Utc::now())).await?;
    let helen = who.person("helen").await?;
    for key in ["ash", "elm", "hazel", "holly", "oak", "rowan", "tansy", "willow"] {
        let mut changes = who.database.change().await?;
        commitments::ask(&mut changes, Sender { person: &helen, site: SITE }, &year, who.school(key)?).await?;
        changes.commit().await?;
    }
    for (number, (key, head)) in SIGNED.into_iter().enumerate() {
        let (school, person) = (who.school(key)?, who.person(head).await?);
        let commitment = commitments::school_commitment(who.database, &year, school).await?.ok_or_else(|| missing(key))?;
        let shown = commitments::fingerprint(&commitment.paper);
        let signed_on = day(34 - 3 * number as i64);
        let by = SignedBy::Account(&person, &year, school);
        let signature =
            ScreenSignature { by, shown: &shown, typed_name: &person.name, drawing: "", printed_name: &person.name, signed_on, site: SITE };
        let mut changes = who.database.change().await?;
        commitments::sign(&mut changes, &signature).await?;
        changes.commit().await?;
    }
    paper(who, &year, &helen, SIGNED_ON_PAPER.0, SIGNED_ON_PAPER.1, day(27)).await?;
    for (key, lead) in AGREED {
        let (school, person) = (who.school(key)?, who.person(lead).await?);
        let commitment = commitments::school_commitment(who.database, &year, school).await?.ok_or_else(|| missing(key))?;
        let shown = commitments::fingerprint(&commitment.paper);
        let mut changes = who.database.change().await?;
        commitments::agree(&mut changes, &LeadAgreement { person: &person, year: &year, school, shown: &shown }).await?;
        changes.commit().await?;
    }
    Ok(())
}

async fn last_year(who: &Cast<'_>) -> Result<(), DemoError> {
    let year = who.year("rivers", AcademicYear::at(Utc::now()).previous()).await?;
    let helen = who.person("helen").await?;
    for (number, (key, head)) in LAST_YEAR.into_iter().enumerate() {
        paper(who, &year, &helen, key, head, day(420 - 2 * number as i64)).await?;
    }
    Ok(())
}

async fn second_group(who: &Cast<'_>) -> Result<(), DemoError> {
    let year = who.year("lark", AcademicYear::at(Utc::now())).await?;
    let gwen = who.person("gwen").await?;
    for (number, (key, head, email, signed)) in LARK.into_iter().enumerate() {
        let (school, email) = (who.school(key)?, email.parse::<EmailAddress>()?);
        let sender = Sender { person: &gwen, site: SITE };
        let mut changes = who.database.change().await?;
        commitments::set_head(&mut changes, sender, &year, school, head, Some(&email)).await?;
        commitments::ask(&mut changes, sender, &year, school).await?;
        changes.commit().await?;
        if signed {
            paper(who, &year, &gwen, key, head, day(30 - 2 * number as i64)).await?;
        }
    }
    Ok(())
}

/// A head has signed on paper, and the lead records it.
async fn paper(who: &Cast<'_>, year: &GroupYear, person: &Person, key: &str, head: &str, signed_on: NaiveDate) -> Result<(), DemoError> {
    let ink = InkSignature { person, printed_name: head, signed_on, version: None, scan: None, site: SITE };
    let mut changes = who.database.change().await?;
    commitments::record_ink(&mut changes, year, who.school(key)?, &ink).await?;
    Ok(changes.commit().await?)
}

fn day(ago: i64) -> NaiveDate {
    (Utc::now() - TimeDelta::days(ago)).date_naive()
}

pub(super) fn missing(key: &str) -> DemoError {
    DemoError::File { file: "interests.json", problem: format!("there is no {key:?}, or it can't be done") }
}
