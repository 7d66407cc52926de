//! Asking schools whether they stay when the year turns.

use super::Letter;
use crate::calendar::academic_year::AcademicYear;

/// What is asked of which school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The Work Group's name.
    pub group: &'a str,
    /// The school's name.
    pub school: &'a str,
    /// The academic year that begins.
    pub year: AcademicYear,
}

/// To somebody who represents the school, as `role`. `lead` is who leads the group, where anybody does.
pub fn to_representative(facts: &Facts<'_>, role: &str, lead: Option<&str>) -> Letter {
    let Facts { group, school, year } = facts;
    let lead = lead.unwrap_or("your Maths Hub");
    Letter {
        subject: format!("{group} in {year}: does your school stay?"),
        paragraphs: vec![
            format!("The {group} Work Group goes on in the academic year {year}, with {school} in it if you wish so."),
            format!("Please answer two questions by replying to this message: does your school stay, and will you be its {role} again?"),
            format!(
                "{lead} writes your answer down. Your headteacher has a letter too, and will be asked to sign the commitment for the new year."
            ),
        ],
        ..Letter::default()
    }
}

/// To the school's headteacher.
pub fn to_head(facts: &Facts<'_>) -> Letter {
    let Facts { group, school, year } = facts;
    Letter {
        subject: format!("{group} in {year}: does {school} stay?"),
        paragraphs: vec![
            format!("Your school is part of the {group} Work Group, which goes on in the academic year {year}."),
            "If it stays, there is nothing to do now: the commitment for the new year will come to you to be read and signed anew. If it leaves, please reply to this message.".to_owned(),
        ],
        ..Letter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    const FACTS: Facts<'_> = Facts { group: "Two Rivers", school: "Elm Bank Primary School", year: AcademicYear::starting(2027) };

    #[test]
    fn a_representative_is_asked_two_questions() {
        assert_eq!(
            written(&to_representative(&FACTS, "lead participant", Some("Helen Frost"))),
            "Two Rivers in 2027/28: does your school stay?

Hello Amy Ash,

The Two Rivers Work Group goes on in the academic year 2027/28, with Elm Bank Primary School in it if you wish so.

Please answer two questions by replying to this message: does your school stay, and will you be its lead participant again?

Helen Frost writes your answer down. Your headteacher has a letter too, and will be asked to sign the commitment for the new year.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn where_nobody_leads_the_hub_writes_the_answer_down() {
        let letter = to_representative(&FACTS, "deputy", None);
        assert!(letter.paragraphs[1].ends_with("will you be its deputy again?"), "{letter:?}");
        assert!(letter.paragraphs[2].starts_with("your Maths Hub writes your answer down."), "{letter:?}");
    }

    #[test]
    fn a_head_is_told_that_the_commitment_comes() {
        assert_eq!(
            written(&to_head(&FACTS)),
            "Two Rivers in 2027/28: does Elm Bank Primary School stay?

Hello Amy Ash,

Your school is part of the Two Rivers Work Group, which goes on in the academic year 2027/28.

If it stays, there is nothing to do now: the commitment for the new year will come to you to be read and signed anew. If it leaves, please reply to this message.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }
}
