//! Who was at a workshop.

use model::ids::SchoolId;
use store::audit;
use store::twilights::attendance::{self, Correction, Part, SchoolThere};

use crate::common::evening::Evening;

async fn there(evening: &Evening, part: Part) -> Vec<SchoolThere> {
    attendance::of_part(&evening.world.db, &evening.twilight().await, part).await.expect("an answer")
}

fn of(all: &[SchoolThere], school: SchoolId) -> &SchoolThere {
    all.iter().find(|there| there.school == Some(school)).expect("the school")
}

async fn correct(evening: &Evening, part: Part, correction: Correction) -> bool {
    let twilight = evening.twilight().await;
    let mut changes = evening.world.db.change().await.expect("changes");
    let done = attendance::correct(&mut changes, &twilight, part, &evening.lead, &correction).await.expect("corrected");
    changes.commit().await.expect("kept");
    done
}

#[tokio::test]
async fn guests_are_there_by_joining_and_others_by_ticks_and_paper() {
    let evening = Evening::new().await;
    let [oak, elm] = evening.world.schools;
    let [priya, tom] = evening.world.people;
    evening.join("Nia").await;
    evening.join("Ada").await;
    let all = there(&evening, Part::Twilight).await;
    assert_eq!(of(&all, elm).guests, ["Ada", "Nia"]);
    assert_eq!((of(&all, elm).count(), of(&all, oak).count()), (2, 0));
    assert!(there(&evening, Part::Day).await.iter().all(|school| school.count() == 0), "not at the rest of it");
    assert!(
        correct(&evening, Part::Twilight, Correction { there: vec![priya, tom], on_paper: vec![(oak, 4)], ..Correction::default() }).await
    );
    let all = there(&evening, Part::Twilight).await;
    assert_eq!((of(&all, oak).count(), of(&all, elm).count()), (5, 3));
    assert!(of(&all, oak).people.iter().all(|person| person.there));
    assert!(!correct(&evening, Part::Twilight, Correction { there: vec![priya], on_paper: vec![(oak, 4)], ..Correction::default() }).await);
    assert!(
        correct(&evening, Part::Twilight, Correction { not_there: vec![priya], on_paper: vec![(oak, 0)], ..Correction::default() }).await
    );
    assert_eq!(of(&there(&evening, Part::Twilight).await, oak).count(), 0);
}

#[tokio::test]
async fn whoever_represents_a_school_was_to_come_and_a_school_has_signed_or_not() {
    let evening = Evening::new().await;
    let [oak, elm] = evening.world.schools;
    let all = there(&evening, Part::Day).await;
    let names: Vec<&str> = of(&all, oak).expected().map(|person| person.name.as_str()).collect();
    assert_eq!((names, of(&all, elm).expected().count()), (vec!["Priya Nandakumar"], 0));
    assert!(all.iter().all(|school| !school.signed));
}

#[tokio::test]
async fn whoever_works_at_no_school_was_there_all_the_same() {
    let evening = Evening::new().await;
    let [priya, _] = evening.world.people;
    evening.world.sql("update person set school = null where email = 'priya@oak.example'").await;
    correct(&evening, Part::Day, Correction { there: vec![priya], ..Correction::default() }).await;
    let all = there(&evening, Part::Day).await;
    let nowhere = all.iter().find(|school| school.school.is_none()).expect("nowhere");
    assert_eq!((nowhere.name.as_str(), nowhere.guests.as_slice()), ("", &["Priya Nandakumar".to_owned()][..]));
}

#[tokio::test]
async fn every_correction_is_in_the_audit_and_no_guest_is_named_there() {
    let evening = Evening::new().await;
    let [priya, _] = evening.world.people;
    let joined = evening.join("Niamhella").await;
    correct(&evening, Part::Day, Correction { there: vec![priya], ..Correction::default() }).await;
    correct(&evening, Part::Day, Correction { not_there: vec![priya], ..Correction::default() }).await;
    let twilight = evening.twilight().await;
    let mut changes = evening.world.db.change().await.expect("changes");
    store::twilights::remove(&mut changes, &twilight, &evening.lead, joined.guest).await.expect("out");
    changes.commit().await.expect("kept");
    let told = audit::list(&evening.world.db, evening.world.hub, "workshop", None, 99).await.expect("the audit");
    let said: Vec<&str> = told.iter().map(|entry| entry.words.as_str()).collect();
    assert_eq!(
        said[..3],
        [
            "Took a guest out of the twilight of workshop 2 of Two Rivers.",
            "Corrected who was at workshop 2 of Two Rivers: took back Priya Nandakumar.",
            "Corrected who was at workshop 2 of Two Rivers: ticked 1.",
        ]
    );
    assert!(said.iter().all(|words| !words.contains("Niamhella")), "{said:?}");
    assert!(there(&evening, Part::Twilight).await.iter().all(|school| school.count() == 0), "who is out was not there");
}

#[tokio::test]
async fn whoever_has_an_account_joins_as_themselves_once() {
    let evening = Evening::new().await;
    for _ in 0..2 {
        let mut changes = evening.world.db.change().await.expect("changes");
        attendance::joined_in_person(&mut changes, evening.workshop, &evening.lead).await.expect("there");
        changes.commit().await.expect("kept");
    }
    let all = there(&evening, Part::Twilight).await;
    assert_eq!(of(&all, evening.world.schools[1]).count(), 1);
}
