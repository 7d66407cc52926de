//! What somebody says to a poll.

use std::collections::BTreeMap;

use app::error::{AppError, Problem, Problems};
use model::accounts::email::{EmailAddress, EmailProblem};
use model::ids::SchoolId;
use model::polls::{MAX_COMMENT, MAX_SCHOOL, Reply};
use model::text::line::{Line, LineProblem};
use serde::{Deserialize, Serialize};
use store::polls::{AnswerSchool, PollAnswer, PollOption, WholePoll};

use crate::kit::Form;
use crate::polls::addresses;

/// What is chosen by whoever is at none of the group's schools.
pub const OTHER: &str = "other";
/// Letters in a name.
const MAX_NAME: usize = 120;

/// An answer. Each reply is by its date's place (`d1`, because a key that begins with a digit would be read as a place in a list).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The secret of the poll's link.
    pub poll: String,
    /// One's own secret; empty for whoever answers signed in.
    pub token: String,
    /// Whether an answer with it was there when the form was made.
    pub again: bool,
    /// Whether it is the answer of somebody of the group who has signed in.
    pub member: bool,
    pub name: String,
    /// A school's id, or [`OTHER`].
    pub school: String,
    pub other_school: String,
    pub replies: BTreeMap<String, String>,
    pub comment: String,
    /// Where the link to the answer is sent; may be empty.
    pub email: String,
}

impl Form for AnswerForm {
    const ACTION: &'static str = "/api/poll-answer";

    fn page(&self) -> String {
        if self.again { addresses::own(&self.poll, &self.token) } else { addresses::asked(&self.poll) }
    }
}

/// An answer that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Who says it, where nobody has signed in.
    pub guest: Option<Guest>,
    pub replies: Vec<Reply>,
    pub comment: Line,
    pub email: Option<EmailAddress>,
}

/// Somebody who answers by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub name: Line,
    school: GuestSchool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum GuestSchool {
    OfGroup(SchoolId),
    Typed(Line),
}

impl Guest {
    pub fn school(&self) -> AnswerSchool<'_> {
        match &self.school {
            GuestSchool::OfGroup(school) => AnswerSchool::OfGroup(*school),
            GuestSchool::Typed(name) => AnswerSchool::Typed(name),
        }
    }
}

/// The name of a date among the replies.
pub fn key(place: u8) -> String {
    format!("d{place}")
}

impl AnswerForm {
    /// The form as it begins: with what was answered before, if anything.
    pub fn begin(poll: String, token: String, member: bool, before: Option<&PollAnswer>, options: &[PollOption]) -> Self {
        let Some(before) = before else { return Self { poll, token, member, ..Self::default() } };
        let replies = options.iter().zip(&before.replies);
        let replies = replies.filter_map(|(option, reply)| Some((key(option.place), (*reply)?.key().to_owned())));
        let other_school = if before.school.is_none() { before.school_name.clone() } else { String::new() };
        Self {
            poll,
            token,
            again: !member,
            member,
            name: before.name.clone(),
            school: before.school.map_or_else(|| OTHER.to_owned(), |school| school.to_string()),
            other_school,
            replies: replies.collect(),
            comment: before.comment.clone(),
            email: String::new(),
        }
    }

    /// What is said to a date.
    pub fn reply(&self, place: u8) -> Option<Reply> {
        self.replies.get(&key(place)).and_then(|word| Reply::from_key(word))
    }

    /// What can be kept of it.
    ///
    /// # Errors
    /// Everything that is wrong; which dates have no reply, the page finds out.
    pub fn check(&self, whole: &WholePoll) -> Result<Checked, AppError> {
        let mut problems = Problems::default();
        let guest = if self.member { Some(None) } else { self.guest(&whole.schools, &mut problems).map(Some) };
        let replies: Option<Vec<Reply>> = whole.poll.options.iter().map(|option| self.reply(option.place)).collect();
        problems.when(replies.is_none(), Problem::PollRepliesMissing);
        let comment = problems.of(Line::optional(&self.comment, MAX_COMMENT).map_err(|_| Problem::PollCommentTooLong));
        let email = problems.of(match self.email.parse() {
            Ok(email) => Ok(Some(email)),
            Err(EmailProblem::Empty) => Ok(None),
            Err(problem) => Err(Problem::from(problem)),
        });
        match (guest, replies, comment, email) {
            (Some(guest), Some(replies), Some(comment), Some(email)) => Ok(Checked { guest, replies, comment, email }),
            _ => Err(problems.into()),
        }
    }

