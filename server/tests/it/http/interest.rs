//! Expressions of interest from outside: a stranger on a phone without JavaScript.

use crate::common::browser::{Browser, Place};
use crate::common::forms::{Answering, DEVELOPMENT, Looking, NONE, with_empty_inbox};
use crate::common::header;
use app::error::Problem;

const NOT_FOUND: &str = "We can’t find this school. Check the spelling, or add its town below: then we take it as you typed it";

/// A question that is asked again for these reasons: each is said in the summary, which leads to the field, and there.
#[track_caller]
fn asks_again(place: &Place, problems: &[(&str, &str)]) {
    let page = place.page();
    assert_eq!(place.status, 422, "{}: {}", place.address, page.words());
    page.finds_wrong(problems);
    for (words, field) in problems {
        assert_eq!(page.text(&format!("{field}-error")), format!("Error: {words}"));
    }
    assert!(page.title().starts_with("Error: ") && !page.title()[1..].contains("Error"), "{}", page.title());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_goes_from_the_front_door_to_a_reference() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.open("/").await.page().leads_to("/interest");
    let sign_in = browser.open("/sign-in").await;
    sign_in.page().leads_to("/interest");
    assert!(sign_in.page().has_program());
    let start = browser.open("/interest").await;
    start.page().says("The programme is fully funded");
    assert_eq!(start.page().links("hello@lanternvale.example").first().map(String::as_str), Some("mailto:hello@lanternvale.example"));
    assert!(!start.page().has_program(), "it needs none");
    let first = browser.send("/api/interest-begin", &[]).await;
    assert_eq!(first.address, "/interest/school");
    let many = browser.send("/api/interest-answer-school", &[("school", "primary"), ("town", "")]).await;
    assert_eq!(many.address, "/interest/which-school");
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let choices = many.page().choices("school");
    assert!(choices.contains(&elm), "{choices:?}");
    assert_eq!(choices.last().map(String::as_str), Some("none"));
    many.page().says("None of these We take it as you typed it: primary");
    let you = browser.send("/api/interest-choose-school", &[("school", &elm), ("town", "")]).await;
    assert_eq!(you.address, "/interest/you");
    you.page().says("Question 2 of 6, Elm Bank Primary School, Sallowford");
    let sent = browser.answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    assert_eq!(sent.address, "/interest/sent");
    let reference = app.column("select reference from interest").await.remove(0);
    sent.page().says(&format!("Its reference is {reference}."));
    assert_eq!(sent.page().fact("Work Groups so far"), "Development 2023/24");
    assert_eq!(sent.page().fact("Anything else"), "=Parking is <b>easy</b>", "what strangers type is text");
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
    asks_again(&place, &[(NOT_FOUND, "#school")]);
    assert_eq!(place.page().field("school").value, "Nowhere Primary");
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere Primary"), ("town", "Atlantis")]).await;
    assert_eq!(place.address, "/interest/you", "typed schools are taken with their town");
    let place = browser.send("/api/interest-answer-you", &[("name", ""), ("email", "asha at elm"), ("role", "")]).await;
    let email_wrong = "Enter an address with an @, like name@school.org.uk";
    asks_again(&place, &[("Enter your name", "#name"), (email_wrong, "#email"), ("Enter your role in school, like “maths lead”", "#role")]);
    let email = place.page().field("email");
    assert_eq!((email.value.as_str(), email.error.as_deref()), ("asha at elm", Some(email_wrong)));
    assert_eq!(place.page().attribute("#email", "aria-invalid").as_deref(), Some("true"));
    browser.send("/api/interest-answer-you", &[("name", "Asha"), ("email", "asha@elm.example"), ("role", "Lead")]).await;
    let form = [("phases[]", "development"), ("phases[]", "embedding"), ("development_year", "2021"), ("embedding_year", "")];
    let place = browser.send("/api/interest-answer-journey", &form).await;
    asks_again(&place, &[("Choose the year of Embedding, or that you are not sure", "#embedding_year")]);
    assert_eq!(place.page().chosen("development_year"), ["2021"]);
    assert_eq!(place.page().chosen("phases[]"), ["development", "embedding"]);
    let place = browser.send("/api/interest-answer-journey", &[]).await;
    asks_again(&place, &[("Choose every Work Group your school was in, or “None of these yet”", "#phases")]);
    browser.send("/api/interest-answer-journey", NONE).await;
    let place = browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "9")]).await;
    asks_again(&place, &[("More teachers can’t teach for mastery than teach maths: check both numbers", "#using")]);
    assert_eq!((place.page().field("teachers").value, place.page().field("using").value), ("7".to_owned(), "9".to_owned()));
    browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "0")]).await;
    let place = browser.send("/api/interest-answer-leadership", &[("pledges[]", "none"), ("pledges[]", "head")]).await;
    asks_again(&place, &[("Choose either what leaders can say yes to or “None of these yet”, not both", "#pledges")]);
    assert_eq!(place.page().chosen("pledges[]"), ["head", "none"]);
    browser.send("/api/interest-answer-leadership", &[("pledges[]", "none")]).await;
    let long = "a".repeat(2001);
    let place = browser.send("/api/interest-answer-notes", &[("notes", &long)]).await;
    asks_again(&place, &[("Use at most 2,000 letters", "#notes")]);
    assert_eq!(place.page().field("notes").value, long);
    let place = browser.send("/api/interest-answer-notes", &[("notes", "")]).await;
    assert_eq!(place.address, "/interest/check");
    place.page().says("another group may suit your school better");
    place.page().offers("Send to the hub");
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
    assert_eq!(check.page().links("Change name"), ["/interest/you?change=1"]);
    let you = browser.open("/interest/you?change=1").await;
    assert_eq!(you.page().field("name").value, "Asha Bell");
    assert_eq!(you.page().links("Back"), ["/interest/check"]);
    let form = [("name", ""), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let again = browser.send("/api/interest-answer-you", &form).await;
    asks_again(&again, &[("Enter your name", "#name")]);
    assert_eq!(again.page().field("change").value, "1");
    let form = [("name", "Asha Bellamy"), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let check = browser.send("/api/interest-answer-you", &form).await;
    assert_eq!(check.address, "/interest/check");
    assert_eq!(check.page().fact("Name"), "Asha Bellamy");
    let practice = browser.open("/interest/practice").await;
    assert_eq!(practice.page().links("Back"), ["/interest/journey"]);
    assert_eq!(practice.page().field("teachers").value, "12", "what was answered");
    let mut other = Browser::new(&app);
    let place = other.send("/api/interest-answer-notes", &[("notes", "hello")]).await;
    assert!(place.address.starts_with("/interest?problem=interest-gone"), "{}", place.address);
    place.page().says("Your answers are no longer here");
    browser.open("/interest").await.page().offers("Carry on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_press_sends_once_and_traps_hold_programs_but_no_person() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let place = browser.send("/api/interest-send", &[("website", "https://buy.example")]).await;
    let trap = "Leave the last field empty: it is there to catch programs that send forms by themselves";
    place.page().finds_wrong(&[(trap, "#website")]);
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
        place.page().says(&format!("No, it is another one We take it as you typed it: {typed}"));
    }
    for (typed, town) in [("elm bank primary school", ""), ("Elm Bank Primary School", "sallowford"), ("900002", "")] {
        let place = browser.send("/api/interest-answer-school", &[("school", typed), ("town", town)]).await;
        assert_eq!(place.address, "/interest/you", "{typed}, {town}");
        place.page().says("Question 2 of 6, Elm Bank Primary School, Sallowford");
    }
    let town = browser.open("/interest/school").await.page().field("town");
    assert_eq!(town.value, "", "the town of a school of ours is no answer of theirs");
    // Without our script the id of the school before is still in the form.
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let form = [("school", "Elm Bnk Primary"), ("school_id", &*elm), ("town", "Newcastle")];
    let place = browser.send("/api/interest-answer-school", &form).await;
    place.page().says("Question 2 of 6, Elm Bnk Primary, Newcastle");
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere"), ("school_id", &elm)]).await;
    asks_again(&place, &[(NOT_FOUND, "#school")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_school_is_neither_offered_nor_taken() {
    let app = with_empty_inbox().await;
    let found = async || app.get("/api/search-schools?text=elm+bank").await.json::<serde_json::Value>().await.expect("a list");
    assert_eq!(found().await[0]["urn"], "900002");
    app.run("update school set status = 'Closed' where urn = '900002'").await;
    assert_eq!(found().await, serde_json::json!([]));
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    let mut browser = Browser::new(&app);
    browser.send("/api/interest-begin", &[]).await;
    for form in [[("school", "Elm Bank Primary School"), ("school_id", &*elm)], [("school", "900002"), ("school_id", "")]] {
        let place = browser.send("/api/interest-answer-school", &form).await;
        asks_again(&place, &[(NOT_FOUND, "#school")]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_is_changed_from_its_own_browser_and_leaves_no_trace_there_if_one_likes() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    let sent = browser.answer_and_send("asha@elmbnak.example", DEVELOPMENT).await;
    sent.page().offers("Change my answers");
    sent.page().says("Sustaining Work Group, academic year 20");
    // No mail server is set up here.
    sent.page().says("Print or save this page");
    sent.page().does_not_say("on its way");
    let check = browser.send("/api/interest-change", &[]).await;
    assert_eq!(check.address, "/interest/check");
    check.page().offers("Send the changes");
    assert_eq!(check.page().fact("Work email"), "asha@elmbnak.example");
    assert_eq!(browser.send("/api/interest-forget", &[]).await.address, "/interest/sent", "left as it was");
    browser.send("/api/interest-change", &[]).await;
    let form = [("name", "Asha Bell"), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    browser.send("/api/interest-answer-you", &form).await;
    app.as_if_they_had_taken_their_time().await;
    assert_eq!(browser.send("/api/interest-send", &[]).await.address, "/interest/sent");
    assert_eq!(app.column("select contact_email from interest").await, ["asha@elmbank.example"]);
    let place = browser.send("/api/interest-forget", &[]).await;
    assert!(place.address.starts_with("/interest?"), "{}", place.address);
    assert_eq!(place.page().text(".notice--ok"), "The answers are deleted from this computer.");
    assert_eq!(browser.open("/interest/sent").await.address, "/interest");
    let place = browser.send("/api/interest-change", &[]).await;
    assert_eq!(place.address.split('?').next(), Some("/interest"), "there is nothing to change any more");
    let mut half = Browser::new(&app);
    half.answer_all("ben@elmbank.example", NONE).await;
    half.open("/interest").await.page().offers("Delete these answers and start again");
    half.send("/api/interest-forget", &[]).await;
    half.open("/interest").await.page().offers("Start now");
    assert_eq!(app.count("select count(*) from interest_draft").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_answer_has_its_own_way_to_change_it_and_several_are_read_line_by_line() {
    let app = with_empty_inbox().await;
    let check = Browser::new(&app).answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let page = check.page();
    let changed: Vec<String> = page.facts().into_iter().map(|(term, _)| format!("Change {}", term.to_lowercase())).collect();
    assert_eq!(page.texts("a.interest__change"), changed);
    let pledges = ["Our headteacher and our maths lead both want to take part", "We will stay with it for the whole academic year"];
    let lines = page.lines(".interest__answer");
    assert!(lines.windows(2).any(|two| two == pledges), "{lines:?}");
    // No mail server is set up here.
    page.does_not_say("A copy goes to");
}
