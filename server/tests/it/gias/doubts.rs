//! Schools that are rightly one are not called doubtful for what happened to them later, or for what a file does not say.

use std::collections::BTreeMap;

use crate::common::gias::{School, academised, write_links};
use crate::common::gias_world::World;
use store::schools::gias::{self, Files, Mode};

type Links = Vec<(u32, u32, &'static str, &'static str)>;

const OTHERS: &str = "More than these two schools were part of it.";
const MERGER: &str = "There was an amalgamation or a merger.";
const NOT_LINKED: &str = "The links do not say that the one became the other.";

/// What speaks against each merge, by the number before.
async fn doubts(world: &World) -> BTreeMap<String, Option<&'static str>> {
    gias::row_merges(&world.db).await.expect("merges").into_iter().map(|merge| (merge.before_urn, merge.doubt)).collect()
}

/// So many schools, of which each became an academy in 2025; their links.
async fn academies(world: &World, many: u32) -> Links {
    let primary = |n: u32| School::new(120_001 + n, &format!("Elm {n} Primary School"));
    let academy = |n: u32| School::new(130_001 + n, &format!("Elm {n} Academy")).with("OpenDate", "01-09-2025");
    world.extract(&(0..many).map(primary).collect::<Vec<_>>()).await;
    let links: Links = (0..many).flat_map(|n| academised(120_001 + n, 130_001 + n)).collect();
    world.links(&links).await;
    let report = world.extract(&(0..many).flat_map(|n| [primary(n).closed("31-08-2025"), academy(n)]).collect::<Vec<_>>()).await;
    assert_eq!(report.taken_over, u64::from(many));
    links
}

#[tokio::test]
async fn what_closes_into_an_academy_years_later_makes_no_doubt_about_it() {
    for (more, doubt) in [
        (vec![(140_001, 130_001, "Successor", "31-08-2026")], None),
        (vec![(130_001, 140_001, "Predecessor", "01-09-2026")], None),
        (vec![(140_001, 130_001, "Successor - amalgamated", "01-09-2026")], None),
        (vec![(140_001, 130_001, "Merger", "01-09-2026")], None),
        (vec![(140_001, 130_001, "Successor", "")], None),
        (vec![(130_001, 150_001, "Successor", "31-08-2026")], None),
        (vec![(140_001, 130_001, "Successor", "01-09-2025")], Some(OTHERS)),
        (vec![(120_001, 150_001, "Successor", "01-09-2025")], Some(OTHERS)),
        (vec![(120_001, 130_001, "Successor - merged", "01-09-2025")], Some(OTHERS)),
        (vec![(140_001, 130_001, "Merger", "01-09-2025")], Some(MERGER)),
    ] {
        let world = World::new().await;
        let mut links = academies(&world, 1).await;
        assert_eq!(doubts(&world).await["120001"], None);
        world.extract(&[School::new(140_001, "Ash Infant School")]).await;
        world.extract(&[School::new(140_001, "Ash Infant School").closed("31-08-2026")]).await;
        links.extend(&more);
        let report = world.links(&links).await;
        assert_eq!(report.taken_over, 0, "{more:?}");
        assert_eq!(doubts(&world).await["120001"], doubt, "{more:?}");
    }
}

#[tokio::test]
async fn a_file_of_links_that_was_cut_off_makes_nothing_doubtful() {
    let world = World::new().await;
    let links = academies(&world, 30).await;
    assert!(doubts(&world).await.values().all(Option::is_none));
    for _ in 0..2 {
        // Once more: it is not forgotten how many there were.
        world.links(&links[..6]).await;
        let found = doubts(&world).await;
        assert_eq!((found.len(), found.values().flatten().count()), (30, 0), "{found:?}");
    }
    let cut_off = [&links[..6], &[(120_010, 150_001, "Successor", "01-09-2025")]].concat();
    world.links(&cut_off).await;
    let found = doubts(&world).await;
    assert_eq!((found["120010"], found.values().flatten().count()), (Some(NOT_LINKED), 1), "what it does say counts");
    world.links(&links[..58]).await;
    let found = doubts(&world).await;
    assert_eq!((found["120030"], found.values().flatten().count()), (Some(NOT_LINKED), 1), "of a whole one also what it does not say");
}

#[tokio::test]
async fn a_file_without_a_link_is_refused_and_none_that_is_known_goes() {
    let world = World::new().await;
    academies(&world, 2).await;
    write_links(&world.path("none.csv"), &[]);
    for mode in [Mode::Preview, Mode::Apply] {
        let files = Files { links: world.source("none.csv"), ..Files::default() };
        let refused = world.run(&files, mode).await.expect_err("no link").to_string();
        assert_eq!(refused, "none.csv holds no link: after its first line nothing follows");
    }
    assert_eq!(world.all("select after_urn from school_link order by 1").await, ["130001", "130002"]);
    // Where that came in before it was refused.
    world.sql("delete from school_link").await;
    assert!(doubts(&world).await.values().all(Option::is_none));
}
