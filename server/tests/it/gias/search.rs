//! Looking schools up among as many as England has.

use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use crate::common::gias::{School, academised, write_extract, write_links, write_many};
use crate::common::template::empty_database;
use store::interest::meant;
use store::schools::gias::{Files, Mode, SourceFile, import};
use store::{Database, schools};
use tempfile::TempDir;

async fn bring_in(db: &Database, folder: &Path, extract: &str, links: Option<&str>) {
    let source = |name: &str| Some(SourceFile { path: folder.join(name), name: name.to_owned() });
    let files = Files { extract: source(extract), links: links.and_then(source), ..Files::default() };
    import(db, &files, Mode::Apply, &AtomicU64::new(0)).await.expect("an import");
}

async fn with(all: &[School]) -> (Database, TempDir) {
    let (db, folder) = empty_database().await;
    write_extract(&folder.path().join("extract.csv"), all);
    bring_in(&db, folder.path(), "extract.csv", None).await;
    (db, folder)
}

async fn names(db: &Database, text: &str) -> Vec<String> {
    schools::search(db, text, 8).await.expect(text).into_iter().map(|school| school.name).collect()
}

fn some() -> Vec<School> {
    vec![
        School::new(100_001, "St Mary’s CofE Primary School").with("Town", "Thistlewick").with("Postcode", "ZZ1 2AB"),
        School::new(100_002, "Saint Marys Catholic Primary School").with("Town", "Sallowford").with("Postcode", "ZZ1 3CD"),
        School::new(100_003, "Oak Hollow Primary School").with("Town", "Château Green").with("Postcode", "ZY9 9ZZ"),
        School::new(100_004, "Hollow Oak Primary School").with("Town", "Thistlewick").with("Postcode", "ZX8 8YY"),
        School::new(100_005, "Oak View Church of England Primary School").with("Town", "Brackenby").with("Locality", "Nether Quill"),
        School::new(300_007, "O’Brien Primary School"),
    ]
}

#[tokio::test]
async fn every_word_that_is_typed_begins_one_of_the_school() {
    let (db, _folder) = with(&some()).await;
    for (typed, found) in [
        ("oak hol", &["Oak Hollow Primary School", "Hollow Oak Primary School"][..]),
        ("thistle oak", &["Hollow Oak Primary School"]),
        ("chateau", &["Oak Hollow Primary School"]),
        ("ZY9 9", &["Oak Hollow Primary School"]),
        ("zy99zz", &["Oak Hollow Primary School"]),
        ("100005", &["Oak View Church of England Primary School"]),
        ("nether", &["Oak View Church of England Primary School"]),
        ("oak c of e", &["Oak View Church of England Primary School"]),
        ("st marys thistle", &["St Mary’s CofE Primary School"]),
        ("saint mary's", &["Saint Marys Catholic Primary School", "St Mary’s CofE Primary School"]),
        ("oak nothing", &[]),
        ("obrien", &["O’Brien Primary School"]),
        ("o'brien", &["O’Brien Primary School"]),
    ] {
        assert_eq!(names(&db, typed).await, found, "{typed}");
    }
}

#[tokio::test]
async fn what_people_type_is_never_an_error() {
    let (db, _folder) = with(&some()).await;
    for typed in [
        "\"",
        "oak\"",
        "oak*",
        "oak AND",
        "NOT oak",
        "(oak",
        "oak)",
        "name:oak",
        "-oak",
        "^oak",
        "oak + elm",
        "NEAR(oak, 2)",
        "'; drop table school",
        "%",
        "_",
        "\\",
        "oak\u{0}",
        "🙂",
        "'",
        "st's's",
    ] {
        schools::search(&db, typed, 8).await.expect(typed);
    }
    assert!(names(&db, "\"oak\" (hol").await.contains(&"Oak Hollow Primary School".to_owned()));
}

