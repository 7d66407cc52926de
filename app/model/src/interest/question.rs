//! The questions of the public form, one on each page.

use super::Answers;

/// A question, the first one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Which school it is.
    School,
    /// Who writes.
    You,
    /// In which Work Groups the school was before.
    Journey,
    /// How many teachers already teach for mastery.
    Practice,
    /// What the school's leadership can say yes to.
    Leadership,
    /// Anything else.
    Notes,
}

impl Question {
    /// Every question in its order.
    pub const ALL: [Self; 6] = [Self::School, Self::You, Self::Journey, Self::Practice, Self::Leadership, Self::Notes];

    /// Its word in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::You => "you",
            Self::Journey => "journey",
            Self::Practice => "practice",
            Self::Leadership => "leadership",
            Self::Notes => "notes",
        }
    }

    /// The question whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.key() == key)
    }

    /// What is asked: the title of its page.
    pub fn title(self) -> &'static str {
        match self {
            Self::School => "Which school is it?",
            Self::You => "Who should we write to?",
            Self::Journey => "Which Work Groups has your school been in before?",
            Self::Practice => "How many teachers already teach for mastery?",
            Self::Leadership => "What can your school’s leaders say yes to?",
            Self::Notes => "Is there anything else we should know?",
        }
    }

    /// Its number, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|question| *question == self).unwrap_or_default() + 1
    }

    /// The one before.
    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|question| *question < self)
    }

    /// The one after.
    pub fn after(self) -> Option<Self> {
        Self::ALL.into_iter().find(|question| *question > self)
    }

    /// Whether it has been answered.
    pub fn answered(self, answers: &Answers) -> bool {
        match self {
            Self::School => !answers.school_name.is_empty(),
            Self::You => answers.contact.is_some(),
            Self::Journey => answers.journey.is_some(),
            Self::Practice => answers.practice.is_some(),
            Self::Leadership => answers.leadership.is_some(),
            Self::Notes => answers.notes.is_some(),
        }
    }

    /// The first question without an answer.
    pub fn first_open(answers: &Answers) -> Option<Self> {
        Self::ALL.into_iter().find(|question| !question.answered(answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_follow_one_another() {
        assert_eq!(Question::School.before(), None);
        assert_eq!(Question::Notes.after(), None);
        assert_eq!(Question::Journey.number(), 3);
        for question in Question::ALL {
            assert_eq!(Question::from_key(question.key()), Some(question));
            assert_eq!(question.after().and_then(Question::before), question.after().map(|_| question));
        }
    }

    #[test]
    fn the_first_open_question_is_the_first_without_an_answer() {
        let mut answers = Answers::default();
        assert_eq!(Question::first_open(&answers), Some(Question::School));
        answers.school_name = "Oak".into();
        answers.notes = Some(String::new());
        assert_eq!(Question::first_open(&answers), Some(Question::You));
    }
}
