//! Schools that go on under another number: refused, taken back, and found where an earlier version took two for one.

use crate::common::gias::{School, academised, write_extract, write_links};
use crate::common::gias_world::World;
use store::schools::gias::{self, Files, Keeps, Mode, Report};

/// Oak, with a history, closed and goes on as an academy.
async fn academy(world: &World) -> (Files, String) {
    world.extract(&[School::new(100_001, "Oak Primary School")]).await;
    let id = world.history(100_001).await;
    let next = [
        School::new(100_001, "Oak Primary School").closed("31-08-2025"),
        School::new(200_001, "Oak Academy").with("OpenDate", "01-09-2025"),
    ];
    write_extract(&world.path("next.csv"), &next);
    write_links(&world.path("links.csv"), &academised(100_001, 200_001));
    (Files { extract: world.source("next.csv"), links: world.source("links.csv"), ..Files::default() }, id)
}

async fn apart(world: &World) -> (Vec<String>, Vec<String>) {
    let schools = world.all("select urn || ' ' || name || ' ' || status from school order by urn").await;
    let linked =
        "select s.urn || ' < ' || p.urn from school_predecessor x join school s on s.id = x.school join school p on p.id = x.predecessor";
    (schools, world.all(linked).await)
}

fn two_oaks() -> (Vec<String>, Vec<String>) {
    let schools = ["100001 Oak Primary School Closed", "200001 Oak Academy Open"].map(str::to_owned);
    (schools.to_vec(), vec!["200001 < 100001".to_owned()])
}

/// Takes one back, and links what is left anew.
pub(super) async fn take_back(world: &World, urn: &str, keeps: Keeps) -> Option<gias::TakenBack> {
    let mut changes = world.db.change().await.expect("changes");
    let done = match gias::take_back(&mut changes, urn, keeps).await {
        Err(gias::Refused::NoSuchNumber) => None,
        done => Some(done.expect("an answer")),
    };
    changes.commit().await.expect("kept");
    gias::relink(&world.db).await.expect("linked");
    done
}

#[tokio::test]
async fn what_the_hub_refuses_stays_two_and_is_not_asked_again() {
    let world = World::new().await;
    let (files, id) = academy(&world).await;
    let refusing = Files { refused: vec!["100001".to_owned()], ..files.clone() };
    let preview = world.run(&refusing, Mode::Preview).await.expect("a preview");
    assert_eq!(world.all("select before_urn from school_kept_apart").await, Vec::<String>::new());
    let report = world.run(&refusing, Mode::Apply).await.expect("an import");
    assert_eq!(Report { milliseconds: 0, ..report.clone() }, Report { milliseconds: 0, ..preview });
    assert_eq!((report.refused, report.taken_over, report.linked), (1, 0, 1));
    assert_eq!((apart(&world).await, world.one("select id from school where urn = '100001'").await), (two_oaks(), id));
    let again = world.run(&files, Mode::Apply).await.expect("an import");
    assert!(again.nothing_changed(), "{again:?}");
    let mut changes = world.db.change().await.expect("changes");
    gias::allow(&mut changes, "100001").await.expect("allowed");
    assert!(matches!(gias::allow(&mut changes, "100001").await, Err(gias::Refused::NotApart)));
    changes.commit().await.expect("kept");
    assert_eq!(world.run(&files, Mode::Apply).await.expect("an import").taken_over, 1);
    assert_eq!(apart(&world).await, (vec!["200001 Oak Academy Open".to_owned()], vec![]), "and it is linked to itself no more");
}

#[tokio::test]
async fn after_a_preview_no_other_two_are_made_one_than_it_named() {
    let world = World::new().await;
    let (files, _) = academy(&world).await;
    let report = world.run(&Files { previewed: Some(vec![]), ..files }, Mode::Apply).await.expect("an import");
    assert_eq!((report.taken_over, report.apart_schools.len()), (0, 1), "{report:?}");
    assert_eq!(apart(&world).await, two_oaks());
}

