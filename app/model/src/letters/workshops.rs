//! What people are told when a workshop moves, is cancelled or held after all, is split, or takes place elsewhere or in another way.

use super::Letter;
use super::roles::Arranger;
use crate::calendar::academic_year::AcademicYear;
use crate::calendar::half_term::HalfTerm;

/// A workshop as a letter tells of it. What is not settled is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Like `Tue 24 Nov 2026`.
    pub date: String,
    /// Like `13:00 to 17:15`.
    pub time: String,
    /// When the part begins that everybody may join, like `15:45`.
    pub twilight: String,
    /// The host school's name.
    pub host: String,
    /// Like `In person`.
    pub mode: String,
    /// Where in or near the host's school.
    pub place: String,
    /// Where it is joined online.
    pub call_link: String,
    /// Why it is cancelled, which may be empty; `None` while it is to be held.
    pub cancelled: Option<String>,
}

impl Arrangement {
    /// Date and times; empty while the date is to be confirmed.
    fn when(&self) -> String {
        if self.date.is_empty() { String::new() } else { format!("{}, {}", self.date, self.time) }
    }

    /// Who hosts it, how, where, and from when on everybody may come. An address stands last, so that nothing is read as a part of it.
    fn how(&self) -> String {
        let host = if self.host.is_empty() { "host to be confirmed".to_owned() } else { format!("hosted by {}", self.host) };
        let place = (!self.place.is_empty()).then(|| format!("place: {}", self.place));
        let twilight = (!self.twilight.is_empty()).then(|| format!("twilight from {}", self.twilight));
        let parts: Vec<String> = [host, self.mode.to_lowercase()].into_iter().chain(place).chain(twilight).collect();
        let call = if self.call_link.is_empty() { String::new() } else { format!(". Join it at {}", self.call_link) };
        format!("{}{call}", parts.join(", "))
    }

    fn when_and_how(&self) -> String {
        let when = if self.date.is_empty() { "date to be confirmed".to_owned() } else { self.when() };
        format!("{when}, {}", self.how())
    }
}

/// A workshop that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its number now: 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// As it was; `None` where it is new, as the second part of the one before it.
    pub before: Option<Arrangement>,
    pub now: Arrangement,
}

/// What became of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    SecondPart,
    Cancelled,
    HeldAfterAll,
    /// It had no date.
    Dated,
    Moved,
    /// It has no date any more.
    Undated,
    /// It takes place elsewhere, or in another way.
    Otherwise,
}

impl Changed {
    fn event(&self) -> Event {
        let Some(before) = &self.before else { return Event::SecondPart };
        match (before.cancelled.is_some(), self.now.cancelled.is_some()) {
            (false, true) => Event::Cancelled,
            (true, false) => Event::HeldAfterAll,
            _ if before.when() == self.now.when() => Event::Otherwise,
            _ if before.date.is_empty() => Event::Dated,
            _ if self.now.date.is_empty() => Event::Undated,
            _ => Event::Moved,
        }
    }

    /// Whether it is a date that has changed: what a head has signed with.
    pub fn is_about_the_date(&self) -> bool {
        self.event() != Event::Otherwise
    }

    fn sentence(&self) -> String {
        let name = format!("Workshop {} ({})", self.number, self.half_term);
        let (before, now) = (self.before.as_ref().map(Arrangement::when).unwrap_or_default(), &self.now);
        match self.event() {
            Event::SecondPart => format!("{name} is new, the second part of the workshop before it: {}", now.when_and_how()),
            Event::Cancelled => {
                let on = if before.is_empty() { String::new() } else { format!(" on {before}") };
                let reason = now.cancelled.as_deref().filter(|reason| !reason.is_empty());
                format!("{name}{on} is cancelled{}", reason.map(|reason| format!(". The reason: {reason}")).unwrap_or_default())
            }
            Event::HeldAfterAll => format!("{name} is held after all: {}", now.when_and_how()),
            Event::Dated => format!("{name} has its date: {}", now.when_and_how()),
            Event::Moved => format!("{name} moves from {before} to {}", now.when_and_how()),
            Event::Undated => format!("{name} is not on {before} any more. A new date is to be confirmed"),
            Event::Otherwise => format!("{name} stays on {before}, and is now {}", now.how()),
        }
    }

    fn subject(&self) -> String {
        let (number, date) = (self.number, &self.now.date);
        match self.event() {
            Event::SecondPart => format!("a second part of the workshop in {}", self.half_term),
            Event::Cancelled if date.is_empty() => format!("workshop {number} is cancelled"),
            Event::Cancelled => format!("workshop {number} on {date} is cancelled"),
            Event::HeldAfterAll => format!("workshop {number} is held after all"),
            Event::Dated => format!("workshop {number} is on {date}"),
            Event::Moved => format!("workshop {number} moves to {date}"),
            Event::Undated => format!("workshop {number} has no date for now"),
            Event::Otherwise => format!("workshop {number} on {date} has changed"),
        }
    }
}

/// What one save has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The Work Group's name.
    pub group: &'a str,
    pub year: AcademicYear,
    /// At least one.
    pub changes: &'a [Changed],
    /// Whether those after them have another number from now on.
    pub renumbered: bool,
    pub by: Arranger<'a>,
}

/// The one letter about it. `signed_for` is the school that its reader has signed for as the head.
pub fn changed(facts: &Facts<'_>, signed_for: Option<&str>) -> Letter {
    let Facts { group, year, changes, renumbered, by } = *facts;
    let what = match changes {
        [only] => only.subject(),
        several => format!("{} workshops have changed", several.len()),
    };
    let list = Letter::list(changes.iter().map(Changed::sentence));
    let mut paragraphs = vec![format!("In the {group} Work Group, academic year {year}:\n{list}")];
    if renumbered {
        paragraphs.push("The workshops after it have one number more from now on.".to_owned());
    }
    if let Some(school) = signed_for {
        paragraphs.push(format!("You have signed for {school}. Your signed copy stays as it is, with the dates as they were on that day."));
    }
    paragraphs.push(by.paragraph());
    Letter { subject: format!("{group}: {what}"), paragraphs, ..Letter::default() }
}

#[cfg(test)]
mod tests;
