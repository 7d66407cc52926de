//! Schools that go on under another number more than once, and those that closed into one of them on its way.

use super::row_merges::take_back;
use crate::common::gias::School;
use crate::common::gias_world::World;
use store::schools::gias::{self, Keeps};

type Links = Vec<(u32, u32, &'static str, &'static str)>;

const FORMER: &str = "select f.urn || ' > ' || s.urn from school_former_urn f join school s on s.id = f.school order by 1";
const CAME_FROM: &str = "select s.urn || ' < ' || p.urn from school_predecessor x join school s on s.id = x.school join school p on p.id = x.predecessor order by 1";
const URNS: &str = "select urn || ' ' || status from school order by urn";

/// Both ends of a plain link.
fn became(before: u32, after: u32, day: &'static str) -> Links {
    vec![(before, after, "Successor", day), (after, before, "Predecessor", day)]
}

fn infant() -> School {
    School::new(100_001, "Elm Infant School")
}

fn junior(opened: &str) -> School {
    School::new(200_001, "Elm Junior School").with("OpenDate", opened)
}

fn academy() -> School {
    School::new(300_001, "Elm Academy").with("OpenDate", "01-09-2026")
}

fn trust_academy() -> School {
    School::new(400_001, "Elm Trust Academy").with("OpenDate", "01-09-2027")
}

#[tokio::test]
async fn an_infant_school_stays_apart_when_the_junior_school_beside_it_becomes_an_academy() {
    for (opened, closed, between) in [
        ("01-09-1952", "31-08-2025", true),
        ("01-09-1952", "31-08-2025", false),
        ("01-09-1952", "31-08-2014", true),
        ("", "31-08-2025", true),
        ("", "31-08-2025", false),
    ] {
        let case = format!("{opened} {closed} {between}");
        let world = World::new().await;
        world.extract(&[infant(), junior(opened)]).await;
        let ids = [world.history(100_001).await, world.history(200_001).await];
        world.sql("delete from school_phase where school = (select id from school where urn = '100001')").await;
        let mut links = became(100_001, 200_001, closed);
        world.links(&links).await;
        if between {
            let report = world.extract(&[infant().closed(closed), junior(opened)]).await;
            assert_eq!((report.taken_over, report.linked), (0, 1), "{case}");
        }
        links.extend(became(200_001, 300_001, "31-08-2026"));
        world.links(&links).await;
        let report = world.extract(&[infant().closed(closed), junior(opened).closed("31-08-2026"), academy()]).await;
        assert_eq!((report.taken_over, report.taken_over_schools[0].from.as_str()), (1, "200001"), "{case}: {report:?}");
        if !between {
            let two = &report.apart_schools[0];
            assert_eq!((two.before_urn.as_str(), two.after_urn.as_str()), ("100001", "300001"), "{case}");
        }
        assert_eq!(world.all(FORMER).await, ["200001 > 300001"], "{case}");
        assert_eq!(world.all(CAME_FROM).await, ["300001 < 100001"], "{case}");
        let id = |urn: u32| format!("select id from school where urn = '{urn}'");
        assert_eq!([world.one(&id(100_001)).await, world.one(&id(300_001)).await], ids, "{case}");

        // The academy goes on as another one, and then everything comes in once more.
        links.extend(became(300_001, 400_001, "31-08-2027"));
        world.links(&links).await;
        let all = [infant().closed(closed), junior(opened).closed("31-08-2026"), academy().closed("31-08-2027"), trust_academy()];
        world.extract(&all).await;
        assert_eq!(world.all(FORMER).await, ["200001 > 400001", "300001 > 400001"], "{case}");
        assert_eq!(world.all(URNS).await, ["100001 Closed", "400001 Open"], "{case}");
        assert!(world.extract(&all).await.nothing_changed(), "{case}");
    }
}