#[tokio::test]
async fn a_merge_is_taken_back_with_the_history_where_the_hub_wants_it() {
    for keeps in [Keeps::Closed, Keeps::Present] {
        let world = World::new().await;
        let (files, id) = academy(&world).await;
        let before = world.one("select name || short_name || town || pupils || open_date || created_at from school").await;
        world.run(&files, Mode::Apply).await.expect("an import");
        let found = gias::row_merges(&world.db).await.expect("merges");
        assert_eq!(
            (found.len(), found[0].was.as_deref(), found[0].doubt, found[0].history_of_closed),
            (1, Some("Oak Primary School"), None, true)
        );
        let done = take_back(&world, "100001", keeps).await.expect("taken back");
        assert_eq!(done.words(), "Took back that Oak Primary School (100001) goes on as Oak Academy (200001): they are two schools again.");
        assert_eq!(apart(&world).await, two_oaks());
        let after = "select name || short_name || town || pupils || open_date || created_at from school where urn = '100001'";
        assert_eq!(world.one(after).await, before, "the closed one is as it was");
        let whose = world.one(&format!("select urn from school where id = '{id}'")).await;
        assert_eq!(whose, if keeps == Keeps::Closed { "100001" } else { "200001" });
        assert!(world.run(&files, Mode::Apply).await.expect("an import").nothing_changed(), "later imports leave them apart");
        assert_eq!(world.all("select urn from school_search where school_search match 'oak' order by urn").await, ["100001", "200001"]);
        assert_eq!((gias::row_merges(&world.db).await.expect("merges"), take_back(&world, "100001", keeps).await), (vec![], None));
    }
}

#[tokio::test]
async fn one_of_a_chain_is_taken_back_with_the_numbers_before_it() {
    for keeps in [Keeps::Closed, Keeps::Present] {
        let world = World::new().await;
        world.extract(&[School::new(100_001, "Oak Primary School")]).await;
        world.history(100_001).await;
        let all = [
            School::new(100_001, "Oak Primary School").closed("31-08-2023"),
            School::new(200_001, "Oak Academy").with("OpenDate", "01-09-2023").closed("31-08-2025"),
            School::new(300_001, "Oak New Academy").with("OpenDate", "01-09-2025"),
        ];
        let open = |school: &School| school.clone().with("EstablishmentStatus (name)", "Open").with("CloseDate", "");
        let links: Vec<_> = academised(100_001, 200_001)
            .map(|(urn, other, kind, _)| (urn, other, kind, "01-09-2023"))
            .into_iter()
            .chain(academised(200_001, 300_001))
            .collect();
        world.links(&links).await;
        world.extract(&[all[0].clone(), open(&all[1])]).await;
        world.extract(&all).await;
        let former = "select f.urn || ' > ' || s.urn from school_former_urn f join school s on s.id = f.school order by 1";
        assert_eq!(world.all(former).await, ["100001 > 300001", "200001 > 300001"]);
        take_back(&world, "200001", keeps).await.expect("taken back");
        assert_eq!(world.all(former).await, ["100001 > 200001"]);
        assert_eq!(apart(&world).await.1, ["300001 < 200001"]);
        assert!(world.extract(&all).await.nothing_changed());
    }
}

