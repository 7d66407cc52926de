//! A lesson as plain data: what a board's document says at one moment.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::address::{LessonText, StepText, TextAddress};
use crate::criteria::{self, Criterion, Strand};
use crate::live::items::ItemId;
use crate::live::text::PlainText;
use crate::live::{Content, Item};
use crate::schools::year_group::YearGroup;

/// A step's key in the document.
pub type StepId = ItemId;

/// How far a lesson is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A thought to start from.
    Idea,
    /// Being designed.
    #[default]
    Draft,
    /// Ready to be taught.
    Ready,
    /// Taught at least once.
    Taught,
}

impl Status {
    /// Every status, in the order a lesson goes through them.
    pub const ALL: [Self; 4] = [Self::Idea, Self::Draft, Self::Ready, Self::Taught];

    /// The word in the document.
    pub fn key(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Taught => "taught",
        }
    }

    /// The status whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Idea => "Idea",
            Self::Draft => "Draft",
            Self::Ready => "Ready to teach",
            Self::Taught => "Taught",
        })
    }
}

/// A lesson at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lesson {
    /// See [`LessonText::Title`].
    pub title: String,
    /// See [`LessonText::KeyLearningPoint`].
    pub key_learning_point: String,
    /// See [`LessonText::PriorLearning`].
    pub prior_learning: String,
    /// See [`LessonText::NextLearning`].
    pub next_learning: String,
    /// See [`LessonText::Vocabulary`].
    pub vocabulary: String,
    /// How far it is.
    pub status: Status,
    /// How long the lesson may take, in minutes.
    pub lesson_minutes: u32,
    /// Its strand, when somebody chose one; see [`Lesson::strand`].
    pub chosen_strand: Option<Strand>,
    /// Whom it is for, youngest first.
    pub year_groups: Vec<YearGroup>,
    /// Codes of ready-to-progress criteria, in the guidance's order; codes we do not know come last.
    pub criteria: Vec<String>,
    /// The small steps in order.
    pub steps: Vec<Step>,
    /// Steps that were deleted and can be restored, in the order they stood.
    pub deleted_steps: Vec<Step>,
}

impl Content for Lesson {
    type Address = TextAddress;
    type Item = Step;

    fn text(&self, address: &TextAddress) -> &str {
        match address {
            TextAddress::Lesson(LessonText::Title) => &self.title,
            TextAddress::Lesson(LessonText::KeyLearningPoint) => &self.key_learning_point,
            TextAddress::Lesson(LessonText::PriorLearning) => &self.prior_learning,
            TextAddress::Lesson(LessonText::NextLearning) => &self.next_learning,
            TextAddress::Lesson(LessonText::Vocabulary) => &self.vocabulary,
            TextAddress::Step(id, text) => self.item(id).map_or("", |step| step.text(*text)),
        }
    }

    fn text_mut(&mut self, address: &TextAddress) -> Option<&mut String> {
        match address {
            TextAddress::Lesson(LessonText::Title) => Some(&mut self.title),
            TextAddress::Lesson(LessonText::KeyLearningPoint) => Some(&mut self.key_learning_point),
            TextAddress::Lesson(LessonText::PriorLearning) => Some(&mut self.prior_learning),
            TextAddress::Lesson(LessonText::NextLearning) => Some(&mut self.next_learning),
            TextAddress::Lesson(LessonText::Vocabulary) => Some(&mut self.vocabulary),
            TextAddress::Step(id, text) => {
                let mut all = self.steps.iter_mut().chain(&mut self.deleted_steps);
                all.find(|step| step.id == *id).map(|step| step.text_mut(*text))
            }
        }
    }

    fn texts(&self) -> impl Iterator<Item = (TextAddress, &str)> {
        let own = LessonText::ALL.into_iter().map(TextAddress::Lesson).map(|address| {
            let words = self.text(&address);
            (address, words)
        });
        let steps = self.steps.iter().chain(&self.deleted_steps);
        let of_steps =
            steps.flat_map(|step| StepText::ALL.into_iter().map(move |text| (TextAddress::Step(step.id.clone(), text), step.text(text))));
        own.chain(of_steps)
    }

