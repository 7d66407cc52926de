//! What somebody did as a guest becomes their own, and a guest's again; and what is left of guests when their time is over.

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::Byline;
use model::ids::PersonId;
use model::text::line::Line;
use model::twilights::{CLAIM_LINK, CLAIM_TAKEN_BACK, GUESTS_KEPT, Key};
use store::twilights::attendance::{self, Part, SchoolThere};
use store::twilights::{self, ClaimAccount, ClaimLink, Claimed, GuestSchool, Joined, NewGuest, Refused};
use store::{audit, boards, live, mail};

use crate::common::evening::Evening;
use crate::common::{actor, address, connection, count, tokens};

/// The guest asks for a link to this address, and this is its secret.
async fn asked(evening: &Evening, joined: &Joined, email: &str) -> String {
    let db = &evening.world.db;
    let guest = twilights::here(db, &joined.token).await.expect("an answer").expect("a guest");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let link = |token: &str| format!("https://twilight.example/join/claim/{token}");
    twilights::ask_claim(&mut changes, &twilight, &guest, &address(email), link).await.expect("asked");
    changes.commit().await.expect("kept");
    tokens(&evening.world, "twilight.claim").await.pop().expect("a link")
}

async fn there(evening: &Evening) -> Vec<SchoolThere> {
    attendance::of_part(&evening.world.db, &evening.twilight().await, Part::Twilight).await.expect("an answer")
}

async fn heads(evening: &Evening) -> u32 {
    there(evening).await.iter().map(SchoolThere::count).sum()
}

async fn authors(evening: &Evening) -> Vec<String> {
    live::authors(&evening.world.db, evening.board).await.expect("names").into_iter().map(|(name, _)| name).collect()
}

async fn person(evening: &Evening, email: &str) -> PersonId {
    store::accounts::people::by_email(&evening.world.db, &address(email)).await.expect("an answer").expect("a person")
}

#[tokio::test]
async fn a_guest_s_work_becomes_a_new_account_s_and_a_guest_s_again() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let nia = evening.join("Nia").await;
    evening.writes(&nia, 7).await;
    let token = asked(&evening, &nia, "nia.green@elm.example").await;
    let ClaimLink::Good(claim) = twilights::claim_link(db, &token).await.expect("an answer") else { panic!("no claim") };
    assert_eq!((claim.name.as_str(), claim.school_name.as_str(), claim.boards, claim.attended), ("Nia", "Elm Bank", 1, true));
    // Tom's address is of the same kind.
    let school = (evening.world.schools[1], "Elm Bank Primary School".to_owned());
    assert_eq!(claim.account, ClaimAccount::New(Some(school)));
    assert_eq!(authors(&evening).await, ["Nia", "Priya Nandakumar"], "looking changes nothing");
    assert!(matches!(twilights::confirm_claim(db, &token, "Nia Green").await, Ok(Claimed::Joined(_))));
    assert_eq!(authors(&evening).await, ["Nia Green", "Priya Nandakumar"]);
    let listed = boards::list_for_group(db, evening.world.group).await.expect("boards");
    assert_eq!(listed[0].edited_by, Some(Byline { name: "Nia Green".to_owned(), school: "Elm Bank".to_owned() }));
    let elm = there(&evening).await.into_iter().find(|school| school.school == Some(evening.world.schools[1])).expect("Elm Bank");
    assert_eq!((elm.count(), elm.guests.len()), (1, 0));
    assert!(elm.people.iter().any(|person| person.name == "Nia Green" && person.there));
    // What they write later, still known as a guest in that browser, is theirs as well.
    evening.writes(&nia, 8).await;
    assert_eq!(evening.guest(&nia).await.map(|guest| guest.name).as_deref(), Some("Nia Green"));
    assert_eq!(authors(&evening).await, ["Nia Green", "Priya Nandakumar"]);
    let id = person(&evening, "nia.green@elm.example").await;
    let own = twilights::claims_of(db, id).await.expect("an answer");
    assert_eq!((own.len(), own[0].joined_as.as_str(), own[0].boards, own[0].may_undo(Utc::now())), (1, "Nia, Elm Bank", 1, true));
    let green = actor(db, id).await;
    assert_eq!(green.school, Some(evening.world.schools[1]), "a teacher there");
    let mut changes = db.change().await.expect("changes");
    assert!(!twilights::undo_claim(&mut changes, &evening.lead, own[0].id, Utc::now()).await.expect("an answer"), "somebody else's");
    let late = Utc::now() + CLAIM_TAKEN_BACK + TimeDelta::minutes(1);
    assert!(!twilights::undo_claim(&mut changes, &green, own[0].id, late).await.expect("an answer"), "too late");
    assert!(twilights::undo_claim(&mut changes, &green, own[0].id, Utc::now()).await.expect("an answer"));
    assert!(!twilights::undo_claim(&mut changes, &green, own[0].id, Utc::now()).await.expect("an answer"), "twice is once");
    changes.commit().await.expect("kept");
    assert_eq!(authors(&evening).await, ["Nia", "Priya Nandakumar"]);
    assert_eq!(heads(&evening).await, 1, "they were there as before");
    let told = audit::list(db, evening.world.hub, "workshop", None, 99).await.expect("the audit");
    let said: Vec<&str> = told.iter().map(|entry| entry.action.as_str()).take(2).collect();
    assert_eq!(said, ["workshop.guest_claim_undone", "workshop.guest_claimed"]);
}