#[tokio::test]
async fn what_an_earlier_version_took_for_one_is_found_and_undone() {
    let world = World::new().await;
    // As it left them: an existing junior school in the row of the infant school that closed into it; an academy, rightly.
    world
        .extract(&[
            School::new(200_002, "Elm Junior School").with("OpenDate", "01-09-1952"),
            School::new(200_003, "Ash Academy").with("OpenDate", "01-09-2025"),
        ])
        .await;
    world.history(200_002).await;
    world.sql("insert into school_former_urn select '100002', id, '2025-08-31' from school where urn = '200002'").await;
    world.sql("insert into school_former_urn select '100003', id, '2025-08-31' from school where urn = '200003'").await;
    world.sql("insert into school_link values ('100002', '200002', 1, '2025-08-31'), ('100003', '200003', 1, '2025-08-31')").await;
    let found = gias::row_merges(&world.db).await.expect("merges");
    let told: Vec<_> = found.iter().map(|merge| (merge.before_urn.as_str(), merge.doubt)).collect();
    assert_eq!(told, [("100002", Some("The one did not open when the other closed.")), ("100003", None)]);
    let id = world.one("select id from school where urn = '200002'").await;
    take_back(&world, "100002", Keeps::Present).await.expect("taken back");
    assert_eq!(world.one("select id from school where urn = '200002'").await, id, "the existing one keeps its row");
    let (schools, linked) = apart(&world).await;
    assert_eq!(schools[0], "100002 Closed school with the URN 100002 Closed");
    assert_eq!(linked, ["200002 < 100002"]);
    let named = [
        School::new(100_002, "Elm Infant School").closed("31-08-2025"),
        School::new(200_002, "Elm Junior School").with("OpenDate", "01-09-1952"),
    ];
    let report = world.extract(&named).await;
    assert_eq!((report.taken_over, report.former), (0, 0), "{report:?}");
    assert_eq!(world.one("select name || ', ' || short_name from school where urn = '100002'").await, "Elm Infant School, Elm Infant");
    let found = gias::row_merges(&world.db).await.expect("merges");
    assert_eq!(found.iter().map(|merge| merge.before_urn.as_str()).collect::<Vec<_>>(), ["100003"]);
    world.sql("delete from school_link where before_urn = '100003'").await;
    world.sql("insert into school_link values ('100009', '200009', 1, '2025-08-31')").await;
    let found = gias::row_merges(&world.db).await.expect("merges");
    assert_eq!(found[0].doubt, Some("The links do not say that the one became the other."), "withdrawn since");
}

#[tokio::test]
async fn of_hundreds_of_links_only_those_of_schools_that_go_on_make_one() {
    const MANY: u32 = 120;
    let world = World::new().await;
    let infant = |n: u32| School::new(100_000 + n, &format!("Oak {n} Infant School"));
    let junior = |n: u32| {
        School::new(110_000 + n, &format!("Oak {n} Junior School")).with("OpenDate", if n.is_multiple_of(2) { "" } else { "01-09-1952" })
    };
    let primary = |n: u32| School::new(120_000 + n, &format!("Elm {n} Primary School"));
    let academy = |n: u32| School::new(130_000 + n, &format!("Elm {n} Academy")).with("OpenDate", "01-09-2025");
    let before: Vec<School> = (0..MANY).flat_map(|n| [infant(n), junior(n), primary(n)]).collect();
    world.extract(&before).await;
    let ids = world.all("select id from school where urn between '110000' and '119999' order by urn").await;
    let after = (0..MANY).flat_map(|n| [infant(n).closed("31-08-2025"), junior(n), primary(n).closed("31-08-2025"), academy(n)]);
    write_extract(&world.path("after.csv"), &after.collect::<Vec<_>>());
    // Plain links all of them, as most are in the real file.
    let links: Vec<_> =
        (0..MANY).flat_map(|n| academised(100_000 + n, 110_000 + n).into_iter().chain(academised(120_000 + n, 130_000 + n))).collect();
    write_links(&world.path("links.csv"), &links);
    let files = Files { extract: world.source("after.csv"), links: world.source("links.csv"), ..Files::default() };
    let preview = world.run(&files, Mode::Preview).await.expect("a preview");
    assert_eq!((preview.taken_over, preview.linked), (u64::from(MANY), u64::from(MANY)));
    assert_eq!(preview.taken_over_schools.len(), MANY as usize, "each of them is named");
    assert!(preview.taken_over_schools.iter().all(|school| school.from.starts_with("12") && school.to.starts_with("13")));
    world.run(&files, Mode::Apply).await.expect("an import");
    assert_eq!(
        world.all("select id from school where urn between '110000' and '119999' order by urn").await,
        ids,
        "the existing ones stay"
    );
    assert_eq!(world.all("select urn from school where status = 'Closed'").await.len(), MANY as usize);
}
