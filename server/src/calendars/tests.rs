//! What calendar programs are given, read back line by line.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use model::accounts::roles::{Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, WorkGroupId, WorkshopId};
use store::calendars::Workshop;
use store::workshops::{Mode, Span};

use super::{Calendar, Occasion, Part};

const SITE: &str = "https://twilight.example";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn span(starts: &str, ends: &str) -> Option<Span> {
    Some(Span { starts: at(starts), ends: at(ends) })
}

/// The second workshop of Two Rivers, on a Tuesday in November.
fn second() -> Workshop {
    Workshop {
        id: "0193a1b2-0000-7000-8000-000000000002".parse::<WorkshopId>().expect("an id"),
        group: "0193a1b2-0000-7000-8000-000000000001".parse::<WorkGroupId>().expect("an id"),
        group_name: "Two Rivers".to_owned(),
        ncp_code: "NCP26-11".to_owned(),
        academic_year: AcademicYear::starting(2026),
        is_forming: false,
        number: 2,
        title: "parts of a quantity".to_owned(),
        note: "Bring a lesson; we plan the next one.".to_owned(),
        mode: Mode::InPerson,
        host: Some(("Elm Bank Primary School".to_owned(), "Sallowford".to_owned())),
        place: "the hall, by the side gate".to_owned(),
        call_link: String::new(),
        time: span("2026-11-24T13:00:00Z", "2026-11-24T17:15:00Z"),
        twilight: span("2026-11-24T15:45:00Z", "2026-11-24T17:15:00Z"),
        is_cancelled: false,
        sequence: 0,
        changed_at: at("2026-09-01T08:30:00.250Z"),
    }
}

fn text_of(occasions: Vec<Occasion>) -> String {
    Calendar { name: "Two Rivers: workshops", site: SITE, occasions }.to_text().expect("a text")
}

/// The events of a text, each with its properties by name and parameters, unescaped; every line of it is as the standard asks.
fn events(text: &str) -> Vec<BTreeMap<String, String>> {
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.chars().any(char::is_control), "{line:?}");
    }
    let whole = text.replace("\r\n ", "");
    let (mut events, mut open) = (Vec::new(), None);
    for line in whole.split_terminator("\r\n") {
        match line {
            "BEGIN:VEVENT" => open = Some(BTreeMap::new()),
            "END:VEVENT" => events.extend(open.take()),
            _ => {
                let (name, value) = line.split_once(':').expect("a property");
                if let Some(event) = &mut open {
                    let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                    assert_eq!(event.insert(name.to_owned(), value), None, "{name} stands there once");
                }
            }
        }
    }
    events
}

fn event(occasion: Occasion) -> BTreeMap<String, String> {
    events(&text_of(vec![occasion])).remove(0)
}

#[test]
fn a_workshop_is_an_event_with_all_there_is_to_know() {
    let event = event(Occasion::whole(second()));
    let expected = [
        (
            "DESCRIPTION",
            "The twilight is from 15:45 to 17:15, for everybody.\n\
             Bring a lesson; we plan the next one.\n\
             In person.\n\
             Two Rivers Work Group, NCP26-11, academic year 2026/27\n\
             https://twilight.example/groups/0193a1b2-0000-7000-8000-000000000001",
        ),
        ("DTEND;TZID=Europe/London", "20261124T171500"),
        ("DTSTAMP", "20260901T083000Z"),
        ("DTSTART;TZID=Europe/London", "20261124T130000"),
        ("LAST-MODIFIED", "20260901T083000Z"),
        ("LOCATION", "Elm Bank Primary School, Sallowford (the hall, by the side gate)"),
        ("SEQUENCE", "0"),
        ("STATUS", "CONFIRMED"),
        ("SUMMARY", "Workshop 2: parts of a quantity (Two Rivers)"),
        ("TRANSP", "OPAQUE"),
        ("UID", "workshop-0193a1b2-0000-7000-8000-000000000002@twilight"),
        ("URL", "https://twilight.example/groups/0193a1b2-0000-7000-8000-000000000001"),
    ];
    let expected: BTreeMap<String, String> = expected.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    assert_eq!(event, expected);
}

#[test]
fn a_calendar_says_what_it_is_and_brings_british_clocks_along() {
    let text = text_of(vec![Occasion::whole(second())]);
    let whole = text.replace("\r\n ", "");
    let head: Vec<&str> = whole.split_terminator("\r\n").take_while(|line| *line != "BEGIN:VTIMEZONE").collect();
    assert_eq!(
        head,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Twilight//Work Groups//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Two Rivers: workshops",
            "X-WR-CALDESC:Workshops as they are planned at https://twilight.example.",
            "X-WR-TIMEZONE:Europe/London",
            "REFRESH-INTERVAL;VALUE=DURATION:PT2H",
            "X-PUBLISHED-TTL:PT2H",
        ]
    );
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(text, text_of(vec![Occasion::whole(second())]), "the same workshops, the same text");
    assert!(text_of(Vec::new()).contains("BEGIN:VTIMEZONE"), "there is one component at least");
}