#[tokio::test]
async fn no_account_begins_without_a_name_and_a_link_that_was_taken_back_says_so() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let (nia, ada) = (evening.join("Nia").await, evening.join("Ada").await);
    let token = asked(&evening, &nia, "nia@free.example").await;
    assert!(matches!(twilights::confirm_claim(db, &token, "").await, Err(Refused::NoClaim)), "its page asks for one");
    assert!(matches!(twilights::confirm_claim(db, &token, "Nia Green").await, Ok(Claimed::Joined(_))));
    let green = actor(db, person(&evening, "nia@free.example").await).await;
    let own = twilights::claims_of(db, green.id).await.expect("an answer");
    let mut changes = db.change().await.expect("changes");
    assert!(twilights::undo_claim(&mut changes, &green, own[0].id, Utc::now()).await.expect("an answer"));
    changes.commit().await.expect("kept");
    assert_eq!(twilights::claim_link(db, &token).await.expect("an answer"), ClaimLink::Expired, "it is in no account");
    // Whoever is taken out leaves no address.
    asked(&evening, &ada, "ada@free.example").await;
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    assert!(twilights::remove(&mut changes, &twilight, &evening.lead, ada.guest).await.expect("out"));
    changes.commit().await.expect("kept");
    assert_eq!(count(&evening.world, "select count(*) from guest_claim where email <> ''").await, 0);
}

#[tokio::test]
async fn two_guests_are_one_person_who_was_there_once() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let (morning, evening_again) = (evening.join("Tom").await, evening.join("Tommy").await);
    evening.writes(&morning, 7).await;
    evening.writes(&evening_again, 8).await;
    assert_eq!(heads(&evening).await, 2);
    for joined in [&morning, &evening_again] {
        let token = asked(&evening, joined, "tom@elm.example").await;
        assert!(matches!(twilights::confirm_claim(db, &token, "").await, Ok(Claimed::Added)), "nobody is signed in by it");
    }
    assert_eq!((heads(&evening).await, authors(&evening).await.len()), (1, 2));
    assert_eq!(count(&evening.world, "select count(*) from guest_claim where email <> ''").await, 0);
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let correction = attendance::Correction { not_there: vec![evening.world.people[1]], ..attendance::Correction::default() };
    assert!(attendance::correct(&mut changes, &twilight, Part::Twilight, &evening.lead, &correction).await.expect("corrected"));
    changes.commit().await.expect("kept");
    assert_eq!(heads(&evening).await, 0, "a tick that is taken away counts for both");
}

