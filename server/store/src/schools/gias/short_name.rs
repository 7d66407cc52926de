//! What people call a school: its name without what half of all schools are called.

/// Said of so many schools that it tells none of them apart. Infant, junior and first stay: they often stand side by side.
const COMMON: [&str; 24] = [
    "church of england",
    "roman catholic",
    "voluntary aided",
    "voluntary controlled",
    "c of e",
    "r c",
    "cofe",
    "c.e",
    "c.e.",
    "ce",
    "rc",
    "r.c.",
    "catholic",
    "aided",
    "controlled",
    "va",
    "vc",
    "primary",
    "school",
    "academy",
    "community",
    "foundation",
    "nursery",
    "endowed",
];

/// The short name of a school: `St Mary's` for `St Mary's Church of England Voluntary Aided Primary School, Thistlewick`.
/// Where nothing would be left, the whole name.
pub fn short_name(name: &str) -> String {
    let main = name.split([',', '(']).next().unwrap_or(name).trim();
    let main = main.strip_prefix("The ").unwrap_or(main);
    let words: Vec<&str> = main.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // A name may begin with such a word: Academy of St James, Primary Steps.
        let common = if kept.is_empty() { 0 } else { common_words(&words[at..]) };
        if common == 0 {
            kept.push(words[at]);
        }
        at += common.max(1);
    }
    while kept.len() > 1 && kept.last().is_some_and(|word| matches!(word.to_lowercase().as_str(), "and" | "&" | "of" | "the" | "-" | "–"))
    {
        kept.pop();
    }
    if kept.is_empty() { name.trim().to_owned() } else { kept.join(" ") }
}

/// How many of the first words are common ones.
fn common_words(words: &[&str]) -> usize {
    let begins = |phrase: &&&str| {
        let mut parts = phrase.split(' ').zip(words);
        phrase.split(' ').count() <= words.len() && parts.all(|(part, word)| word.to_lowercase() == part)
    };
    COMMON.iter().filter(begins).map(|phrase| phrase.split(' ').count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn what_half_of_all_schools_are_called_is_left_out() {
        for (name, short) in [
            ("Oak Hollow Primary School", "Oak Hollow"),
            ("Elm Bank Community Primary School and Nursery", "Elm Bank"),
            ("St Mary's Church of England Voluntary Aided Primary School, Thistlewick", "St Mary's"),
            ("St Anne’s CofE (VC) Primary School", "St Anne’s"),
            ("St Joseph's R.C. Primary School", "St Joseph's"),
            ("Our Lady of Grace C of E Academy", "Our Lady of Grace"),
            ("The Willows Primary Academy", "Willows"),
            ("Fernley Infant School", "Fernley Infant"),
            ("Fernley Junior and Infant School", "Fernley Junior and Infant"),
            ("Christ Church CE Primary", "Christ Church"),
            ("Academy of St James", "Academy of St James"),
            ("Primary School", "Primary"),
            ("The", "The"),
            ("", ""),
        ] {
            assert_eq!(short_name(name), short, "{name}");
        }
    }
}
