//! A workshop and its plan in words.

use model::documents::plan::{Agenda, Block, BlockId, Part, TextAddress};
use model::live::{Address, Content};

/// When and where: `Thu 12 Nov 2026, 13:00 to 17:15, at Elm Primary`. The time is its day with its hours.
pub fn when(time: Option<String>, host: Option<&str>, is_online: bool, is_in_school: bool) -> String {
    let time = time.unwrap_or_else(|| "Date to be confirmed".to_owned());
    match host {
        _ if !is_in_school => format!("{time}, online"),
        Some(host) if is_online => format!("{time}, at {host} and online"),
        Some(host) => format!("{time}, at {host}"),
        None => format!("{time}, host to be agreed"),
    }
}

/// The same of a workshop that may be cancelled.
pub fn cancelled(is_cancelled: bool, when: String) -> String {
    if is_cancelled { format!("Cancelled. It was {when}") } else { when }
}

/// A length of time as schools say it: `45 min`, `2 h`, `2 h 05`.
pub fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// How much there is of a plan.
pub fn size(blocks: u32, minutes: u32) -> String {
    let blocks = if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
    format!("{blocks}, {}", length(minutes))
}

/// A name with its title, if it has one.
pub fn titled(name: &str, title: &str) -> String {
    let title = title.trim();
    if title.is_empty() { name.to_owned() } else { format!("{name}: {title}") }
}

/// What a block is called.
pub fn block_name(block: &Block) -> String {
    let title = block.title.trim();
    if title.is_empty() { block.kind.to_string() } else { title.to_owned() }
}

/// What the part is called that begins at `starts`, in minutes after midnight.
pub fn part_name(part: Part, starts: u32) -> &'static str {
    match part {
        Part::Twilight => "Twilight",
        Part::Main if starts < 12 * 60 => "Morning",
        Part::Main => "Afternoon",
    }
}

/// Where somebody is in the plan.
pub fn place(agenda: &Agenda, field: Option<&TextAddress>) -> String {
    let in_block = |id: &BlockId| agenda.item(id).map(block_name);
    match field {
        None | Some(TextAddress::Note(_)) => "Reading".to_owned(),
        Some(TextAddress::Title) => "On the title".to_owned(),
        Some(address @ TextAddress::Block(id, _)) => match in_block(id) {
            Some(name) => format!("In “{name}”, {}", address.label()),
            None => format!("In a deleted block, {}", address.label()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workshop_says_when_and_where_it_is_as_far_as_that_is_known() {
        let time = || Some("Thu 12 Nov 2026, 13:00 to 17:15".to_owned());
        assert_eq!(when(time(), Some("Elm Primary"), false, true), "Thu 12 Nov 2026, 13:00 to 17:15, at Elm Primary");
        assert_eq!(when(time(), Some("Elm Primary"), true, true), "Thu 12 Nov 2026, 13:00 to 17:15, at Elm Primary and online");
        assert_eq!(when(None, None, false, true), "Date to be confirmed, host to be agreed");
        assert_eq!(when(None, Some("Elm Primary"), true, false), "Date to be confirmed, online");
    }

    #[test]
    fn lengths_are_said_in_hours_and_minutes() {
        let said: Vec<String> = [0, 5, 60, 125].map(length).into();
        assert_eq!(said, ["0 min", "5 min", "1 h", "2 h 05"]);
        assert_eq!((size(1, 5).as_str(), size(9, 245).as_str()), ("1 block, 5 min", "9 blocks, 4 h 05"));
        assert_eq!((titled("Workshop 1", " "), titled("Workshop 1", "parts")), ("Workshop 1".to_owned(), "Workshop 1: parts".to_owned()));
    }
}
