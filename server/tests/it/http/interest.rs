//! Expressions of interest from outside: a stranger on a phone without JavaScript.

use crate::common::browser::Browser;
use crate::common::forms::{Answering, DEVELOPMENT, Looking, NONE, with_empty_inbox};
use crate::common::header;
use app::error::Problem;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_goes_from_the_front_door_to_a_reference() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    assert!(browser.open("/").await.text.contains("href=\"/interest\""));
    assert!(browser.open("/sign-in").await.text.contains("href=\"/interest\""));
    let start = browser.open("/interest").await;
    assert!(start.text.contains("fully funded") && start.text.contains("hello@lanternvale.example"));
    assert!(!start.text.contains("twilight.js"), "it needs no program");
    let first = browser.send("/api/interest-begin", &[]).await;
    assert_eq!(first.address, "/interest/school");
    let many = browser.send("/api/interest-answer-school", &[("school", "primary"), ("town", "")]).await;
    assert_eq!(many.address, "/interest/which-school");
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    assert!(many.text.contains(&elm) && many.text.contains("None of these"));
    let you = browser.send("/api/interest-choose-school", &[("school", &elm), ("town", "")]).await;
    assert_eq!(you.address, "/interest/you");
    assert!(you.text.contains("Question 2 of 6, Elm Bank Primary School"), "{}", you.text);
    let sent = browser.answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    assert_eq!(sent.address, "/interest/sent");
    let reference = app.column("select reference from interest").await.remove(0);
    assert!(sent.text.contains(&reference) && sent.text.contains("Development 2023/24"));
    assert!(sent.text.contains("=Parking is &lt;b&gt;easy&lt;/b&gt;"), "what strangers type is text");
    assert_eq!(
        app.column("select kind || ' ' || to_email || ' ' || urgent from outbox where kind like 'interest.%' order by id").await,
        ["interest.confirmation asha@elmbank.example 1", "interest.arrived hello@lanternvale.example 0"]
    );
    let letter = app.column("select text from outbox where kind = 'interest.confirmation'").await.remove(0);
    assert!(letter.contains(&reference) && letter.contains("Teachers of maths: 12"), "{letter}");
    assert_eq!(browser.open("/interest/notes").await.address, "/interest", "the draft is gone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_says_all_its_problems_and_keeps_what_was_typed() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.send("/api/interest-begin", &[]).await;
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere Primary"), ("town", "")]).await;
    assert!(place.text.contains("We can’t find this school") && place.text.contains("value=\"Nowhere Primary\""), "{}", place.text);
    assert!(place.text.contains("href=\"#school\"") && place.text.contains("<title>Error: "));
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere Primary"), ("town", "Atlantis")]).await;
    assert_eq!(place.address, "/interest/you", "typed schools are taken with their town");
    let place = browser.send("/api/interest-answer-you", &[("name", ""), ("email", "asha at elm"), ("role", "")]).await;
    for words in ["Enter your name", "Enter an address with an @", "Enter your role", "value=\"asha at elm\"", "aria-invalid=\"true\""] {
        assert!(place.text.contains(words), "{words}");
    }
    browser.send("/api/interest-answer-you", &[("name", "Asha"), ("email", "asha@elm.example"), ("role", "Lead")]).await;
    let form = [("phases[]", "development"), ("phases[]", "embedding"), ("development_year", "2021"), ("embedding_year", "")];
    let place = browser.send("/api/interest-answer-journey", &form).await;
    assert!(place.text.contains("Choose the year of Embedding"));
    assert!(place.text.contains("value=\"2021\" selected"), "the year that was chosen");
    assert_eq!(place.text.matches(" checked").count(), 2);
    let place = browser.send("/api/interest-answer-journey", &[]).await;
    assert!(place.text.contains("Choose every Work Group your school was in"));
    browser.send("/api/interest-answer-journey", NONE).await;
    let place = browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "9")]).await;
    assert!(place.text.contains("More teachers can’t teach for mastery") && place.text.contains("value=\"9\""));
    browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "0")]).await;
    let place = browser.send("/api/interest-answer-leadership", &[("pledges[]", "none"), ("pledges[]", "head")]).await;
    assert!(place.text.contains("not both"));
    assert_eq!(place.text.matches(" checked").count(), 2);
    browser.send("/api/interest-answer-leadership", &[("pledges[]", "none")]).await;
    let long = "a".repeat(2001);
    let place = browser.send("/api/interest-answer-notes", &[("notes", &long)]).await;
    assert!(place.text.contains("Use at most 2,000 letters") && place.text.contains(&long));
    let place = browser.send("/api/interest-answer-notes", &[("notes", "")]).await;
    assert_eq!(place.address, "/interest/check");
    assert!(place.text.contains("another group may suit your school better"), "a hint and no wall");
    assert!(place.text.contains("Send to the hub"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_and_change_lead_where_one_expects_and_no_question_is_jumped() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    assert_eq!(browser.open("/interest/practice").await.address, "/interest", "nothing is begun");
    assert_eq!(browser.open("/interest/check").await.address, "/interest");
    browser.send("/api/interest-begin", &[]).await;
    assert_eq!(browser.open("/interest/practice").await.address, "/interest/school");
    assert_eq!(browser.open("/interest/nonsense").await.status, 404);
    let check = browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    assert!(check.text.contains("href=\"/interest/you?change=1\""));
    let page = browser.open("/interest/you?change=1").await;
    assert!(page.text.contains("value=\"Asha Bell\"") && page.text.contains("href=\"/interest/check\""));
    let form = [("name", ""), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let page = browser.send("/api/interest-answer-you", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("There is a problem") && page.text.contains("name=\"change\" value=\"1\""));
    let form = [("name", "Asha Bellamy"), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let check = browser.send("/api/interest-answer-you", &form).await;
    assert_eq!(check.address, "/interest/check");
    assert!(check.text.contains("Asha Bellamy"));
    let page = browser.open("/interest/practice").await;
    assert!(page.text.contains("href=\"/interest/journey\"") && page.text.contains("value=\"12\""), "back, and what was answered");
    let mut other = Browser::new(&app);
    let place = other.send("/api/interest-answer-notes", &[("notes", "hello")]).await;
    assert!(place.address.starts_with("/interest?problem=interest-gone"), "{}", place.address);
    assert!(place.text.contains("Your answers are no longer here"));
    assert!(browser.open("/interest").await.text.contains("Carry on"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_press_sends_once_and_traps_hold_programs_but_no_person() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let place = browser.send("/api/interest-send", &[("website", "https://buy.example")]).await;
    assert!(place.text.contains("Leave the last field empty"));
    let place = browser.send("/api/interest-send", &[("website", "")]).await;
    assert!(place.refuses(Problem::InterestTooQuick), "six answers in a second: {}", place.text);
    assert_eq!(app.count("select count(*) from interest").await, 0);
    app.as_if_they_had_taken_their_time().await;
    let line = browser.line();
    let (one, two) = tokio::join!(app.post_as(&line, "/api/interest-send", &[]), app.post_as(&line, "/api/interest-send", &[]));
    assert_eq!((header(&one, "location"), header(&two, "location")), ("/interest/sent", "/interest/sent"));
    assert_eq!(app.count("select count(*) from interest").await, 1);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.confirmation'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_is_taken_without_asking_only_where_no_other_can_be_meant() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.send("/api/interest-begin", &[]).await;
    for (typed, town) in [("elm ban", ""), ("Elm Bank Primary School", "Newcastle"), ("ash", "")] {
        let place = browser.send("/api/interest-answer-school", &[("school", typed), ("town", town)]).await;
        assert_eq!(place.address, "/interest/which-school", "{typed}, {town}");
        assert!(place.text.contains("another one") || place.text.contains("None of these"), "{typed}");
    }
    for (typed, town) in [("elm bank primary school", ""), ("Elm Bank Primary School", "sallowford"), ("900002", "")] {
        let place = browser.send("/api/interest-answer-school", &[("school", typed), ("town", town)]).await;
        assert_eq!(place.address, "/interest/you", "{typed}, {town}");
        assert!(place.text.contains("Question 2 of 6, Elm Bank Primary School, Sallowford"), "the town stands beside the name");
    }
    let page = browser.open("/interest/school").await;
    assert!(!page.text.contains("value=\"Sallowford\""), "the town of a school of ours is no answer of theirs");
    // Without our script the id of the school before is still in the form.
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let form = [("school", "Elm Bnk Primary"), ("school_id", &*elm), ("town", "Newcastle")];
    let place = browser.send("/api/interest-answer-school", &form).await;
    assert!(place.text.contains("Elm Bnk Primary, Newcastle"), "{}", place.address);
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere"), ("school_id", &elm)]).await;
    assert!(place.text.contains("We can’t find this school"), "{}", place.address);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_school_is_neither_offered_nor_taken() {
    let app = with_empty_inbox().await;
    assert!(app.get("/api/search-schools?text=elm+bank").await.text().await.expect("a list").contains("900002"));
    app.run("update school set status = 'Closed' where urn = '900002'").await;
    assert!(!app.get("/api/search-schools?text=elm+bank").await.text().await.expect("a list").contains("900002"));
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let mut browser = Browser::new(&app);
    browser.send("/api/interest-begin", &[]).await;
    for form in [[("school", "Elm Bank Primary School"), ("school_id", &*elm)], [("school", "900002"), ("school_id", "")]] {
        let place = browser.send("/api/interest-answer-school", &form).await;
        assert!(place.text.contains("We can’t find this school"), "{}", place.address);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_is_changed_from_its_own_browser_and_leaves_no_trace_there_if_one_likes() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    let sent = browser.answer_and_send("asha@elmbnak.example", DEVELOPMENT).await;
    assert!(sent.text.contains("Change my answers") && sent.text.contains("academic year 20"), "{}", sent.text);
    assert!(sent.text.contains("Print or save this page") && !sent.text.contains("on its way"), "no mail server is set up here");
    let check = browser.send("/api/interest-change", &[]).await;
    assert_eq!(check.address, "/interest/check");
    assert!(check.text.contains("Send the changes") && check.text.contains("asha@elmbnak.example"));
    assert_eq!(browser.send("/api/interest-forget", &[]).await.address, "/interest/sent", "left as it was");
    browser.send("/api/interest-change", &[]).await;
    let form = [("name", "Asha Bell"), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    browser.send("/api/interest-answer-you", &form).await;
    app.as_if_they_had_taken_their_time().await;
    assert_eq!(browser.send("/api/interest-send", &[]).await.address, "/interest/sent");
    assert_eq!(app.column("select contact_email from interest").await, ["asha@elmbank.example"]);
    let place = browser.send("/api/interest-forget", &[]).await;
    assert!(place.address.starts_with("/interest?") && place.text.contains("deleted from this computer"), "{}", place.address);
    assert_eq!(browser.open("/interest/sent").await.address, "/interest");
    let place = browser.send("/api/interest-change", &[]).await;
    assert_eq!(place.address.split('?').next(), Some("/interest"), "there is nothing to change any more");
    let mut half = Browser::new(&app);
    half.answer_all("ben@elmbank.example", NONE).await;
    assert!(half.open("/interest").await.text.contains("Delete these answers and start again"));
    half.send("/api/interest-forget", &[]).await;
    assert!(half.open("/interest").await.text.contains("Start now"));
    assert_eq!(app.count("select count(*) from interest_draft").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_answer_has_its_own_way_to_change_it_and_several_are_read_line_by_line() {
    let app = with_empty_inbox().await;
    let check = Browser::new(&app).answer_all("asha@elmbank.example", DEVELOPMENT).await;
    assert_eq!(check.text.matches("class=\"interest__change\"").count(), check.text.matches("<dt>").count());
    assert!(check.text.contains("take part\nWe will stay"), "{}", check.text);
    assert!(!check.text.contains("A copy goes to"), "no mail server is set up here");
}