    fn items(&self) -> &[Step] {
        &self.steps
    }

    fn deleted_items(&self) -> &[Step] {
        &self.deleted_steps
    }

    fn head(&self) -> Self {
        Self {
            title: self.title.clone(),
            key_learning_point: self.key_learning_point.clone(),
            prior_learning: self.prior_learning.clone(),
            next_learning: self.next_learning.clone(),
            vocabulary: self.vocabulary.clone(),
            status: self.status,
            lesson_minutes: self.lesson_minutes,
            chosen_strand: self.chosen_strand,
            year_groups: self.year_groups.clone(),
            criteria: self.criteria.clone(),
            ..Self::default()
        }
    }

    fn plain_text(&self) -> String {
        let mut out = PlainText::default();
        for text in LessonText::ALL {
            out.put(text.label(), self.text(&TextAddress::Lesson(text)));
        }
        for (index, step) in self.steps.iter().chain(&self.deleted_steps).enumerate() {
            out.put(&format!("Step {}, {} minutes", index + 1, step.minutes), &step.title);
            for text in StepText::ALL.into_iter().filter(|text| *text != StepText::Title) {
                out.put(text.label(), step.text(text));
            }
        }
        out.into()
    }
}

impl Item for Step {
    fn id(&self) -> &StepId {
        &self.id
    }
}

impl Lesson {
    /// The step with this key, deleted or not.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.item(id)
    }

    /// The minutes of all its steps.
    pub fn planned_minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).sum()
    }

    /// The criteria we know, in the guidance's order.
    pub fn known_criteria(&self) -> Vec<&'static Criterion> {
        self.criteria.iter().filter_map(|code| criteria::find(code)).collect()
    }

    /// The chosen strand, else that of its first criterion.
    pub fn strand(&self) -> Option<Strand> {
        self.chosen_strand.or_else(|| self.known_criteria().first().map(|criterion| criterion.strand))
    }
}

/// A small step at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    /// Its key.
    pub id: StepId,
    /// How long it takes.
    pub minutes: u32,
    /// See [`StepText::Title`].
    pub title: String,
    /// See [`StepText::Exposition`].
    pub exposition: String,
    /// See [`StepText::KeyQuestions`].
    pub key_questions: String,
    /// See [`StepText::StemSentence`].
    pub stem_sentence: String,
    /// See [`StepText::ExpectedResponse`].
    pub expected_response: String,
    /// See [`StepText::DifficultPoint`].
    pub difficult_point: String,
    /// See [`StepText::PlannedAnswer`].
    pub planned_answer: String,
    /// See [`StepText::Check`].
    pub check: String,
}

impl Step {
    /// One of its texts.
    pub fn text(&self, text: StepText) -> &str {
        match text {
            StepText::Title => &self.title,
            StepText::Exposition => &self.exposition,
            StepText::KeyQuestions => &self.key_questions,
            StepText::StemSentence => &self.stem_sentence,
            StepText::ExpectedResponse => &self.expected_response,
            StepText::DifficultPoint => &self.difficult_point,
            StepText::PlannedAnswer => &self.planned_answer,
            StepText::Check => &self.check,
        }
    }

    /// The same, to be written to.
    pub fn text_mut(&mut self, text: StepText) -> &mut String {
        match text {
            StepText::Title => &mut self.title,
            StepText::Exposition => &mut self.exposition,
            StepText::KeyQuestions => &mut self.key_questions,
            StepText::StemSentence => &mut self.stem_sentence,
            StepText::ExpectedResponse => &mut self.expected_response,
            StepText::DifficultPoint => &mut self.difficult_point,
            StepText::PlannedAnswer => &mut self.planned_answer,
            StepText::Check => &mut self.check,
        }
    }

    /// What teachers would look for and not find yet, in the board's order.
    pub fn missing(&self) -> Vec<StepText> {
        [StepText::Exposition, StepText::StemSentence, StepText::KeyQuestions, StepText::Check]
            .into_iter()
            .filter(|text| self.text(*text).trim().is_empty())
            .collect()
    }
}
