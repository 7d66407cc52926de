//! When the twilight is over: who may still write, the way back, and what is left of a guest a month later.

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Byline;
use model::twilights::{GUESTS_KEPT, Key};
use store::mail::{self, HandingOver};
use store::twilights::{self, PER_ADDRESS, Refused, Returning, Seated, TwilightSettings};
use store::{boards, live};

use crate::common::evening::Evening;
use crate::common::{address, count};

#[tokio::test]
async fn afterwards_a_guest_reads_and_writes_where_they_were_if_the_lead_says_so() {
    let evening = Evening::new().await;
    let (writer, seated, looker) = (evening.join("Nia").await, evening.join("Ada").await, evening.join("Bea").await);
    evening.writes(&writer, 7).await;
    let mut changes = evening.world.db.change().await.expect("changes");
    twilights::sit(&mut changes, seated.guest, evening.workshop, 1).await.expect("seated");
    changes.commit().await.expect("kept");
    evening.is_over().await;
    for (joined, writes) in [(&writer, true), (&seated, true), (&looker, false)] {
        let guest = evening.guest(joined).await.expect("a guest");
        assert_eq!((guest.reads.len(), guest.writes.is_empty()), (1, !writes), "{}", guest.name);
    }
    evening.set(TwilightSettings { writes_after: false, ..TwilightSettings::default() }).await;
    let guest = evening.guest(&writer).await.expect("a guest");
    assert_eq!((guest.reads.len(), guest.writes.len()), (1, 0));
}

#[tokio::test]
async fn a_guest_comes_back_by_their_own_link_in_any_browser() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let joined = evening.join("Nia").await;
    let own = Returning::of(db, &joined.token).await.expect("an answer").expect("a link");
    assert_eq!((own.guest.name.as_str(), own.guest.school_name.as_str()), ("Nia", "Elm Bank"));
    assert_eq!(
        Returning::of(db, &joined.token).await.expect("an answer").expect("a link").secret,
        own.secret,
        "the same whenever it is shown"
    );
    let elsewhere = twilights::resume_session(db, &own.secret).await.expect("an answer").expect("a session");
    assert_eq!(twilights::here(db, &elsewhere).await.expect("an answer").map(|guest| guest.id), Some(joined.guest));
    twilights::leave(db, &joined.token).await.expect("left");
    assert_eq!(evening.guest(&joined).await, None, "this browser is somebody else's now");
    assert!(twilights::returning(db, &own.secret).await.expect("an answer").is_some(), "and the link goes on");
    assert_eq!(twilights::resume_session(db, &joined.token).await.expect("an answer"), None, "a cookie is no link");
    assert_eq!(twilights::here(db, &own.secret).await.expect("an answer"), None, "and a link no cookie");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    twilights::remove(&mut changes, &twilight, &evening.lead, joined.guest).await.expect("out");
    changes.commit().await.expect("kept");
    assert_eq!(twilights::resume_session(db, &own.secret).await.expect("an answer"), None);
}

#[tokio::test]
async fn a_letter_with_the_way_back_leaves_nothing_behind() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let joined = evening.join("Nia").await;
    let guest = twilights::here(db, &joined.token).await.expect("an answer").expect("a guest");
    let nia = address("nia.private@maple.example");
    for allowed in [true, true, true, false] {
        let mut changes = db.change().await.expect("changes");
        let sent = twilights::send_link(&mut changes, evening.world.hub, &guest, &nia, "https://twilight.example/join/back/0a").await;
        assert_eq!((sent.is_ok(), matches!(sent, Err(Refused::Letters))), (allowed, !allowed));
        changes.commit().await.expect("kept");
    }
    while let Some(letter) = mail::claim(db, Utc::now()).await.expect("an answer") {
        assert!(letter.text.starts_with("Hello,") && letter.text.contains("/join/back/0a") && !letter.text.contains("Nia"));
        assert_eq!(mail::handing_over(db, letter.id, Utc::now()).await.expect("an answer"), HandingOver::Begun);
        mail::sent(db, letter.id, Utc::now()).await.expect("sent");
    }
    assert!(!evening.world.leaves_behind("nia.private").await);
}

