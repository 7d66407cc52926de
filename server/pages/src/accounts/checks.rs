//! Names, addresses and roles as they are typed into forms about people.

use app::error::{AppError, Problem};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Actor;
use model::ids::{HubId, SchoolId, WorkGroupId};
use model::permission::{Action, Denied, Subject, may};
use model::text::line::{Line, LineProblem};

pub use app::accounts::credentials::address as email;

/// Names are at most this long, so that lists stay lists.
const MAX_NAME: usize = 120;

/// A name, as one line.
///
/// # Errors
/// What is wrong with it.
pub fn name(text: &str) -> Result<String, Problem> {
    match Line::parse(text, MAX_NAME) {
        Ok(name) => Ok(name.into()),
        Err(LineProblem::Empty) => Err(Problem::NameMissing),
        Err(LineProblem::TooLong) => Err(Problem::NameTooLong),
    }
}

/// Both at once, with all that is wrong with them.
///
/// # Errors
/// [`AppError::Invalid`] with one or two problems.
pub fn name_and_email(name_text: &str, email_text: &str) -> Result<(String, EmailAddress), AppError> {
    match (name(name_text), email(email_text)) {
        (Ok(name), Ok(email)) => Ok((name, email)),
        (name, email) => Err(AppError::Invalid(name.err().into_iter().chain(email.err()).collect())),
    }
}

/// What somebody is invited to be, as far as it matters for who may invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// To represent a school in a group.
    Represent(WorkGroupId, SchoolId),
    /// To teach at a school.
    Teacher(SchoolId),
    /// To be a school's headteacher, who signs for it.
    Headteacher(SchoolId),
    /// To work for a hub.
    Hub(HubId),
    /// To lead groups of a hub.
    Lead(HubId),
}

/// Whether somebody may invite, send the invitation again and take it back.
///
/// # Errors
/// As [`may`].
pub fn may_invite(actor: &Actor, invited: Invited) -> Result<(), Denied> {
    match invited {
        Invited::Represent(group, school) => may(actor, Action::ManageGroupPeople, Subject::Group(group))
            .or_else(|_| may(actor, Action::ManageSchoolPeople, Subject::School(school))),
        Invited::Teacher(school) => may(actor, Action::ManageSchoolPeople, Subject::School(school)),
        // Not a lead participant's: a headteacher of one's own making could sign what the real one has not read.
        Invited::Headteacher(school) => may(actor, Action::ManageCommitments, Subject::School(school))
            .or_else(|_| may(actor, Action::SignCommitment, Subject::School(school))),
        Invited::Hub(hub) => may(actor, Action::ManageHubPeople, Subject::Hub(hub)),
        Invited::Lead(hub) => may(actor, Action::FormGroups, Subject::Hub(hub)),
    }
}

#[cfg(test)]
mod tests {
    use model::accounts::roles::{Person, SchoolRole};
    use model::ids::PersonId;

    use super::*;

    #[test]
    fn a_name_and_an_address_tell_their_problems_at_once() {
        assert_eq!(name("  Amy   Marsh "), Ok("Amy Marsh".to_owned()));
        assert_eq!(name(&"a".repeat(121)), Err(Problem::NameTooLong));
        let both = AppError::Invalid(vec![Problem::NameMissing, Problem::EmailShape]);
        assert_eq!(name_and_email(" ", "amy"), Err(both));
    }

    #[test]
    fn a_lead_participant_may_invite_colleagues_but_no_headteacher() {
        let (school, group) = (SchoolId::generate(), WorkGroupId::generate());
        let person = |school_role| {
            Actor::Person(Person {
                id: PersonId::generate(),
                name: "Amy Marsh".into(),
                school: Some(school),
                school_name: "Ash Lane".into(),
                school_role,
                hub: None,
                groups: vec![group],
                leads: Vec::new(),
                leads_schools: Vec::new(),
            })
        };
        let amy = person(SchoolRole::LeadParticipant);
        assert_eq!(may_invite(&amy, Invited::Teacher(school)), Ok(()));
        assert_eq!(may_invite(&amy, Invited::Represent(group, school)), Ok(()));
        assert_eq!(may_invite(&amy, Invited::Represent(group, SchoolId::generate())), Err(Denied::NotYours));
        assert_eq!(may_invite(&amy, Invited::Headteacher(school)), Err(Denied::NotYours));
        assert_eq!(may_invite(&person(SchoolRole::Headteacher), Invited::Headteacher(school)), Ok(()));
        assert_eq!(may_invite(&person(SchoolRole::Teacher), Invited::Teacher(school)), Err(Denied::NotYours));
        assert_eq!(may_invite(&Actor::Anonymous, Invited::Hub(HubId::generate())), Err(Denied::SignedOut));
    }
}
