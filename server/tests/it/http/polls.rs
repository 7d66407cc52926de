//! Answering a date poll: by its link without an account, signed in as oneself, and never for anybody else.

use std::time::{Duration, Instant};

use app::error::Problem;
use app::notice::Notice;
use model::polls::MOST_ANSWERS;

use crate::common::browser::{Browser, Place};
use crate::common::forms::Looking;
use crate::common::header;
use crate::common::open_poll::{LEAD, MEMBER, OTHER_LEAD, OpenPoll, but, filled, group_of, open, opening, send};

const ALL: [&str; 4] = ["yes", "if_need_be", "no", "yes"];
const OTHERS: [&str; 4] = ["no", "no", "yes", "no"];

fn path(place: &Place) -> &str {
    place.address.split('?').next().unwrap_or_default()
}

#[track_caller]
fn says(place: &Place, notice: Notice) {
    assert_eq!(place.status, 200, "{}", place.address);
    place.page().says(&notice.to_string());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_answers_by_the_link_and_comes_back_by_their_own() {
    let poll = OpenPoll::new().await;
    let mut browser = Browser::new(&poll.app);
    let asked = browser.open(&poll.link).await;
    assert_eq!((asked.status, asked.page().heading().as_str()), (200, "Which dates suit you?"));
    let sent = send(&mut browser, &filled(asked.page(), "Asha Bell", ALL)).await;
    says(&sent, Notice::PollAnswered);
    let own = path(&sent).to_owned();
    assert!(own.starts_with(&format!("{}/", poll.link)), "{own}");
    assert_eq!(sent.page().field("own-address").value, poll.app.url(&own));
    // From another device, by that address alone.
    let mut elsewhere = Browser::new(&poll.app);
    let again = elsewhere.open(&own).await;
    let chosen = (1..=4).map(|place| again.page().chosen(&format!("replies[d{place}]"))).collect::<Vec<_>>().concat();
    assert_eq!(chosen, ALL);
    assert_eq!(again.page().field("name").value, "Asha Bell");
    says(&send(&mut elsewhere, &filled(again.page(), "Asha Bell", OTHERS)).await, Notice::PollAnswered);
    assert_eq!(poll.app.count("select count(*) from poll_answer").await, 7, "the same answer");
    let said = "select reply from poll_reply join poll_answer on id = answer where name = 'Asha Bell' order by place";
    assert_eq!(poll.app.column(said).await, OTHERS);
    assert_eq!(poll.app.count("select count(*) from audit where words like '%Asha%'").await, 0, "what is kept for ever names no guest");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_are_asked_see_counts_and_schools_and_no_names() {
    let poll = OpenPoll::new().await;
    let place = Browser::new(&poll.app).open(&poll.link).await;
    for school in ["Ash Lane Primary School", "Elm Bank Primary School", "Rowan Fold Primary Academy"] {
        assert!(place.page().texts(".polls__schools li").contains(&school.to_owned()), "{school}");
    }
    for name in ["Amy Charlesworth", "Tom Obaseki", "Cerys Holt", "Jonah Prewett", "stand in for Sana"] {
        place.page().does_not_hold(name);
    }
    assert_eq!(place.page().rows()[0][1..], ["4", "2", "0", "2"], "the first date");
    place.page().says("Helen Whitlock and the hub see your name and what you say.");
    assert!(!place.page().has_program());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_changes_the_answer_of_somebody_else() {
    let poll = OpenPoll::new().await;
    let first = poll.answered("Asha Bell", ALL).await;
    let second = poll.answered("Ben Marsh", OTHERS).await;
    let secret = path(&first).rsplit('/').next().expect("a secret").to_owned();
    second.page().does_not_hold(&secret);
    Browser::new(&poll.app).open(&poll.link).await.page().does_not_hold(&secret);
    poll.seen_by_lead().await.does_not_hold(&secret);
    // A secret that nobody has, and the secret of this poll at another.
    let other = another_poll(&poll).await;
    let zeros = "0".repeat(64);
    let form = filled(second.page(), "Ben Marsh", OTHERS);
    let other_secret = other.rsplit('/').next().expect("a secret").to_owned();
    let forged = [
        but(&form, &[("token", &zeros)]),
        but(&form, &[("token", "1"), ("again", "false")]),
        but(&form, &[("token", "../hub"), ("again", "false")]),
        but(&form, &[("poll", &zeros)]),
        but(&form, &[("poll", &other_secret), ("token", &secret), ("replies[d1]", "no"), ("replies[d2]", "no")]),
        but(&form, &[("poll", &other_secret), ("token", &secret), ("again", "false")]),
    ];
    for form in forged {
        let place = send(&mut Browser::new(&poll.app), &form).await;
        assert_eq!(place.status, 404, "{form:?}");
    }
    for address in [format!("{}/{zeros}", poll.link), format!("{other}/{secret}"), format!("/polls/{zeros}"), format!("/polls/{secret}")] {
        assert_eq!(Browser::new(&poll.app).open(&address).await.status, 404, "{address}");
    }
    let said = "select reply from poll_reply join poll_answer on id = answer where name = 'Asha Bell' order by place";
    assert_eq!(poll.app.column(said).await, ALL);
}

/// The path of the link of a poll that another group's lead has opened.
async fn another_poll(poll: &OpenPoll) -> String {
    let group = group_of(&poll.app, "Idris Calloway").await;
    let lead = poll.app.sign_in(OTHER_LEAD).await;
    let answer = open(&poll.app, &lead, &opening(&poll.app, &group).await).await;
    assert!(header(&answer, "location").contains("done=poll-opened"), "{}", answer.status());
    let polls = store::polls::of_group(&poll.app.database, group.parse().expect("an id")).await.expect("polls");
    format!("/polls/{}", polls[0].secret.as_deref().expect("a link"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pressing_twice_at_once_is_one_answer() {
    let poll = OpenPoll::new().await;
    let form = filled(Browser::new(&poll.app).open(&poll.link).await.page(), "Asha Bell", ALL);
    let press = async || send(&mut Browser::new(&poll.app), &form).await;
    let (one, other, third) = tokio::join!(press(), press(), press());
    for place in [one, other, third] {
        says(&place, Notice::PollAnswered);
    }
    assert_eq!(poll.app.count("select count(*) from poll_answer").await, 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_signed_in_answers_as_themselves() {
    let poll = OpenPoll::new().await;
    let mut rosa = Browser::signed_in(&poll.app, MEMBER).await;
    let page = rosa.open(&poll.link).await;
    page.page().says("You answer as Rosa Figueira, Elm Bank.");
    assert!(!page.page().has_field("name") && !page.page().has_field("email"));
    let sent = send(&mut rosa, &filled(page.page(), "", ALL)).await;
    says(&sent, Notice::PollAnswered);
    assert_eq!((path(&sent), sent.page().field("again").value.as_str()), (poll.link.as_str(), "false"));
    assert_eq!(sent.page().chosen("replies[d2]"), ["if_need_be"]);
    send(&mut rosa, &filled(sent.page(), "", OTHERS)).await;
    let own = "select count(*) from poll_answer join person on person.id = person where person.name = 'Rosa Figueira' and own_hash is null";
    assert_eq!(poll.app.count(own).await, 1);
    // Her school counts once, by the least good of its answers.
    let counted = poll.seen_by_lead().await;
    assert_eq!(counted.rows()[0][1..5], ["3", "2", "1", "2"], "{:?}", counted.rows()[0]);
    // When her session has ended she signs in first; somebody of another group is not of this one, whatever the form says.
    let form = filled(sent.page(), "", ALL);
    let to = send(&mut Browser::new(&poll.app), &form).await.address;
    assert!(to.starts_with("/sign-in?next=%2Fpolls%2F"), "{to}");
    assert_eq!(send(&mut Browser::signed_in(&poll.app, OTHER_LEAD).await, &form).await.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_is_said_where_it_is_missing_and_the_rest_is_kept() {
    let poll = OpenPoll::new().await;
    let mut browser = Browser::new(&poll.app);
    let form = filled(browser.open(&poll.link).await.page(), "\u{200b}\u{feff}", ALL);
    let form = but(&form, &[("replies[d2]", "perhaps"), ("comment", &"a".repeat(201)), ("school", ""), ("email", "asha at oak")]);
    let place = send(&mut browser, &form).await;
    assert_eq!(place.status, 422);
    let problems = place.page().problems();
    let fields: Vec<&str> = problems.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["#name", "#school", "#date-2", "#comment", "#email"]);
    let (missing, _) = &problems[2];
    assert!(missing.starts_with("Say whether Wed "), "{missing}");
    assert_eq!(place.page().text("#date-2-error"), format!("Error: {missing}"));
    assert_eq!(place.page().chosen("replies[d1]"), ["yes"]);
    assert_eq!(place.page().field("other_school").value, "Mill House School");
    assert_eq!(poll.app.count("select count(*) from poll_answer").await, 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_stay_words_and_what_nobody_sees_goes() {
    const WORDS: &str = "</title><b data-foreign>\"'>&lt;{link}";
    let poll = OpenPoll::new().await;
    let mut browser = Browser::new(&poll.app);
    let form = filled(browser.open(&poll.link).await.page(), &format!("Asha\u{202e}\u{0} {WORDS}"), ALL);
    let form = but(&form, &[("other_school", WORDS), ("comment", &format!("one\r\n{WORDS}"))]);
    let sent = send(&mut browser, &form).await;
    assert_eq!((sent.status, sent.page().count("[data-foreign]")), (200, 0));
    let lead = poll.seen_by_lead().await;
    lead.says(&format!("Asha {WORDS}"));
    lead.says(&format!("“one {WORDS}”"));
    assert_eq!(lead.count("[data-foreign]"), 0);
    assert_eq!(lead.texts("#answers ~ h3"), ["From others"]);
    // Nobody who is asked reads what another has typed.
    let asked = Browser::new(&poll.app).open(&poll.link).await;
    asked.page().does_not_hold("data-foreign");
    assert_eq!(asked.page().rows()[0][1..], ["4", "2", "0", "2", "1 yes"], "the first date");
    let kept = "select name || '|' || comment from poll_answer where school is null";
    assert_eq!(poll.app.column(kept).await, [format!("Asha {WORDS}|one {WORDS}")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_takes_so_many_answers_and_one_network_so_many_a_day() {
    let poll = OpenPoll::new().await;
    let mut amy = Browser::signed_in(&poll.app, "amy@ashlane.example").await;
    poll.app
        .run(
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 120)
             insert into poll_sending (at, network) select unixepoch() * 1000, (select id from poll) || ' 127.0.0.1' from n",
        )
        .await;
    assert!(poll.answered("Asha Bell", ALL).await.refuses(Problem::PollAnswersMany));
    poll.app.run("delete from poll_sending").await;
    poll.app
        .run(
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 200)
             insert into poll_answer (id, poll, name, school_typed, created_at, changed_at)
             select printf('0193aaaa-0000-7000-8000-%012d', i), (select id from poll), 'Somebody', 'School ' || i, 0, 0 from n",
        )
        .await;
    let all = poll.app.count("select count(*) from poll_answer").await;
    assert!(poll.app.count("select count(*) from poll_answer where person is null").await >= i64::from(MOST_ANSWERS));
    assert!(poll.answered("Asha Bell", ALL).await.refuses(Problem::PollFull));
    let page = amy.open(&poll.link).await;
    says(&send(&mut amy, &filled(page.page(), "", OTHERS)).await, Notice::PollAnswered);
    assert_eq!(poll.app.count("select count(*) from poll_answer").await, all, "who has answered still changes it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_that_is_over_says_so_and_takes_nothing() {
    let poll = OpenPoll::new().await;
    let own = poll.answered("Asha Bell", ALL).await;
    let form = filled(own.page(), "Asha Bell", OTHERS);
    poll.app.run("update poll set last_date = '2020-02-02'").await;
    let over = Browser::new(&poll.app).open(&poll.link).await;
    assert_eq!((over.status, over.page().heading().as_str()), (200, "The last day for answers is over"));
    over.page().says("It was Sun 2 Feb 2020.");
    assert!(over.page().forms().iter().all(|form| form.action != "/api/poll-answer"));
    let sent = send(&mut Browser::new(&poll.app), &form).await;
    assert_eq!(sent.page().heading(), "The last day for answers is over");
    assert_eq!(sent.page().texts("#mine + dl dt").len(), 4, "one’s own answer is still there to be read");
    let said = "select reply from poll_reply join poll_answer on id = answer where name = 'Asha Bell' order by place";
    assert_eq!(poll.app.column(said).await, ALL);
    poll.app.run("update workshop set cancelled_at = 1 where id in (select workshop from poll)").await;
    assert_eq!(Browser::new(&poll.app).open(&poll.link).await.page().heading(), "This workshop is cancelled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawn_link_leads_nowhere_and_own_links_go_on() {
    let poll = OpenPoll::new().await;
    let own = path(&poll.answered("Asha Bell", ALL).await).to_owned();
    let mut lead = Browser::signed_in(&poll.app, LEAD).await;
    says(&lead.send("/api/poll-link", &poll.about(&[])).await, Notice::PollLinkRenewed);
    let old = Browser::new(&poll.app).open(&poll.link).await;
    assert_eq!((old.status, old.page().heading().as_str()), (410, "This link is not good any more"));
    old.page().says("Helen Whitlock can give it to you.");
    let mut browser = Browser::new(&poll.app);
    let page = browser.open(&own).await;
    says(&send(&mut browser, &filled(page.page(), "Asha Bell", OTHERS)).await, Notice::PollAnswered);
    let new = poll.app.column("select secret from poll_link where secret is not null").await;
    assert_eq!(new.len(), 1, "of the old one only the hash is kept");
    assert_eq!(Browser::new(&poll.app).open(&format!("/polls/{}", new[0])).await.status, 200);
    // By the old link nobody answers anew.
    let form = but(&filled(page.page(), "Ben Marsh", ALL), &[("token", &"a".repeat(64)), ("again", "false")]);
    send(&mut Browser::new(&poll.app), &form).await;
    assert_eq!(poll.app.count("select count(*) from poll_answer where name = 'Ben Marsh'").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_forgotten_and_the_counts_stay() {
    let poll = OpenPoll::new().await;
    let mut browser = Browser::new(&poll.app);
    let form = filled(browser.open(&poll.link).await.page(), "Asha Bell", ALL);
    let form = but(&form, &[("email", "asha@mill.example"), ("comment", "Ring me on 01632 960001"), ("other_school", "Asha's own school")]);
    let own = path(&send(&mut browser, &form).await).to_owned();
    assert_eq!(poll.app.count("select count(*) from outbox where to_email = 'asha@mill.example'").await, 1);
    let before = poll.seen_by_lead().await.rows();
    poll.app.run("update poll set last_date = date('now', '-32 days')").await;
    let OpenPoll { app, group, poll: id, link } = poll;
    let app = app.restart().await;
    let until = Instant::now() + Duration::from_secs(5);
    while app.count("select count(*) from poll_answer where name <> ''").await > 0 {
        assert!(Instant::now() < until, "names are still there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(app.count("select count(*) from outbox where kind = 'poll.answer'").await, 0);
    assert_eq!(app.count("select count(*) from poll_answer where own_hash is not null or (person is null and comment <> '')").await, 0);
    assert_eq!(app.column("select school_typed from poll_answer where school is null").await, ["Another school 1"]);
    let poll = OpenPoll { app, group, poll: id, link };
    let page = poll.seen_by_lead().await;
    assert_eq!(page.rows()[..4], before[..4], "the counts");
    page.says("Amy Charlesworth");
    page.does_not_hold("Asha");
    page.does_not_hold("Cerys Holt");
    let place = Browser::new(&poll.app).open(&own).await;
    assert_eq!(
        (place.status, place.page().heading().as_str()),
        (200, "The last day for answers is over"),
        "the own link has nothing of its own"
    );
}
