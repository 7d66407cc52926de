//! Signing in: sessions, limits, and what each does not tell.

use std::net::IpAddr;

use crate::common::{HOME, PASSWORD, World, address};
use model::accounts::roles::{Actor, HubRole, SchoolRole};
use store::accounts::people;
use store::accounts::sign_in::{self, LIFETIME, PER_ACCOUNT, PER_ADDRESS, SignInError};
use store::{groups, hub};

#[tokio::test]
async fn a_token_stands_for_a_person_with_school_and_groups() {
    let world = World::new().await;
    let session = sign_in::sign_in(&world.db, &address(" Priya@OAK.example"), PASSWORD, HOME).await.expect("a session");
    assert_eq!(session.token.len(), 64, "256 bits in hexadecimal");
    let Actor::Person(person) = sign_in::actor(&world.db, &session.token).await.expect("an answer") else {
        panic!("nobody");
    };
    assert_eq!((person.id, person.name.as_str()), (world.people[0], "Priya Nandakumar"));
    assert_eq!((person.school, person.school_name.as_str()), (Some(world.schools[0]), "Oak Hollow"));
    assert_eq!((person.school_role, person.hub.clone()), (SchoolRole::LeadParticipant, None));
    assert_eq!((person.groups.as_slice(), person.leads.len()), (&[world.group][..], 0));
    let mine = groups::of_person(&world.db, &person).await.expect("groups");
    assert_eq!(mine, [(world.group, "Two Rivers".to_owned(), "Lead participant".to_owned())]);
}

#[tokio::test]
async fn a_lead_leads_and_hub_staff_need_no_school() {
    let world = World::new().await;
    let mut changes = world.db.change().await.expect("changes");
    hub::set_role(&mut changes, world.hub, world.people[1], HubRole::Admin).await.expect("a role");
    let session = sign_in::open_session(&mut changes, world.people[1]).await.expect("a session");
    changes.commit().await.expect("kept");
    let Actor::Person(person) = sign_in::actor(&world.db, &session.token).await.expect("an answer") else {
        panic!("nobody");
    };
    assert_eq!((person.leads.as_slice(), person.groups.as_slice()), (&[world.group][..], &[world.group][..]));
    assert_eq!(person.hub.as_ref().map(|hub| hub.role), Some(HubRole::Admin));
    assert_eq!(groups::of_person(&world.db, &person).await.expect("groups")[0].2, "Work Group Lead");
}

#[tokio::test]
async fn only_the_hash_of_a_token_is_in_the_file() {
    let world = World::new().await;
    let session = sign_in::sign_in(&world.db, &address("priya@oak.example"), PASSWORD, HOME).await.expect("a session");
    assert!(!format!("{session:?}").contains(&session.token), "nor in a log");
    assert!(!world.leaves_behind(&session.token).await);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let session = sign_in::sign_in(&world.db, &address("priya@oak.example"), PASSWORD, HOME).await.expect("a session");
    sign_in::sign_out(&world.db, &session.token).await.expect("signed out");
    sign_in::sign_out(&world.db, &session.token).await.expect("a second time is no error");
    assert_eq!(sign_in::actor(&world.db, &session.token).await.expect("an answer"), Actor::Anonymous);
    assert_eq!(sign_in::actor(&world.db, "").await.expect("an answer"), Actor::Anonymous);
}

#[tokio::test]
async fn a_session_ends_by_itself_unless_it_is_used() {
    let world = World::new().await;
    let session = sign_in::sign_in(&world.db, &address("priya@oak.example"), PASSWORD, HOME).await.expect("a session");
    let here = async || sign_in::actor(&world.db, &session.token).await.expect("an answer") != Actor::Anonymous;
    // Seen two hours ago, and about to end: being seen again moves the end.
    world.sql("update session set last_seen_at = last_seen_at - 7200000, expires_at = unixepoch() * 1000 + 60000").await;
    assert!(here().await);
    world.sql("update session set expires_at = expires_at - 29 * 86400000").await;
    assert!(here().await, "the end had moved by {LIFETIME}");
    // Seen just now: nothing is written, so nothing moves.
    world.sql("update session set expires_at = unixepoch() * 1000 - 1").await;
    assert!(!here().await);
}