#[tokio::test]
async fn open_schools_come_first_and_a_school_is_found_by_the_number_it_had() {
    let (db, folder) = with(&some()).await;
    let mut next = some();
    next[2] = next[2].clone().closed("31-08-2026");
    next[4] = next[4].clone().closed("31-08-2026");
    next.push(School::new(200_005, "Oak View Academy").with("OpenDate", "01-09-2026"));
    write_extract(&folder.path().join("next.csv"), &next);
    write_links(&folder.path().join("links.csv"), &academised(100_005, 200_005));
    bring_in(&db, folder.path(), "next.csv", Some("links.csv")).await;
    let found = schools::search(&db, "oak", 8).await.expect("schools");
    assert_eq!(found.iter().map(|school| school.closed).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(found[0].name, "Oak View Academy");
    assert_eq!(names(&db, "100005").await, ["Oak View Academy"]);
    assert_eq!(names(&db, "1000").await.len(), 5);
    let same = schools::by_urn(&db, "100005").await.expect("a school");
    assert!(same.is_some() && same == schools::by_urn(&db, "200005").await.expect("a school"));
}

#[tokio::test]
async fn without_a_list_the_school_is_found_by_what_was_typed_when_it_is_one_alone() {
    let mut all = some();
    all.push(School::new(100_006, "Oak Hollow Primary School").with("Town", "Thistlewick"));
    let (db, _folder) = with(&all).await;
    let urn = |urn: &'static str| schools::by_urn(&db, urn);
    let chosen = urn("100006").await.expect("an answer").expect("a school").to_string();
    for (id, typed, town, expected) in [
        ("", "hollow oak primary school", "", urn("100004").await),
        ("", "Hollow Oak Primary School", "Thistlewick", urn("100004").await),
        ("", "Hollow Oak Primary School", "Newcastle", Ok(None)),
        ("", "hollow oak", "", Ok(None)),
        ("", "Oak Hollow Primary School, Thistlewick", "", urn("100006").await),
        ("", "Oak Hollow Primary School", "", Ok(None)),
        ("", "Oak Hollow Primary School", "chateau green", urn("100003").await),
        ("", "st mary's church of england primary school", "", urn("100001").await),
        ("", "100003", "", urn("100003").await),
        ("", "", "", Ok(None)),
        (&chosen, "Oak Hollow Primary School, Thistlewick", "", urn("100006").await),
        (&chosen, "Hollow Oak Primary School", "", urn("100004").await),
        ("made-up", "hollow oak", "", Ok(None)),
    ] {
        let meant = meant(&db, id.parse().ok(), typed, town).await.expect("an answer").map(|school| school.id);
        assert_eq!(meant, expected.expect("a school"), "{typed}, {town}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn among_seventeen_thousand_schools_the_right_one_is_found_and_it_is_quick() {
    let (db, folder) = empty_database().await;
    let many = write_many(&folder.path().join("extract.csv"), 42_000);
    assert!(many.open_primaries > 17_000);
    bring_in(&db, folder.path(), "extract.csv", None).await;
    let found = schools::search(&db, "oak hollow primary school 432", 8).await.expect("schools");
    assert_eq!((found[0].urn.as_str(), found[0].name.as_str()), ("100432", "Oak Hollow Primary School 432"));
    assert_eq!(names(&db, "121000").await, [names_of(21_000)]);
    let typed = [
        "st",
        "pr",
        "oak",
        "oak h",
        "oak hollow",
        "oak hollow pri",
        "st marys",
        "st m",
        "thistlewick oak",
        "zz1",
        "zz12",
        "zz1 2q",
        "1234",
        "123456",
        "primary school",
        "elm bank infant",
        "château",
        "rene kestrel",
        "s p",
        "nothing like it",
    ];
    let mut times = Vec::new();
    for _ in 0..10 {
        for text in typed {
            let begun = Instant::now();
            schools::search(&db, text, 8).await.expect(text);
            times.push((begun.elapsed(), text));
        }
    }
    times.sort();
    let at = |share: usize| times[times.len() * share / 100].0;
    let slowest = times.last().expect("times");
    eprintln!("search among {} schools: p50 {:?}, p95 {:?}, slowest {:?} ({})", many.open_primaries, at(50), at(95), slowest.0, slowest.1);
}

fn names_of(n: u32) -> String {
    const FIRST: [&str; 12] = ["Oak", "Elm", "Ash", "Hazel", "Willow", "Fern", "Heron", "Kestrel", "Lark", "Mill", "Bridge", "Abbey"];
    const SECOND: [&str; 12] = ["Hollow", "Bank", "Lane", "Field", "Croft", "Hill", "Green", "Brook", "Meadow", "Cross", "End", "Vale"];
    let (first, second) = (FIRST[(n % 12) as usize], SECOND[(n / 12 % 12) as usize]);
    match n % 11 {
        1 => format!("{first} {second} Infant and Nursery School {n}"),
        _ => format!("{first} {second} Primary School {n}"),
    }
}