#[test]
fn one_o_clock_is_one_o_clock_on_the_days_that_the_clocks_change() {
    for (day, starts, ends) in [
        ("20260329", "2026-03-29T12:00:00Z", "2026-03-29T16:15:00Z"),
        ("20270328", "2027-03-28T12:00:00Z", "2027-03-28T16:15:00Z"),
        ("20261025", "2026-10-25T13:00:00Z", "2026-10-25T17:15:00Z"),
        ("20260624", "2026-06-24T12:00:00Z", "2026-06-24T16:15:00Z"),
    ] {
        let event = event(Occasion::whole(Workshop { time: span(starts, ends), twilight: None, ..second() }));
        let shown = ["DTSTART", "DTEND"].map(|name| event[&format!("{name};TZID=Europe/London")].clone());
        assert_eq!(shown, [format!("{day}T130000"), format!("{day}T171500")]);
    }
}

#[test]
fn what_is_moved_or_cancelled_keeps_its_uid() {
    let before = event(Occasion::whole(second()));
    let moved = Workshop { time: span("2026-12-01T13:00:00Z", "2026-12-01T17:15:00Z"), twilight: None, sequence: 1, ..second() };
    let after = event(Occasion::whole(moved.clone()));
    assert_eq!((&before["UID"], after["SEQUENCE"].as_str()), (&after["UID"], "1"));
    let called_off = event(Occasion::whole(Workshop { is_cancelled: true, sequence: 2, ..moved }));
    assert_eq!((&called_off["UID"], called_off["SEQUENCE"].as_str()), (&before["UID"], "2"));
    assert_eq!((called_off["STATUS"].as_str(), called_off["TRANSP"].as_str()), ("CANCELLED", "TRANSPARENT"));
    assert_eq!(called_off["SUMMARY"], "Cancelled: Workshop 2: parts of a quantity (Two Rivers)");
    assert!(called_off["DESCRIPTION"].starts_with("This workshop is cancelled.\n"), "{}", called_off["DESCRIPTION"]);
    assert_eq!(called_off["DTSTART;TZID=Europe/London"], "20261201T130000", "it stays where it was");
}

#[test]
fn a_date_to_be_confirmed_is_no_event_and_is_said() {
    let open = Workshop { number: 5, title: "Workshop 5".to_owned(), time: None, twilight: None, ..second() };
    let off = Workshop { number: 6, is_cancelled: true, ..open.clone() };
    let text = text_of(vec![Occasion::whole(second()), Occasion::whole(open.clone()), Occasion::whole(off)]);
    assert_eq!(events(&text).len(), 1);
    let said =
        "X-WR-CALDESC:Workshops as they are planned at https://twilight.example.\\nDate to be confirmed: workshop 5 (Two Rivers).\r\n";
    assert!(text.replace("\r\n ", "").contains(said), "{text}");
    let many = (1..=30).map(|number| Occasion::whole(Workshop { number, ..open.clone() })).collect();
    assert!(text_of(many).replace("\r\n ", "").contains("\\; and 18 more.\r\n"));
}

#[test]
fn a_year_that_is_still_formed_is_tentative_and_a_host_may_be_missing() {
    let forming = Workshop { is_forming: true, host: None, place: String::new(), title: "workshop 2".to_owned(), ..second() };
    let first = event(Occasion::whole(forming.clone()));
    assert_eq!([&first["STATUS"], &first["LOCATION"], &first["SUMMARY"]], ["TENTATIVE", "To be agreed", "Workshop 2 (Two Rivers)"]);
    let elsewhere = event(Occasion::whole(Workshop { place: "Sallowford Library".to_owned(), ..forming }));
    assert_eq!(elsewhere["LOCATION"], "Sallowford Library");
}

