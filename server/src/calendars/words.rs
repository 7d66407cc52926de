//! What a calendar says of a workshop. Whatever was typed is tidied once more and has an end: a line of it must never be read as a line of
//! the calendar.

use app::groups::group::stamp;
use model::calendar::clock;
use model::text::invisible;
use model::text::line::Line;
use store::calendars::Workshop;
use store::workshops::Mode;

use super::{Calendar, Occasion, Part};

/// The longest title, name or place that is shown whole, in letters.
const LONGEST_LINE: usize = 300;
/// The longest call: an address that is cut off leads nowhere.
const LONGEST_CALL: usize = 600;
/// The longest note.
const LONGEST_NOTE: usize = 3000;
/// So many workshops without a date are named.
const MOST_WAITING: usize = 12;

fn line(text: &str) -> Line {
    Line::cut(text, LONGEST_LINE)
}

fn call(workshop: &Workshop) -> Line {
    Line::cut(&workshop.call_link, LONGEST_CALL)
}

fn paragraphs(text: &str) -> String {
    let tidied = invisible::paragraphs(text);
    tidied.chars().map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter }).take(LONGEST_NOTE).collect()
}

/// What a calendar is called.
pub(super) fn name(calendar: &Calendar) -> String {
    line(calendar.name).into()
}

/// What stands in the calendar's row: `Workshop 2: parts of a quantity (Two Rivers)`. Google leaves events out that are cancelled and Outlook
/// shows them like any other, so that one says it itself.
pub(super) fn summary(occasion: &Occasion) -> String {
    let workshop = &occasion.workshop;
    let cancelled = if workshop.is_cancelled { "Cancelled: " } else { "" };
    let part = match occasion.part {
        Part::Whole => format!("Workshop {}", workshop.number),
        Part::Twilight => format!("Twilight of workshop {}", workshop.number),
    };
    format!("{cancelled}{part}{} ({})", about(workshop), line(&workshop.group_name))
}

/// `: parts of a quantity`; empty where the title only says which workshop it is.
fn about(workshop: &Workshop) -> String {
    let title = line(&workshop.title);
    if title.is_empty() || title.eq_ignore_ascii_case(&format!("Workshop {}", workshop.number)) {
        String::new()
    } else {
        format!(": {title}")
    }
}

/// Where it is: `Elm Bank Primary School, Sallowford (the hall, by the side gate)`, in the order in which maps look for it.
pub(super) fn location(workshop: &Workshop) -> String {
    let host = workshop.host.as_ref().map(|(name, town)| [line(name), line(town)].map(String::from));
    let host = host.map(|parts| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")).unwrap_or_default();
    let place = line(&workshop.place);
    let there = match (host.is_empty(), place.is_empty()) {
        (true, true) => "To be agreed".to_owned(),
        (true, false) => place.into(),
        (false, true) => host,
        (false, false) => format!("{host} ({place})"),
    };
    match workshop.mode {
        Mode::InPerson => there,
        Mode::Online => "Online".to_owned(),
        Mode::Hybrid => format!("{there}, and online"),
    }
}

/// Everything else there is to know, and the way to the group's page.
pub(super) fn description(occasion: &Occasion, site: &str) -> String {
    let workshop = &occasion.workshop;
    let link = call(workshop);
    let parts = [
        if workshop.is_cancelled { "This workshop is cancelled.".to_owned() } else { String::new() },
        if workshop.is_forming { "The group’s year is still being formed, so this may change.".to_owned() } else { String::new() },
        twilight(occasion),
        paragraphs(&workshop.note),
        format!("{}.", workshop.mode),
        if is_joined_online(workshop) && !link.is_empty() { format!("Join online: {link}") } else { String::new() },
        stamp(&line(&workshop.group_name), &line(&workshop.ncp_code), &workshop.academic_year.to_string()),
        page(workshop, site),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn twilight(occasion: &Occasion) -> String {
    let Occasion { workshop, part } = occasion;
    let (Some(time), Some(twilight)) = (workshop.time, workshop.twilight) else {
        return String::new();
    };
    match part {
        Part::Whole => {
            format!("The twilight is from {} to {}, for everybody.", clock::time(twilight.starts), clock::time(twilight.ends))
        }
        Part::Twilight => format!(
            "This is the part of workshop {} for everybody. The workshop itself begins at {}.",
            workshop.number,
            clock::time(time.starts)
        ),
    }
}

fn is_joined_online(workshop: &Workshop) -> bool {
    workshop.mode != Mode::InPerson && !workshop.is_cancelled
}

/// The group's page.
fn page(workshop: &Workshop, site: &str) -> String {
    format!("{site}/groups/{}", workshop.group)
}

/// Where a calendar leads: to the call, or to the group's page where there is none. What is no address of the web leads nowhere.
pub(super) fn address(workshop: &Workshop, site: &str) -> String {
    let link = call(workshop);
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    if is_joined_online(workshop) && is_web && link.bytes().all(|byte| byte.is_ascii_graphic()) {
        return link.into();
    }
    page(workshop, site)
}

/// What the whole calendar is, with what can be no event of it: workshops whose date is to be confirmed.
pub(super) fn about_calendar(calendar: &Calendar) -> String {
    let begins = format!("Workshops as they are planned at {}.", calendar.site);
    let waiting = calendar.occasions.iter().map(|occasion| &occasion.workshop).filter(|workshop| workshop.time.is_none());
    let waiting: Vec<String> = waiting
        .filter(|workshop| !workshop.is_cancelled)
        .map(|workshop| format!("workshop {}{} ({})", workshop.number, about(workshop), line(&workshop.group_name)))
        .collect();
    let more = waiting.len().saturating_sub(MOST_WAITING);
    let named = waiting.into_iter().take(MOST_WAITING).collect::<Vec<_>>().join("; ");
    match (named.is_empty(), more) {
        (true, _) => begins,
        (false, 0) => format!("{begins}\nDate to be confirmed: {named}."),
        (false, more) => format!("{begins}\nDate to be confirmed: {named}; and {more} more."),
    }
}
