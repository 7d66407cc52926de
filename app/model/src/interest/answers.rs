//! What a school has answered, as far as it has come.

use serde::{Deserialize, Serialize};

use super::{Pledge, Question};
use crate::accounts::email::EmailAddress;
use crate::calendar::academic_year::AcademicYear;
use crate::ids::{InterestId, SchoolId};
use crate::interest::eligibility::{Eligibility, judge};
use crate::schools::phase::Phase;

/// The answers. A question that has not been answered yet is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// When the form was begun, milliseconds since 1970.
    pub started_at: i64,
    /// Once it was sent, what it became: nothing else is kept then.
    pub sent: Option<InterestId>,
    /// What was sent before and is being changed.
    pub replaces: Option<InterestId>,
    /// The school, where it is one we know.
    pub school: Option<SchoolId>,
    /// Its name: ours for one we know, else as typed.
    pub school_name: String,
    /// Where it is.
    pub town: String,
    /// What was typed where several schools fit, until one of them is chosen.
    pub looking_for: Option<SoughtSchool>,
    /// Who writes.
    pub contact: Option<Contact>,
    /// Earlier years in the programme.
    pub journey: Option<Journey>,
    /// Counts of teachers.
    pub practice: Option<Practice>,
    /// What the leaders can say yes to.
    pub leadership: Option<Vec<Pledge>>,
    /// Anything else.
    pub notes: Option<String>,
}

/// A school as it was typed, when it may be one of several. It is kept as a pair, as earlier versions kept it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub struct SoughtSchool {
    pub words: String,
    /// May be empty.
    pub town: String,
}

impl From<(String, String)> for SoughtSchool {
    fn from((words, town): (String, String)) -> Self {
        Self { words, town }
    }
}

impl From<SoughtSchool> for (String, String) {
    fn from(sought: SoughtSchool) -> Self {
        (sought.words, sought.town)
    }
}

/// Who writes for a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// First and last name.
    pub name: String,
    /// Where the answer goes.
    pub email: EmailAddress,
    /// What they are in the school, in their own words.
    pub role: String,
}

/// A school's way through the programme so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// Earlier Work Groups, the earliest phase first.
    pub earlier: Vec<EarlierYear>,
    /// Whether the school has a Mastery Specialist, and so needs no earlier year.
    pub mastery_specialist: bool,
}

/// One earlier Work Group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierYear {
    /// Which.
    pub phase: Phase,
    /// Its academic year; `None` when nobody remembers.
    pub year: Option<AcademicYear>,
}

/// Counts of people, nothing about any of them (A13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// How many teachers teach maths.
    pub teachers: u32,
    /// How many of them already teach for mastery.
    pub using: u32,
}

/// An answer as it is read: under which question it was given, what it is, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it was given.
    pub question: Question,
    /// What it is.
    pub label: &'static str,
    /// The words.
    pub value: String,
}

impl Answers {
    /// The answers for reading: on the page that is checked before sending, in letters, on paper.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |question, label, value: String| lines.push(Line { question, label, value });
        add(Question::School, "School", self.school_in_words());
        if let Some(contact) = &self.contact {
            add(Question::You, "Name", contact.name.clone());
            add(Question::You, "Work email", contact.email.to_string());
            add(Question::You, "Role in school", contact.role.clone());
        }
        if let Some(journey) = &self.journey {
            add(Question::Journey, "Work Groups so far", journey.in_words());
        }
        if let Some(Practice { teachers, using }) = self.practice {
            add(Question::Practice, "Teachers of maths", teachers.to_string());
            add(Question::Practice, "Of these, teach for mastery", using.to_string());
        }
        if let Some(pledges) = &self.leadership {
            let words: Vec<String> = pledges.iter().map(ToString::to_string).collect();
            add(Question::Leadership, "Leaders say yes to", if words.is_empty() { "None of these yet".into() } else { words.join("; ") });
        }
        if let Some(notes) = &self.notes {
            add(Question::Notes, "Anything else", if notes.is_empty() { "Nothing".into() } else { notes.clone() });
        }
        lines
    }

    /// Name and town.
    pub fn school_in_words(&self) -> String {
        if self.town.is_empty() { self.school_name.clone() } else { format!("{}, {}", self.school_name, self.town) }
    }

    /// Whether a Sustaining group fits, by these answers and the phases that are `recorded` of the school.
    pub fn eligibility(&self, recorded: &[Phase]) -> Eligibility {
        let journey = self.journey.clone().unwrap_or_default();
        let told: Vec<Phase> = journey.earlier.iter().map(|earlier| earlier.phase).collect();
        judge(&told, recorded, journey.mastery_specialist, self.practice)
    }
}

impl Journey {
    /// `Development 2023/24; Embedding, year not known`.
    pub fn in_words(&self) -> String {
        let mut words: Vec<String> = self
            .earlier
            .iter()
            .map(|earlier| match earlier.year {
                Some(year) => format!("{} {year}", earlier.phase),
                None => format!("{}, year not known", earlier.phase),
            })
            .collect();
        if self.mastery_specialist {
            words.push("Has a Mastery Specialist".into());
        }
        if words.is_empty() { "None of these yet".into() } else { words.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_read_as_lines_in_the_order_of_the_questions() {
        let answers = Answers {
            school_name: "Oak Primary".into(),
            town: "Thistlewick".into(),
            journey: Some(Journey {
                earlier: vec![
                    EarlierYear { phase: Phase::Development, year: Some(AcademicYear::starting(2023)) },
                    EarlierYear { phase: Phase::Embedding, year: None },
                ],
                mastery_specialist: false,
            }),
            practice: Some(Practice { teachers: 12, using: 7 }),
            leadership: Some(Vec::new()),
            notes: Some(String::new()),
            ..Answers::default()
        };
        let lines: Vec<(&str, String)> = answers.lines().into_iter().map(|line| (line.label, line.value)).collect();
        assert_eq!(
            lines,
            [
                ("School", "Oak Primary, Thistlewick".to_owned()),
                ("Work Groups so far", "Development 2023/24; Embedding, year not known".to_owned()),
                ("Teachers of maths", "12".to_owned()),
                ("Of these, teach for mastery", "7".to_owned()),
                ("Leaders say yes to", "None of these yet".to_owned()),
                ("Anything else", "Nothing".to_owned()),
            ]
        );
    }

    #[test]
    fn what_an_older_version_kept_still_reads() {
        let read = |text: &str| serde_json::from_str::<Answers>(text).expect("answers");
        assert_eq!(read(r#"{"school_name": "Oak"}"#).school_name, "Oak");
        let sought = read(r#"{"looking_for": ["Oak", "Fenwick"]}"#).looking_for;
        assert_eq!(sought, Some(SoughtSchool { words: "Oak".into(), town: "Fenwick".into() }));
    }
}
