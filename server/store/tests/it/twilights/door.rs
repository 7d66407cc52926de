//! The door: codes, hours, room, and what a guest may once they are in.

use std::collections::BTreeSet;
use std::net::IpAddr;

use model::ids::{DocumentId, GuestId};
use model::permission::{Action, Subject, may};
use model::text::line::Line;
use model::twilights::{Key, TwilightCode};
use store::audit;
use store::live;
use store::twilights::{self, GuestSchool, MANY_A_MINUTE, NewGuest, NewTable, Refused, Seated, Twilight, TwilightSettings, WRONG_A_MINUTE};

use crate::common::HOME;
use crate::common::evening::Evening;

#[tokio::test]
async fn a_guest_joins_by_code_or_link_and_may_write_on_the_tables_alone() {
    let evening = Evening::new().await;
    let joined = evening.join("Nia").await;
    let by_link = evening.try_to_join(&Key::Link(evening.open.link.clone()), "Ada", "").await.expect("joined");
    let guest = evening.guest(&joined).await.expect("a guest");
    assert_eq!((guest.name.as_str(), guest.school_name.as_str(), guest.workshop), ("Nia", "Elm Bank", evening.workshop));
    assert_eq!((guest.reads.as_slice(), guest.writes.as_slice()), (&[evening.board][..], &[evening.board][..]));
    assert_ne!(evening.guest(&by_link).await.map(|guest| guest.id), Some(guest.id));
    let actor = twilights::actor(&evening.world.db, &joined.token).await.expect("an answer");
    let (_, subject) = live::find(&evening.world.db, evening.board).await.expect("an answer").expect("a board");
    assert_eq!(subject, Subject::Table { group: evening.world.group, board: evening.board });
    assert!(may(&actor, Action::EditBoard, subject).is_ok());
    let other = evening.world.board().await;
    let (_, subject) = live::find(&evening.world.db, other).await.expect("an answer").expect("a board");
    assert!(may(&actor, Action::ViewBoard, subject).is_err(), "a board of the group that is on no table");
    let named = twilights::fingerprint(&joined.token);
    assert_eq!(twilights::actor_of_session(&evening.world.db, &named).await.expect("an answer"), Some(actor));
    assert_eq!(twilights::actor_of_session(&evening.world.db, "0a").await.expect("an answer"), None, "a person's");
}

#[tokio::test]
async fn nobody_comes_in_by_a_wrong_or_stopped_code_too_early_or_late() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let key = Key::Code(evening.open.code.clone());
    let wrong = Key::Code(TwilightCode::read("ZZZZZZ").expect("a code"));
    assert!(matches!(evening.try_to_join(&wrong, "Nia", "").await, Err(Refused::Unknown)));
    assert!(matches!(evening.try_to_join(&Key::Link("0".repeat(64)), "Nia", "").await, Err(Refused::Unknown)));
    let times = [
        "update workshop set twilight_starts_at = 1000, twilight_ends_at = 2000",
        "update workshop set twilight_starts_at = 99999999999000, twilight_ends_at = 99999999999999",
        "update workshop set twilight_starts_at = null, twilight_ends_at = null",
    ];
    for statement in times {
        evening.world.sql(statement).await;
        assert!(matches!(evening.try_to_join(&key, "Nia", "").await, Err(Refused::Shut)), "{statement}");
    }
    evening.world.sql("update workshop set twilight_starts_at = 1000, twilight_ends_at = 99999999999999").await;
    evening.world.sql("update workshop set cancelled_at = 1").await;
    assert!(matches!(evening.try_to_join(&key, "Nia", "").await, Err(Refused::Shut)), "cancelled");
    evening.world.sql("update workshop set cancelled_at = null").await;
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let renewed = twilights::renew_code(&mut changes, &twilight, &evening.lead).await.expect("a code");
    changes.commit().await.expect("kept");
    assert!(matches!(evening.try_to_join(&key, "Nia", "").await, Err(Refused::Shut)), "it was renewed");
    assert!(twilights::knock(db, &key).await.expect("an answer").is_some_and(|knock| knock.stopped));
    let key = Key::Code(renewed.code);
    let inside = evening.try_to_join(&key, "Nia", "").await.expect("joined");
    let mut changes = db.change().await.expect("changes");
    assert!(twilights::stop_code(&mut changes, &twilight, &evening.lead).await.expect("stopped"));
    assert!(!twilights::stop_code(&mut changes, &twilight, &evening.lead).await.expect("an answer"), "twice is once");
    changes.commit().await.expect("kept");
    assert!(matches!(evening.try_to_join(&key, "Ada", "").await, Err(Refused::Shut)));
    assert!(evening.guest(&inside).await.is_some(), "whoever is in stays in");
    assert_eq!(evening.twilight().await.open_code, None);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_lets_in_one_guest_and_a_colleague_s_another() {
    let evening = Evening::new().await;
    let key = Key::Code(evening.open.code.clone());
    let first = evening.try_to_join(&key, "Nia", "a form").await.expect("joined");
    let again = evening.try_to_join(&key, "Nia", "a form").await.expect("joined");
    assert_eq!(first.guest, again.guest);
    assert_ne!(first.token, again.token);
    let colleague = evening.try_to_join(&key, "Ada", "a form").await.expect("joined");
    assert_ne!(colleague.guest, first.guest, "the same device, handed on");
    assert_eq!(evening.twilight().await.guests, 2);
}