#[tokio::test]
async fn a_link_is_used_once_and_nobody_s_guest_is_claimed_twice() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let nia = evening.join("Nia").await;
    let (one, other) = (asked(&evening, &nia, "nia@free.example").await, asked(&evening, &nia, "ada@free.example").await);
    let both = tokio::join!(twilights::confirm_claim(db, &one, "Nia Green"), twilights::confirm_claim(db, &one, "Nia Green"));
    assert_eq!([both.0.is_ok(), both.1.is_ok()].into_iter().filter(|done| *done).count(), 1);
    assert_eq!(twilights::claim_link(db, &one).await.expect("an answer"), ClaimLink::Used);
    assert_eq!(twilights::claim_link(db, &other).await.expect("an answer"), ClaimLink::Over);
    assert!(matches!(twilights::confirm_claim(db, &other, "Ada").await, Err(Refused::NoClaim)));
    assert_eq!(twilights::claim_link(db, "0a").await.expect("an answer"), ClaimLink::Unknown);
    let person = person(&evening, "nia@free.example").await;
    assert_eq!(actor(db, person).await.school, None, "the address says nothing of a school");
    let guest = twilights::here(db, &nia.token).await.expect("an answer").expect("a guest");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let again = twilights::ask_claim(&mut changes, &twilight, &guest, &address("eve@free.example"), str::to_owned).await;
    assert!(matches!(again, Err(Refused::NoClaim)));
}

#[tokio::test]
async fn whoever_asks_too_often_or_too_late_or_for_a_closed_account_gets_nothing() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let (nia, ada, bea) = (evening.join("Nia").await, evening.join("Ada").await, evening.join("Bea").await);
    for _ in 0..3 {
        asked(&evening, &nia, "nia@free.example").await;
    }
    let guest = twilights::here(db, &nia.token).await.expect("an answer").expect("a guest");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let more = twilights::ask_claim(&mut changes, &twilight, &guest, &address("nia@free.example"), str::to_owned).await;
    assert!(matches!(more, Err(Refused::Letters)));
    drop(changes);
    let closed = asked(&evening, &ada, "priya@oak.example").await;
    evening.world.sql("update person set deactivated_at = 1 where email = 'priya@oak.example'").await;
    assert!(matches!(twilights::confirm_claim(db, &closed, "").await, Err(Refused::ClosedAccount)));
    let late = asked(&evening, &bea, "bea@free.example").await;
    evening.world.sql("update guest_claim set expires_at = 1").await;
    assert_eq!(twilights::claim_link(db, &late).await.expect("an answer"), ClaimLink::Expired);
    evening.world.sql("update guest_claim set expires_at = 99999999999999").await;
    let mut changes = db.change().await.expect("changes");
    twilights::remove(&mut changes, &twilight, &evening.lead, bea.guest).await.expect("out");
    changes.commit().await.expect("kept");
    assert_eq!(twilights::claim_link(db, &late).await.expect("an answer"), ClaimLink::Over, "they were taken out");
}

#[tokio::test]
async fn who_closes_their_account_later_is_still_who_wrote_it() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let nia = evening.join("Nia").await;
    evening.writes(&nia, 7).await;
    let token = asked(&evening, &nia, "nia@elm.example").await;
    twilights::confirm_claim(db, &token, "Nia Green").await.expect("claimed");
    let person = person(&evening, "nia@elm.example").await;
    let mut changes = db.change().await.expect("changes");
    store::accounts::people::deactivate(&mut changes, person).await.expect("closed");
    changes.commit().await.expect("kept");
    assert_eq!(authors(&evening).await, ["Nia Green", "Priya Nandakumar"], "as with everything they wrote");
    assert_eq!(heads(&evening).await, 1);
}

