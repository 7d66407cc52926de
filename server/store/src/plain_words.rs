//! Text as people compare it: without capitals, accents, apostrophes and signs, and with the one word for what is written in
//! several ways in the names of schools.

use model::text::invisible::strip;

/// `St. Siân’s C of E` becomes `st sians cofe`.
pub(crate) fn plain(text: &str) -> String {
    let letters: String = strip(text).to_lowercase().chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`' | '´')).collect();
    let signs = |letter: char| if letter.is_alphanumeric() { without_accent(letter) } else { ' ' };
    let words: Vec<String> =
        letters.chars().map(signs).collect::<String>().split(' ').filter(|word| !word.is_empty()).map(one_way).collect();
    words.join(" ").replace("church of england", "cofe").replace("c of e", "cofe")
}

/// Whether every word of `sought` stands in `text`; not when there is none.
pub(crate) fn holds_all(text: &str, sought: &str) -> bool {
    let (text, sought) = (plain(text), plain(sought));
    !sought.is_empty() && sought.split(' ').all(|word| text.contains(word))
}

fn one_way(word: &str) -> String {
    match word {
        "saint" => "st".to_owned(),
        "ce" => "cofe".to_owned(),
        word => word.to_owned(),
    }
}

/// The letters of Welsh, Irish and French names.
fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' => 'a',
        'ç' => 'c',
        'è'..='ë' | 'ē' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ŵ' => 'w',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_written() {
        for (one, other) in [
            ("St Tansy’s", "SAINT TANSY'S"),
            ("Siân Rhys", "SIAN  rhys"),
            ("Oak C. of E. Primary", "Oak Church of England Primary"),
            ("Château Green", "chateau-green"),
            ("Ash\u{200b} Lane", "A\u{ad}sh\u{a0}Lane\u{feff}"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        assert_ne!(plain("Ash Lane"), plain("Ash"));
    }

    #[test]
    fn words_are_found_in_any_order_and_nothing_is_found_by_signs_alone() {
        assert!(holds_all("Tandy Quarry Primary School, Newcastle", "quarry tandy"));
        assert!(!holds_all("Tandy Quarry Primary School", "tandy mill"));
        assert!(!holds_all("Tandy", "%"));
    }
}
