use super::super::links::Link;
use super::*;

/// Schools in a row, each opened as the one before it closed; the number is the year, and the last is open where it is not closed.
fn existing(schools: &[(&str, bool)]) -> Existing {
    let known = |(urn, closed): &(&str, bool)| {
        let year: i32 = 2000 + urn.parse::<i32>().expect("a number");
        let school = Known {
            id: format!("id-{urn}"),
            closed: *closed,
            close_date: closed.then(|| format!("{}-08-31", year + 1)),
            open_date: Some(format!("{year}-09-01")),
            ..Known::default()
        };
        ((*urn).to_owned(), school)
    };
    Existing { schools: schools.iter().map(known).collect(), former: Default::default() }
}

fn ties(all: &[(&str, &str, bool)]) -> Ties {
    let link = |(before, after, plain): &(&str, &str, bool)| {
        let year = 2000 + after.parse::<i32>().expect("a number");
        (((*before).to_owned(), (*after).to_owned()), Link { plain: *plain, since: Some(format!("{year}-08-31")) })
    };
    Ties { links: all.iter().map(link).collect(), ..Ties::default() }
}

fn renumbering(before: &str, after: &str) -> Renumbering {
    Renumbering { before: before.to_owned(), after: after.to_owned() }
}

fn history(ids: &[&str]) -> HashSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn decide(schools: Existing, ties: &Ties, who: &[&str]) -> Plan {
    plan(schools, ties, &history(who), &HashSet::new(), &Decisions::default())
}

/// Steps in short: `1>2 keeps id-1`, `id-2<id-1`.
fn short(plan: &Plan) -> Vec<String> {
    let words = |step: &Step| match step {
        Step::GoOn { older, newer, keep_newer, former, urn, .. } => {
            let former: Vec<&str> = former.iter().map(|(urn, _)| urn.as_str()).collect();
            format!("{}>{urn} keeps {}", former.join(","), if *keep_newer { &newer.id } else { &older.id })
        }
        Step::Follow { school, predecessor, .. } => format!("{school}<{predecessor}"),
        Step::Unfollow { school, predecessor } => format!("not {school}<{predecessor}"),
        Step::KeepApart { before, after } => format!("{before}|{after}"),
    };
    plan.steps.iter().map(words).collect()
}

#[test]
fn the_row_with_a_history_stays() {
    for (who, stays) in [(&["id-1"][..], "id-1"), (&["id-2"], "id-2"), (&[], "id-1")] {
        let found = decide(existing(&[("1", true), ("2", false)]), &ties(&[("1", "2", true)]), who);
        assert_eq!(short(&found), [format!("1>2 keeps {stays}")], "{who:?}");
    }
}

#[test]
fn two_with_a_history_are_linked_and_only_once() {
    let (all, both) = (ties(&[("1", "2", true)]), ["id-1", "id-2"]);
    let found = decide(existing(&[("1", true), ("2", false)]), &all, &both);
    assert_eq!((short(&found), found.apart[0].why), (vec!["id-2<id-1".to_owned()], Doubt::BothTold));
    let known = [("id-2".to_owned(), "id-1".to_owned())].into();
    let again = plan(existing(&[("1", true), ("2", false)]), &all, &history(&both), &known, &Decisions::default());
    assert_eq!(again.steps, []);
}

#[test]
fn one_that_is_still_open_goes_on_as_itself() {
    assert_eq!(decide(existing(&[("1", false), ("2", false)]), &ties(&[("1", "2", true)]), &[]).steps, []);
}

