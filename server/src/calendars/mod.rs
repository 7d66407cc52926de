//! Workshops as calendar programs take them: iCalendar (RFC 5545), whatever somebody typed into a title, a place or a note.
//!
//! A workshop is one event, in the hours of whoever the calendar is for. Its twilight is no second one beside it: whoever comes to the whole workshop
//! would be booked twice at the same time. Teachers, who only come then, have the twilight in the workshop's place, with a UID of its own; everybody
//! else reads in the description when it is.

mod fold;
#[cfg(test)]
mod tests;
mod words;
mod writing;
mod zone;

use model::accounts::roles::{Person, SchoolRole};
use store::calendars::Workshop;
use store::workshops::Span;

/// A calendar to be written.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// What it is called beside one's other calendars.
    pub name: &'a str,
    /// Where this site is, like `https://twilight.example`: for the way back to it.
    pub site: &'a str,
    pub occasions: Vec<Occasion>,
}

/// A workshop in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    pub workshop: Workshop,
    pub part: Part,
}

/// Which part of a workshop a calendar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// The part that any of the schools' staff may join.
    Twilight,
}

impl Occasion {
    /// From the beginning to the end, as it concerns a group.
    pub fn whole(workshop: Workshop) -> Self {
        Self { workshop, part: Part::Whole }
    }

    /// In the hours that are somebody's: teachers come to the twilight, where there is one. Whoever looks in from outside the group sees all of it.
    pub fn of(person: &Person, workshop: Workshop) -> Self {
        let teaches = person.school_role == SchoolRole::Teacher && person.groups.contains(&workshop.group);
        let only_twilight = teaches && !person.leads.contains(&workshop.group) && workshop.twilight.is_some();
        Self { workshop, part: if only_twilight { Part::Twilight } else { Part::Whole } }
    }

    /// From when to when; `None` while the date is to be confirmed.
    fn hours(&self) -> Option<Span> {
        let time = self.workshop.time?;
        Some(match self.part {
            Part::Whole => time,
            Part::Twilight => self.workshop.twilight.unwrap_or(time),
        })
    }
}
