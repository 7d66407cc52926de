//! The ranking: each reason in full, and that no order matters.

use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::*;
use crate::polls::{FEWEST_DATES, MOST_DATES};

/// So many dates from Tuesday 24 November 2026 on, a day apart.
fn slots(count: usize) -> Vec<Slot> {
    let day = |number: u64| NaiveDate::from_ymd_opt(2026, 11, 24).and_then(|day| day.checked_add_days(Days::new(number))).expect("a day");
    let at = |day: NaiveDate, hour: u32| -> NaiveDateTime { day.and_hms_opt(hour, 0, 0).expect("a time") };
    (0..).take(count).map(|number| Slot { starts: at(day(number), 13), ends: at(day(number), 17), twilight: None }).collect()
}

/// A school that says this: `y`, `i` (if need be), `n`, or `-` for nothing.
fn ballot(school: &str, replies: &str) -> Ballot {
    let reply = |letter| match letter {
        'y' => Some(Reply::Yes),
        'i' => Some(Reply::IfNeedBe),
        'n' => Some(Reply::No),
        _ => None,
    };
    Ballot { school: Some(school.to_owned()), replies: replies.chars().map(reply).collect() }
}

/// The best dates and the reason, for schools called `0`, `1` … with these replies, of `all` that were asked.
fn ranked(all: usize, replies: &[&str]) -> (Vec<usize>, String) {
    let ballots: Vec<Ballot> = replies.iter().enumerate().map(|(school, replies)| ballot(&school.to_string(), replies)).collect();
    let schools = (0..all).map(|school| school.to_string()).collect();
    let dates = replies.first().map_or(FEWEST_DATES, |replies| replies.len());
    let ranking = rank(&slots(dates), &ballots, &schools);
    (ranking.best, ranking.reason)
}

#[test]
fn without_answers_there_is_nothing_to_say() {
    assert_eq!(ranked(9, &[]), (vec![], "Nobody has answered yet.".to_owned()));
    assert_eq!(ranked(2, &["nn", "nn"]), (vec![], "None of these dates suits anybody so far.".to_owned()));
}

#[test]
fn the_date_that_suits_most_schools_is_the_best() {
    let reason = "Wed 25 November suits most: 3 of 9 schools, one of them if need be. No other date suits more than 2.";
    assert_eq!(ranked(9, &["yyn", "yyn", "niy"]), (vec![1], reason.to_owned()));
    let reason = "Tue 24 November suits most: all 2 schools. No other date suits anybody.";
    assert_eq!(ranked(2, &["yn", "yn"]), (vec![0], reason.to_owned()));
}

#[test]
fn of_two_that_suit_as_many_the_one_with_fewer_if_need_be_is_better() {
    let reason = "Tue 24 November and Wed 25 November both suit 3 of 4 schools. Tue 24 November has fewer “if need be”: 1 instead of 2.";
    assert_eq!(ranked(4, &["yi", "yy", "ii"]), (vec![0], reason.to_owned()));
    let reason = "Thu 26 November, Tue 24 November and Wed 25 November all suit 2 of 4 schools. \
        Thu 26 November has fewer “if need be”: 0 instead of 1 or more.";
    assert_eq!(ranked(4, &["yiy", "iiy"]), (vec![2], reason.to_owned()));
}

#[test]
fn of_two_that_suit_as_well_the_one_to_which_more_may_still_come_is_better() {
    let reason = "Wed 25 November and Tue 24 November both suit 1 of 3 schools. They have as many “if need be”. \
        Wed 25 November has fewer “no”: 0 instead of 1, so schools that have not answered may still come.";
    assert_eq!(ranked(3, &["yy", "n-"]), (vec![1], reason.to_owned()));
    let reason = "Wed 25 November, Tue 24 November and Thu 26 November all suit 1 of 3 schools. \
        Wed 25 November and Tue 24 November have the fewest “if need be”. \
        Wed 25 November has fewer “no”: 0 instead of 1, so schools that have not answered may still come.";
    assert_eq!(ranked(3, &["yyi", "n--"]), (vec![1], reason.to_owned()));
}

#[test]
fn a_tie_is_said_and_not_decided() {
    let reason = "Tue 24 November and Wed 25 November suit equally well: 2 of 3 schools, 2 of them if need be. \
        Nothing in the answers tells them apart, so choose whichever you like.";
    assert_eq!(ranked(3, &["iin", "iin"]), (vec![0, 1], reason.to_owned()));
}

