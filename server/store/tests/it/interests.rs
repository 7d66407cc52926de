//! Expressions of interest on their way in: drafts, sending once, changing, and the school that is meant.

use crate::common::forms::{decide, draft, reopen, send, sent, staff, whole};
use crate::common::{World, address, count};
use model::interest::{Answers, Contact, State};
use model::letters::interest as letters;
use store::interest::{self, PER_ADDRESS, PER_NETWORK, Refused, Sent};
use store::mail::{self, NewMessage};

#[tokio::test]
async fn a_draft_is_kept_under_a_token_of_which_the_file_holds_only_the_hash() {
    let world = World::new().await;
    let token = draft(&world, &whole(&world)).await;
    assert_eq!(interest::recall(&world.db, &token).await.expect("an answer"), Some(whole(&world)));
    assert_eq!(interest::recall(&world.db, "somebody else's").await.expect("an answer"), None);
    world.sql("update interest_draft set updated_at = updated_at - 31 * 86400000").await;
    assert_eq!(interest::recall(&world.db, &token).await.expect("an answer"), None, "a month later");
    assert!(!world.leaves_behind(&token).await);
}

#[tokio::test]
async fn a_form_is_taken_once_however_often_its_button_is_pressed_and_its_draft_is_gone() {
    let world = World::new().await;
    let token = draft(&world, &whole(&world)).await;
    let first = send(&world, &token).await.expect("sent");
    let Sent::New(id) = first else { panic!("{first:?}") };
    assert_eq!(send(&world, &token).await.expect("sent"), Sent::Already(id));
    assert_eq!(count(&world, "select count(*) from interest").await, 1);
    assert_eq!(interest::recall(&world.db, &token).await.expect("an answer"), None);
    let late = interest::keep(&world.db, &token, &whole(&world)).await;
    assert!(matches!(late, Err(Refused::Gone)), "a late answer changes nothing");
    assert_eq!(interest::receipt(&world.db, &token).await.expect("an answer"), Some(id));
    assert_eq!(count(&world, "select count(*) from interest_draft where answers like '%asha%'").await, 0);
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(Answers { school: Some(world.schools[0]), ..interest.answers.clone() }, whole(&world));
    assert_eq!(interest.reference.len(), 6);
    world.sql("update interest_draft set updated_at = updated_at - 2 * 86400000").await;
    assert_eq!(interest::receipt(&world.db, &token).await.expect("an answer"), None, "the copy is seen for a day");
}

#[tokio::test]
async fn a_form_with_an_open_question_is_not_taken() {
    let world = World::new().await;
    let token = draft(&world, &Answers { practice: None, ..whole(&world) }).await;
    assert!(matches!(send(&world, &token).await, Err(Refused::NotComplete)));
    assert_eq!(count(&world, "select count(*) from interest").await, 0);
}

#[tokio::test]
async fn only_the_browser_that_sent_a_form_changes_it_and_until_it_does_the_form_stays() {
    let world = World::new().await;
    let token = draft(&world, &whole(&world)).await;
    let Ok(Sent::New(id)) = send(&world, &token).await else { panic!("not new") };
    assert_ne!(sent(&world, &whole(&world)).await, id, "the same email and school from elsewhere is another form");
    let mut changes = world.db.change().await.expect("changes");
    assert!(matches!(interest::reopen(&mut changes, "somebody else's", world.hub).await, Err(Refused::Closed)));
    interest::reopen(&mut changes, &token, world.hub).await.expect("open");
    changes.commit().await.expect("kept");
    let open = interest::recall(&world.db, &token).await.expect("an answer").expect("the answers");
    assert_eq!((open.contact.clone(), open.notes.as_deref()), (whole(&world).contact, Some("Parking is easy here.")));
    interest::forget(&world.db, &token).await.expect("left as it was");
    assert_eq!(interest::receipt(&world.db, &token).await.expect("an answer"), Some(id), "it is seen again");
    reopen(&world, &token).await.expect("open");
    let contact = Contact { name: "Asha Bell".into(), email: address("asha.bell@oak.example"), role: "Head".into() };
    let typed = Answers { school: None, school_name: "New Oak".into(), town: "Fenwick".into(), contact: Some(contact), ..open };
    interest::keep(&world.db, &token, &typed).await.expect("kept");
    assert_eq!(send(&world, &token).await.expect("sent"), Sent::Replaced(id), "with another school and a corrected address");
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!((interest.answers.contact, interest.typed.name.as_str()), (typed.contact, "New Oak"));
    assert_eq!(interest::notes(&world.db, id).await.expect("notes").len(), 1, "the hub is told");
}