#[test]
fn an_existing_school_keeps_itself_whatever_the_link_is_called() {
    let doubt = |change: &dyn Fn(&mut Known)| {
        let mut schools = existing(&[("1", true), ("2", false)]);
        change(schools.schools.get_mut("2").expect("a school"));
        let found = decide(schools, &ties(&[("1", "2", true)]), &["id-2"]);
        assert_eq!(short(&found), ["id-2<id-1"]);
        found.apart[0].why
    };
    assert_eq!(doubt(&|school| school.open_date = Some("1952-09-01".into())), Doubt::OtherDays);
    assert_eq!(doubt(&|school| school.open_date = None), Doubt::UnknownDays);
    let mut schools = existing(&[("1", true), ("2", false)]);
    schools.schools.get_mut("1").expect("a school").closed_seen = Some(20);
    schools.schools.get_mut("2").expect("a school").known_since = 10;
    assert_eq!(decide(schools, &ties(&[("1", "2", true)]), &[]).apart[0].why, Doubt::Beside);
}

#[test]
fn an_amalgamation_told_by_either_end_makes_no_successor() {
    for (one, other) in [("1", "2"), ("2", "3"), ("0", "1")] {
        let mut all = ties(&[("1", "2", true)]);
        all.mergers.insert((one.to_owned(), other.to_owned()), Some("2002-09-01".into()));
        let found = decide(existing(&[("1", true), ("2", false)]), &all, &[]);
        assert_eq!((short(&found), found.apart[0].why), (vec!["id-2<id-1".to_owned()], Doubt::Merger), "{one} {other}");
    }
    let mut old = ties(&[("1", "2", true)]);
    old.mergers.insert(("0".to_owned(), "1".to_owned()), Some("1990-09-01".into()));
    assert_eq!(short(&decide(existing(&[("1", true), ("2", false)]), &old, &[])), ["1>2 keeps id-1"]);
    let merged = Ties { mergers: [(("1".to_owned(), "2".to_owned()), None)].into(), ..Ties::default() };
    assert_eq!(short(&decide(existing(&[("1", true), ("2", false)]), &merged, &[])), ["id-2<id-1"], "the closed one came before");
}

#[test]
fn what_the_hub_decided_holds_whatever_way_leads_there() {
    let all = ties(&[("1", "2", true), ("2", "3", true)]);
    let decided = Decisions { apart: [renumbering("1", "2")].into(), ..Decisions::default() };
    let found = plan(existing(&[("1", true), ("3", false)]), &all, &history(&[]), &HashSet::new(), &decided);
    assert_eq!((short(&found), found.apart[0].why), (vec!["id-3<id-1".to_owned()], Doubt::Decided));
    let refused = Decisions { refused: ["1".to_owned()].into(), ..Decisions::default() };
    let found = plan(existing(&[("1", true), ("2", false)]), &ties(&[("1", "2", true)]), &history(&[]), &HashSet::new(), &refused);
    assert_eq!(short(&found), ["1|2", "id-2<id-1"]);
    let mut schools = existing(&[("1", true), ("2", false)]);
    schools.schools.get_mut("2").expect("a school").open_date = Some("1952-09-01".into());
    let found = plan(schools, &ties(&[("1", "2", true)]), &history(&[]), &HashSet::new(), &refused);
    assert_eq!(short(&found), ["1|2", "id-2<id-1"], "it is kept, though they would stay two without it");
    let previewed = Decisions { previewed: Some(HashSet::new()), ..Decisions::default() };
    let found = plan(existing(&[("1", true), ("2", false)]), &ties(&[("1", "2", true)]), &history(&[]), &HashSet::new(), &previewed);
    assert_eq!((short(&found), found.apart[0].why), (vec!["id-2<id-1".to_owned()], Doubt::NotPreviewed));
}

#[test]
fn mergers_and_splits_are_links() {
    let merger = ties(&[("1", "3", true), ("2", "3", true)]);
    let found = decide(existing(&[("1", true), ("2", true), ("3", false)]), &merger, &["id-1"]);
    assert_eq!(short(&found), ["id-3<id-1", "id-3<id-2"]);
    let split = ties(&[("1", "2", true), ("1", "3", true)]);
    let found = decide(existing(&[("1", true), ("2", false), ("3", false)]), &split, &["id-1"]);
    assert_eq!(short(&found), ["id-2<id-1", "id-3<id-1"]);
    let found = decide(existing(&[("1", true), ("2", false)]), &ties(&[("1", "2", false)]), &["id-1"]);
    assert_eq!(short(&found), ["id-2<id-1"], "a merger of which only one part is known");
}