#[tokio::test]
async fn however_many_guests_write_to_an_address_it_has_few_letters_a_day() {
    let evening = Evening::new().await;
    let (db, twilight) = (&evening.world.db, evening.twilight().await);
    let somebody = address("head@elsewhere.example");
    let letter = async |name: &str, claims: bool, to: &EmailAddress| {
        let joined = evening.join(name).await;
        let guest = twilights::here(db, &joined.token).await.expect("an answer").expect("a guest");
        let mut changes = db.change().await.expect("changes");
        let sent = if claims {
            twilights::ask_claim(&mut changes, &twilight, &guest, to, str::to_owned).await
        } else {
            twilights::send_link(&mut changes, evening.world.hub, &guest, to, "https://twilight.example/join/back/0a").await
        };
        changes.commit().await.expect("kept");
        sent
    };
    for number in 0..PER_ADDRESS {
        letter("Nia", number % 2 == 0, &somebody).await.expect("sent");
    }
    assert!(matches!(letter("Ada", true, &address("HEAD@elsewhere.example")).await, Err(Refused::AddressLetters)));
    assert!(matches!(letter("Bea", false, &somebody).await, Err(Refused::AddressLetters)));
    letter("Cho", false, &address("cho@elsewhere.example")).await.expect("another address");
    twilights::purge(db, Utc::now() + TimeDelta::hours(25)).await.expect("purged");
    assert_eq!(count(&evening.world, "select count(*) from guest_letter").await, 0, "not even its hash is kept");
}

#[tokio::test]
async fn a_letter_that_never_goes_is_deleted_after_a_day() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let joined = evening.join("Nia").await;
    let guest = twilights::here(db, &joined.token).await.expect("an answer").expect("a guest");
    let mut changes = db.change().await.expect("changes");
    twilights::send_link(&mut changes, evening.world.hub, &guest, &address("nia.private@maple.example"), "x").await.expect("written");
    changes.commit().await.expect("kept");
    twilights::purge(db, Utc::now() + TimeDelta::hours(25)).await.expect("purged");
    assert!(!evening.world.leaves_behind("nia.private").await);
}

#[tokio::test]
async fn after_a_month_a_guest_is_a_teacher_at_their_school() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let (nia, ada) = (evening.join("Niamhella").await, evening.join("Adalovelace").await);
    evening.writes(&nia, 7).await;
    evening.writes(&ada, 8).await;
    let authors = async || live::authors(db, evening.board).await.expect("names");
    let pair = |name: &str, school: &str| (name.to_owned(), school.to_owned());
    let priya = pair("Priya Nandakumar", "Oak Hollow");
    assert_eq!(authors().await, [pair("Adalovelace", "Elm Bank"), pair("Niamhella", "Elm Bank"), priya.clone()]);
    let listed = boards::list_for_group(db, evening.world.group).await.expect("boards");
    assert_eq!(listed[0].edited_by, Some(Byline { name: "Adalovelace".to_owned(), school: "Elm Bank".to_owned() }));
    assert_eq!(listed[0].schools, ["Elm Bank", "Oak Hollow"]);
    evening.is_over().await;
    evening.world.sql("update guest set joined_at = 1500").await;
    let over = DateTime::UNIX_EPOCH + TimeDelta::seconds(2);
    assert_eq!(twilights::purge(db, over + GUESTS_KEPT - TimeDelta::seconds(1)).await.expect("purged"), 0);
    assert_eq!(twilights::purge(db, over + GUESTS_KEPT).await.expect("purged"), 2);
    assert_eq!(twilights::purge(db, Utc::now()).await.expect("purged"), 0, "once is enough");
    assert_eq!(authors().await, [pair("a teacher at Elm Bank", ""), priya]);
    let listed = boards::list_for_group(db, evening.world.group).await.expect("boards");
    assert_eq!(listed[0].edited_by, Some(Byline { name: "a teacher at Elm Bank".to_owned(), school: String::new() }));
    assert_eq!((evening.guest(&nia).await, evening.twilight().await.guests), (None, 2), "they are counted, and let in no more");
    let key = Key::Code(evening.open.code.clone());
    assert!(matches!(evening.try_to_join(&key, "Niamhella", "").await, Err(Refused::Shut)));
    assert!(!evening.world.leaves_behind("Niamhella").await, "nowhere in the file");
}

