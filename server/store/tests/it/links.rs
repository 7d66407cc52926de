//! Links in letters: to sign in, and to confirm an address.

use crate::common::{HOME, PASSWORD, World, address, count, tokens};
use model::accounts::roles::Actor;
use store::accounts::links::{self, LinkState, NewLink, Purpose};
use store::accounts::people::{self, EmailChange};
use store::accounts::sign_in::{self, LINKS_PER_ACCOUNT, SignInError};

async fn ask(world: &World, email: &str) -> Result<(), SignInError> {
    sign_in::send_link(&world.db, &address(email), HOME, |token| format!("https://twilight.example/sign-in/link/{token}")).await
}

/// Asks for a link, and returns its token.
async fn link_of(world: &World, email: &str) -> String {
    ask(world, email).await.expect("asked");
    tokens(world, "sign_in").await.pop().expect("a letter")
}

async fn state(world: &World, purpose: Purpose, token: &str) -> Option<LinkState> {
    links::peek(&world.db, purpose, token).await.expect("an answer").map(|link| link.state)
}

#[tokio::test]
async fn a_link_that_a_scanner_opened_three_times_still_signs_in_once() {
    let world = World::new().await;
    let token = link_of(&world, "priya@oak.example").await;
    for _ in 0..3 {
        assert_eq!(state(&world, Purpose::SignIn, &token).await, Some(LinkState::Valid));
        links::mark_opened(&world.db, Purpose::SignIn, &token).await.expect("noted");
    }
    let session = sign_in::use_link(&world.db, &token).await.expect("an answer").expect("a session");
    assert!(matches!(sign_in::actor(&world.db, &session.token).await, Ok(Actor::Person(person)) if person.id == world.people[0]));
    assert!(sign_in::came_by_link(&world.db, &session.token).await.expect("an answer"));
    assert_eq!(sign_in::use_link(&world.db, &token).await.expect("an answer"), None);
    assert_eq!(state(&world, Purpose::SignIn, &token).await, Some(LinkState::Used));
}