#[test]
fn what_the_links_say_no_longer_is_unlinked() {
    let known: HashSet<_> = [("id-3".to_owned(), "id-1".to_owned())].into();
    let schools = || existing(&[("1", true), ("2", true), ("3", false)]);
    let found = plan(schools(), &ties(&[("2", "3", false)]), &history(&[]), &known, &Decisions::default());
    assert_eq!(short(&found), ["id-3<id-2", "not id-3<id-1"]);
    assert_eq!(plan(schools(), &Ties::default(), &history(&[]), &known, &Decisions::default()).steps, [], "without any links nothing goes");
}

#[test]
fn a_chain_is_followed_to_its_end_even_where_we_never_had_the_middle() {
    let chain = ties(&[("1", "2", true), ("2", "3", true)]);
    assert_eq!(short(&decide(existing(&[("1", true), ("3", false)]), &chain, &["id-1"])), ["1,2>3 keeps id-1"]);
    let found = decide(existing(&[("1", true), ("2", true), ("3", false)]), &chain, &["id-1"]);
    assert_eq!(found.steps.len(), 2, "{:?}", short(&found));
}

#[test]
fn of_two_that_name_each_other_neither_came_from_the_other() {
    for closed in [[false, false], [true, false], [true, true]] {
        for plain in [true, false] {
            let schools = || existing(&[("1", closed[0]), ("2", closed[1])]);
            assert_eq!(decide(schools(), &ties(&[("1", "2", plain), ("2", "1", plain)]), &[]).steps, [], "{closed:?} {plain}");
        }
    }
    let circle = ties(&[("1", "2", true), ("2", "3", true), ("3", "1", true)]);
    assert_eq!(decide(existing(&[("1", true), ("2", true), ("3", true)]), &circle, &[]).steps, []);
    let beside = ties(&[("1", "2", true), ("2", "1", true), ("3", "4", true)]);
    assert_eq!(short(&decide(existing(&[("1", true), ("2", true), ("3", true), ("4", false)]), &beside, &[])), ["3>4 keeps id-3"]);
}

#[test]
fn a_doubt_about_two_stays_when_the_second_goes_on_as_a_third() {
    let all = ties(&[("1", "2", true), ("2", "3", true)]);
    for change in [
        |schools: &mut Existing| schools.schools.get_mut("2").expect("a school").open_date = Some("1952-09-01".into()),
        |schools: &mut Existing| schools.schools.get_mut("2").expect("a school").open_date = None,
        |schools: &mut Existing| schools.schools.get_mut("1").expect("a school").closed_seen = Some(20),
    ] {
        for who in [&[][..], &["id-1"], &["id-2"], &["id-1", "id-2"]] {
            let mut schools = existing(&[("1", true), ("2", true), ("3", false)]);
            change(&mut schools);
            let found = decide(schools, &all, who);
            assert_eq!(short(&found), ["2>3 keeps id-2", "id-2<id-1"], "{who:?}");
            assert_eq!((found.apart.len(), found.apart[0].after.as_str()), (1, "3"));
        }
    }
}

#[test]
fn what_was_decided_about_a_number_holds_for_whatever_it_became() {
    let all = ties(&[("1", "2", true), ("2", "3", true)]);
    let schools = || {
        let mut schools = existing(&[("1", true), ("2", true), ("3", false)]);
        let was = schools.schools.remove("2");
        schools.former.insert("2".to_owned(), Former { present: "3".to_owned(), was });
        schools
    };
    assert_eq!(short(&decide(schools(), &all, &[])), ["1>3 keeps id-1"]);
    for after in ["2", "3"] {
        let decided = Decisions { apart: [renumbering("1", after)].into(), ..Decisions::default() };
        let found = plan(schools(), &all, &history(&[]), &HashSet::new(), &decided);
        assert_eq!((short(&found), found.apart[0].why), (vec!["id-3<id-1".to_owned()], Doubt::Decided), "{after}");
    }
}