#[tokio::test]
async fn a_twilight_that_is_moved_away_keeps_no_name_longer() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    evening.join("Nia").await;
    evening.world.sql("update workshop set twilight_starts_at = 99999999999000, twilight_ends_at = 99999999999999").await;
    assert_eq!(twilights::purge(db, Utc::now() + GUESTS_KEPT).await.expect("purged"), 0);
    assert_eq!(twilights::purge(db, Utc::now() + GUESTS_KEPT + TimeDelta::days(2)).await.expect("purged"), 1);
}

#[tokio::test]
async fn whoever_is_seated_elsewhere_afterwards_is_asked_again_and_nobody_is_seated_who_is_forgotten() {
    let evening = Evening::new().await;
    let (db, twilight) = (&evening.world.db, evening.twilight().await);
    let joined = evening.join("Nia").await;
    let rights = async || count(&evening.world, "select number from rights_change").await;
    let seat = async |table: Option<u8>| {
        let mut changes = db.change().await.expect("changes");
        assert_eq!(twilights::seat(&mut changes, &twilight, &evening.lead, joined.guest, table).await.expect("an answer"), Seated::Done);
        changes.commit().await.expect("kept");
    };
    let on = rights().await;
    seat(Some(1)).await;
    assert_eq!(rights().await, on, "while it is on all tables are everybody's");
    evening.is_over().await;
    let over = rights().await;
    seat(None).await;
    assert_eq!(rights().await, over + 1);
    assert_eq!(evening.guest(&joined).await.map(|guest| guest.writes.len()), Some(0));
    assert_eq!(twilights::purge(db, Utc::now() + GUESTS_KEPT).await.expect("purged"), 1);
    let mut changes = db.change().await.expect("changes");
    assert_eq!(twilights::mix(&mut changes, &twilight, &evening.lead).await.expect("an answer"), 0);
}

#[tokio::test]
async fn a_link_that_is_pressed_for_ever_fills_no_file() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let joined = evening.join("Nia").await;
    let own = Returning::of(db, &joined.token).await.expect("an answer").expect("a link");
    let mut last = joined.token.clone();
    for _ in 0..110 {
        last = twilights::resume_session(db, &own.secret).await.expect("an answer").expect("a session");
    }
    assert_eq!(count(&evening.world, "select count(*) from guest_session").await, 100);
    for token in [&joined.token, &last] {
        assert!(twilights::here(db, token).await.expect("an answer").is_some(), "the first and the latest are known");
    }
}

#[tokio::test]
async fn a_client_id_stays_whose_it_was() {
    let evening = Evening::new().await;
    let (nia, ada) = (evening.join("Nia").await, evening.join("Ada").await);
    evening.writes(&nia, 7).await;
    evening.writes(&ada, 7).await;
    let tom = evening.world.people[1];
    let updates = vec![live::NewUpdate { person: Some(tom.into()), bytes: b"more".to_vec() }];
    let append = live::Append { document: evening.board, updates, clients: vec![(7, tom.into())], former: Vec::new(), summary: None };
    live::append(&evening.world.db, &[append]).await.expect("kept");
    let names: Vec<String> =
        live::authors(&evening.world.db, evening.board).await.expect("names").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Nia", "Priya Nandakumar"]);
}