#[tokio::test]
async fn of_a_former_number_of_which_nothing_was_kept_nobody_becomes_anything() {
    let world = World::new().await;
    world.extract(&[infant()]).await;
    world.extract(&[infant().closed("31-08-2025")]).await;
    world.extract(&[infant().closed("31-08-2025"), academy()]).await;
    // As an earlier version left the junior school.
    world.sql("insert into school_former_urn select '200001', id, '2026-08-31' from school where urn = '300001'").await;
    let links = [became(100_001, 200_001, "31-08-2025"), became(200_001, 300_001, "31-08-2026")].concat();
    let report = world.links(&links).await;
    assert_eq!((report.taken_over, report.linked), (0, 1), "{report:?}");
    assert_eq!(world.all(URNS).await, ["100001 Closed", "300001 Open"]);
}

#[tokio::test]
async fn a_school_that_goes_on_twice_is_one_whichever_step_is_known_first() {
    for together in [true, false] {
        let world = World::new().await;
        let second = || School::new(200_001, "Elm Academy").with("OpenDate", "01-09-2025");
        world.extract(&[infant()]).await;
        let id = world.history(100_001).await;
        let links = [became(100_001, 200_001, "31-08-2025"), became(200_001, 300_001, "31-08-2026")].concat();
        world.links(&links).await;
        if !together {
            world.extract(&[infant().closed("31-08-2025"), second()]).await;
        }
        world.extract(&[infant().closed("31-08-2025"), second().closed("31-08-2026"), academy()]).await;
        assert_eq!(world.all(FORMER).await, ["100001 > 300001", "200001 > 300001"], "{together}");
        assert_eq!(world.one("select id || urn from school").await, format!("{id}300001"), "{together}");
    }
}

#[tokio::test]
async fn which_numbers_go_with_a_closed_school_does_not_depend_on_todays_links() {
    for keeps in [Keeps::Closed, Keeps::Present] {
        let world = World::new().await;
        let second = || School::new(200_001, "Elm Academy").with("OpenDate", "01-09-2025");
        world.extract(&[infant()]).await;
        world.history(100_001).await;
        let links = [became(100_001, 200_001, "31-08-2025"), became(200_001, 300_001, "31-08-2026")].concat();
        world.links(&links).await;
        world.extract(&[infant().closed("31-08-2025"), second()]).await;
        world.extract(&[infant().closed("31-08-2025"), second().closed("31-08-2026"), academy()]).await;
        world.links(&became(200_001, 300_001, "31-08-2026")).await;
        take_back(&world, "200001", keeps).await.expect("taken back");
        assert_eq!(world.all(FORMER).await, ["100001 > 200001"], "{keeps:?}");
        assert_eq!(
            world.all("select before_urn || ' ' || urn from school_fold join school on school.id = school where undone_at is null").await,
            ["100001 200001"]
        );
        assert_eq!(world.all(CAME_FROM).await, ["300001 < 200001"], "{keeps:?}");
    }
}

#[tokio::test]
async fn a_number_that_was_never_a_schools_here_is_not_taken_back() {
    for keeps in [Keeps::Closed, Keeps::Present] {
        let world = World::new().await;
        world.extract(&[infant()]).await;
        let links = [became(100_001, 200_001, "31-08-2025"), became(200_001, 300_001, "31-08-2026")].concat();
        world.links(&links).await;
        let third = || academy();
        world.extract(&[infant().closed("31-08-2025"), third()]).await;
        assert_eq!(world.all(FORMER).await, ["100001 > 300001", "200001 > 300001"]);
        assert_eq!(take_back(&world, "200001", keeps).await, None);
        assert_eq!(world.all(URNS).await, ["300001 Open"]);
        take_back(&world, "100001", keeps).await.expect("taken back");
        assert_eq!(world.all(FORMER).await, Vec::<String>::new(), "it is no former number of anybody");
        assert_eq!(
            (world.all(URNS).await, gias::row_merges(&world.db).await.expect("merges")),
            (vec!["100001 Closed".to_owned(), "300001 Open".to_owned()], vec![])
        );
    }
}