#[tokio::test]
async fn of_many_at_once_no_more_come_in_than_there_is_room_for() {
    let evening = Evening::new().await;
    evening.set(TwilightSettings { capacity: 3, ..TwilightSettings::default() }).await;
    let key = Key::Code(evening.open.code.clone());
    let tries = (
        evening.try_to_join(&key, "Nia", ""),
        evening.try_to_join(&key, "Ada", ""),
        evening.try_to_join(&key, "Bea", ""),
        evening.try_to_join(&key, "Cho", ""),
        evening.try_to_join(&key, "Dia", ""),
    );
    let (a, b, c, d, e) = tokio::join!(tries.0, tries.1, tries.2, tries.3, tries.4);
    let all = [a, b, c, d, e];
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 3);
    assert!(all.iter().all(|one| matches!(one, Ok(_) | Err(Refused::Full))));
    assert!(evening.twilight().await.is_full());
    let out = all.into_iter().flatten().next().expect("a guest");
    let (twilight, db) = (evening.twilight().await, &evening.world.db);
    let mut changes = db.change().await.expect("changes");
    assert!(twilights::remove(&mut changes, &twilight, &evening.lead, out.guest).await.expect("out"));
    assert!(!twilights::remove(&mut changes, &twilight, &evening.lead, out.guest).await.expect("an answer"));
    assert!(!twilights::remove(&mut changes, &twilight, &evening.lead, GuestId::generate()).await.expect("an answer"));
    changes.commit().await.expect("kept");
    assert_eq!(evening.guest(&out).await, None, "they are out");
    evening.try_to_join(&key, "Eva", "").await.expect("there is a place again");
}

#[tokio::test]
async fn another_school_is_typed_and_one_of_elsewhere_is_not_taken() {
    let evening = Evening::new().await;
    let (name, school) = (Line::tidied("Nia"), Line::tidied("Maple Primary"));
    let key = Key::Code(evening.open.code.clone());
    let mut changes = evening.world.db.change().await.expect("changes");
    let new = NewGuest { name: &name, school: GuestSchool::Typed(&school), year_group: None, form: "" };
    let joined = twilights::join(&mut changes, &key, &new, chrono::Utc::now()).await.expect("joined");
    let elsewhere = NewGuest { school: GuestSchool::Known(model::ids::SchoolId::generate()), ..new.clone() };
    assert!(matches!(twilights::join(&mut changes, &key, &elsewhere, chrono::Utc::now()).await, Err(Refused::NoSuchSchool)));
    changes.commit().await.expect("kept");
    assert_eq!(evening.guest(&joined).await.map(|guest| guest.school_name).as_deref(), Some("Maple Primary"));
    let schools = twilights::schools(&evening.world.db, &evening.twilight().await).await.expect("schools");
    let names: Vec<&str> = schools.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Elm Bank Primary School", "Oak Hollow Primary School"]);
}

