//! An expression of interest as it is kept.

use chrono::{DateTime, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::NamedPerson;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, InterestId, PersonId, SchoolId};
use model::interest::eligibility::Eligibility;
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::letters::interest::Facts;
use model::schools::phase::Phase;
use serde::de::DeserializeOwned;

use crate::database::rows;
use crate::error::StoreError;

/// An expression of interest, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    pub id: InterestId,
    /// The hub it was sent to.
    pub hub: HubId,
    /// What people say on the telephone.
    pub reference: String,
    /// The year that is wanted.
    pub academic_year: AcademicYear,
    /// Where the hub stands with it.
    pub state: State,
    /// All that was answered. The school's name and town are those of the school once it is matched.
    pub answers: Answers,
    /// The school as it was typed; empty where one was chosen.
    pub typed: TypedSchool,
    /// The matched school's number; empty before.
    pub urn: String,
    /// The matched school's phases on record.
    pub recorded: Vec<Phase>,
    /// Who at the hub looks after it.
    pub assigned: Option<NamedPerson>,
    /// Why the hub took a school that the rules would not; empty otherwise.
    pub override_reason: String,
    /// The year of the group it was put in.
    pub group_year: Option<GroupYearId>,
    /// When it was sent, or sent again.
    pub submitted_at: DateTime<Utc>,
    /// Whether it was taken out of the inbox, because it is from no school.
    pub removed: bool,
    /// How many other forms of the same school the hub has.
    pub others: u32,
}

/// A school that nobody has found among those we know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedSchool {
    pub name: String,
    pub town: String,
}

impl Interest {
    /// Whether whoever sent it may still change it.
    pub fn may_be_replaced(&self) -> bool {
        matches!(self.state, State::New | State::Asked) && !self.removed
    }

    /// All that somebody at the hub may remember of it.
    pub(super) fn words(&self) -> String {
        let contact = self.answers.contact.iter().flat_map(|contact| [contact.name.as_str(), contact.email.as_str()]);
        let own = [&*self.answers.school_name, &*self.answers.town, &*self.urn, &*self.typed.name, &*self.typed.town, &*self.reference];
        own.into_iter().chain(contact).collect::<Vec<_>>().join(" ")
    }

    /// Whether a Sustaining group fits.
    pub fn eligibility(&self) -> Eligibility {
        self.answers.eligibility(&self.recorded)
    }

    /// What letters tell of it.
    pub fn facts(&self) -> Facts<'_> {
        Facts { reference: &self.reference, year: self.academic_year, answers: &self.answers, eligibility: self.eligibility() }
    }
}

/// What is read of an interest; a `where` follows.
pub(super) const SELECT: &str =
    "select interest.id, interest.hub, reference, academic_year, state, interest.school, school_typed, town_typed,
        contact_name, contact_email, contact_role, earlier, mastery_specialist, teachers, teachers_using, leadership, notes,
        assigned_to, person.name as assigned_name, override_reason, group_year, submitted_at,
        interest.removed_at is not null as removed,
        (select count(*) from interest as other
         where other.hub = interest.hub and other.id <> interest.id and other.removed_at is null
           and (other.school = interest.school
                or (interest.school is null and other.school is null and lower(other.school_typed) = lower(interest.school_typed)))) as others,
        coalesce(school.name, school_typed) as school_name, coalesce(school.town, town_typed) as town,
        coalesce(school.urn, '') as urn,
        (select group_concat(phase) from school_phase where school_phase.school = interest.school) as recorded
 from interest
 left join school on school.id = interest.school
 left join person on person.id = interest.assigned_to ";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: InterestId,
    hub: HubId,
    reference: String,
    academic_year: AcademicYear,
    state: String,
    school: Option<SchoolId>,
    school_typed: String,
    town_typed: String,
    contact_name: String,
    contact_email: String,
    contact_role: String,
    earlier: String,
    mastery_specialist: bool,
    teachers: u32,
    teachers_using: u32,
    leadership: String,
    notes: String,
    assigned_to: Option<PersonId>,
    assigned_name: Option<String>,
    override_reason: String,
    group_year: Option<GroupYearId>,
    submitted_at: i64,
    removed: bool,
    others: u32,
    school_name: String,
    town: String,
    urn: String,
    recorded: Option<String>,
}

impl TryFrom<Row> for Interest {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let email = EmailAddress::kept(&row.contact_email);
        let answers = Answers {
            school: row.school,
            school_name: row.school_name,
            town: row.town,
            contact: Some(Contact { name: row.contact_name, email, role: row.contact_role }),
            journey: Some(Journey { earlier: read::<Vec<EarlierYear>>(&row.earlier)?, mastery_specialist: row.mastery_specialist }),
            practice: Some(Practice { teachers: row.teachers, using: row.teachers_using }),
            leadership: Some(read::<Vec<Pledge>>(&row.leadership)?),
            notes: Some(row.notes),
            ..Answers::default()
        };
        let assigned = row.assigned_to.zip(row.assigned_name).map(|(id, name)| NamedPerson { id, name });
        Ok(Self {
            id: row.id,
            hub: row.hub,
            reference: row.reference,
            academic_year: row.academic_year,
            state: state(&row.state)?,
            answers,
            typed: TypedSchool { name: row.school_typed, town: row.town_typed },
            urn: row.urn,
            recorded: row.recorded.iter().flat_map(|words| words.split(',')).filter_map(Phase::from_key).collect(),
            assigned,
            override_reason: row.override_reason,
            group_year: row.group_year,
            submitted_at: rows::time(row.submitted_at)?,
            removed: row.removed,
            others: row.others,
        })
    }
}

pub(super) fn state(key: &str) -> Result<State, StoreError> {
    State::from_key(key).ok_or_else(|| StoreError::Corrupt(format!("the state {key:?}")))
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("answers that do not read: {error}")))
}

pub(super) fn written<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}