#[test]
fn a_call_is_where_the_event_leads_and_nothing_else_is_an_address() {
    let call = "https://meet.example/abc?pwd=1,2;3";
    let online = |link: &str, mode| event(Occasion::whole(Workshop { mode, call_link: link.to_owned(), ..second() }));
    let hybrid = online(call, Mode::Hybrid);
    assert_eq!(
        [&hybrid["URL"], &hybrid["LOCATION"]],
        [call, "Elm Bank Primary School, Sallowford (the hall, by the side gate), and online"]
    );
    assert!(hybrid["DESCRIPTION"].contains(&format!("\nIn person and online.\nJoin online: {call}\n")), "{}", hybrid["DESCRIPTION"]);
    assert_eq!(online(call, Mode::Online)["LOCATION"], "Online");
    let long = format!("https://meet.example/{}", "a".repeat(479));
    assert_eq!(online(&long, Mode::Online)["URL"], long, "as long as a form takes it");
    let page = format!("{SITE}/groups/{}", second().group);
    assert_eq!(online(call, Mode::InPerson)["URL"], page);
    for link in
        ["javascript:alert(1)", "meet.example/abc", "https://meet.example/a b", "https://meet.example/é", "https://meet.example/\r\nX:1"]
    {
        assert_eq!(online(link, Mode::Online)["URL"], page, "{link:?}");
    }
}

#[test]
fn whatever_somebody_typed_stays_within_its_line() {
    let hostile = [
        "Halves\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Another",
        "Halves\rATTACH:file:///etc/passwd",
        "Halves\n\nBEGIN:VALARM",
        "Halves\u{2028}X:1\u{85}Y:2\u{b}Z:3\u{c}\u{0}\u{7f}",
        "\\n, \\; \"quoted\" : = \\",
        "👩\u{200d}🏫 👩\u{200d}🏫 ".repeat(200).as_str(),
        "é→葛\u{e0100}".repeat(900).as_str(),
        " ".repeat(500).as_str(),
        "a ".repeat(5000).as_str(),
    ]
    .map(str::to_owned);
    for words in hostile {
        let workshop = Workshop {
            title: words.clone(),
            note: words.clone(),
            place: words.clone(),
            call_link: words.clone(),
            group_name: words.clone(),
            ncp_code: words.clone(),
            host: Some((words.clone(), words.clone())),
            mode: Mode::Hybrid,
            ..second()
        };
        for occasion in [Occasion::whole(workshop.clone()), Occasion { workshop: workshop.clone(), part: Part::Twilight }] {
            let undated = Occasion::whole(Workshop { time: None, ..workshop.clone() });
            let text = Calendar { name: &words, site: SITE, occasions: vec![occasion, undated] }.to_text().expect("a text");
            let events = events(&text);
            assert_eq!(events.len(), 1, "{words:?}");
            let names: Vec<&str> = events[0].keys().map(|name| name.split(';').next().unwrap_or_default()).collect();
            let expected = [
                "DESCRIPTION",
                "DTEND",
                "DTSTAMP",
                "DTSTART",
                "LAST-MODIFIED",
                "LOCATION",
                "SEQUENCE",
                "STATUS",
                "SUMMARY",
                "TRANSP",
                "UID",
                "URL",
            ];
            assert_eq!(names, expected, "{words:?}");
            assert!(text.len() < 40_000, "{} bytes of {words:?}", text.len());
        }
    }
}

#[test]
fn teachers_come_to_the_twilight_and_everybody_else_to_the_whole() {
    let group = second().group;
    let person = Person {
        id: PersonId::generate(),
        name: "Rosa Figueira".to_owned(),
        school: None,
        school_name: String::new(),
        school_role: SchoolRole::Teacher,
        hub: None,
        groups: vec![group],
        leads: Vec::new(),
        leads_schools: Vec::new(),
    };
    let part = |person: &Person| Occasion::of(person, second()).part;
    assert_eq!(part(&person), Part::Twilight);
    for role in [SchoolRole::LeadParticipant, SchoolRole::Headteacher] {
        assert_eq!(part(&Person { school_role: role, ..person.clone() }), Part::Whole, "{role}");
    }
    assert_eq!(part(&Person { leads: vec![group], ..person.clone() }), Part::Whole, "its lead");
    assert_eq!(part(&Person { groups: Vec::new(), ..person.clone() }), Part::Whole, "somebody of the hub");
    assert_eq!(Occasion::of(&person, Workshop { twilight: None, ..second() }).part, Part::Whole, "there is none");
    let event = event(Occasion::of(&person, second()));
    assert_eq!(event["UID"], "workshop-0193a1b2-0000-7000-8000-000000000002-twilight@twilight");
    assert_eq!(event["SUMMARY"], "Twilight of workshop 2: parts of a quantity (Two Rivers)");
    assert_eq!(
        ["DTSTART", "DTEND"].map(|name| event[&format!("{name};TZID=Europe/London")].as_str()),
        ["20261124T154500", "20261124T171500"]
    );
    let says = "This is the part of workshop 2 for everybody. The workshop itself begins at 13:00.\n";
    assert!(event["DESCRIPTION"].starts_with(says), "{}", event["DESCRIPTION"]);
}
