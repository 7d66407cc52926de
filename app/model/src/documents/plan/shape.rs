//! Proven shapes of a workshop, to start a plan from.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::agenda::{Agenda, Block, BlockId};
use super::block_kind::BlockKind;
use super::schema::DEFAULT_ARRIVALS;
use super::value::Part;

/// A shape to start from. Everything in it can be changed afterwards (B2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    AfternoonWithTwilight,
    TrgHalfDay,
    OnlineOnly,
    LeadershipDay,
    Empty,
}

/// Kind, title, what is done, minutes, part.
type Row = (BlockKind, &'static str, &'static str, u32, Part);

const AFTERNOON: [Row; 9] = [
    (BlockKind::Own, "Arrive and sign in", "Tea, name badges, last time’s boards on the wall.", 10, Part::Main),
    (BlockKind::FeedbackRound, "What did you notice?", "Each school in turn: what was tried, what pupils said and did.", 25, Part::Main),
    (
        BlockKind::Leadership,
        "One issue from the action plans",
        "Action plans open. Say the issue in a sentence, then what would be seen if it were better.",
        40,
        Part::Main,
    ),
    (
        BlockKind::SubjectKnowledge,
        "Do the maths together",
        "Do the question first, alone and then in pairs. Which pictures would you keep, and why?",
        45,
        Part::Main,
    ),
    (BlockKind::Break, "Break", "", 15, Part::Main),
    (BlockKind::ShareBack, "What goes into the twilight", "The key learning point and the year groups for the tables.", 30, Part::Main),
    (BlockKind::Twilight, "Frame the brief", "Key learning point, small steps, a sentence every child can say.", 10, Part::Twilight),
    (
        BlockKind::CoPlanning,
        "Design at mixed tables",
        "Teachers of one year group from different schools at each table, one board each.",
        50,
        Part::Twilight,
    ),
    (
        BlockKind::NextSteps,
        "Share back, next task and close",
        "Two minutes a table. Then the task until the next workshop, its host and its date.",
        20,
        Part::Twilight,
    ),
];

const TRG: [Row; 6] = [
    (BlockKind::Own, "Arrive and sign in", "", 10, Part::Main),
    (BlockKind::Trg, "Before the lesson", "The teacher says where the class is. Agree on what to watch for.", 30, Part::Main),
    (BlockKind::Trg, "The lesson", "Watch the learning. Write what is seen and heard, and nothing else.", 60, Part::Main),
    (BlockKind::Break, "Break", "", 15, Part::Main),
    (BlockKind::Trg, "After the lesson", "The teacher speaks first. Then “I noticed …”, tied to what we watched for.", 50, Part::Main),
    (BlockKind::NextSteps, "What changes in the lesson, and who teaches it next", "", 20, Part::Main),
];

const ONLINE: [Row; 5] = [
    (BlockKind::FeedbackRound, "What did you notice?", "In threes, then one sentence each.", 20, Part::Main),
    (BlockKind::SubjectKnowledge, "Do the maths together", "Cameras off for five minutes with paper, then compare.", 30, Part::Main),
    (BlockKind::Break, "Break, away from the screen", "", 10, Part::Main),
    (BlockKind::CoPlanning, "Design in rooms of three", "One board a room, half a screen each for the call and the board.", 45, Part::Main),
    (BlockKind::NextSteps, "Next task and close", "", 15, Part::Main),
];

const LEADERSHIP: [Row; 8] = [
    (BlockKind::Own, "Arrive and sign in", "", 15, Part::Main),
    (BlockKind::Leadership, "Where each school is", "Three minutes a school, from its action plan.", 45, Part::Main),
    (BlockKind::Leadership, "One issue in depth", "The school that brings it speaks, the others only ask.", 45, Part::Main),
    (BlockKind::Break, "Break", "", 15, Part::Main),
    (BlockKind::SubjectKnowledge, "Do the maths together", "", 50, Part::Main),
    (BlockKind::Leadership, "Refine the action plans", "In pairs of schools.", 40, Part::Main),
    (BlockKind::ShareBack, "Share back", "", 20, Part::Main),
    (BlockKind::NextSteps, "Next steps and close", "", 15, Part::Main),
];

impl Shape {
    pub const ALL: [Self; 5] = [Self::AfternoonWithTwilight, Self::TrgHalfDay, Self::OnlineOnly, Self::LeadershipDay, Self::Empty];

    /// The word in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::AfternoonWithTwilight => "afternoon",
            Self::TrgHalfDay => "trg",
            Self::OnlineOnly => "online",
            Self::LeadershipDay => "leadership",
            Self::Empty => "empty",
        }
    }

    /// The shape whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.key() == key)
    }

    /// A sentence on what it is.
    pub fn about(self) -> &'static str {
        match self {
            Self::AfternoonWithTwilight => "All three strands before school ends, then colleagues come and design lessons at tables.",
            Self::TrgHalfDay => "A lesson is watched, with the talk before and after it.",
            Self::OnlineOnly => "Two hours on a call, with boards beside it.",
            Self::LeadershipDay => "A morning or a day on leading mathematics in school.",
            Self::Empty => "Nothing but the times.",
        }
    }

    fn rows(self) -> &'static [Row] {
        match self {
            Self::AfternoonWithTwilight => &AFTERNOON,
            Self::TrgHalfDay => &TRG,
            Self::OnlineOnly => &ONLINE,
            Self::LeadershipDay => &LEADERSHIP,
            Self::Empty => &[],
        }
    }

    /// All blocks together, the twilight’s too.
    pub fn minutes(self) -> u32 {
        self.rows().iter().map(|(.., minutes, _)| minutes).sum()
    }

    /// A plan of this shape, its blocks under new keys.
    pub fn agenda(self, title: &str) -> Agenda {
        let block = |(kind, title, instructions, minutes, part): &Row| Block {
            id: BlockId::generate(),
            kind: *kind,
            minutes: *minutes,
            part: *part,
            title: (*title).to_owned(),
            instructions: (*instructions).to_owned(),
            ..Block::default()
        };
        let arrivals = DEFAULT_ARRIVALS;
        Agenda { title: title.to_owned(), arrivals, blocks: self.rows().iter().map(block).collect(), ..Agenda::default() }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AfternoonWithTwilight => "Afternoon with a twilight",
            Self::TrgHalfDay => "TRG half day",
            Self::OnlineOnly => "Online only",
            Self::LeadershipDay => "Leadership day",
            Self::Empty => "An empty plan",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::timetable::{Timetable, WorkshopTimes};
    use super::*;

    #[test]
    fn the_afternoon_fills_its_times_to_the_minute() {
        let table = Timetable::of(&Shape::AfternoonWithTwilight.agenda("Fractions"), WorkshopTimes::UNTIL_CONFIRMED);
        for sum in table.parts {
            assert_eq!((sum.over(), sum.free()), (0, 0), "{:?}", sum.part);
        }
    }

    #[test]
    fn every_shape_is_found_by_its_word_and_fits_into_a_day() {
        for shape in Shape::ALL {
            assert_eq!(Shape::from_key(shape.key()), Some(shape));
            assert!(shape.minutes() <= 300 && !shape.about().is_empty());
            assert_eq!(shape.agenda("").blocks.iter().map(|block| block.minutes).sum::<u32>(), shape.minutes());
        }
    }
}
