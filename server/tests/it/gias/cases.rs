//! Small files that once went wrong, each as somebody had it: published, saved again by a spreadsheet, or with links that change.

use std::fs;
use std::path::Path;

use crate::common::gias_world::World;
use store::schools::gias::{Files, Guessed, Mode, Report};

pub const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/gias/cases");

const AS_PUBLISHED: [&str; 2] = [
    "100001|St Mary’s Primary School|Open|2014-09-01||FIERTÉ MULTI-ACADEMY TRUST|1 Rue Élan|Zoëton|01522123456",
    "100002|Brontë – Façade Primary School|Open||||2 High Street|Lincoln|01522123457",
];
const KEPT: &str =
    "select urn || '|' || name || '|' || status || '|' || coalesce(open_date, '') || '|' || coalesce(close_date, '') || '|' ||
     coalesce(trust, '') || '|' || street || '|' || town || '|' || telephone from school order by urn";
const SCHOOLS: &str = "select urn || ' ' || name || ' ' || status from school order by urn";
const CAME_FROM: &str = "select s.urn || ' < ' || p.urn from school_predecessor x join school s on s.id = x.school join school p on p.id = x.predecessor order by 1";
const FORMER: &str = "select f.urn || ' > ' || s.urn from school_former_urn f join school s on s.id = f.school order by 1";

impl World {
    /// A case's files: the extract, and the links if there are any.
    fn case(&self, extract: &str, links: &str) -> Files {
        let put = |name: &str| {
            let name = Some(name).filter(|name| !name.is_empty())?;
            fs::copy(Path::new(CASES).join(name), self.path(name)).expect("a case");
            self.source(name)
        };
        Files { extract: put(extract), links: put(links), ..Files::default() }
    }

    /// Brings a case in, and sees that its preview said the same.
    async fn bring(&self, extract: &str, links: &str) -> Report {
        let files = self.case(extract, links);
        let preview = self.run(&files, Mode::Preview).await.expect("a preview");
        let done = self.run(&files, Mode::Apply).await.expect("an import");
        assert_eq!(Report { milliseconds: 0, ..done.clone() }, Report { milliseconds: 0, ..preview });
        assert!(self.run(&files, Mode::Apply).await.expect("an import").nothing_changed(), "and only once");
        done
    }

    async fn id(&self, urn: &str) -> String {
        self.one(&format!("select id from school where urn = '{urn}'")).await
    }
}

fn guess<'a>(report: &'a Report, what: &str) -> &'a Guessed {
    report.guesses.iter().find(|guess| guess.what == what).unwrap_or_else(|| panic!("{what}: {:?}", report.guesses))
}

#[tokio::test]
async fn the_same_schools_come_from_every_encoding() {
    for (file, guesses) in [("gias-cp1252.csv", 0), ("gias-utf8-bom.csv", 0), ("gias-utf8-nobom.csv", 1)] {
        let world = World::new().await;
        let report = world.bring(file, "").await;
        assert_eq!(world.all(KEPT).await, AS_PUBLISHED, "{file}");
        assert_eq!((report.guesses.len(), report.bad + report.odd), (guesses, 0), "{file}: {report:?}");
    }
}

#[tokio::test]
async fn what_a_spreadsheet_saved_is_understood_and_its_guesses_are_told() {
    for file in ["gias-excel.csv", "gias-excel-utf8.csv"] {
        let world = World::new().await;
        world.bring("gias-cp1252.csv", "").await;
        let report = world.bring(file, "").await;
        let closed = AS_PUBLISHED[1].replace("|Open||", "|Closed||2026-08-31");
        assert_eq!(world.all(KEPT).await, [AS_PUBLISHED[0].to_owned(), closed], "{file}");
        assert_eq!((report.bad, report.odd, report.changed, report.closed), (0, 0, 0, 1), "{file}: {report:?}");
        let telephone = guess(&report, "Telephone numbers that have lost their first 0 get it back");
        assert_eq!(
            (telephone.count, telephone.line, telephone.before.as_str(), telephone.after.as_str()),
            (2, 2, "1522123456", "01522123456")
        );
        let days = guess(&report, "Dates with slashes are read with the day first");
        assert_eq!((days.count, days.before.as_str(), days.after.as_str()), (4, "01/09/2014", "2014-09-01"));
    }
}

