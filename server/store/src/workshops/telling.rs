//! Who is told when a workshop changes: one letter for each person, however many workshops one save has changed.
//!
//! Concerned are the people of the year's schools, its lead, the head of a school where one of them takes place, and, where a date has
//! changed, the heads who have signed with it as it was. Whoever made the change knows. A workshop that is over, and will be, concerns nobody.

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::calendar::day::short;
use model::calendar::slot::Slot;
use model::ids::SchoolId;
use model::letters::roles::Arranger;
use model::letters::workshops::{Arrangement, Changed, Facts, changed};

use super::plan::{Plan, Planned};
use crate::database::Changes;
use crate::error::StoreError;
use crate::mail::{self, NewMessage};
use crate::uk_time;

/// What the letters are called in the outbox.
const KIND: &str = "workshop.changed";
/// A workshop that begins so soon after the next digest is told at once: who reads it at half past seven has to find cover for a class.
const SOON: TimeDelta = TimeDelta::hours(48);

/// A workshop as it was, `None` where it is new, and as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    pub before: Option<&'a Planned>,
    pub now: &'a Planned,
}

impl Change<'_> {
    /// When it begins or began, before and now.
    fn times(&self) -> impl Iterator<Item = DateTime<Utc>> {
        self.before.into_iter().chain([self.now]).filter_map(|workshop| Some(workshop.time?.starts))
    }

    /// Where it takes place or did.
    fn hosts(&self) -> impl Iterator<Item = SchoolId> {
        self.before.into_iter().chain([self.now]).filter_map(|workshop| workshop.host)
    }
}

