//! The door of a workshop's twilight: the code by which anybody of the schools comes in (B22, B23), and when it is open.

pub mod seating;

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use crate::text::invisible;

/// The letters and digits of codes. None looks like another, and there are no vowels, so that no code is a word.
const SIGNS: &[u8; 23] = b"03479BCFGHJKMNPRSTVWXYZ";
/// How many of them a code has.
const SIGNS_OF_A_CODE: usize = 6;
/// After so many a blank is shown.
const SIGNS_OF_A_GROUP: usize = 3;
/// Nobody types more for a code than this.
const LONGEST_TYPED: usize = 100;
/// How many hexadecimal digits the secret of a link has.
const DIGITS_OF_A_LINK: usize = 64;

/// What is said instead of a guest's name, before the school's, once the name is not kept any more.
pub const A_TEACHER_AT: &str = "a teacher at ";
/// How long a guest's name is kept after the twilight, unless their hub says otherwise.
pub const GUESTS_KEPT: TimeDelta = TimeDelta::days(30);

/// How long a link is good by which a guest's work becomes somebody's own.
pub const CLAIM_LINK: TimeDelta = TimeDelta::hours(24);
/// How long that can be taken back.
pub const CLAIM_TAKEN_BACK: TimeDelta = TimeDelta::days(30);

/// A code as it stands on the wall: six letters and digits, shown in two groups.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TwilightCode(String);

impl TwilightCode {
    /// A code from random bytes; `None` where there were too few of them that make a sign.
    pub fn from_random(bytes: &[u8]) -> Option<Self> {
        // Every sign is as likely as any other: what is over a multiple of their number makes none.
        let most = 256 - 256 % SIGNS.len();
        let fair = bytes.iter().map(|byte| usize::from(*byte)).filter(|byte| *byte < most);
        let code: String = fair.take(SIGNS_OF_A_CODE).map(|byte| char::from(SIGNS[byte % SIGNS.len()])).collect();
        (code.len() == SIGNS_OF_A_CODE).then_some(Self(code))
    }

    /// The code that somebody meant: in capitals or not, with blanks, hyphens or dots in it, and with signs that look like those there are.
    pub fn read(typed: &str) -> Option<Self> {
        if typed.len() > LONGEST_TYPED {
            return None;
        }
        let signs = invisible::code(typed);
        let code: String = signs.chars().filter(|sign| !matches!(sign, '-' | '.' | '_' | '·')).map(meant).collect();
        (code.len() == SIGNS_OF_A_CODE && code.bytes().all(|sign| SIGNS.contains(&sign))).then_some(Self(code))
    }

    /// Without a blank, for addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TwilightCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(SIGNS_OF_A_GROUP);
        write!(f, "{first} {second}")
    }
}

/// The sign that was read: of those that look alike the one that codes have.
fn meant(sign: char) -> char {
    match sign.to_ascii_uppercase() {
        'O' | 'Q' | 'D' => '0',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        'U' => 'V',
        other => other,
    }
}

/// What somebody comes with: the code that was read, or the link that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Code(TwilightCode),
    /// The secret at the end of its address.
    Link(String),
}

impl Key {
    /// What stands in an address, or was typed; `None` for what opens no door whatever.
    pub fn read(text: &str) -> Option<Self> {
        let is_link = text.len() == DIGITS_OF_A_LINK && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        if is_link { Some(Self::Link(text.to_owned())) } else { TwilightCode::read(text).map(Self::Code) }
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Link(link) => link,
        }
    }
}

/// When a twilight is, and when its door is open: some time before it begins, and until a grace after it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoorHours {
    pub opens: DateTime<Utc>,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub closes: DateTime<Utc>,
}

/// Where a moment lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorIs {
    /// It opens later.
    Early,
    Open,
    /// It was open.
    Over,
}

impl DoorHours {
    /// The hours of a twilight from `begins` to `ends`.
    pub fn of([begins, ends]: [DateTime<Utc>; 2], opens_before: TimeDelta, grace: TimeDelta) -> Self {
        Self { opens: begins - opens_before, begins, ends, closes: ends + grace }
    }

    pub fn at(&self, now: DateTime<Utc>) -> DoorIs {
        if now < self.opens {
            DoorIs::Early
        } else if now < self.closes {
            DoorIs::Open
        } else {
            DoorIs::Over
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn read(typed: &str) -> Option<String> {
        TwilightCode::read(typed).map(|code| code.as_str().to_owned())
    }

    #[test]
    fn no_sign_of_a_code_looks_like_another_and_none_makes_a_word() {
        let signs: BTreeSet<u8> = SIGNS.iter().copied().collect();
        assert_eq!(signs.len(), SIGNS.len());
        for alike in ["O0QD", "1IL", "2Z", "5S", "6G", "8B", "UV"] {
            assert!(alike.bytes().filter(|sign| signs.contains(sign)).count() <= 1, "{alike}");
        }
        assert!("AEIOU".bytes().all(|vowel| !signs.contains(&vowel)));
        for sign in SIGNS {
            assert_eq!(meant(char::from(*sign)), char::from(*sign), "what is there means itself");
        }
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in
            ["K7M3PX", "k7m3px", "K7M 3PX", "k7m-3px", " K7M\u{2013}3PX ", "K 7 M 3 P X", "k7m.3px", "K7M\u{a0}3PX\u{200b}", "K7M_3PX"]
        {
            assert_eq!(read(typed).as_deref(), Some("K7M3PX"), "{typed:?}");
        }
        for (typed, meant) in [("o0qdOQ", "000000"), ("252652", "ZSZGSZ"), ("BUZ858", "BVZBSB")] {
            assert_eq!(read(typed).as_deref(), Some(meant), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in ["", " ", "K7M3P", "K7M3PXX", "K7M3P1", "LIAR44", "K7M3P€", "К7М3РХ", "K7M/3PX", "../../", "K7M3PX\n<b>"] {
            assert_eq!(read(typed), None, "{typed:?}");
        }
        assert_eq!(read(&"K7M3PX".repeat(100_000)), None);
        assert_eq!(read(&"-".repeat(100_000)), None);
    }

    #[test]
    fn a_random_code_is_one_that_is_read_back() {
        let code = TwilightCode::from_random(&[0, 1, 2, 255, 22, 23, 24]).expect("a code");
        assert_eq!((code.as_str(), code.to_string().as_str()), ("034Z03", "034 Z03"));
        assert_eq!(TwilightCode::read(&code.to_string()), Some(code));
        assert_eq!(TwilightCode::from_random(&[255; 64]), None, "none of them is fair");
        assert_eq!(TwilightCode::from_random(&[1; 5]), None);
    }

    #[test]
    fn a_link_is_told_from_a_code() {
        let link = "0a".repeat(32);
        assert_eq!(Key::read(&link), Some(Key::Link(link.clone())));
        assert_eq!(Key::read("k7m 3px").as_ref().map(Key::as_str), Some("K7M3PX"));
        assert_eq!((Key::read(&link[1..]), Key::read(&"x".repeat(64))), (None, None));
    }

    #[test]
    fn the_door_opens_before_and_closes_after() {
        let at = |minutes: i64| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let hours = DoorHours::of([at(100), at(190)], TimeDelta::minutes(30), TimeDelta::minutes(20));
        let is = |minutes| hours.at(at(minutes));
        assert_eq!([is(0), is(69), is(70), is(100), is(190), is(209)].map(|is| is == DoorIs::Open), [false, false, true, true, true, true]);
        assert_eq!((is(69), is(210)), (DoorIs::Early, DoorIs::Over));
    }
}