#[tokio::test]
async fn the_hub_says_how_long_guests_are_named() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    evening.join("Nia").await;
    evening.is_over().await;
    evening.world.sql("update guest set joined_at = 1500").await;
    let mut changes = db.change().await.expect("changes");
    let face = store::hub::face_in(&mut changes, evening.world.hub).await.expect("a hub");
    assert_eq!(i64::from(face.guest_days), GUESTS_KEPT.num_days());
    let face = store::hub::HubFace { guest_days: 7, ..face };
    store::hub::set_face(&mut changes, evening.world.hub, &face).await.expect("set");
    changes.commit().await.expect("kept");
    let over = DateTime::UNIX_EPOCH + TimeDelta::seconds(2) + TimeDelta::days(7);
    assert_eq!(twilights::purge(db, over - TimeDelta::seconds(1)).await.expect("purged"), 0);
    assert_eq!(twilights::purge(db, over).await.expect("purged"), 1);
}

/// Whether these words stand anywhere in the file or its log, once both are folded together and every free page is given back.
async fn file_holds(evening: &Evening, words: &str) -> bool {
    let mut connection = connection(&evening.world.file).await;
    for statement in ["vacuum", "pragma wal_checkpoint(truncate)"] {
        sqlx::query(statement).execute(&mut connection).await.expect(statement);
    }
    let log = evening.world.file.with_extension("db-wal");
    let bytes = [std::fs::read(&evening.world.file).expect("the file"), std::fs::read(log).unwrap_or_default()].concat();
    bytes.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes()))
}

#[tokio::test]
async fn when_their_time_is_over_no_guest_s_name_or_address_is_anywhere_in_the_file() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    // One only came, one had their way back sent, one asked for an account and never pressed the button, one was taken out, one has claimed.
    let all = ["Niamhella", "Adalovely", "Beatrixia", "Chloriana", "Dorotheana"];
    let mut joined = Vec::new();
    for (client, name) in (7..).zip(all) {
        let guest = evening.join(name).await;
        evening.writes(&guest, client).await;
        joined.push(guest);
    }
    let typed = Line::tidied("Evangelina");
    let school = Line::tidied("Maple Primary");
    let mut changes = db.change().await.expect("changes");
    let new = NewGuest { name: &typed, school: GuestSchool::Typed(&school), year_group: None, form: "a form" };
    twilights::join(&mut changes, &Key::Code(evening.open.code.clone()), &new, Utc::now()).await.expect("joined");
    let ada = twilights::here(db, &joined[1].token).await.expect("an answer").expect("a guest");
    twilights::send_link(&mut changes, evening.world.hub, &ada, &address("adalovely@maple.example"), "https://x.example/join/back/0a")
        .await
        .expect("sent");
    changes.commit().await.expect("kept");
    asked(&evening, &joined[2], "beatrixia@maple.example").await;
    let claim = asked(&evening, &joined[4], "green@elm.example").await;
    twilights::confirm_claim(db, &claim, "Someone Green").await.expect("claimed");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    twilights::remove(&mut changes, &twilight, &evening.lead, joined[3].guest).await.expect("out");
    changes.commit().await.expect("kept");
    assert!(file_holds(&evening, "Niamhella").await, "the search finds what is there");
    assert!(file_holds(&evening, "beatrixia@maple").await);
    // One of the letters goes.
    let letter = mail::claim(db, Utc::now()).await.expect("an answer").expect("a letter");
    mail::handing_over(db, letter.id, Utc::now()).await.expect("an answer");
    mail::sent(db, letter.id, Utc::now()).await.expect("sent");
    evening.is_over().await;
    evening.world.sql("update guest set joined_at = 1500").await;
    let over = DateTime::UNIX_EPOCH + TimeDelta::seconds(2);
    assert_eq!(twilights::purge(db, over + GUESTS_KEPT).await.expect("purged"), 6);
    twilights::purge(db, Utc::now() + CLAIM_LINK + TimeDelta::minutes(1)).await.expect("purged");
    for name in all.into_iter().chain(["Evangelina"]) {
        assert!(!file_holds(&evening, name).await, "{name}");
    }
    assert_eq!(authors(&evening).await, ["a teacher at Elm Bank", "Someone Green", "Priya Nandakumar"]);
    assert_eq!(heads(&evening).await, 5, "who was taken out was not there");
}