#[tokio::test]
async fn what_can_not_be_read_is_named_by_its_line_and_what_is_known_stays() {
    let world = World::new().await;
    world.bring("gias-excel-utf8.csv", "").await;
    world.bring("gias-cp1252.csv", "").await;
    world.bring("gias-excel-utf8.csv", "").await;
    let text = fs::read_to_string(Path::new(CASES).join("gias-excel-utf8.csv")).expect("a case");
    for (from, to, told) in [
        ("31/08/2026", "Aug 26", "\"Aug 26\" in CloseDate"),
        ("31/08/2026", "31-08-26", "\"31-08-26\" in CloseDate"),
        ("31/08/2026", "26-08-31", "\"26-08-31\" in CloseDate"),
        ("31/08/2026", "", ""),
        ("1522123457", "1.52E+09", "\"1.52E+09\" in TelephoneNum"),
        ("Closed", "Shut", "\"Shut\" in EstablishmentStatus"),
        ("Brontë – Façade", "Bront\u{fffd} \u{fffd} Fa\u{fffd}ade", "in EstablishmentName, whose letters are damaged"),
        ("Brontë – Façade", "Bront? ? Fa?ade", "in EstablishmentName, whose letters are damaged"),
        ("Brontë – Façade", "Bront?? ??? Fa??ade", "in EstablishmentName, whose letters are damaged"),
        ("Brontë – Façade", "BrontÃ« – FaÃ§ade", "in EstablishmentName, whose letters are damaged"),
        ("Brontë", "Bront‘", "in EstablishmentName, whose letters are damaged"),
        ("Brontë", "Bront‰", "in EstablishmentName, whose letters are damaged"),
    ] {
        fs::write(world.path("changed.csv"), text.replace(from, to)).expect("a file");
        let before = world.all(KEPT).await;
        let files = Files { extract: world.source("changed.csv"), ..Files::default() };
        let report = world.run(&files, Mode::Apply).await.expect("an import");
        assert_eq!(world.all(KEPT).await, before, "{to}");
        let lines: Vec<_> = report.bad_rows.iter().map(|row| (row.line, row.reason.contains(told))).collect();
        assert_eq!(lines, if told.is_empty() { vec![] } else { vec![(3, true)] }, "{to}: {:?}", report.bad_rows);
    }
}

#[tokio::test]
async fn a_closed_school_keeps_its_closing_day_where_its_status_is_not_told() {
    let world = World::new().await;
    world.bring("gias-cp1252.csv", "").await;
    world.bring("gias-excel-utf8.csv", "").await;
    let before = world.all(KEPT).await;
    let text = fs::read_to_string(Path::new(CASES).join("gias-excel-utf8.csv")).expect("a case");
    let unknown = text.replace("Closed", "Shut").replace("31/08/2026", "");
    for file in [&unknown, "URN,EstablishmentName,CloseDate\n100002,Brontë – Façade Primary School,\n"] {
        fs::write(world.path("changed.csv"), file).expect("a file");
        let files = Files { extract: world.source("changed.csv"), ..Files::default() };
        world.run(&files, Mode::Apply).await.expect("an import");
        assert_eq!(world.all(KEPT).await, before, "{file}");
    }
    // One that is open again has none.
    fs::write(world.path("changed.csv"), unknown.replace("Shut", "Open")).expect("a file");
    let files = Files { extract: world.source("changed.csv"), ..Files::default() };
    world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!(world.all("select status || coalesce(close_date, '') from school where urn = '100002'").await, ["Open"]);
}

#[tokio::test]
async fn letters_that_were_read_as_others_are_put_right_and_it_is_told() {
    let world = World::new().await;
    let text = fs::read_to_string(Path::new(CASES).join("gias-utf8-nobom.csv")).expect("a case");
    let mangled = text.replace("Brontë – Façade", "BrontÃ« â€“ FaÃ§ade").replace("Zoëton", "ZoÃ«ton");
    fs::write(world.path("mangled.csv"), mangled).expect("a file");
    let files = Files { extract: world.source("mangled.csv"), ..Files::default() };
    let report = world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!(world.all(KEPT).await, AS_PUBLISHED);
    assert_eq!(guess(&report, "Letters that were saved in a wrong encoding are put right").count, 2);
}

