//! The hub's inbox of expressions of interest: who may, deciding, taking back, several at once, and the table.

use crate::common::browser::Browser;
use crate::common::forms::{Answering, DEVELOPMENT, LEAD, Looking, NONE, STAFF, only_one, with_empty_inbox};
use crate::common::{header, tables};

/// Why a decision is refused that somebody makes on what they saw before another decided.
const DECIDED: &str = "Nothing was changed: somebody decided on this a moment ago. Look at what they decided first";

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
    assert_eq!(nobody.open("/hub/interest.csv").await.page().heading(), "Sign in");
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
    let question = staff.open(&format!("{one}/decide?to=accepted")).await;
    let page = question.page();
    assert_eq!(page.heading(), "Accept Elm Bank Primary School?");
    assert_eq!(page.field("reason").label, "Why do you accept it all the same?");
    let letter = page.field("letter").value;
    assert!(letter.starts_with("Good news: we would like Elm Bank Primary School to join"), "{letter}");
    let mut form =
        vec![("id", id), ("to", "accepted"), ("reason", ""), ("subject", "Elm Bank: welcome"), ("letter", "My own words.\n\nMore.")];
    let again = staff.send("/api/interest-decide", &form).await;
    again.page().finds_wrong(&[("Say why, in a few words", "#reason")]);
    assert_eq!(again.page().field("reason").error.as_deref(), Some("Say why, in a few words"));
    assert_eq!(again.page().field("letter").value, "My own words.\n\nMore.");
    form[2] = ("reason", "Its head led Embedding elsewhere");
    let accepted = staff.send("/api/interest-decide", &form).await;
    assert!(accepted.address.starts_with(&one), "{}", accepted.address);
    let page = accepted.page();
    assert_eq!(page.text(".notice--ok"), "Done. The letter is on its way to the outbox.");
    page.offers("Take that back");
    assert_eq!(page.fact("Accepted because"), "Its head led Embedding elsewhere");
    let letter = app.column("select text from outbox where kind = 'interest.decision'").await.remove(0);
    assert!(letter.starts_with("Hello Asha Bell,\n\nMy own words.\n\nMore."), "{letter}");
    let second_press = staff.send("/api/interest-decide", &form).await;
    second_press.page().finds_wrong(&[("Nothing was changed: somebody else has been here, look at it again", "")]);
    let place = staff.send("/api/interest-undo", &[("id", id), ("change", "of yesterday")]).await;
    place.page().finds_wrong(&[(DECIDED, "")]);
    let change = app.column("select id from interest_change").await.remove(0);
    let place = staff.send("/api/interest-undo", &[("id", id), ("change", &change)]).await;
    assert_eq!(place.page().text(".notice--ok"), "Taken back. No letter about it has gone out.");
    let place = staff.send("/api/interest-undo", &[("id", id), ("change", &change)]).await;
    place.page().finds_wrong(&[("Nothing was changed: there is no decision left to take back", "")]);
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
    let place = staff.send("/api/interest-decide", &form).await;
    place.page().finds_wrong(&[("Match the school first: until it is known which one it is, it can’t be put into a group", "")]);
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let fitting = staff.open(&format!("{one}/school?q=elm")).await;
    assert_eq!(fitting.page().choices("school"), [&*elm]);
    fitting.page().says("The form says: Elm Bnk, Sallowford");
    let place = staff.send("/api/interest-match", &[("id", id), ("q", "elm")]).await;
    place.page().finds_wrong(&[("Choose your school, or say that it is none of these", "#school")]);
    let matched = staff.send("/api/interest-match", &[("id", id), ("q", "elm"), ("school", &elm)]).await;
    assert_eq!(matched.page().heading(), "Elm Bank Primary School");
    matched.page().says("Typed as “Elm Bnk”");
    let place = staff.send("/api/interest-note", &[("id", id), ("note", "  ")]).await;
    place.page().finds_wrong(&[("Write a note first", "#note")]);
    let noted = staff.send("/api/interest-note", &[("id", id), ("note", "Rang them.\nNice people.")]).await;
    assert_eq!(noted.page().lines(".one__note .one__text"), ["Rang them.", "Nice people."]);
    noted.page().says("Nice people. Omar Haddad, ");
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    staff.send("/api/interest-assign", &[("id", id), ("person", &omar)]).await;
    let mine = staff.open("/hub/interest?mine=1").await;
    assert_eq!(mine.page().links("Elm Bank Primary School"), [&*one]);
    let accepted = staff.send("/api/interest-decide", &form).await;
    assert_eq!(accepted.page().text(".notice--ok"), "Done. No letter was sent.");
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
    let again = staff.send("/api/interest-bulk", &[("change", ""), ("look[state]", "new")]).await;
    assert_eq!(again.status, 422);
    let problems = [("Tick at least one school in the list first", "#chosen"), ("Choose what to do with the ticked schools", "#change")];
    again.page().finds_wrong(&problems);
    assert_eq!(again.page().field("look[state]").value, "new", "what was looked at");
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
    let left = staff.send("/api/interest-bulk", &form).await;
    let page = left.page();
    assert!(page.text(".notice--ok").starts_with("Some were left as they are, and are still ticked"), "{}", left.address);
    // One that is gone stops none of the others.
    page.says(
        "2 were left as they are: One: it is no longer here. \
         Elm Bank Primary School: the rules speak against it: open it to say why.",
    );
    assert_eq!(page.chosen("chosen[]"), [&*ids[1]], "the one that needs a reason");
    assert_eq!(app.column("select state from interest order by contact_email").await, ["accepted", "new"]);
    assert_eq!(app.column("select to_email from outbox where kind = 'interest.decision'").await, ["asha@elmbank.example"]);
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    let assign = format!("assign-{omar}");
    staff.send("/api/interest-bulk", &[("chosen[]", &ids[0]), ("chosen[]", &ids[1]), ("change", &assign)]).await;
    assert_eq!(app.count("select count(*) from interest where assigned_to is not null").await, 2);
    let accepted = staff.open("/hub/interest?state=accepted").await;
    let page = accepted.page();
    assert_eq!(page.links("Elm Bank Primary School"), [format!("/hub/interest/{}", ids[0])]);
    page.says("Asha Bell");
    page.says("One fits what you are looking for.");
    staff.open("/hub/interest?q=nothing+like+it").await.page().says("Nothing fits");
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
    let rows = tables::rows(&bytes);
    assert_eq!(rows.len(), 1, "{rows:?}");
    for (column, value) in [
        ("School", "Elm Bank Primary School"),
        ("URN", "900002"),
        ("Work email", "asha@elmbank.example"),
        ("Work Groups so far", "Development 2023/24"),
        ("Teachers of maths", "12"),
        ("Of these, teach for mastery", "8"),
        ("Anything else", "'=Parking is <b>easy</b>"),
    ] {
        assert_eq!(rows[0][column], value, "{column}");
    }
    let day = app.column("select strftime('%Y-%m-%d', submitted_at / 1000, 'unixepoch') from interest").await.remove(0);
    assert!(rows[0]["Received"].starts_with(&format!("{day} ")), "spreadsheets sort it: {:?}", rows[0]);
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
    assert_eq!(nell.open(&format!("{one}/decide?to=declined")).await.page().field("from").value, "new");
    let letter = [("subject", "Elm Bank"), ("letter", "Dear all"), ("from", "new"), ("id", id)];
    omar.send("/api/interest-decide", &[&letter[..], &[("to", "waiting")]].concat()).await;
    let second = nell.send("/api/interest-decide", &[&letter[..], &[("to", "declined")]].concat()).await;
    second.page().finds_wrong(&[(DECIDED, "")]);
    second.page().says("It stands now: Waiting list by Omar Haddad, ");
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
    let inbox = staff.open("/hub/interest").await;
    inbox.page().says("2 forms, 2 new.");
    inbox.page().says("Another form of this school");
    assert_eq!(inbox.page().chosen("chosen[]"), Vec::<String>::new());
    let all = staff.open("/hub/interest?all=1").await;
    assert_eq!(all.page().chosen("chosen[]"), all.page().choices("chosen[]"));
    assert_eq!(all.page().chosen("chosen[]").len(), 2);
    let form = [("chosen[]", &*ids[0]), ("chosen[]", &*ids[1]), ("change", "to-declined"), ("letters", "1")];
    let asked = staff.send("/api/interest-bulk", &form).await;
    let means_it = "This declines several schools and writes to each. Tick that you mean it, then press the button again";
    asked.page().finds_wrong(&[(means_it, "#confirmed")]);
    assert_eq!(asked.page().field("confirmed").label, "Yes, decline all that are ticked, and write to each");
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 0);
    let declined = staff.send("/api/interest-bulk", &[&form[..], &[("confirmed", "true")]].concat()).await;
    assert_eq!(declined.page().text(".notice--ok"), "Done for all that were ticked.");
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
    let opened = staff.open(&one).await;
    assert_eq!(opened.page().links("Expressions of interest"), [format!("/hub/interest?state=new&q=elm#chosen-{reference}")]);
    // Its school's group.
    opened.page().says("In Two Rivers, 20");
    let removed = staff.send("/api/interest-remove", &[("id", id)]).await;
    removed.page().offers("Put it back");
    assert_eq!((opened.page().count("a[href*='decide?to=']"), removed.page().count("a[href*='decide?to=']")), (5, 0));
    staff.open("/hub/interest").await.page().does_not_lead_to(&one);
    staff.open("/hub/interest?state=removed").await.page().leads_to(&one);
    staff.send("/api/interest-remove", &[("id", id), ("back", "1")]).await;
    let back = staff.open("/hub/interest").await;
    back.page().leads_to(&one);
    back.page().says(&reference);
    staff.send("/api/interest-bulk", &[("chosen[]", id), ("change", "remove")]).await;
    assert_eq!(app.count("select count(*) from interest where removed_at is not null").await, 1);
}
