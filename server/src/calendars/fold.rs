//! Lines that are not too long for any program.

/// So many octets a line may have (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The lines of an iCalendar text, each folded between two letters where it is too long. What `icalendar` has folded is made whole first: its last
/// piece of a line may have an octet too many.
pub(super) fn fold(text: &str) -> String {
    text.replace("\r\n ", "").split_terminator("\r\n").map(folded).collect()
}

fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 24 + 2);
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_no_letter_is_cut() {
        for letter in ["a", "é", "→", "👩", "👩\u{200d}🏫 ", " "] {
            for times in [1, 37, 74, 75, 76, 149, 150, 151, 400] {
                let line = format!("SUMMARY:{}\r\n", letter.repeat(times));
                let folded = fold(&line);
                assert!(folded.ends_with("\r\n") && folded.split_terminator("\r\n").all(|line| line.len() <= LONGEST), "{folded}");
                assert_eq!(folded.replace("\r\n ", ""), line);
                assert_eq!(fold(&folded), folded, "folded once is folded");
            }
        }
    }

    #[test]
    fn short_lines_stay_as_they_are() {
        assert_eq!(fold("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    }
}