#[tokio::test]
async fn tables_are_the_group_s_own_boards_and_guests_sit_at_them() {
    let evening = Evening::new().await;
    let (db, twilight) = (&evening.world.db, evening.twilight().await);
    let joined = evening.join("Nia").await;
    let mut changes = db.change().await.expect("changes");
    assert_eq!(twilights::sit(&mut changes, joined.guest, evening.workshop, 1).await.expect("seated"), Some(evening.board));
    assert_eq!(twilights::sit(&mut changes, joined.guest, evening.workshop, 2).await.expect("an answer"), None);
    let elsewhere = NewTable { number: 2, name: Line::default(), board: DocumentId::generate() };
    assert!(!twilights::set_tables(&mut changes, &twilight, &evening.lead, &[elsewhere]).await.expect("an answer"));
    changes.commit().await.expect("kept");
    let tables = twilights::tables(db, evening.workshop).await.expect("tables");
    assert_eq!(tables.len(), 1);
    assert_eq!((tables[0].number, tables[0].name.as_str(), tables[0].guests), (1, "by the window", 1));
    assert_eq!(tables[0].schools, ["Elm Bank"]);
    assert_eq!(twilights::here(db, &joined.token).await.expect("an answer").and_then(|guest| guest.seat), Some(1));
    evening.world.sql("update document set archived_at = 1").await;
    assert!(twilights::tables(db, evening.workshop).await.expect("tables").is_empty());
    let mut changes = db.change().await.expect("changes");
    assert_eq!(twilights::sit(&mut changes, joined.guest, evening.workshop, 1).await.expect("an answer"), None, "nobody sits down there");
    drop(changes);
    let actor = twilights::actor(db, &joined.token).await.expect("an answer");
    let (_, subject) = live::find(db, evening.board).await.expect("an answer").expect("a board");
    assert!(may(&actor, Action::ViewBoard, subject).is_err(), "it was archived");
}

#[tokio::test]
async fn a_lead_seats_guests_of_their_own_twilight_alone() {
    let (evening, other) = (Evening::new().await, Evening::new().await);
    let (db, twilight) = (&evening.world.db, evening.twilight().await);
    let (joined, out) = (evening.join("Nia").await, evening.join("Ada").await);
    let elsewhere = Twilight { workshop: other.workshop, ..twilight.clone() };
    let mut changes = db.change().await.expect("changes");
    twilights::remove(&mut changes, &twilight, &evening.lead, out.guest).await.expect("out");
    for (of, guest, table, expected) in [
        (&twilight, joined.guest, Some(1), Seated::Done),
        (&twilight, joined.guest, Some(1), Seated::Done),
        (&twilight, joined.guest, Some(2), Seated::NoTable),
        (&twilight, out.guest, Some(1), Seated::NoGuest),
        (&elsewhere, joined.guest, None, Seated::NoGuest),
    ] {
        assert_eq!(twilights::seat(&mut changes, of, &evening.lead, guest, table).await.expect("an answer"), expected, "{table:?}");
    }
    changes.commit().await.expect("kept");
    assert_eq!(twilights::here(db, &joined.token).await.expect("an answer").and_then(|guest| guest.seat), Some(1));
    let told = audit::list(db, evening.world.hub, "workshop", None, 99).await.expect("the audit");
    assert_eq!(told.iter().filter(|entry| entry.action == "workshop.guest_seated").count(), 1, "what changes nothing is not noted");
}

#[tokio::test]
async fn guessing_is_limited_for_each_network_and_codes_differ() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    for _ in 0..WRONG_A_MINUTE {
        twilights::count_wrong(db, HOME).await.expect("counted");
    }
    assert!(matches!(twilights::count_wrong(db, HOME).await, Err(Refused::Guessing)));
    let elsewhere = IpAddr::from([192, 0, 2, 2]);
    twilights::count_wrong(db, elsewhere).await.expect("somebody else's");
    assert!(!twilights::is_guessing(db, HOME).await.expect("an answer"), "eleven are no guessing");
    for _ in WRONG_A_MINUTE + 1..MANY_A_MINUTE {
        assert!(matches!(twilights::count_wrong(db, HOME).await, Err(Refused::Guessing)));
    }
    assert!(twilights::is_guessing(db, HOME).await.expect("an answer"), "a hundred are");
    assert!(!twilights::is_guessing(db, elsewhere).await.expect("an answer"));
    evening.world.sql("update twilight_guess set at = at - 60001").await;
    assert!(!twilights::is_guessing(db, HOME).await.expect("an answer"));
    twilights::count_wrong(db, HOME).await.expect("a minute later");
    let twilight = evening.twilight().await;
    let mut changes = db.change().await.expect("changes");
    let mut codes = BTreeSet::from([evening.open.code.clone()]);
    for _ in 0..20 {
        codes.insert(twilights::renew_code(&mut changes, &twilight, &evening.lead).await.expect("a code").code);
    }
    changes.commit().await.expect("kept");
    assert_eq!(codes.len(), 21);
    let told = audit::list(db, evening.world.hub, "workshop", None, 99).await.expect("the audit");
    assert_eq!(told.iter().filter(|entry| entry.action == "workshop.code_renewed").count(), 20);
}