#[tokio::test]
async fn what_the_hub_has_decided_on_or_a_day_has_passed_since_is_no_longer_changed() {
    let world = World::new().await;
    let by = staff(&world).await;
    let token = draft(&world, &whole(&world)).await;
    let Ok(Sent::New(id)) = send(&world, &token).await else { panic!("not new") };
    reopen(&world, &token).await.expect("open");
    decide(&world, &by, id, State::Waiting, "").await.expect("decided");
    assert!(matches!(send(&world, &token).await, Ok(Sent::New(other)) if other != id), "in the meantime: then it is a new form");
    interest::forget(&world.db, &token).await.expect("forgotten");
    assert_eq!(count(&world, "select count(*) from interest_draft").await, 0, "nothing is left on a shared computer");
    let token = draft(&world, &whole(&world)).await;
    send(&world, &token).await.expect("sent");
    world.sql("update interest_draft set updated_at = updated_at - 2 * 86400000").await;
    assert!(matches!(reopen(&world, &token).await, Err(Refused::Closed)));
}

#[tokio::test]
async fn nobody_s_letter_box_is_filled_by_forms_that_name_it() {
    let world = World::new().await;
    for n in 0..=PER_ADDRESS {
        let id = sent(&world, &whole(&world)).await;
        let mut changes = world.db.change().await.expect("changes");
        let (interest, contact) = interest::to_answer(&mut changes, world.hub, id).await.expect("an answer").expect("it");
        assert_eq!(interest::may_confirm(&mut changes, &contact.email).await.expect("an answer"), n < PER_ADDRESS, "{n}");
        let letter = letters::confirmation(&interest.facts());
        let (to, about) = ((letters::addressee(&contact), &contact.email), Some(id.to_string()));
        let message =
            NewMessage { hub: world.hub, kind: "interest.confirmation", to, letter: &letter, link: None, urgent: true, about, by: None };
        mail::enqueue(&mut changes, &message).await.expect("a letter");
        changes.commit().await.expect("kept");
        assert!(interest::is_confirmed(&world.db, &interest).await.expect("an answer"));
    }
    world.sql("update outbox set created_at = created_at - 2 * 86400000").await;
    let mut changes = world.db.change().await.expect("changes");
    assert!(interest::may_confirm(&mut changes, &address("asha@oak.example")).await.expect("an answer"), "tomorrow");
}

#[tokio::test]
async fn no_link_that_a_stranger_typed_goes_out_in_our_name() {
    let world = World::new().await;
    let bad = |words: &str| format!("{words} https://buy.example now");
    let contact = Contact { name: bad("Asha"), email: address("victim@oak.example"), role: "www.buy.example".into() };
    let answers = Answers {
        school: None,
        school_name: "Win at buy.example".into(),
        town: bad("Fenwick"),
        contact: Some(contact),
        notes: Some(bad("Look")),
        ..whole(&world)
    };
    let id = sent(&world, &answers).await;
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("it");
    let letter = letters::confirmation(&interest.facts());
    let text = format!("{} {}", letter.subject, letter.paragraphs.join(" "));
    assert!(!text.contains("buy") && text.contains("your school") && text.contains("Teachers of maths: 12"), "{text}");
    assert_eq!(letters::addressee(interest.answers.contact.as_ref().expect("a contact")), "");
}

#[tokio::test]
async fn one_network_can_send_so_many_forms_a_day_and_no_more() {
    let world = World::new().await;
    for n in 0..PER_NETWORK {
        let contact = Contact { name: "Asha".into(), email: address(&format!("a{n}@oak.example")), role: "Lead".into() };
        sent(&world, &Answers { contact: Some(contact), ..whole(&world) }).await;
    }
    let token = draft(&world, &whole(&world)).await;
    assert!(matches!(send(&world, &token).await, Err(Refused::TooMany)));
    assert!(interest::recall(&world.db, &token).await.expect("an answer").is_some(), "nothing typed is lost");
    world.sql("update interest_sending set at = at - 2 * 86400000").await;
    assert!(send(&world, &token).await.is_ok(), "tomorrow");
    assert_eq!(count(&world, "select count(*) from interest_sending").await, 1, "and yesterday's are forgotten");
}

#[tokio::test]
async fn a_school_is_found_by_beginnings_of_words_and_not_when_it_is_closed() {
    let world = World::new().await;
    let found = async |typed: &str| -> Vec<String> {
        let found = interest::find_school(&world.db, typed, "", 12).await.expect("an answer");
        found.into_iter().map(|school| school.name).collect()
    };
    assert_eq!(found("oak hol").await, ["Oak Hollow Primary School"]);
    assert_eq!(found("primary").await.len(), 2);
    assert_eq!(found("900002").await, ["Elm Bank Primary School"]);
    assert_eq!(found("elm sallowford").await, ["Elm Bank Primary School"]);
    let near = interest::find_school(&world.db, "primary", "Sallowford", 12).await.expect("an answer");
    assert_eq!(near.len(), 1, "its town tells schools apart");
    let far = interest::find_school(&world.db, "primary", "Atlantis", 12).await.expect("an answer");
    assert_eq!(far.len(), 2, "but hides none");
    assert_eq!(found("\" OR *").await, Vec::<String>::new());
    world.sql("update school set status = 'Closed' where urn = '900002'").await;
    assert_eq!(found("elm").await, Vec::<String>::new());
}