#[tokio::test]
async fn a_closed_account_and_a_new_password_sign_out_everywhere() {
    let world = World::new().await;
    let email = address("priya@oak.example");
    let session = sign_in::sign_in(&world.db, &email, PASSWORD, HOME).await.expect("a session");
    let mut changes = world.db.change().await.expect("changes");
    let hash = store::accounts::passwords::hash("another pear altogether").await.expect("a hash");
    people::set_password(&mut changes, world.people[0], &hash).await.expect("a new password");
    changes.commit().await.expect("kept");
    assert_eq!(sign_in::actor(&world.db, &session.token).await.expect("an answer"), Actor::Anonymous);
    assert!(matches!(sign_in::sign_in(&world.db, &email, PASSWORD, HOME).await, Err(SignInError::Wrong)));
    sign_in::sign_in(&world.db, &email, "another pear altogether", HOME).await.expect("a session");
    let mut changes = world.db.change().await.expect("changes");
    people::deactivate(&mut changes, world.people[0]).await.expect("closed");
    changes.commit().await.expect("kept");
    let closed = sign_in::sign_in(&world.db, &email, "another pear altogether", HOME).await;
    assert!(matches!(closed, Err(SignInError::Wrong)));
}

#[tokio::test]
async fn a_wrong_password_and_a_stranger_get_the_same_answer() {
    let world = World::new().await;
    for (email, password) in [("priya@oak.example", "not her password at all"), ("nobody@oak.example", PASSWORD)] {
        let answer = sign_in::sign_in(&world.db, &address(email), password, HOME).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "{email}");
    }
}

#[tokio::test]
async fn ten_wrong_passwords_close_an_account_for_a_while_from_everywhere() {
    let world = World::new().await;
    let email = address("priya@oak.example");
    let attempts = (0..PER_ACCOUNT).map(|number| {
        let address = IpAddr::from([192, 0, 2, number as u8]);
        sign_in::sign_in(&world.db, &email, "not her password at all", address)
    });
    // All at once: the limit counts attempts that have begun.
    for answer in join_all(attempts).await {
        assert!(matches!(answer, Err(SignInError::Wrong)));
    }
    let answer = sign_in::sign_in(&world.db, &email, PASSWORD, HOME).await;
    assert!(matches!(answer, Err(SignInError::TooMany { minutes: 15 })), "{answer:?}");
    let stranger = address("nobody@oak.example");
    for _ in 0..PER_ACCOUNT {
        let _ = sign_in::sign_in(&world.db, &stranger, PASSWORD, HOME).await;
    }
    let answer = sign_in::sign_in(&world.db, &stranger, PASSWORD, HOME).await;
    assert!(matches!(answer, Err(SignInError::TooMany { .. })), "also where there is no account");
    sign_in::sign_in(&world.db, &address("tom@elm.example"), PASSWORD, HOME).await.expect("a colleague is not shut out");
    world.sql("update sign_in_attempt set at = at - 16 * 60000").await;
    sign_in::sign_in(&world.db, &email, PASSWORD, HOME).await.expect("a session, after a quarter of an hour");
}

#[tokio::test]
async fn one_address_may_not_try_everybody() {
    let world = World::new().await;
    world
        .sql(
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 49)
         insert into sign_in_attempt (at, address, account, ok)
         select unixepoch() * 1000, '192.0.2.1', randomblob(32), 0 from n",
        )
        .await;
    let wrong = sign_in::sign_in(&world.db, &address("somebody@oak.example"), PASSWORD, HOME).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)), "the {PER_ADDRESS}th");
    let email = address("priya@oak.example");
    let answer = sign_in::sign_in(&world.db, &email, PASSWORD, HOME).await;
    assert!(matches!(answer, Err(SignInError::TooMany { .. })), "{answer:?}");
    sign_in::sign_in(&world.db, &email, PASSWORD, IpAddr::from([192, 0, 2, 2])).await.expect("a session from elsewhere");
}

#[tokio::test]
async fn right_passwords_count_towards_no_limit() {
    let world = World::new().await;
    for _ in 0..=PER_ACCOUNT {
        sign_in::sign_in(&world.db, &address("priya@oak.example"), PASSWORD, HOME).await.expect("a session");
    }
}

async fn join_all<T: Send + 'static>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut pinned: Vec<_> = futures.map(Box::pin).collect();
    let mut answers: Vec<Option<T>> = pinned.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (future, answer) in pinned.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *answer = Some(value);
            }
        }
        if answers.iter().all(Option::is_some) {
            std::task::Poll::Ready(answers.drain(..).flatten().collect())
        } else {
            std::task::Poll::Pending
        }
    })
    .await
}
