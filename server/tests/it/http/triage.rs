//! The hub's inbox of expressions of interest: who may, deciding, taking back, several at once, and the table.

use crate::common::browser::Browser;
use crate::common::forms::{Answering, DEVELOPMENT, LEAD, Looking, NONE, STAFF, only_one, with_empty_inbox};
use crate::common::header;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_inbox_is_the_hubs_alone() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let pages = ["/hub/interest".to_owned(), one.clone(), format!("{one}/decide?to=accepted"), format!("{one}/school")];
    let (mut nobody, mut lead) = (Browser::new(&app), Browser::signed_in(&app, LEAD).await);
    for page in &pages {
        assert!(nobody.open(page).await.address.starts_with("/sign-in?next="), "{page}");
        assert_eq!(lead.open(page).await.status, 403, "{page}");
    }
    assert!(nobody.open("/hub/interest.csv").await.text.contains("Sign in"));
    assert_eq!(lead.open("/hub/interest.csv").await.status, 403);
    let forms: [(&str, &[(&str, &str)]); 7] = [
        ("/api/interest-decide", &[("id", id), ("to", "declined"), ("no_letter", "1")]),
        ("/api/interest-undo", &[("id", id)]),
        ("/api/interest-remove", &[("id", id)]),
        ("/api/interest-assign", &[("id", id), ("person", "")]),
        ("/api/interest-note", &[("id", id), ("note", "x")]),
        ("/api/interest-match", &[("id", id), ("school", id), ("q", "")]),
        ("/api/interest-bulk", &[("chosen[]", id), ("change", "to-declined")]),
    ];
    for (path, form) in forms {
        assert_eq!(lead.send(path, form).await.status, 403, "{path}");
        assert!(nobody.send(path, form).await.address.starts_with("/sign-in"), "{path}");
    }
    assert_eq!(app.column("select state from interest").await, ["new"]);
    assert_eq!(app.count("select count(*) from interest_note").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accepting_against_the_rule_needs_a_reason_and_can_be_taken_back_with_its_letter() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", NONE).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let page = staff.open(&format!("{one}/decide?to=accepted")).await;
    assert!(page.text.contains("Accept Elm Bank Primary School?") && page.text.contains("Why do you accept it all the same?"));
    assert!(page.text.contains("Good news: we would like Elm Bank Primary School"), "the usual letter");
    let mut form =
        vec![("id", id), ("to", "accepted"), ("reason", ""), ("subject", "Elm Bank: welcome"), ("letter", "My own words.\n\nMore.")];
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Say why, in a few words") && page.text.contains("My own words."), "{}", page.address);
    form[2] = ("reason", "Its head led Embedding elsewhere");
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.address.starts_with(&one) && page.text.contains("The letter is on its way") && page.text.contains("Take that back"));
    assert!(page.text.contains("Its head led Embedding elsewhere"));
    let letter = app.column("select text from outbox where kind = 'interest.decision'").await.remove(0);
    assert!(letter.starts_with("Hello Asha Bell,\n\nMy own words.\n\nMore."), "{letter}");
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Nothing was changed"), "a second press");
    let page = staff.send("/api/interest-undo", &[("id", id), ("change", "of yesterday")]).await;
    assert!(page.text.contains("somebody decided on this a moment ago"), "{}", page.address);
    let change = app.column("select id from interest_change").await.remove(0);
    let page = staff.send("/api/interest-undo", &[("id", id), ("change", &change)]).await;
    assert!(page.text.contains("Taken back"), "{}", page.address);
    let page = staff.send("/api/interest-undo", &[("id", id), ("change", &change)]).await;
    assert!(page.text.contains("no decision left to take back"), "{}", page.address);
    assert_eq!(app.column("select state from interest").await, ["new"]);
    assert_ne!(app.column("select state from outbox where kind = 'interest.decision'").await, ["waiting"]);
    assert_eq!(
        app.column("select action from audit where action like 'interest.%' order by id").await,
        ["interest.decided", "interest.undone"]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_school_is_matched_noted_assigned_and_accepted() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let form = [("school", "Elm Bnk"), ("town", "Sallowford"), ("change", "1")];
    assert_eq!(browser.send("/api/interest-answer-school", &form).await.address, "/interest/check");
    app.as_if_they_had_taken_their_time().await;
    assert_eq!(browser.send("/api/interest-send", &[]).await.address, "/interest/sent");
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let form = [("id", id), ("to", "accepted"), ("no_letter", "1")];
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Match the school first"), "{}", page.address);
    let page = staff.open(&format!("{one}/school?q=elm")).await;
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    assert!(page.text.contains(&elm) && page.text.contains("The form says: Elm Bnk, Sallowford"));
    let page = staff.send("/api/interest-match", &[("id", id), ("q", "elm")]).await;
    assert!(page.text.contains("Choose your school"), "{}", page.address);
    let page = staff.send("/api/interest-match", &[("id", id), ("q", "elm"), ("school", &elm)]).await;
    assert!(page.text.contains("Typed as “Elm Bnk”") && page.text.contains("Elm Bank Primary School"));
    let page = staff.send("/api/interest-note", &[("id", id), ("note", "  ")]).await;
    assert!(page.text.contains("Write a note first"));
    let page = staff.send("/api/interest-note", &[("id", id), ("note", "Rang them.\nNice people.")]).await;
    assert!(page.text.contains("Rang them.\nNice people.") && page.text.contains("Omar Haddad"));
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    staff.send("/api/interest-assign", &[("id", id), ("person", &omar)]).await;
    let page = staff.open("/hub/interest?mine=1").await;
    assert!(page.text.contains("Elm Bank Primary School"));
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("No letter was sent"), "{}", page.address);
    assert_eq!(app.column("select state from interest where school is not null").await, ["accepted"]);
    assert_eq!(app.count("select count(*) from school_phase where source = 'interest' and academic_year = 2023").await, 1);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_are_changed_at_once_and_those_that_need_more_stay_ticked() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    Browser::new(&app).answer_and_send("ben@elmbank.example", NONE).await;
    let ids = app.column("select id from interest order by contact_email").await;
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let page = staff.send("/api/interest-bulk", &[("change", ""), ("look[state]", "new")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("Tick at least one school") && page.text.contains("Choose what to do"));
    assert!(page.text.contains("name=\"look[state]\" value=\"new\""), "what was looked at");
    // The same school: once the first is accepted, its Development year is on record and speaks for the second too.
    let gone = "019a0000-0000-7000-8000-000000000001";
    let form = [
        ("chosen[]", gone),
        ("chosen[]", &*ids[1]),
        ("chosen[]", &*ids[0]),
        ("change", "to-accepted"),
        ("letters", "1"),
        ("look[state]", ""),
    ];
    let page = staff.send("/api/interest-bulk", &form).await;
    assert!(page.text.contains("Some were left as they are"), "{}", page.address);
    assert!(page.text.contains("2 were left as they are:") && page.text.contains("the rules speak against it"), "{}", page.text);
    assert!(page.text.contains("One: it is no longer here"), "one that is gone stops none of the others");
    assert_eq!(page.text.matches(" checked").count(), 1, "the one that needs a reason");
    assert_eq!(app.column("select state from interest order by contact_email").await, ["accepted", "new"]);
    assert_eq!(app.column("select to_email from outbox where kind = 'interest.decision'").await, ["asha@elmbank.example"]);
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    let assign = format!("assign-{omar}");
    staff.send("/api/interest-bulk", &[("chosen[]", &ids[0]), ("chosen[]", &ids[1]), ("change", &assign)]).await;
    assert_eq!(app.count("select count(*) from interest where assigned_to is not null").await, 2);
    let page = staff.open("/hub/interest?state=accepted").await;
    assert!(page.text.contains("Asha Bell") && !page.text.contains(&ids[1]));
    assert!(page.text.contains("One fits what you are looking for."));
    let page = staff.open("/hub/interest?q=nothing+like+it").await;
    assert!(page.text.contains("Nothing fits"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_for_a_spreadsheet_follows_the_filters_and_is_written_down() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let answer = app.get_as(&staff.line(), "/hub/interest.csv?state=new").await;
    assert_eq!(header(&answer, "content-type"), "text/csv; charset=utf-8");
    assert!(header(&answer, "content-disposition").contains("expressions-of-interest.csv"));
    let bytes = answer.bytes().await.expect("a file");
    assert_eq!(&bytes[..3], b"\xef\xbb\xbf", "Excel needs its mark");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    for words in ["Elm Bank Primary School", "900002", "asha@elmbank.example", "Development 2023/24", ",12,8,", "'=Parking is <b>easy</b>"]
    {
        assert!(lines[1].contains(words), "{words}: {}", lines[1]);
    }
    let year = app.column("select strftime('%Y-%m-%d', submitted_at / 1000, 'unixepoch') from interest").await.remove(0);
    assert!(lines[1].contains(&format!(",{year} ")), "spreadsheets sort it: {}", lines[1]);
    let none = staff.open("/hub/interest.csv?state=declined").await;
    assert_eq!(none.text.trim_end().split("\r\n").count(), 1);
    assert_eq!(
        app.column("select words from audit where action = 'interest.exported' order by id").await,
        ["Saved one expression of interest as a table", "Saved 0 expressions of interest as a table"]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_decides_second_is_shown_what_the_first_decided() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let (mut omar, mut nell) = (Browser::signed_in(&app, STAFF).await, Browser::signed_in(&app, "nell@lanternvale.example").await);
    let page = nell.open(&format!("{one}/decide?to=declined")).await;
    assert!(page.text.contains("name=\"from\" value=\"new\""));
    let letter = [("subject", "Elm Bank"), ("letter", "Dear all"), ("from", "new"), ("id", id)];
    omar.send("/api/interest-decide", &[&letter[..], &[("to", "waiting")]].concat()).await;
    let page = nell.send("/api/interest-decide", &[&letter[..], &[("to", "declined")]].concat()).await;
    assert!(page.text.contains("somebody decided on this a moment ago") && page.text.contains("by Omar Haddad"), "{}", page.address);
    assert_eq!(app.column("select state from interest").await, ["waiting"]);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 1);
    nell.send("/api/interest-decide", &[("id", id), ("to", "declined"), ("from", "waiting"), ("no_letter", "1")]).await;
    assert_eq!(app.column("select state from interest").await, ["declined"]);
    assert_eq!(app.column("select state from outbox where kind = 'interest.decision'").await, ["withdrawn"], "what holds no more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_are_declined_with_letters_only_by_somebody_who_means_it_and_all_can_be_ticked() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    Browser::new(&app).answer_and_send("ben@elmbank.example", NONE).await;
    let ids = app.column("select id from interest order by contact_email").await;
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let page = staff.open("/hub/interest").await;
    assert!(page.text.contains("2 forms, 2 new.") && page.text.contains("Another form of this school"));
    let page = staff.open("/hub/interest?all=1").await;
    assert_eq!(page.text.matches(" checked").count(), 2);
    let form = [("chosen[]", &*ids[0]), ("chosen[]", &*ids[1]), ("change", "to-declined"), ("letters", "1")];
    let page = staff.send("/api/interest-bulk", &form).await;
    assert!(page.text.contains("Tick that you mean it") && page.text.contains("id=\"confirmed\""), "{}", page.address);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 0);
    let page = staff.send("/api/interest-bulk", &[&form[..], &[("confirmed", "true")]].concat()).await;
    assert!(page.text.contains("Done for all that were ticked"), "{}", page.address);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_from_no_school_is_removed_and_put_back_and_the_way_back_keeps_what_was_looked_at() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let reference = app.column("select reference from interest").await.remove(0);
    let mut staff = Browser::signed_in(&app, STAFF).await;
    staff.open("/hub/interest?state=new&q=elm").await;
    let page = staff.open(&one).await;
    assert!(page.text.contains(&format!("href=\"/hub/interest?state=new&amp;q=elm#chosen-{reference}\"")), "{}", page.text);
    assert!(page.text.contains("In Two Rivers, 20"), "its school's group");
    let page = staff.send("/api/interest-remove", &[("id", id)]).await;
    assert!(page.text.contains("Put it back") && !page.text.contains("decide?to="), "{}", page.address);
    assert!(!staff.open("/hub/interest").await.text.contains(&reference));
    assert!(staff.open("/hub/interest?state=removed").await.text.contains(&reference));
    staff.send("/api/interest-remove", &[("id", id), ("back", "1")]).await;
    assert!(staff.open("/hub/interest").await.text.contains(&reference));
    staff.send("/api/interest-bulk", &[("chosen[]", id), ("change", "remove")]).await;
    assert_eq!(app.count("select count(*) from interest where removed_at is not null").await, 1);
}
