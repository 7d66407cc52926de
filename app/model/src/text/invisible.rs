//! Characters that show nothing: what a copy from a letter, a table or a web page brings along.
//!
//! A soft hyphen, a mark of the writing direction or a zero byte in a name, an address or a code makes it another one without
//! anybody seeing why. So everything that is typed or pasted passes through [`strip`] where it comes in: names as a
//! [`crate::text::line::Line`], addresses as an [`crate::accounts::email::EmailAddress`], codes and numbers through [`code`], longer texts through
//! [`paragraphs`].

/// The text without what shows nothing and means nothing. Line breaks stay, and every kind of blank is a space. What scripts and
/// emoji are made with (joiners, variation selectors, the tags of a flag) stays where it has something to act on.
pub fn strip(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = shown.chars().next_back().filter(|before| !before.is_whitespace());
        match letter {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(letter),
            _ if letter.is_whitespace() || is_blank(letter) => shown.push(' '),
            '\u{200c}' | '\u{200d}' => {
                let joins = |side: Option<char>| side.is_some_and(|side| !side.is_ascii() && !side.is_whitespace() && !means_nothing(side));
                if joins(before) && joins(letters.peek().copied()) {
                    shown.push(letter);
                }
            }
            '\u{34f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                let is_keycap = letter == '\u{fe0f}' && letters.peek() == Some(&'\u{20e3}');
                shown.extend(before.filter(|before| is_keycap || !before.is_ascii()).map(|_| letter));
            }
            '\u{e0020}'..='\u{e007f}' => {
                shown.extend(before.filter(|before| matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}')).map(|_| letter));
            }
            _ if letter.is_control() || means_nothing(letter) => {}
            _ => shown.push(letter),
        }
    }
    shown
}

/// A code or a number as it was meant: without blanks, and with the hyphen that keyboards have for those that word processors make.
pub fn code(text: &str) -> String {
    let hyphen = |letter: char| if matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}') { '-' } else { letter };
    strip(text).chars().filter(|letter| !letter.is_whitespace()).map(hyphen).collect()
}

/// A text of several lines, each ended in the one way, without blanks around it.
pub fn paragraphs(text: &str) -> String {
    strip(text).replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").trim().to_owned()
}

/// Letters by their class that are drawn as nothing: the fillers of Hangul, and braille without a dot.
fn is_blank(letter: char) -> bool {
    matches!(letter, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')
}

/// Marks of the writing direction, soft hyphens, blanks without width, byte order marks, what encloses annotations, and code points
/// that are no characters.
fn means_nothing(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e001f}'
            | '\u{e0080}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_taken_out_wherever_it_stands() {
        for unseen in "\u{0}\u{7f}\u{9f}\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{e0001}".chars() {
            assert_eq!(strip(&format!("{unseen}Ash{unseen}Lane{unseen}")), "AshLane", "{unseen:?}");
        }
    }

    #[test]
    fn every_blank_is_a_space() {
        for blank in "\u{a0}\u{1680}\u{2003}\u{2009}\u{202f}\u{205f}\u{3000}\u{3164}\u{2800}".chars() {
            assert_eq!(strip(&format!("Ash{blank}Lane")), "Ash Lane", "{blank:?}");
        }
    }

    #[test]
    fn what_scripts_and_emoji_are_made_with_stays() {
        for text in [
            "नि\u{200d}ति",
            "👩\u{200d}🏫",
            "می\u{200c}خواهم",
            "❤\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "葛\u{e0100}",
            "1\u{fe0f}\u{20e3}",
        ] {
            assert_eq!(strip(text), text);
        }
        assert_eq!(strip("\u{fe0f}\u{200d}\u{e0067}"), "", "nothing to act on");
        assert_eq!(strip("Amy\u{fe0f} N\u{34f}CP27\u{fe0f}-11"), "Amy NCP27-11", "letters of ours have one form only");
    }

    #[test]
    fn a_code_has_no_blanks_and_one_hyphen() {
        for text in ["NCP27-11", " NCP27\u{2011}11\u{200b}", "NCP27 – 11", "\u{feff}NCP\u{a0}27\u{2212}11\u{0}"] {
            assert_eq!(code(text), "NCP27-11", "{text:?}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(paragraphs("\u{feff} one\r\ntwo\rthree\u{2028}four\u{0} \u{a0}"), "one\ntwo\nthree\nfour");
        assert_eq!(paragraphs("\u{200b}\u{3164}\n"), "");
    }
}