#[test]
fn a_school_counts_once_by_the_least_good_of_its_replies() {
    let schools = BTreeSet::from(["ash".to_owned(), "elm".to_owned()]);
    let ranking = rank(&slots(2), &[ballot("ash", "yy"), ballot("ash", "in")], &schools);
    assert_eq!(ranking.tallies[0], Tally { yes: 0, if_need_be: 1, no: 0, silent: 1 });
    assert_eq!(ranking.tallies[1], Tally { yes: 0, if_need_be: 0, no: 1, silent: 1 });
    assert_eq!(ranking.others, [Tally::default(); 2]);
}

#[test]
fn others_are_counted_apart_and_decide_nothing() {
    let schools = BTreeSet::from(["ash".to_owned(), "elm".to_owned()]);
    let stranger = |replies| Ballot { school: None, ..ballot("", replies) };
    let own = [ballot("ash", "yn"), ballot("elm", "yi")];
    let alone = rank(&slots(2), &own, &schools);
    let strangers = [stranger("ny"), stranger("n-"), ballot("oak", "iy")];
    let ranking = rank(&slots(2), &[own.to_vec(), strangers.to_vec()].concat(), &schools);
    assert_eq!((&ranking.tallies, &ranking.best, &ranking.reason), (&alone.tallies, &alone.best, &alone.reason));
    assert_eq!(ranking.others[0], Tally { yes: 0, if_need_be: 1, no: 2, silent: 0 });
    assert_eq!(ranking.others[1], Tally { yes: 2, if_need_be: 0, no: 0, silent: 1 });
    let ranking = rank(&slots(2), &strangers, &schools);
    assert_eq!((ranking.best, ranking.reason.as_str()), (vec![], "No school of the group has answered yet."));
}

fn a_reply() -> impl Strategy<Value = Option<Reply>> {
    prop::sample::select(vec![None, Some(Reply::Yes), Some(Reply::IfNeedBe), Some(Reply::No)])
}

/// Answers, an order of the dates, and the same answers in another order.
fn polls() -> impl Strategy<Value = (Vec<Ballot>, Vec<usize>, Vec<Ballot>)> {
    let ballots = (FEWEST_DATES..=MOST_DATES).prop_flat_map(|dates| {
        let ballot = (0..5_u8, prop::collection::vec(a_reply(), dates))
            .prop_map(|(school, replies)| Ballot { school: Some(school.to_string()), replies });
        let order = Just((0..dates).collect::<Vec<_>>()).prop_shuffle();
        (prop::collection::vec(ballot, 0..12), order)
    });
    ballots.prop_flat_map(|(ballots, order)| (Just(ballots.clone()), Just(order), Just(ballots).prop_shuffle()))
}

proptest! {
    #[test]
    fn neither_the_order_of_the_dates_nor_that_of_the_answers_matters((ballots, order, shuffled) in polls()) {
        let schools: BTreeSet<String> = (0..4).map(|school| school.to_string()).collect();
        let dates = slots(order.len());
        let one = rank(&dates, &ballots, &schools);
        let other_dates: Vec<Slot> = order.iter().map(|place| dates[*place]).collect();
        let other_ballots: Vec<Ballot> = shuffled
            .into_iter()
            .map(|ballot| Ballot { replies: order.iter().map(|place| ballot.replies[*place]).collect(), ..ballot })
            .collect();
        let other = rank(&other_dates, &other_ballots, &schools);
        let best = |ranking: &Ranking, dates: &[Slot]| ranking.best.iter().map(|place| dates[*place]).collect::<Vec<_>>();
        prop_assert_eq!(best(&one, &dates), best(&other, &other_dates));
        prop_assert_eq!(&one.reason, &other.reason);
        for (place, date) in order.iter().zip(&other.tallies) {
            prop_assert_eq!(&one.tallies[*place], date);
        }
        for (place, date) in order.iter().zip(&other.others) {
            prop_assert_eq!(&one.others[*place], date);
        }
    }

    #[test]
    fn every_school_and_everybody_else_is_counted_once_for_every_date((ballots, order, _) in polls()) {
        let schools: BTreeSet<String> = (0..4).map(|school| school.to_string()).collect();
        let apart = ballots.iter().filter(|ballot| ballot.school.as_ref().is_none_or(|school| !schools.contains(school))).count();
        let all = |tally: &Tally| tally.yes + tally.if_need_be + tally.no + tally.silent;
        let ranking = rank(&slots(order.len()), &ballots, &schools);
        for tally in &ranking.tallies {
            prop_assert_eq!(all(tally), u32::try_from(schools.len()).expect("few"));
        }
        for tally in &ranking.others {
            prop_assert_eq!(all(tally), u32::try_from(apart).expect("few"));
        }
    }
}
