use proptest::prelude::*;

use model::documents::board::TextAddress;

use super::*;

const KINDS: [FieldKind; 6] = FieldKind::ALL;

fn at_rest(kind: FieldKind, text: &str) -> String {
    html::<TextAddress>(kind, text, "", &[])
}

fn tom(anchor: u32, head: u32) -> Colleague<TextAddress> {
    Colleague {
        client: 2,
        person: 2,
        is_own: false,
        name: "Tom Okafor".into(),
        school: "Elm".into(),
        colour: 3,
        field: None,
        selection: Some((anchor, head)),
        still: false,
    }
}

const CARET: &str = "<span class=\"caret\" data-colour=\"3\"></span>";
const FLAGS: &str = "<span class=\"flags\" translate=\"no\"><span class=\"flag\" data-colour=\"3\">Tom, Elm</span></span>";

/// The mirror's letters: its HTML without the tags.
fn letters(html: &str) -> String {
    let mut inside = false;
    let kept = html.chars().filter(|letter| {
        inside |= *letter == '<';
        let keep = !inside && *letter != '\u{200b}';
        inside &= *letter != '>';
        keep
    });
    let kept: String = kept.collect();
    kept.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What is drawn stacked, as `above over below`.
fn fractions(kind: FieldKind, text: &str) -> Vec<String> {
    let html = at_rest(kind, text);
    let value = |tag: &str, name: &str| Some(tag.split_once(name)?.1.split('"').next()?.to_owned());
    html.split("<span class=\"frac\"")
        .skip(1)
        .filter_map(|tag| Some(format!("{} over {}", value(tag, "data-n=\"")?, value(tag, "data-d=\"")?)))
        .collect()
}

#[test]
fn a_fraction_is_drawn_upon_its_letters() {
    assert_eq!(at_rest(FieldKind::Plain, "(1/4)"), "(<span class=\"frac\" data-n=\"1\" data-d=\"4\">1/4</span>)");
}

#[test]
fn fractions_are_stacked_as_meant() {
    for (text, expected) in [
        ("1/4 of 12", vec!["1 over 4"]),
        ("□/4 = ?/8", vec!["□ over 4", "? over 8"]),
        ("3/4 kg, 3/4kg, 1/2m² and 2 1/2 hrs", vec!["3 over 4", "3 over 4", "1 over 2", "1 over 2"]),
        ("½ of 2¾", vec!["1 over 2", "3 over 4"]),
        ("1/2,1/3,1/100", vec!["1 over 2", "1 over 3", "1 over 100"]),
        ("1/2-1/4=1/4.", vec!["1 over 2", "1 over 4", "1 over 4"]),
        ("£1/2? 1000/1000", vec!["1 over 2", "1000 over 1000"]),
        ("□/□", vec!["□ over □"]),
    ] {
        assert_eq!(fractions(FieldKind::Plain, text), expected, "{text}");
    }
}

#[test]
fn codes_dates_and_words_are_not() {
    for text in [
        "6AS/MD-1",
        "3/11/2026",
        "3/3/27",
        "1/2/3",
        "and/or",
        "1/4th",
        "a1/4",
        "3/4b",
        "1/4n",
        "10000/2",
        "1/20000",
        "0.1/4",
        "1/4.5",
        "1,000/4",
        "What is 3?/4",
        "km/h",
        "/4",
        "1/",
        "?",
        "□",
        "3 / 4",
    ] {
        assert_eq!(at_rest(FieldKind::Plain, text), text);
    }
}

#[test]
fn slots_are_drawn_round_their_brackets_in_stems_alone() {
    assert_eq!(
        at_rest(FieldKind::Aloud, "is [12]."),
        "is <span class=\"slot\"><span class=\"src\">[</span>12<span class=\"src\">]</span></span>."
    );
    for text in ["is [ ].", "is [].", "is ___.", "is __."] {
        assert!(at_rest(FieldKind::Aloud, text).contains("<span class=\"slot slot--empty\">"), "{text}");
        assert_eq!(at_rest(FieldKind::Plain, text), text);
    }
    assert_eq!(at_rest(FieldKind::Aloud, "snake_case [ and"), "snake_case [ and");
    assert_eq!(fractions(FieldKind::Aloud, "[1/4] [□/4]"), ["1 over 4", "□ over 4"]);
}

#[test]
fn speakers_are_told_however_they_are_typed() {
    for (line, who) in [("T: Look.", 'T'), ("t: Look.", 'T'), ("P:x", 'P'), ("p:", 'P')] {
        let speaker = format!("<span class=\"line line--turn\"><span class=\"line__who\" data-who=\"{who}\">{}</span>", &line[..2]);
        assert!(at_rest(FieldKind::Turns, line).starts_with(&speaker), "{line}");
        assert!(!at_rest(FieldKind::Plain, line).contains("line__who"));
    }
    for line in ["T Look", "To: all", "Q: Why?", "T", " T: Look"] {
        assert!(!at_rest(FieldKind::Turns, line).contains("line__who"), "{line}");
    }
}

#[test]
fn questions_are_numbered_and_so_is_the_hint_of_the_first() {
    assert_eq!(at_rest(FieldKind::Questions, "Why?\n\nHow?").matches("line--numbered").count(), 2);
    assert_eq!(html::<TextAddress>(FieldKind::Questions, "", "Add a question", &[]).matches("line--numbered").count(), 1);
    assert_eq!(html::<TextAddress>(FieldKind::Questions, "Why?\n", "Add a question", &[]).matches("line--numbered").count(), 1);
}

#[test]
fn a_line_without_end_is_read_once() {
    for letters in ["1", "[", "_", "1/", "[1", "½", "a]"] {
        let text = letters.repeat(200_000 / letters.len());
        assert!(at_rest(FieldKind::Aloud, &text).len() >= text.len());
    }
}

#[test]
fn nothing_typed_can_become_markup() {
    assert_eq!(at_rest(FieldKind::Plain, "3 < 4 & \"<b>\""), "3 &lt; 4 &amp; &quot;&lt;b&gt;&quot;");
    assert!(at_rest(FieldKind::Aloud, "[<b>]").contains("&lt;b&gt;"));
}

#[test]
fn a_colleagues_caret_stands_between_the_right_letters() {
    for (at, expected) in
        [(0, format!("{CARET}ab\ncd")), (1, format!("a{CARET}b\ncd")), (2, format!("ab{CARET}\ncd")), (5, format!("ab\ncd{CARET}"))]
    {
        assert_eq!(html(FieldKind::Plain, "ab\ncd", "", &[tom(at, at)]), format!("{expected}{FLAGS}"));
    }
    assert_eq!(html(FieldKind::Plain, "", "", &[tom(0, 0)]), format!("{CARET}\u{200b}{FLAGS}"));
    assert!(html(FieldKind::Plain, "1/4", "", &[tom(2, 2)]).contains(&format!(">1/{CARET}4</span>")));
}

#[test]
fn a_colleagues_selection_is_marked() {
    let marked = html(FieldKind::Plain, "abcd", "", &[tom(1, 3)]);
    assert_eq!(marked, format!("a<mark class=\"selection\" data-colour=\"3\">bc</mark>{CARET}d{FLAGS}"));
}

proptest! {
    #[test]
    fn the_mirror_has_the_fields_letters_one_for_one(
        text in "([TPtp]: ?|[0-9]{1,4}/[0-9]|□/4|\\?/4|½|\\[[0-9 ]*\\]|_{1,4}|[ab<&\\[\\] /.,]|\n|é|\u{1F600}){0,14}",
        anchor in 0_u32..40,
        head in 0_u32..40,
    ) {
        for kind in KINDS {
            let drawn = html(kind, &text, "", &[tom(anchor, head)]);
            prop_assert_eq!(drawn.matches(CARET).count(), 1, "{:?}", kind);
            prop_assert_eq!(letters(&drawn.replace(CARET, "").replace(FLAGS, "")), text.clone(), "{:?}", kind);
            let before = drawn.split_once(CARET).map(|(before, _)| letters(before)).unwrap_or_default();
            prop_assert_eq!(before.len(), model::text::utf16::byte_at(&text, head), "{:?}", kind);
        }
    }
}
