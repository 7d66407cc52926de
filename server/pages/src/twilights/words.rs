//! What is said of a twilight on several pages.

use model::calendar::clock;
use model::schools::year_group::YearGroup;
use store::twilights::{ListedGuest, Table, Twilight};
use store::workshops::Mode;

/// `Elm Bank Primary School, in the hall`, `online`, or that it is not known yet.
pub fn place(twilight: &Twilight) -> String {
    let host = twilight.host.as_deref().unwrap_or("a school to be confirmed");
    let at = if twilight.place.is_empty() { host.to_owned() } else { format!("{host}, {}", twilight.place) };
    match twilight.mode {
        Mode::InPerson => at,
        Mode::Online => "online".to_owned(),
        Mode::Hybrid => format!("{at}, and online"),
    }
}

/// `Tue 24 Nov 2026, 15:45 to 17:15`; nothing while that is to be confirmed.
pub fn time(twilight: &Twilight) -> Option<String> {
    twilight.hours.map(|hours| format!("{} to {}", clock::day_and_time(hours.begins), clock::time(hours.ends)))
}

/// `Table 3`, or `Table 3, by the window`.
pub fn table_name(table: &Table) -> String {
    if table.name.is_empty() { format!("Table {}", table.number) } else { format!("Table {}, {}", table.number, table.name) }
}

/// `Year 3`, `Years 1 and 2`; empty without any.
pub fn years(years: &[YearGroup]) -> String {
    let numbers: Vec<String> = years.iter().filter(|year| **year != YearGroup::R).map(|year| year.key()[1..].to_owned()).collect();
    let reception = years.contains(&YearGroup::R).then(|| "Reception".to_owned());
    let numbered = match numbers.split_last() {
        None => None,
        Some((last, [])) => Some(format!("Year {last}")),
        Some((last, others)) => Some(format!("Years {} and {last}", others.join(", "))),
    };
    reception.into_iter().chain(numbered).collect::<Vec<_>>().join(", ")
}

/// `Nobody there yet`, `1 person, from Ash Lane`, `7 people, from Ash Lane, Elm Bank and Oak Hollow`.
pub fn people(table: &Table) -> String {
    let schools = match table.schools.split_last() {
        None => return "Nobody there yet".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    };
    format!("{}, from {schools}", heads(table.guests))
}

/// `Nia, Ash Lane Primary School`, or `a teacher at Ash Lane Primary School` once the name is not kept any more.
pub fn guest(guest: &ListedGuest) -> String {
    if guest.name.is_empty() { format!("a teacher at {}", guest.school) } else { format!("{}, {}", guest.name, guest.school) }
}

/// What is said to whoever joins, before and after.
pub fn kept(days: u32) -> String {
    let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    format!("We keep your first name for {days}, and after that only your school. Please write no pupil’s name on a board.")
}

/// `wrote on 3 boards, was at workshop 2`, of a guest.
pub fn done_as_guest(boards: u32, attended: bool, workshop: u8) -> String {
    let wrote = match boards {
        0 => "wrote on no board".to_owned(),
        1 => "wrote on 1 board".to_owned(),
        several => format!("wrote on {several} boards"),
    };
    if attended { format!("{wrote}, was at the twilight of workshop {workshop}") } else { wrote }
}

/// `1 person`, `7 people`.
pub fn heads(count: u32) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guest_did_is_told() {
        assert_eq!(done_as_guest(3, true, 2), "wrote on 3 boards, was at the twilight of workshop 2");
        assert_eq!([done_as_guest(0, false, 2), done_as_guest(1, false, 2)], ["wrote on no board", "wrote on 1 board"].map(str::to_owned));
    }

    #[test]
    fn year_groups_are_named_as_schools_do() {
        use YearGroup::{R, Y1, Y2, Y3};
        assert_eq!([years(&[]), years(&[R]), years(&[Y3])], ["", "Reception", "Year 3"].map(str::to_owned));
        assert_eq!(
            [years(&[Y1, Y2]), years(&[R, Y1]), years(&[Y1, Y2, Y3])],
            ["Years 1 and 2", "Reception, Year 1", "Years 1, 2 and 3"].map(str::to_owned)
        );
    }
}
