//! Bringing in schools, from files as they are published.

use crate::common::gias::{HEAD, HEADER, School, academised, write_extract, write_extract_with, write_links, write_many, write_subset};
use crate::common::gias_world::World;
use store::schools::gias::{Files, Mode, Report};

fn counts(report: &Report) -> [u64; 5] {
    [report.new, report.changed, report.closed, report.unchanged, report.bad]
}

#[tokio::test]
async fn a_school_is_kept_as_published_and_its_head_is_not() {
    let world = World::new().await;
    let school = School::new(100_001, "St Anne’s CofE Primary School, Château Green")
        .with("Trusts (name)", "The \"Two Rivers\" Trust, Limited")
        .with("Street", "1,\n Orchard Lane");
    let report = world.extract(&[school]).await;
    assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
    let kept = world
        .one("select name || '|' || short_name || '|' || trust || '|' || street || '|' || open_date || '|' || low_age || '-' || high_age || '|' || la_code || establishment_number || '|' || postcode || '|' || easting || '|' || region from school")
        .await;
    let expected = "St Anne’s CofE Primary School, Château Green|St Anne’s|The \"Two Rivers\" Trust, Limited|1, Orchard Lane|1996-09-01|4-11|9980001|ZZ2 3QX|400001|West Midlands";
    assert_eq!(kept, expected);
    world.db.close().await;
    let bytes = std::fs::read(world.path("twilight.db")).expect("the file");
    for name in HEAD {
        assert!(!bytes.windows(name.len()).any(|part| part == name.as_bytes()), "{name} is in the database");
    }
}

#[tokio::test]
async fn the_filter_leaves_out_what_no_primary_work_group_has() {
    let world = World::new().await;
    let schools = [
        School::new(100_001, "Oak Primary School"),
        School::new(100_002, "Elm Middle School").with("PhaseOfEducation (name)", "Middle deemed primary"),
        School::new(100_003, "Ash School").with("PhaseOfEducation (name)", "All-through"),
        School::new(100_004, "Fern Primary School").with("EstablishmentStatus (name)", "Open, but proposed to close"),
        School::new(100_005, "Closed Primary School").closed("31-08-2020"),
        School::new(100_006, "Big Secondary School").with("PhaseOfEducation (name)", "Secondary"),
        School::new(100_007, "Ysgol Gynradd").with("GOR (code)", "W"),
        School::new(100_008, "Lark Special School")
            .with("PhaseOfEducation (name)", "Not applicable")
            .with("TypeOfEstablishment (name)", "Academy special converter"),
    ];
    let report = world.extract(&schools).await;
    assert_eq!((report.new, report.skipped), (4, 4));
    let files = Files { extract: world.source("extract.csv"), special: true, ..Files::default() };
    let report = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!((report.new, report.unchanged, report.skipped), (1, 4, 3), "special schools when asked for");
}