#[tokio::test]
async fn of_two_presses_at_once_one_wins() {
    let world = World::new().await;
    let token = link_of(&world, "priya@oak.example").await;
    let presses = (0..8).map(|_| {
        let (db, token) = (world.db.clone(), token.clone());
        tokio::spawn(async move { sign_in::use_link(&db, &token).await.expect("an answer").is_some() })
    });
    let mut won = 0;
    for press in presses.collect::<Vec<_>>() {
        won += usize::from(press.await.expect("no panic"));
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn an_expired_link_signs_nobody_in() {
    let world = World::new().await;
    let token = link_of(&world, "priya@oak.example").await;
    world.sql("update link set expires_at = created_at - 1").await;
    assert_eq!(state(&world, Purpose::SignIn, &token).await, Some(LinkState::Expired));
    assert_eq!(sign_in::use_link(&world.db, &token).await.expect("an answer"), None);
}

#[tokio::test]
async fn the_used_link_takes_back_the_others() {
    let world = World::new().await;
    let first = link_of(&world, "priya@oak.example").await;
    let second = link_of(&world, "priya@oak.example").await;
    assert!(sign_in::use_link(&world.db, &first).await.expect("an answer").is_some(), "the letter that came late is good too");
    assert_eq!(state(&world, Purpose::SignIn, &second).await, Some(LinkState::Revoked));
    assert_eq!(sign_in::use_link(&world.db, &second).await.expect("an answer"), None);
}

#[tokio::test]
async fn only_the_hash_of_a_token_is_among_the_links() {
    let world = World::new().await;
    let token = link_of(&world, "priya@oak.example").await;
    // The letter that waits holds it until it is sent.
    world.sql("update outbox set link = null, state = 'sent'").await;
    world.sql("vacuum").await;
    world.sql("pragma wal_checkpoint(truncate)").await;
    assert!(!world.leaves_behind(&token).await);
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let world = World::new().await;
    for email in ["priya@oak.example", "nobody@oak.example"] {
        for _ in 0..LINKS_PER_ACCOUNT {
            assert!(ask(&world, email).await.is_ok(), "{email}");
        }
        assert!(matches!(ask(&world, email).await, Err(SignInError::TooMany { minutes: 15 })), "{email}");
    }
    assert_eq!(
        count(&world, "select count(*) from outbox where kind = 'sign_in'").await,
        5,
        "letters go to those alone who have an account"
    );
    assert_eq!(tokens(&world, "sign_in").await.len(), 1, "and of those that have not gone the newest alone");
    let right = sign_in::sign_in(&world.db, &address("priya@oak.example"), PASSWORD, HOME).await;
    assert!(right.is_ok(), "asking for links shuts nobody out");
}

#[tokio::test]
async fn a_closed_account_gets_no_link_and_an_earlier_one_opens_nothing() {
    let world = World::new().await;
    let token = link_of(&world, "priya@oak.example").await;
    let mut changes = world.db.change().await.expect("changes");
    people::deactivate(&mut changes, world.people[0]).await.expect("closed");
    changes.commit().await.expect("kept");
    assert_eq!(sign_in::use_link(&world.db, &token).await.expect("an answer"), None);
    ask(&world, "priya@oak.example").await.expect("the same answer");
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'sign_in'").await, 1);
    assert_eq!(tokens(&world, "sign_in").await.len(), 0, "what had not gone out never will");
}

#[tokio::test]
async fn an_address_changes_when_its_own_link_is_used_and_the_old_one_is_told() {
    let world = World::new().await;
    let old = link_of(&world, "priya@oak.example").await;
    let account = people::account(&world.db, world.people[0]).await.expect("an answer").expect("an account");
    let mut changes = world.db.change().await.expect("changes");
    people::send_email_link(&mut changes, &account, &address("priya@new.example"), |token| format!("/account/email/{token}"))
        .await
        .expect("sent");
    changes.commit().await.expect("kept");
    let token = tokens(&world, "change_email").await.pop().expect("a letter");
    assert_eq!(people::by_email(&world.db, &address("priya@new.example")).await.expect("an answer"), None, "not yet");
    assert_eq!(people::change_email(&world.db, &token).await.expect("an answer"), EmailChange::Changed);
    assert_eq!(people::change_email(&world.db, &token).await.expect("an answer"), EmailChange::Gone);
    assert_eq!(people::by_email(&world.db, &address("priya@new.example")).await.expect("an answer"), Some(world.people[0]));
    assert_eq!(
        count(&world, "select count(*) from outbox where kind = 'account.email_changed' and to_email = 'priya@oak.example'").await,
        1
    );
    assert_eq!(sign_in::use_link(&world.db, &old).await.expect("an answer"), None, "a link to the old address");
}

#[tokio::test]
async fn an_address_that_somebody_has_is_told_so_in_a_letter_alone() {
    let world = World::new().await;
    let account = people::account(&world.db, world.people[0]).await.expect("an answer").expect("an account");
    let mut changes = world.db.change().await.expect("changes");
    people::send_email_link(&mut changes, &account, &address("tom@elm.example"), str::to_owned).await.expect("the same answer");
    changes.commit().await.expect("kept");
    assert_eq!(tokens(&world, "change_email").await.len(), 0);
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'change_email' and to_email = 'tom@elm.example'").await, 1);
}

#[tokio::test]
async fn links_that_expired_a_month_ago_are_swept_when_new_ones_are_made() {
    let world = World::new().await;
    let old = link_of(&world, "priya@oak.example").await;
    let young = link_of(&world, "tom@elm.example").await;
    world.sql("update link set expires_at = expires_at - 31 * 86400000 where email = 'priya@oak.example'").await;
    world.sql("update link set expires_at = expires_at - 29 * 86400000 where email = 'tom@elm.example'").await;
    let mut changes = world.db.change().await.expect("changes");
    let new = NewLink {
        purpose: Purpose::SignIn,
        email: &address("priya@oak.example"),
        person: None,
        subject: None,
        details: "{}".to_owned(),
        by: None,
        lifetime: links::SIGN_IN,
    };
    links::create(&mut changes, &new).await.expect("a link");
    changes.commit().await.expect("kept");
    assert_eq!(state(&world, Purpose::SignIn, &old).await, None);
    assert_eq!(state(&world, Purpose::SignIn, &young).await, Some(LinkState::Expired));
}
