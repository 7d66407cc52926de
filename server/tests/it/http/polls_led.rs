//! A date poll as whoever leads the group sees it: opening, reading, asking, choosing, and taking that back.

use app::error::Problem;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;

use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::open_poll::{LEAD, MEMBER, OTHER_LEAD, OpenPoll, but, filled, group_of, has_date, open, opening, send};
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use crate::common::{TestApp, header};

const LETTERS: &str = "select count(*) from outbox where kind = 'workshop.changed'";
const SEQUENCE: &str = "select sequence from workshop where id in (select workshop from poll)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lead_reads_who_has_said_what_and_why_a_date_fits_best() {
    let poll = OpenPoll::new().await;
    let page = poll.seen_by_lead().await;
    assert_eq!(page.heading(), "Which date for Workshop 5 (Summer 1)?");
    page.says("6 of 8 schools have answered.");
    let reason = page.text(".polls__reason");
    assert!(reason.starts_with("Tue ") && reason.contains(" both suit 6 of 8 schools. Tue "), "{reason}");
    assert!(reason.ends_with(" has fewer “if need be”: 2 instead of 3."), "{reason}");
    assert_eq!(page.count(".polls__counts .status"), 1, "one fits best");
    let answers = page.rows().split_off(4);
    assert_eq!(answers.len(), 6);
    assert_eq!(
        answers[0],
        ["Amy Charlesworth Ash Lane Primary School", "Yes", "If need be", "No", "Yes", "Remove the answer of Amy Charlesworth"]
    );
    assert!(answers.iter().any(|row| row[0] == "Cerys Holt Rowan Fold Primary Academy “I stand in for Sana this term.”"), "{answers:?}");
    assert_eq!(page.texts(".polls__schools li"), ["Oak Hollow Primary School", "Willow Weir Primary School"]);
    assert_eq!(page.field("poll-link").value, poll.app.url(&poll.link));
    page.says(&format!("{}\nYou need no account.", poll.app.url(&poll.link)).replace('\n', " "));
    // By name they are the lead's and the hub's alone; a colleague finds the way to answer.
    let rosa = poll.app.sign_in(MEMBER).await;
    assert_eq!(poll.app.get_as(&rosa, &poll.page("")).await.status(), 403);
    let list = Page::of_answer(poll.app.get_as(&rosa, &format!("/groups/{}/polls", poll.group)).await).await;
    list.leads_to(&poll.link);
    list.does_not_lead_to(&poll.page(""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_of_another_group_is_not_there() {
    let poll = OpenPoll::new().await;
    let idris = poll.app.sign_in(OTHER_LEAD).await;
    let own = group_of(&poll.app, "Idris Calloway").await;
    for page in ["", "/close?option=1", "/reopen", "/link"] {
        assert_eq!(poll.app.get_as(&idris, &poll.page(page)).await.status(), 403, "{page}");
        let here = format!("/groups/{own}/polls/{}{page}", poll.poll);
        assert_eq!(poll.app.get_as(&idris, &here).await.status(), 404, "{page}");
    }
    let answer = poll.app.column("select id from poll_answer limit 1").await.remove(0);
    for (path, more) in [
        ("/api/poll-ask", vec![]),
        ("/api/poll-close", vec![("option", "1")]),
        ("/api/poll-close", vec![]),
        ("/api/poll-link", vec![]),
        ("/api/poll-remove", vec![("answer", answer.as_str())]),
        ("/api/poll-reopen", vec![("last_day", "30/8/2099")]),
    ] {
        assert_eq!(poll.app.post_as(&idris, path, &poll.about(&more)).await.status(), 403, "{path}");
        let in_his: Vec<(&str, &str)> = [("group", own.as_str()), ("poll", poll.poll.as_str())].into_iter().chain(more).collect();
        assert_eq!(poll.app.post_as(&idris, path, &in_his).await.status(), 404, "{path}");
    }
    // Nor is a workshop of another group his to ask about.
    let workshop = poll.app.column("select workshop from poll").await.remove(0);
    let form = but(&opening(&poll.app, &own).await, &[("workshop", &workshop)]);
    assert_eq!(open(&poll.app, &idris, &form).await.status(), 404);
    assert!(!has_date(&poll).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_close_at_once_one_gives_the_workshop_its_date() {
    let poll = OpenPoll::new().await;
    let (helen, nell) = (poll.app.sign_in(LEAD).await, poll.app.sign_in("nell@lanternvale.example").await);
    let confirm = Page::of_answer(poll.app.get_as(&helen, &poll.page("/close?option=1")).await).await;
    assert!(confirm.heading().starts_with("Make Tuesday "), "{}", confirm.heading());
    assert_eq!(confirm.fact("Time"), "13:00 to 17:15, twilight from 15:45");
    let form = confirm.form("/api/poll-close");
    assert!(form.pairs().contains(&("option", "1")));
    assert_eq!(poll.app.count(SEQUENCE).await, 0);
    let (first, second) = (poll.about(&[("option", "1")]), poll.about(&[("option", "2")]));
    let close = async |cookie: &str, form: &[(&str, &str)]| poll.app.post_as(cookie, "/api/poll-close", form).await;
    let (one, other) = tokio::join!(close(helen.as_str(), first.as_slice()), close(nell.as_str(), second.as_slice()));
    let (won, lost) = if one.status() == 422 { (other, one) } else { (one, other) };
    taken(&won, Notice::PollDateChosen);
    refused(lost, &[Problem::PollClosed]).await;
    assert_eq!(poll.app.count(SEQUENCE).await, 1, "calendars see one change");
    assert_eq!(poll.app.count("select count(*) from audit where action = 'poll.closed'").await, 1);
    let dated = "select count(*) from workshop join poll on poll.workshop = workshop.id
                 join poll_option as chosen on chosen.poll = poll.id and chosen.place = poll.chosen
                 where workshop.starts_at = chosen.starts_at and workshop.ends_at = chosen.ends_at
                   and workshop.twilight_starts_at = chosen.twilight_starts_at and workshop.twilight_ends_at = chosen.ends_at";
    assert_eq!(poll.app.count(dated).await, 1);
    assert!(has_date(&poll).await);
    let told = poll.app.count(LETTERS).await;
    assert!(told > 20, "{told} letters");
    assert_eq!(poll.app.count("select count(distinct to_email) from outbox where kind = 'workshop.changed'").await, told);
    let place = Browser::new(&poll.app).open(&poll.link).await;
    assert!(place.page().heading().starts_with("The choice was "), "{}", place.page().heading());
    for page in ["", "/close?option=1", "/reopen"] {
        assert_eq!(poll.app.get_as(&helen, &poll.page(page)).await.status(), 200, "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_choice_can_be_taken_back_as_long_as_the_date_is_as_it_was_chosen() {
    let poll = OpenPoll::new().await;
    let helen = poll.app.sign_in(LEAD).await;
    let post = async |path: &str, more: &[(&str, &str)]| poll.app.post_as(&helen, path, &poll.about(more)).await;
    taken(&post("/api/poll-close", &[("option", "2")]).await, Notice::PollDateChosen);
    poll.app.run("update workshop set starts_at = starts_at + 1 where id in (select workshop from poll)").await;
    let tomorrow = (chrono::Utc::now() + chrono::TimeDelta::days(1)).format("%-d %b %Y").to_string();
    refused(post("/api/poll-reopen", &[("last_day", tomorrow.as_str())]).await, &[Problem::PollDateMoved]).await;
    poll.app.run("update workshop set starts_at = starts_at - 1 where id in (select workshop from poll)").await;
    refused(post("/api/poll-reopen", &[("last_day", "3/3/20")]).await, &[Problem::PollLastDayPast]).await;
    refused(post("/api/poll-reopen", &[("last_day", "3/3/2099")]).await, &[Problem::PollLastDayLate]).await;
    let asks = Page::of_answer(poll.app.get_as(&helen, &poll.page("/reopen")).await).await;
    asks.says("is not the date any more then");
    // What was moved and moved back has counted too.
    let chosen = poll.app.count(SEQUENCE).await;
    taken(&post("/api/poll-reopen", &[("last_day", tomorrow.as_str())]).await, Notice::PollGoesOn);
    assert!(!has_date(&poll).await);
    assert_eq!(poll.app.count(SEQUENCE).await, chosen + 1);
    // Answers are taken again.
    let mut browser = Browser::new(&poll.app);
    let form = filled(browser.open(&poll.link).await.page(), "Asha Bell", ["yes"; 4]);
    assert!(send(&mut browser, &form).await.address.contains("done=poll-answered"));
    // Without a date the workshop stays as it is.
    taken(&post("/api/poll-close", &[]).await, Notice::PollShut);
    assert_eq!((has_date(&poll).await, poll.app.count(SEQUENCE).await), (false, chosen + 1));
    poll.app.run("update poll set closed_at = closed_at - 31 * 86400000").await;
    refused(post("/api/poll-reopen", &[("last_day", tomorrow.as_str())]).await, &[Problem::PollTooLate]).await;
    let page = poll.seen_by_lead().await;
    page.says("Closed by Helen Whitlock on ");
    page.says("without a date.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workshop_that_was_dated_meanwhile_keeps_its_date() {
    let poll = OpenPoll::new().await;
    let helen = poll.app.sign_in(LEAD).await;
    poll.app.run("update workshop set starts_at = 1780000000000, ends_at = 1780003600000 where id in (select workshop from poll)").await;
    let dated = poll.app.count(SEQUENCE).await;
    let page = poll.seen_by_lead().await;
    page.says("The workshop has a date since: Thursday 28 May 2026.");
    assert!(page.addresses().iter().all(|address| !address.contains("/close?option=")));
    let answer = poll.app.post_as(&helen, "/api/poll-close", &poll.about(&[("option", "1")])).await;
    refused(answer, &[Problem::PollDated]).await;
    assert_eq!(poll.app.count("select starts_at from workshop where id in (select workshop from poll)").await, 1_780_000_000_000);
    assert_eq!(poll.app.count(SEQUENCE).await, dated);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_closes_by_itself_when_its_workshop_is_given_a_date_or_cancelled() {
    let poll = OpenPoll::of(TestApp::with_demo_and_mail().await).await;
    let helen = poll.app.sign_in(LEAD).await;
    taken(&poll.app.post_as(&helen, "/api/poll-ask", &poll.about(&[])).await, Notice::PollAsked);
    let year = format!("/groups/{}/workshops", poll.group);
    let plan = async |day: &str, starts: &str, ends: &str| {
        let page = Page::of_answer(poll.app.get_as(&helen, &year).await).await;
        let mut form = page.form("/api/group-workshops");
        for (field, value) in [("days[w5]", day), ("starts[w5]", starts), ("ends[w5]", ends)] {
            form.set(field, value);
        }
        let answer = poll.app.post_as(&helen, "/api/group-workshops", &form.pairs()).await;
        assert!(answer.status().is_redirection(), "{}", answer.status());
    };
    let last = chrono::NaiveDate::from_ymd_opt(AcademicYear::at(chrono::Utc::now()).next().starts_in(), 8, 30).expect("a day");
    let last_day = model::calendar::day::in_words(last).to_string();
    plan(&last_day, "13:00", "17:15").await;
    assert_eq!(poll.app.count("select count(*) from outbox where kind = 'poll.asked' and state = 'waiting'").await, 0);
    let page = poll.seen_by_lead().await;
    page.says("The workshop has been given a date, so nobody is asked any more.");
    assert!(page.forms().iter().all(|form| form.action != "/api/poll-ask"));
    let asked = Browser::new(&poll.app).open(&poll.link).await;
    assert_eq!(asked.page().heading(), "This poll is closed");
    asked.page().says(&format!("Workshop 5 (Summer 1) of the Two Rivers Work Group has its date: {last_day}."));
    refused(poll.app.post_as(&helen, "/api/poll-close", &poll.about(&[("option", "1")])).await, &[Problem::PollDated]).await;
    // Without its day the poll can go on, until the workshop is cancelled.
    plan("", "", "").await;
    let tomorrow = (chrono::Utc::now() + chrono::TimeDelta::days(1)).format("%-d %b %Y").to_string();
    let again = poll.app.post_as(&helen, "/api/poll-reopen", &poll.about(&[("last_day", tomorrow.as_str())])).await;
    taken(&again, Notice::PollGoesOn);
    let workshop = poll.app.column("select workshop from poll").await.remove(0);
    let fields = [("group", poll.group.as_str()), ("workshop", workshop.as_str())];
    poll.app.post_as(&helen, "/api/workshop-cancel", &fields).await;
    assert_eq!(Browser::new(&poll.app).open(&poll.link).await.page().heading(), "This workshop is cancelled");
    assert_eq!(poll.app.count("select count(*) from poll where closed_at is not null and closed_by is null").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_opens_a_poll_and_what_is_wrong_is_said_at_its_field() {
    let app = TestApp::with_demo().await;
    let (idris, group) = (app.sign_in(OTHER_LEAD).await, group_of(&app, "Idris Calloway").await);
    let new = Page::of_answer(app.get_as(&idris, &format!("/groups/{group}/polls/new")).await).await;
    assert_eq!(new.choices("workshop").len(), 7, "six without a date, and none of them");
    let form = opening(&app, &group).await;
    let wrong = but(&form, &[("days[d2]", "soon"), ("ends[d1]", "12:00"), ("last_day", ""), ("sentence", &"a".repeat(301))]);
    let answer = open(&app, &idris, &wrong).await;
    assert_eq!(answer.status(), 422);
    let page = Page::of_answer(answer).await;
    let fields: Vec<String> = page.problems().into_iter().map(|(_, field)| field).collect();
    assert_eq!(fields, ["#sentence", "#ends-1", "#twilights-1", "#days-2", "#last_day"]);
    assert_eq!(page.field("ends-1").error.as_deref(), Some("Date 1: the end has to come after the beginning"));
    assert_eq!((page.field("days[d2]").value.as_str(), page.field("starts[d1]").value.as_str()), ("soon", "13:00"));
    let one = but(&form, &[("days[d2]", " \u{200b}")]);
    assert_eq!(Page::of_answer(open(&app, &idris, &one).await).await.problems()[0].1, "#days-2", "one date is no choice");
    let answer = open(&app, &idris, &form).await;
    taken(&answer, Notice::PollOpened);
    let to = header(&answer, "location").to_owned();
    let page = Page::of_answer(app.get_as(&idris, &to).await).await;
    let last = AcademicYear::at(chrono::Utc::now()).next().starts_in();
    assert!(page.rows()[0][0].ends_with(&format!("30 August {last} 09:00 to 12:00")), "{:?}", page.rows()[0]);
    page.says("Nobody has answered yet.");
    // One at a time for a workshop, whoever presses when.
    refused(open(&app, &idris, &form).await, &[Problem::PollOpenAlready]).await;
    let other = app.sign_in(LEAD).await;
    assert_eq!(open(&app, &other, &form).await.status(), 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_have_not_answered_are_written_to_once_a_day() {
    let poll = OpenPoll::of(TestApp::with_demo_and_mail().await).await;
    let helen = poll.app.sign_in(LEAD).await;
    let ask = async || poll.app.post_as(&helen, "/api/poll-ask", &poll.about(&[])).await;
    taken(&ask().await, Notice::PollAsked);
    let to = "select to_email from outbox where kind = 'poll.asked' and state = 'waiting' order by to_email";
    assert_eq!(poll.app.column(to).await, ["priya@oakhollow.example", "will@willowweir.example"]);
    let links = poll.app.column("select distinct link from outbox where kind = 'poll.asked'").await;
    assert_eq!(links, [poll.app.url(&poll.link)]);
    assert_eq!(poll.app.column("select distinct reply_to from outbox where kind = 'poll.asked'").await, [LEAD]);
    refused(ask().await, &[Problem::PollAskedToday]).await;
    poll.app.run("update poll set asked_at = asked_at - 90000000").await;
    taken(&ask().await, Notice::PollAsked);
    assert_eq!(poll.app.column(to).await.len(), 2, "the earlier ones would say the same");
    let subject = poll.app.column("select distinct subject from outbox where kind = 'poll.asked' and state = 'waiting'").await;
    assert_eq!(subject, ["A reminder: which dates suit you for Workshop 5 (Summer 1) of the Two Rivers Work Group?"]);
    // Once the poll is closed nobody is asked any more.
    poll.app.post_as(&helen, "/api/poll-close", &poll.about(&[])).await;
    assert_eq!(poll.app.column(to).await, Vec::<String>::new());
    refused(ask().await, &[Problem::PollClosed]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_none_is_removed_and_not_made_anew() {
    let poll = OpenPoll::new().await;
    let own = poll.answered("Spam <b>", ["yes"; 4]).await;
    let form = filled(own.page(), "Spam <b>", ["no"; 4]);
    let id = poll.app.column("select id from poll_answer where name like 'Spam%'").await.remove(0);
    let mut lead = Browser::signed_in(&poll.app, LEAD).await;
    let asks = lead.open(&format!("{}?answer={id}", poll.page("/remove"))).await;
    assert_eq!(asks.page().heading(), "Remove the answer of Spam <b>?");
    let sent = asks.page().form("/api/poll-remove");
    let done = lead.send(&sent.action, &sent.pairs()).await;
    done.page().says(&Notice::PollAnswerRemoved.to_string());
    done.page().does_not_say("Spam");
    assert_eq!(send(&mut Browser::new(&poll.app), &form).await.status, 404);
    assert_eq!(poll.app.count("select count(*) from poll_answer").await, 6);
    let audit = poll.app.column("select words from audit where action = 'poll.answer_removed'").await;
    assert_eq!(audit, ["Removed an answer of another school from the date poll for Workshop 5 (Summer 1) of Two Rivers."]);
}