#[tokio::test]
async fn bad_rows_are_told_by_line_and_the_rest_is_brought_in() {
    let world = World::new().await;
    let schools = [
        School::new(100_001, "Oak Primary School"),
        School::new(100_002, "Elm Primary School").with("OpenDate", "31-02-2020"),
        School::new(100_001, "Oak Again Primary School"),
    ];
    write_extract_with(&world.path("extract.csv"), &schools, &["100003,too,short", "x,y"]);
    let files = Files { extract: world.source("extract.csv"), ..Files::default() };
    let report = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!((report.new, report.bad, report.odd), (2, 3, 1));
    let mut told: Vec<(u64, &str)> = report.bad_rows.iter().map(|row| (row.line, row.reason.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told[0], (3, "has \"31-02-2020\" in OpenDate, which is no day: left out"));
    assert_eq!(world.one("select coalesce(open_date, 'none') from school where urn = '100002'").await, "none", "the rest of it is in");
    assert_eq!(told[1], (4, "has the URN 100001 again, which line 2 has already"));
    let cut_off = format!("has 3 values instead of {}", HEADER.split(',').count());
    assert_eq!(told[2], (5, cut_off.as_str()));
}

#[tokio::test]
async fn another_file_is_refused_in_words() {
    let world = World::new().await;
    std::fs::write(world.path("other.csv"), "Name,Town\nOak,Thistlewick\n").expect("a file");
    std::fs::write(world.path("empty.csv"), "").expect("a file");
    write_extract(&world.path("none-in-it.csv"), &[]);
    write_links(&world.path("links.csv"), &academised(100_003, 200_003));
    for (name, words) in [
        ("other.csv", "other.csv has no column \"URN\" in its first line: is it the right file, as published?"),
        ("empty.csv", "empty.csv is empty"),
        ("none-in-it.csv", "none-in-it.csv holds no school: after its first line nothing follows"),
        ("links.csv", "links.csv is the file of links, and not the extract: choose it in the second place"),
    ] {
        let files = Files { extract: world.source(name), ..Files::default() };
        assert_eq!(world.run(&files, Mode::Apply).await.expect_err(name).to_string(), words);
    }
    let missing = Files { extract: world.source("none.csv"), ..Files::default() };
    let error = world.run(&missing, Mode::Apply).await.expect_err("no file").to_string();
    assert!(error.starts_with("none.csv can't be read: "), "{error}");
    let swapped = Files { links: world.source("none-in-it.csv"), ..Files::default() };
    let error = world.run(&swapped, Mode::Apply).await.expect_err("the extract").to_string();
    assert_eq!(error, "none-in-it.csv is the extract, and not the file of links: choose it in the first place");
}

#[tokio::test]
async fn a_part_of_the_file_in_another_order_of_columns_works_and_leaves_the_rest_alone() {
    let world = World::new().await;
    world.extract(&[School::new(100_001, "Oak Primary School")]).await;
    let postcode = world.one("select postcode from school").await;
    write_subset(
        &world.path("part.csv"),
        "Town,EstablishmentName,URN",
        &[School::new(100_001, "Oak Primary School").with("Town", "Elsewhere")],
    );
    let files = Files { extract: world.source("part.csv"), ..Files::default() };
    let report = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!(counts(&report), [0, 1, 0, 0, 0]);
    assert_eq!(world.one("select town || postcode from school").await, format!("Elsewhere{postcode}"));
}

#[tokio::test]
async fn a_preview_says_what_an_import_does_and_writes_nothing() {
    let world = World::new().await;
    world
        .extract(&[
            School::new(100_001, "Oak Primary School"),
            School::new(100_002, "Elm Primary School"),
            School::new(100_003, "Ash Primary School"),
        ])
        .await;
    let id = world.history(100_003).await;
    let before = world.everything().await;
    let next = [
        School::new(100_001, "Oak Hill Primary School"),
        School::new(100_002, "Elm Primary School"),
        School::new(100_003, "Ash Primary School").closed("31-08-2025"),
        School::new(200_003, "Ash Academy").with("OpenDate", "01-09-2025"),
    ];
    write_extract(&world.path("next.csv"), &next);
    write_links(&world.path("links.csv"), &academised(100_003, 200_003));
    let files = Files { extract: world.source("next.csv"), links: world.source("links.csv"), ..Files::default() };
    let preview = world.run(&files, Mode::Preview).await.expect("a preview");
    assert_eq!(world.everything().await, before);
    assert_eq!(world.all("select before_urn from school_link").await, Vec::<String>::new());
    let change = &preview.changed_schools[0];
    assert_eq!(
        (change.name.as_str(), change.fields[0].what.as_str(), change.fields[0].before.as_str()),
        ("Oak Hill Primary School", "Name", "Oak Primary School")
    );
    assert_eq!(
        [preview.new, preview.closed, preview.taken_over, preview.new_links],
        [0, 0, 1, 1],
        "one that goes on is neither new nor closed"
    );
    assert_eq!((preview.new_schools.len(), preview.closed_schools.len()), (0, 0));
    assert_eq!((preview.taken_over_schools[0].from.as_str(), preview.taken_over_schools[0].to.as_str()), ("100003", "200003"));
    let done = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!(Report { milliseconds: 0, ..done }, Report { milliseconds: 0, ..preview });
    assert_eq!(world.one("select id from school where urn = '200003'").await, id, "the row with the history");
    let again = world.run(&files, Mode::Apply).await.expect("an import");
    assert!(again.nothing_changed(), "{again:?}");
}

#[tokio::test]
async fn a_school_that_closes_stays_with_all_that_is_told_of_it() {
    let world = World::new().await;
    world.extract(&[School::new(100_001, "Oak Primary School")]).await;
    let id = world.history(100_001).await;
    let report = world.extract(&[School::new(100_001, "Oak Primary School").closed("31-08-2026")]).await;
    assert_eq!(counts(&report), [0, 0, 1, 0, 0]);
    assert_eq!(world.one("select id || status || close_date from school").await, format!("{id}Closed2026-08-31"));
    let other = world.extract(&[School::new(100_009, "Elm Primary School").with("PhaseOfEducation (name)", "Secondary")]).await;
    assert_eq!((other.new, other.closed, other.absent), (0, 0, 1), "one that is not in a file stays as it is");
    assert_eq!(world.all("select urn from school").await.len(), 1, "a file without it deletes nothing");
}

#[tokio::test]
async fn a_short_name_chosen_by_hand_stays() {
    let world = World::new().await;
    world.extract(&[School::new(100_001, "Oak Primary School"), School::new(100_002, "Elm Primary School")]).await;
    world.sql("update school set short_name = 'The Elms' where urn = '100002'").await;
    world.extract(&[School::new(100_001, "Oak Tree Primary School"), School::new(100_002, "Elm Tree Primary School")]).await;
    assert_eq!(world.all("select short_name from school order by urn").await, ["Oak Tree", "The Elms"]);
}

#[tokio::test]
async fn whichever_file_and_row_comes_first_the_end_is_the_same() {
    let first = [
        School::new(100_001, "Oak Primary School"),
        School::new(100_002, "Elm Infant School"),
        School::new(100_003, "Elm Junior School"),
        School::new(100_004, "Ash Primary School"),
        School::new(100_005, "Fern Primary School"),
    ];
    let mut next = vec![
        School::new(100_001, "Oak Primary School").closed("31-08-2025"),
        School::new(200_001, "Oak Academy").with("OpenDate", "01-09-2025"),
        School::new(100_002, "Elm Infant School").closed("31-08-2025"),
        School::new(100_003, "Elm Junior School").closed("31-08-2025"),
        School::new(200_002, "Elm Primary School"),
        School::new(100_004, "Ash Primary School").closed("31-08-2025"),
        School::new(200_004, "Ash Academy").with("OpenDate", "01-09-2025").closed("31-08-2025"),
        School::new(300_004, "Ash New Academy").with("OpenDate", "01-09-2025"),
        School::new(100_005, "Fern Primary School"),
    ];
    let mut links: Vec<_> = academised(100_001, 200_001)
        .into_iter()
        .chain(academised(100_004, 200_004))
        .chain(academised(200_004, 300_004))
        .chain([
            (100_002, 200_002, "Successor - merged", "01-09-2025"),
            (200_002, 100_003, "Predecessor - merged", "01-09-2025"),
            (100_005, 1, "Expansion", ""),
        ])
        .collect();
    let mut ends = Vec::new();
    for round in 0..4 {
        let world = World::new().await;
        world.extract(&first).await;
        let ids = [world.history(100_001).await, world.history(100_004).await, world.history(100_002).await];
        if round % 2 == 0 {
            world.extract(&next).await;
            world.links(&links).await;
        } else {
            world.links(&links).await;
            world.extract(&next).await;
        }
        assert_eq!(world.one("select id from school where urn = '200001'").await, ids[0]);
        assert_eq!(world.one("select id from school where urn = '300004'").await, ids[1], "by way of an academy that is gone too");
        let end = world.everything().await;
        assert!(world.extract(&next).await.nothing_changed());
        assert!(world.links(&links).await.nothing_changed());
        assert_eq!(world.everything().await, end, "nothing changes the second time");
        ends.push(end);
        next.reverse();
        links.rotate_left(3);
    }
    for end in &ends {
        assert_eq!(*end, ends[0]);
    }
    assert!(ends[0].contains(&"200002 < 100002 2025-09-01".to_owned()), "{:?}", ends[0]);
    assert!(ends[0].contains(&"200002 < 100003 2025-09-01".to_owned()));
    assert!(ends[0].contains(&"100001 > 200001 2025-08-31".to_owned()));
    assert!(ends[0].iter().any(|line| line.starts_with("200004 > 300004")));
}

#[tokio::test]
async fn a_successor_that_came_first_without_a_history_is_merged_away() {
    let world = World::new().await;
    world.extract(&[School::new(100_001, "Oak Primary School")]).await;
    let id = world.history(100_001).await;
    world.sql("update school set short_name = 'Oakies'").await;
    world
        .extract(&[
            School::new(100_001, "Oak Primary School").closed("31-08-2025"),
            School::new(200_001, "Oak Academy").with("NumberOfPupils", "321").with("OpenDate", "01-09-2025"),
        ])
        .await;
    assert_eq!(world.all("select urn from school").await.len(), 2);
    let report = world.links(&academised(100_001, 200_001)).await;
    assert_eq!(report.taken_over, 1);
    let kept = world.one("select id || urn || name || short_name || status || pupils from school").await;
    assert_eq!(kept, format!("{id}200001Oak AcademyOakiesOpen321"));
    assert_eq!(world.all("select urn from school_search where school_search match 'oak'").await, ["200001"], "the search follows");
}

#[tokio::test]
async fn of_what_changes_schools_with_a_history_come_first_and_codes_are_not_read_out() {
    let world = World::new().await;
    let schools = |pupils: &str| -> Vec<School> {
        (0..80).map(|n| School::new(100_000 + n, &format!("Oak {n} Primary School")).with("NumberOfPupils", pupils)).collect()
    };
    world.extract(&schools("100")).await;
    world.history(100_077).await;
    let report = world.extract(&schools("101")).await;
    assert_eq!((report.changed, report.changed_schools.len()), (80, 50));
    let first: Vec<(&str, bool)> = report.changed_schools.iter().map(|school| (school.urn.as_str(), school.ours)).take(2).collect();
    assert_eq!(first, [("100077", true), ("100000", false)]);
    let moved = |school: School| school.with("Easting", "400999").with("UKPRN", "10999999");
    let report = world.extract(&[moved(School::new(100_000, "Oak 0 Primary School")).with("NumberOfPupils", "101")]).await;
    assert_eq!((report.changed, report.changed_schools[0].fields.len(), report.absent), (1, 0, 79));
    let looked_at = moved(School::new(100_000, "Oak 0 Primary School")).with("NumberOfPupils", "101").with("LastChangedDate", "20-11-2026");
    let report = world.extract(&[looked_at]).await;
    assert!(report.nothing_changed(), "that GIAS has looked at it is no change: {report:?}");
    assert_eq!(world.one("select gias_changed from school where urn = '100000'").await, "2026-11-20", "and is kept");
}

#[tokio::test]
async fn links_alone_are_something_to_bring_in_once() {
    let world = World::new().await;
    world.extract(&[School::new(100_001, "Oak Primary School")]).await;
    write_links(&world.path("links.csv"), &academised(300_001, 300_002));
    let files = Files { links: world.source("links.csv"), ..Files::default() };
    let preview = world.run(&files, Mode::Preview).await.expect("a preview");
    assert!(preview.new_links == 1 && !preview.nothing_changed(), "{preview:?}");
    assert_eq!(world.run(&files, Mode::Apply).await.expect("an import").new_links, 1);
    assert!(world.run(&files, Mode::Apply).await.expect("an import").nothing_changed());
}

#[tokio::test]
async fn every_table_that_tells_of_schools_counts_as_history() {
    let world = World::new().await;
    let references = world
        .all(
            "select m.name || '.' || f.\"from\" from sqlite_schema m join pragma_foreign_key_list(m.name) f
             where m.type = 'table' and f.\"table\" = 'school' order by 1",
        )
        .await;
    let about_numbers = ["school_fold.school", "school_former_urn.school", "school_predecessor.predecessor", "school_predecessor.school"];
    for reference in references.iter().filter(|reference| !about_numbers.contains(&reference.as_str())) {
        let (table, column) = reference.split_once('.').expect("a reference");
        let source = include_str!("../../../store/src/schools/gias/existing.rs");
        assert!(
            source.contains(&format!("(\"{table}\", \"{column}\")")),
            "{reference} is missing in HISTORY of store::schools::gias::existing"
        );
    }
}

#[tokio::test]
async fn thousands_of_rows_change_nothing_the_second_time() {
    let world = World::new().await;
    let many = write_many(&world.path("extract.csv"), 5_000);
    let files = Files { extract: world.source("extract.csv"), ..Files::default() };
    let first = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!((first.rows, first.new, first.bad), (many.rows, many.open_primaries, many.bad));
    assert_eq!(first.rows, first.new + first.skipped + first.bad);
    let changed: i64 = world.one("select cast(max(imported_at) as text) from school").await.parse().expect("a time");
    let second = world.run(&files, Mode::Apply).await.expect("an import");
    assert!(second.nothing_changed());
    assert_eq!((second.unchanged, second.bad, second.odd), (many.open_primaries, many.bad, many.odd));
    assert_eq!(world.one("select cast(max(imported_at) as text) from school").await.parse(), Ok(changed), "not even a time");
    assert!(HEADER.split(',').count() > 120);
}