    fn guest(&self, schools: &[(SchoolId, String)], problems: &mut Problems) -> Option<Guest> {
        let name = problems.of(Line::parse(&self.name, MAX_NAME).map_err(|problem| match problem {
            LineProblem::Empty => Problem::YourNameMissing,
            LineProblem::TooLong => Problem::NameTooLong,
        }));
        let school = problems.of(self.school(schools));
        Some(Guest { name: name?, school: school? })
    }

    fn school(&self, schools: &[(SchoolId, String)]) -> Result<GuestSchool, Problem> {
        if self.school == OTHER {
            let typed = Line::parse(&self.other_school, MAX_SCHOOL).map_err(|problem| match problem {
                LineProblem::Empty => Problem::PollOtherMissing,
                LineProblem::TooLong => Problem::PollOtherTooLong,
            });
            return typed.map(GuestSchool::Typed);
        }
        let known = schools.iter().find(|(school, _)| school.to_string() == self.school);
        known.map(|(school, _)| GuestSchool::OfGroup(*school)).ok_or(Problem::PollSchoolMissing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(school: &str, other_school: &str, name: &str) -> AnswerForm {
        let [school, other_school, name] = [school, other_school, name].map(str::to_owned);
        AnswerForm { school, other_school, name, ..AnswerForm::default() }
    }

    fn guest(form: &AnswerForm, schools: &[(SchoolId, String)]) -> Result<Guest, AppError> {
        let mut problems = Problems::default();
        form.guest(schools, &mut problems).ok_or_else(|| problems.into())
    }

    #[test]
    fn a_guest_has_a_name_and_a_school_of_the_group_or_another() {
        let school = SchoolId::generate();
        let schools = [(school, "Ash Lane".to_owned())];
        let asha = guest(&form(&school.to_string(), "", " Asha\u{200b} Bell\n"), &schools).expect("a guest");
        assert_eq!((asha.name.as_str(), asha.school()), ("Asha Bell", AnswerSchool::OfGroup(school)));
        let other = guest(&form(OTHER, "Mill House", "Asha"), &schools).expect("a guest");
        assert_eq!(other.school(), AnswerSchool::Typed("Mill House"));
        for (form, problems) in [
            (form("", "", "\u{feff}"), vec![Problem::YourNameMissing, Problem::PollSchoolMissing]),
            (form(&SchoolId::generate().to_string(), "", "Asha"), vec![Problem::PollSchoolMissing]),
            (form(OTHER, " ", &"a".repeat(121)), vec![Problem::NameTooLong, Problem::PollOtherMissing]),
            (form(OTHER, &"a".repeat(121), "Asha"), vec![Problem::PollOtherTooLong]),
        ] {
            assert_eq!(guest(&form, &schools), Err(AppError::Invalid(problems)));
        }
    }

    #[test]
    fn an_answer_is_on_its_own_page_once_it_is_there() {
        let new = AnswerForm { poll: "0a".to_owned(), token: "1b".to_owned(), ..AnswerForm::default() };
        assert_eq!(new.page(), "/polls/0a");
        assert_eq!(AnswerForm { again: true, ..new }.page(), "/polls/0a/1b");
    }

    #[test]
    fn an_answer_is_read_as_a_browser_sends_it() {
        let sent = "poll=0a&token=1b&again=false&member=true&replies[d1]=yes&replies[d2]=if_need_be&replies[d3]=perhaps";
        let read = serde_qs::Config::new(5, false).deserialize_str::<AnswerForm>(sent).expect("a form");
        assert_eq!([1, 2, 3, 4].map(|place| read.reply(place)), [Some(Reply::Yes), Some(Reply::IfNeedBe), None, None]);
        assert!(read.member && !read.again);
    }
}