/// Writes the letters, and returns how many.
pub(super) async fn tell(changes: &mut Changes, plan: &Plan, by: &Person, all: &[Change<'_>], renumbered: bool) -> Result<u32, StoreError> {
    let now = Utc::now();
    let told: Vec<Change<'_>> = all.iter().copied().filter(|change| change.times().any(|starts| starts > now)).collect();
    write(changes, plan, by, &told, renumbered).await
}

/// The same of a workshop that is the second part of `first`: it concerns people also while its own date is to be confirmed.
pub(super) async fn tell_of_second(
    changes: &mut Changes,
    plan: &Plan,
    by: &Person,
    first: &Planned,
    second: Change<'_>,
    renumbered: bool,
) -> Result<u32, StoreError> {
    let now = Utc::now();
    let concerns = first.time.map(|time| time.starts).into_iter().chain(second.times()).any(|starts| starts > now);
    let told = if concerns { vec![second] } else { Vec::new() };
    write(changes, plan, by, &told, renumbered).await
}

async fn write(changes: &mut Changes, plan: &Plan, by: &Person, told: &[Change<'_>], renumbered: bool) -> Result<u32, StoreError> {
    if told.is_empty() {
        return Ok(0);
    }
    let all: Vec<Changed> = told.iter().map(|change| in_words(plan, change)).collect();
    let about = told.iter().find_map(|change| change.now.id);
    let urgent = is_urgent(told);
    let (answers_to,): (String,) =
        sqlx::query_as("select email from person where id = ?").bind(by.id).fetch_one(changes.connection()).await?;
    let answers_to = EmailAddress::kept(&answers_to);
    let readers = readers(changes, plan, &answers_to, told, all.iter().any(Changed::is_about_the_date)).await?;
    let arranger = Arranger { name: &by.name, email: &answers_to };
    let facts = Facts { group: &plan.name, year: plan.academic_year, changes: &all, renumbered, by: arranger };
    let mut letters = 0;
    for reader in &readers {
        let message = NewMessage {
            hub: plan.hub,
            kind: KIND,
            to: (&reader.name, &reader.email),
            letter: &changed(&facts, reader.signed_for.as_deref()),
            link: None,
            urgent,
            about: about.map(|id| id.to_string()),
            by: Some(by.id),
        };
        mail::enqueue_from(changes, &message, Some((&by.name, &answers_to))).await?;
        letters += 1;
    }
    Ok(letters)
}

/// Whether the next digest would come too late, or nearly.
fn is_urgent(told: &[Change<'_>]) -> bool {
    let now = Utc::now();
    let next = mail::next_digest(now).unwrap_or(now) + SOON;
    told.iter().flat_map(Change::times).any(|starts| starts > now && starts < next)
}

fn in_words(plan: &Plan, change: &Change<'_>) -> Changed {
    Changed {
        number: change.now.number,
        half_term: change.now.half_term,
        before: change.before.map(|workshop| arrangement(plan, workshop)),
        now: arrangement(plan, change.now),
    }
}

fn arrangement(plan: &Plan, workshop: &Planned) -> Arrangement {
    let slot = workshop.time.map(|time| Slot::of(time.starts, time.ends, None));
    let (date, time) = slot.map(|slot| (short(slot.day()), slot.hours())).unwrap_or_default();
    Arrangement {
        date,
        time,
        twilight: workshop.twilight_span().map(|twilight| clock::time(twilight.starts)).unwrap_or_default(),
        host: plan.host_name(workshop.host).unwrap_or_default().to_owned(),
        mode: workshop.mode.to_string(),
        place: workshop.place.clone(),
        call_link: workshop.call_link.clone(),
        cancelled: workshop.cancelled.clone(),
    }
}

/// Somebody who gets a letter.
struct Reader {
    name: String,
    email: EmailAddress,
    /// The school for which they have signed as its head, where the letter is about dates.
    signed_for: Option<String>,
}

/// Name, address, and the school that they have signed for.
type ReaderRow = (String, String, Option<String>);

/// Everybody concerned but `by`, each address once.
async fn readers(
    changes: &mut Changes,
    plan: &Plan,
    by: &EmailAddress,
    told: &[Change<'_>],
    dates_changed: bool,
) -> Result<Vec<Reader>, StoreError> {
    // Heads come first: whoever has signed hears of it in the one letter they get.
    let mut rows = if dates_changed { heads_who_signed(changes, plan).await? } else { Vec::new() };
    let mut hosts: Vec<SchoolId> = told.iter().flat_map(Change::hosts).collect();
    hosts.sort_unstable();
    hosts.dedup();
    for host in hosts {
        rows.extend(heads_of(changes, plan, host).await?);
    }
    rows.extend(members(changes, plan).await?);
    let mut seen = vec![by.as_str().to_lowercase()];
    let mut readers = Vec::new();
    for (name, email, signed_for) in rows {
        // What was typed as a head's address before addresses were parsed may be none.
        let Ok(email) = email.parse::<EmailAddress>() else { continue };
        let key = email.as_str().to_lowercase();
        if !seen.contains(&key) {
            seen.push(key);
            readers.push(Reader { name, email, signed_for });
        }
    }
    Ok(readers)
}

/// The heads whose signature stands, as the commitments name them and by their accounts.
async fn heads_who_signed(changes: &mut Changes, plan: &Plan) -> Result<Vec<ReaderRow>, StoreError> {
    Ok(sqlx::query_as(
        "with signed as (
             select commitment.school, school.name, head_name, head_email
             from commitment
             join school on school.id = commitment.school
             join group_school on group_school.group_year = commitment.group_year and group_school.school = commitment.school
             where commitment.group_year = ?1 and group_school.status = 'active'
               and exists (select 1 from signature where signature.commitment = commitment.id and who = 'head' and set_aside_at is null))
         select head_name, head_email, name from signed where head_email <> ''
         union all
         select person.name, person.email, signed.name
         from signed
         join school_role on school_role.school = signed.school and role = 'headteacher'
             and from_date <= ?2 and (until_date is null or until_date > ?2)
         join person on person.id = school_role.person and person.school = signed.school and deactivated_at is null",
    )
    .bind(plan.year)
    .bind(uk_time::today().to_string())
    .fetch_all(changes.connection())
    .await?)
}

/// The head of a school where a workshop takes place: with an account, or as its commitment of the year names them.
async fn heads_of(changes: &mut Changes, plan: &Plan, host: SchoolId) -> Result<Vec<ReaderRow>, StoreError> {
    Ok(sqlx::query_as(
        "select person.name, person.email, null
         from school_role join person on person.id = school_role.person and person.school = school_role.school
         where school_role.school = ?2 and role = 'headteacher' and deactivated_at is null
           and from_date <= ?3 and (until_date is null or until_date > ?3)
         union all
         select head_name, head_email, null from commitment where group_year = ?1 and school = ?2 and head_email <> ''",
    )
    .bind(plan.year)
    .bind(host)
    .bind(uk_time::today().to_string())
    .fetch_all(changes.connection())
    .await?)
}

/// The year's lead, everybody with an account in one of its schools, and whoever represents one of them or is to, whatever their own school:
/// by name.
async fn members(changes: &mut Changes, plan: &Plan) -> Result<Vec<ReaderRow>, StoreError> {
    Ok(sqlx::query_as(
        "select name, email, null from person
         where deactivated_at is null
           and (id = (select lead from group_year where id = ?1)
                or school in (select group_school.school from group_school where group_year = ?1 and status = 'active')
                or id in (select lead_participation.person
                          from lead_participation
                          join group_school on group_school.group_year = lead_participation.group_year
                              and group_school.school = lead_participation.school and status = 'active'
                          where lead_participation.group_year = ?1 and (until_date is null or until_date > ?2)))
         order by name, id",
    )
    .bind(plan.year)
    .bind(uk_time::today().to_string())
    .fetch_all(changes.connection())
    .await?)
}
