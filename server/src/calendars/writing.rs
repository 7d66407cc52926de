//! A calendar as text.

use std::fmt;

use icalendar::{Component, Event, EventLike, EventStatus, Property};

use super::fold::fold;
use super::words;
use super::zone::{RULES, local};
use super::{Calendar, Occasion, Part};

/// How long a program should wait before it looks again. Most take their own time: Google up to a day.
const REFRESH: &str = "PT2H";

impl Calendar<'_> {
    /// The whole as iCalendar. The same workshops give the same text, to the letter.
    ///
    /// # Errors
    /// Never in practice: it is kept in memory.
    pub fn to_text(&self) -> Result<String, fmt::Error> {
        let about = words::about_calendar(self);
        let properties = [
            Property::new("VERSION", "2.0"),
            Property::new("PRODID", "-//Twilight//Work Groups//EN"),
            Property::new("CALSCALE", "GREGORIAN"),
            // To be taken in as it is: nobody is invited, and nobody answers.
            Property::new("METHOD", "PUBLISH"),
            Property::new("X-WR-CALNAME", words::name(self)),
            Property::new("X-WR-CALDESC", about),
            Property::new("X-WR-TIMEZONE", "Europe/London"),
            Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done(),
            Property::new("X-PUBLISHED-TTL", REFRESH),
        ];
        let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
        for property in properties {
            text.push_str(&TryInto::<String>::try_into(property)?);
        }
        // Not by `icalendar`, which gives every component a UID and a stamp; and there must be one component at least.
        text.push_str(RULES);
        for occasion in &self.occasions {
            if let Some(event) = event(occasion, self.site) {
                text.push_str(&event.try_into_string()?);
            }
        }
        text.push_str("END:VCALENDAR\r\n");
        Ok(fold(&text))
    }
}

/// A workshop as an event; `None` while its date is to be confirmed: without a time there is none.
fn event(occasion: &Occasion, site: &str) -> Option<Event> {
    let (workshop, hours) = (&occasion.workshop, occasion.hours()?);
    let status = match (workshop.is_cancelled, workshop.is_forming) {
        (true, _) => EventStatus::Cancelled,
        (false, true) => EventStatus::Tentative,
        (false, false) => EventStatus::Confirmed,
    };
    let uid = match occasion.part {
        Part::Whole => format!("workshop-{}@twilight", workshop.id),
        Part::Twilight => format!("workshop-{}-twilight@twilight", workshop.id),
    };
    let mut event = Event::new();
    event
        .uid(&uid)
        .sequence(workshop.sequence)
        // Of when it is asked for, a stamp would make every answer another one.
        .timestamp(workshop.changed_at)
        .last_modified(workshop.changed_at)
        .append_property(local("DTSTART", hours.starts))
        .append_property(local("DTEND", hours.ends))
        .append_property(status)
        // Nobody is busy with what is cancelled.
        .add_property("TRANSP", if workshop.is_cancelled { "TRANSPARENT" } else { "OPAQUE" })
        .summary(&words::summary(occasion))
        .location(&words::location(workshop))
        .description(&words::description(occasion, site))
        .url(&words::address(workshop, site));
    Some(event)
}
