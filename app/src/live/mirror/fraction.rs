//! What is read as a fraction.

/// A fraction, and how many bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction<'a> {
    pub above: &'a str,
    pub below: &'a str,
    pub length: usize,
}

/// What may follow a fraction without a space: `3/4kg` is a mass, `1/4th` and `3/4b` are not read.
const UNITS: [&str; 20] =
    ["kg", "g", "mg", "t", "km", "m", "cm", "mm", "l", "L", "ml", "mL", "cl", "h", "hr", "hrs", "min", "mins", "s", "p"];

/// The fraction that begins at byte `at` of a line and ends before byte `end`, if one does.
pub fn at(line: &str, at: usize, end: usize) -> Option<Fraction<'_>> {
    let rest = line.get(at..end)?;
    let first = rest.chars().next()?;
    if let Some((above, below)) = of_one_letter(first) {
        return Some(Fraction { above, below, length: first.len_utf8() });
    }
    let above = &rest[..number(rest)?];
    let below = rest[above.len()..].strip_prefix('/')?;
    let below = &below[..number(below)?];
    let length = above.len() + 1 + below.len();
    (begins_well(&line[..at], above) && ends_well(&line[at + length..])).then_some(Fraction { above, below, length })
}

/// The bytes of a number, or of what stands for one that is to be found.
fn number(text: &str) -> Option<usize> {
    // Not all of a long row of digits: this is asked at each of them.
    match text.bytes().take(5).take_while(u8::is_ascii_digit).count() {
        0 => ['□', '?'].into_iter().find(|unknown| text.starts_with(*unknown)).map(char::len_utf8),
        digits @ 1..=4 => Some(digits),
        _ => None,
    }
}

/// Behind a letter stands a code, behind a slash a date, behind a point or among thousands a longer number.
fn begins_well(before: &str, above: &str) -> bool {
    let mut before = before.chars().rev();
    match before.next() {
        Some(',') => above.len() != 3 || !before.next().is_some_and(|letter| letter.is_ascii_digit()),
        Some(letter) => !letter.is_alphanumeric() && letter != '/' && letter != '.',
        None => true,
    }
}

fn ends_well(after: &str) -> bool {
    let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
    let (unit, after) = after.split_at(letters);
    if !unit.is_empty() && !UNITS.contains(&unit) {
        return false;
    }
    let mut after = if unit.is_empty() { after } else { after.trim_start_matches(['²', '³']) }.chars();
    match after.next() {
        Some('.') => !after.next().is_some_and(|letter| letter.is_ascii_digit()),
        Some(letter) => !letter.is_alphanumeric() && letter != '/',
        None => true,
    }
}

fn of_one_letter(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        '½' => ("1", "2"),
        '⅓' => ("1", "3"),
        '⅔' => ("2", "3"),
        '¼' => ("1", "4"),
        '¾' => ("3", "4"),
        '⅕' => ("1", "5"),
        '⅖' => ("2", "5"),
        '⅗' => ("3", "5"),
        '⅘' => ("4", "5"),
        '⅙' => ("1", "6"),
        '⅚' => ("5", "6"),
        '⅐' => ("1", "7"),
        '⅛' => ("1", "8"),
        '⅜' => ("3", "8"),
        '⅝' => ("5", "8"),
        '⅞' => ("7", "8"),
        '⅑' => ("1", "9"),
        '⅒' => ("1", "10"),
        _ => return None,
    })
}