#[tokio::test]
async fn a_phase_is_its_letters_and_not_its_punctuation() {
    let world = World::new().await;
    let report = world.bring("all-through.csv", "").await;
    assert_eq!((report.new, report.skipped, report.bad + report.odd), (2, 0, 0));
    assert_eq!(world.all("select distinct phase from school").await, ["All-through"]);
    world.sql("update school set phase = 'All through'").await;
    assert!(world.bring("all-through.csv", "").await.nothing_changed(), "another spelling is no change");
}

#[tokio::test]
async fn a_standing_school_keeps_its_row_and_history_when_another_closes_into_it() {
    for told in [&[][..], &["107018"], &["107032"], &["107018", "107032"]] {
        let world = World::new().await;
        world.bring("amalg-before.csv", "").await;
        for urn in told {
            world.history(urn.parse().expect("a number")).await;
        }
        let ids = [world.id("107018").await, world.id("107032").await];
        let report = world.bring("amalg-after.csv", "amalg-links.csv").await;
        assert_eq!((report.taken_over, report.linked, report.closed), (0, 1, 1), "{told:?}: {report:?}");
        assert_eq!([world.id("107018").await, world.id("107032").await], ids, "{told:?}");
        let schools = ["107018 Elder Lane Nursery Infant School Closed", "107032 Elder Lane Academy Primary School Open"];
        assert_eq!(
            (world.all(SCHOOLS).await, world.all(CAME_FROM).await),
            (schools.map(str::to_owned).to_vec(), vec!["107032 < 107018".to_owned()])
        );
        assert_eq!(world.all(FORMER).await, Vec::<String>::new());
        let history = world.all("select urn from school join school_phase on school_phase.school = school.id order by 1").await;
        assert_eq!(history, told, "each keeps what is told of it");
    }
}

#[tokio::test]
async fn it_makes_no_difference_when_its_links_come() {
    for links_first in [true, false] {
        let world = World::new().await;
        world.bring("amalg-before.csv", "").await;
        let files = [("", "amalg-links.csv"), ("amalg-after.csv", "")];
        for place in if links_first { [0, 1] } else { [1, 0] } {
            world.bring(files[place].0, files[place].1).await;
        }
        assert_eq!((world.all(FORMER).await, world.all(CAME_FROM).await), (vec![], vec!["107032 < 107018".to_owned()]), "{links_first}");
    }
}

#[tokio::test]
async fn a_plan_that_is_withdrawn_goes_and_the_true_successor_takes_over() {
    let world = World::new().await;
    world.bring("withdrawn-1.csv", "withdrawn-links-1.csv").await;
    let id = world.history(150_001).await;
    let report = world.bring("withdrawn-2.csv", "withdrawn-links-2.csv").await;
    assert_eq!((report.withdrawn_links, report.new_links, report.taken_over), (1, 1, 1), "{report:?}");
    assert_eq!(world.all("select before_urn || ' ' || after_urn from school_link").await, ["150001 150003"]);
    assert_eq!(world.all(FORMER).await, ["150001 > 150003"]);
    assert_eq!((world.id("150003").await, world.all(CAME_FROM).await), (id, vec![]));
    let merge = &report.taken_over_schools[0];
    assert_eq!(
        (merge.was.as_str(), merge.name.as_str(), merge.from.as_str(), merge.to.as_str()),
        ("Tarn Primary School", "Tarn Primary Academy", "150001", "150003")
    );
}

#[tokio::test]
async fn of_two_that_name_each_other_neither_came_from_the_other() {
    for kind in ["Successor", "Successor - merged", "Predecessor"] {
        let world = World::new().await;
        // As an earlier version linked them.
        world.bring("circle-schools.csv", "").await;
        let ids = [world.id("101144").await, world.id("101146").await];
        for [one, other] in [[0, 1], [1, 0]] {
            world.sql(&format!("insert into school_predecessor (school, predecessor) values ('{}', '{}')", ids[one], ids[other])).await;
        }
        let text = fs::read_to_string(Path::new(CASES).join("circle-links.csv")).expect("a case");
        fs::write(world.path("links.csv"), text.replace("Successor", kind)).expect("a file");
        let files = Files { links: world.source("links.csv"), ..Files::default() };
        let report = world.run(&files, Mode::Apply).await.expect("an import");
        assert_eq!((report.unlinked, report.linked, report.taken_over), (2, 0, 0), "{kind}: {report:?}");
        assert_eq!((world.all(CAME_FROM).await, world.all(SCHOOLS).await.len()), (vec![], 2), "{kind}");
    }
}
