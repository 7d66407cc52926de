//! A workshop that is run: what its lead presses, and what everybody else sees of it.

use std::time::Duration;

use app::error::Problem;
use app::notice::Notice;
use model::ids::WorkshopId;
use reqwest::Response;
use reqwest::header::COOKIE;
use serde_json::Value;
use store::twilights;
use tokio::time::{sleep, timeout};

use crate::common::TestApp;
use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};

const LEAD: &str = "helen@oakhollow.example";
const MEMBER: &str = "rosa@elmbank.example";
const COLLEAGUE: &str = "grace@hazelnook.example";
const STRANGER: &str = "idris@saltersby.example";

/// Today's workshop of the demonstration, with its lead.
pub struct Today {
    pub app: TestApp,
    pub lead: String,
    pub workshop: WorkshopId,
}

impl Today {
    pub async fn new() -> Self {
        let app = TestApp::with_demo().await;
        let lead = app.sign_in(LEAD).await;
        let hub = store::hub::first(&app.database).await.expect("read").expect("a hub");
        let groups = store::hub::groups(&app.database, hub).await.expect("read");
        let group = groups.iter().find(|group| group.lead.as_deref() == Some("Helen Whitlock")).expect("her group").id;
        let home = store::groups::home(&app.database, group).await.expect("read").expect("a group");
        Self { app, lead, workshop: home.workshops[1].id }
    }

    fn address(&self, rest: &str) -> String {
        format!("/workshops/{}/{rest}", self.workshop)
    }

    async fn page(&self, cookie: &str, rest: &str) -> Page {
        let answer = self.app.get_as(cookie, &self.address(rest)).await;
        assert_eq!(answer.status(), 200, "{rest}");
        Page::of_answer(answer).await
    }

    /// The board of its first table.
    pub async fn board(&self) -> String {
        twilights::tables(&self.app.database, self.workshop).await.expect("read").remove(0).board.to_string()
    }

    /// Presses a button of the page as it stands.
    pub async fn press(&self, what: &str) -> Response {
        let revision = self.told(&self.lead).await["revision"].to_string();
        self.press_with(&self.lead, &revision, &[("what", what)]).await
    }

    async fn press_with(&self, cookie: &str, revision: &str, more: &[(&str, &str)]) -> Response {
        let id = self.workshop.to_string();
        let form: Vec<(&str, &str)> = [("workshop", id.as_str()), ("revision", revision)].into_iter().chain(more.iter().copied()).collect();
        self.app.post_as(cookie, "/api/run-workshop", &form).await
    }

    async fn told(&self, cookie: &str) -> Value {
        let answer = self.app.get_as(cookie, &format!("/api{}", self.address("running"))).await;
        assert_eq!(answer.status(), 200);
        answer.json().await.expect("JSON")
    }

    async fn listen(&self, cookie: &str) -> Response {
        self.app.get_as(cookie, &format!("/api{}", self.address("running/events"))).await
    }
}

/// What a device is told, one after another.
struct Events {
    answer: Response,
    text: String,
}

impl Events {
    fn new(answer: Response) -> Self {
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["x-accel-buffering"], "no");
        Self { answer, text: String::new() }
    }

    async fn next(&mut self) -> Option<Value> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let told = event.strip_prefix("data: ").map(|data| serde_json::from_str(data).expect("JSON"));
                self.text = rest.to_owned();
                return told;
            }
            let chunk = timeout(Duration::from_secs(30), self.answer.chunk()).await.expect("nothing came").expect("a chunk")?;
            self.text.push_str(std::str::from_utf8(&chunk).expect("text"));
        }
    }

    /// The first from this revision on.
    async fn from(&mut self, revision: i64) -> Value {
        loop {
            let told = self.next().await.expect("it ended");
            if told["revision"].as_i64() >= Some(revision) {
                return told;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_runs_a_workshop_by_forms_alone() {
    let today = Today::new().await;
    let page = today.page(&today.lead, "run").await;
    assert_eq!(page.heading(), "Not begun yet");
    let blocks = page.count(".run-steps__step");
    assert!(blocks > 3, "{blocks} steps");
    assert_eq!(today.press("start").await.status(), 303);
    let first = page.texts(".run-steps__title").remove(0);
    let page = today.page(&today.lead, "run").await;
    assert_eq!(page.heading(), first);
    assert_eq!(page.attribute("[aria-current='step']", "data-step").as_deref(), Some("1"));
    page.leads_to(&today.address("screen"));
    let before = today.told(&today.lead).await;
    assert_eq!(today.press("five-more").await.status(), 303);
    let after = today.told(&today.lead).await;
    assert_eq!(after["total"].as_i64(), before["total"].as_i64().map(|total| total + 300_000));
    assert_ne!(after["starts"][1], before["starts"][1], "all that comes later shifts");
    assert_eq!(after["starts"][0], before["starts"][0]);
    // Two taps at once: the second sees how it stands.
    let seen = after["revision"].to_string();
    assert_eq!(today.press_with(&today.lead, &seen, &[("what", "next")]).await.status(), 303);
    taken(&today.press_with(&today.lead, &seen, &[("what", "next")]).await, Notice::RunMovedOn);
    assert_eq!(today.told(&today.lead).await["step"], 2);
    for (what, phase) in [("pause", "paused"), ("resume", "runs"), ("end", "ended"), ("resume", "runs")] {
        assert_eq!(today.press(what).await.status(), 303, "{what}");
        assert_eq!(today.told(&today.lead).await["phase"], phase, "{what}");
    }
    let actions = today.app.column("select action from audit where action like 'workshop.run_%' order by id").await;
    assert_eq!(actions, ["workshop.run_started", "workshop.run_ended"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_device_is_told_at_once_and_a_server_that_was_stopped_goes_on_where_it_was() {
    let today = Today::new().await;
    let (rosa, grace) = (today.app.sign_in(MEMBER).await, today.app.sign_in(COLLEAGUE).await);
    let mut devices = Vec::new();
    for cookie in [&today.lead, &today.lead, &rosa, &grace] {
        devices.push(Events::new(today.listen(cookie).await));
    }
    for device in &mut devices {
        assert_eq!(device.next().await.expect("an event")["phase"], "not-begun");
    }
    today.press("start").await;
    today.press("next").await;
    let mut seen = Vec::new();
    for device in &mut devices {
        let told = device.from(2).await;
        assert!(told["now"].as_i64() > Some(0));
        seen.push((told["title"].clone(), told["ends"].clone(), told["starts"].clone()));
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "all see the same: {seen:?}");
    drop(devices);
    let Today { app, lead, workshop } = today;
    let today = Today { app: app.restart().await, lead, workshop };
    let told = today.told(&today.lead).await;
    assert_eq!((&told["step"], &told["revision"], &told["ends"]), (&Value::from(2), &Value::from(2), &seen[0].1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_presses_or_listens_and_whoever_loses_their_right_hears_no_more() {
    let today = Today::new().await;
    let (rosa, stranger) = (today.app.sign_in(MEMBER).await, today.app.sign_in(STRANGER).await);
    for cookie in [&rosa, &stranger] {
        assert_eq!(today.press_with(cookie, "0", &[("what", "start")]).await.status(), 403);
        assert_eq!(today.app.get_as(cookie, &today.address("run")).await.status(), 403);
    }
    assert_eq!(today.listen(&stranger).await.status(), 403);
    assert_eq!(today.listen("theme=dark").await.status(), 303, "to sign in");
    let mut device = Events::new(today.listen(&rosa).await);
    assert!(device.next().await.is_some());
    today.app.run("delete from session where person = (select id from person where email = 'rosa@elmbank.example')").await;
    // However much is pressed meanwhile.
    let ended = async { while device.next().await.is_some() {} };
    let pressed = async {
        for _ in 0..25 {
            today.press("say-nothing").await;
            sleep(Duration::from_secs(1)).await;
        }
    };
    tokio::select! {
        () = ended => {}
        () = pressed => panic!("it is still told"),
    }
    assert_eq!(today.told(&today.lead).await["phase"], "not-begun");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_has_a_few_devices_and_no_more() {
    let today = Today::new().await;
    let mut open = Vec::new();
    for _ in 0..8 {
        let device = today.listen(&today.lead).await;
        assert_eq!(device.status(), 200);
        open.push(device);
    }
    let more = today.listen(&today.lead).await;
    assert_eq!(more.status(), 429);
    assert!(more.text().await.expect("words").contains("too many of your devices"));
    let rosa = today.app.sign_in(MEMBER).await;
    assert_eq!(today.listen(&rosa).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_to_all_stays_words_and_reaches_guests_and_the_wall() {
    let today = Today::new().await;
    let hostile = "</script><b data-foreign>\"'>Tea\u{202e} & cake";
    assert_eq!(today.press_with(&today.lead, "0", &[("what", "say"), ("text", hostile)]).await.status(), 303);
    let board = today.board().await;
    assert_eq!(today.press_with(&today.lead, "0", &[("what", "come"), ("board", &board)]).await.status(), 303);
    let rosa = today.app.sign_in(MEMBER).await;
    let code = twilights::of_id(&today.app.database, today.workshop).await.expect("read").open_code.expect("a code").code;
    let mut guest = Browser::new(&today.app);
    let page = guest.open(&format!("/join/{}", code.as_str())).await;
    let mut form = page.page().form("/api/join-twilight");
    form.set("name", "Nia");
    let school = page.page().choices("school").remove(0);
    let mut pairs = form.pairs();
    pairs.retain(|(name, _)| *name != "school");
    pairs.push(("school", &school));
    guest.send("/api/join-twilight", &pairs).await;
    let of_guest = guest.open("/join/tables").await;
    for page in [of_guest.page(), &today.page(&rosa, "screen").await, &today.page(&today.lead, "run").await] {
        assert_eq!(page.count("[data-foreign]"), 0);
        page.says("</script><b data-foreign>\"'>Tea & cake");
        page.leads_to(&format!("/boards/{board}"));
    }
    assert!(today.page(&rosa, "screen").await.count(".wall__door .qr") <= 1);
    // They hear of their own workshop, and of no other.
    let own = today.app.get_as(&guest.line(), &format!("/api{}", today.address("running"))).await;
    assert_eq!(own.status(), 200);
    let private = today.app.column("select id from document where kind = 'board' and archived_at is null and id not in (select board from twilight_table) and work_group = (select work_group from document where id in (select board from twilight_table))");
    let private = private.await.remove(0);
    assert_eq!(today.press_with(&today.lead, "0", &[("what", "come"), ("board", &private)]).await.status(), 303);
    let line = guest.line();
    let path = format!("/api{}", today.address("running"));
    let told: Value = today.app.get_as(&line, &path).await.json().await.expect("JSON");
    assert_eq!((&told["board"], today.told(&rosa).await["board"].is_object()), (&Value::Null, true), "no board that guests may not open");
    assert!(!guest.open("/join/tables").await.page().attribute("#running", "data-told").expect("what is told").contains(&private));
    let other = today.app.column("select id from workshop order by number desc").await.remove(0);
    assert_eq!(today.app.get_as(&guest.line(), &format!("/api/workshops/{other}/running")).await.status(), 303);
    let long = "long ".repeat(40);
    // Nothing, too much, and what is no board of the group.
    for (more, problem) in [
        (&[("what", "say"), ("text", "\u{200b} ")][..], Problem::RunLineMissing),
        (&[("what", "say"), ("text", long.as_str())], Problem::RunLineTooLong),
        (&[("what", "come"), ("board", "x")], Problem::RunBoardGone),
        (&[("what", "come"), ("board", "019a0000-0000-7000-8000-000000000001")], Problem::RunBoardGone),
    ] {
        refused(today.press_with(&today.lead, "0", more).await, &[problem]).await;
    }
    for what in ["say-nothing", "go-on"] {
        assert_eq!(today.press(what).await.status(), 303);
    }
    let told = today.told(&rosa).await;
    assert_eq!((told["message"].as_str(), &told["board"]), (Some(""), &Value::Null));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_those_who_run_it_need_is_not_on_the_wall() {
    let today = Today::new().await;
    today.press("start").await;
    let rosa = today.app.sign_in(MEMBER).await;
    let words = today.page(&today.lead, "run").await.text(".run-now__instructions");
    let wall = today.page(&rosa, "screen").await;
    assert_eq!((wall.count("form"), wall.count("main h1")), (0, 1));
    if !words.is_empty() {
        wall.does_not_say(&words);
    }
    assert_eq!(wall.count("meta[http-equiv='refresh']"), 0);
    let answer = today.app.request("GET", &today.address("screen?renew=1")).header(COOKIE, &rosa).send().await.expect("an answer");
    assert_eq!(Page::of_answer(answer).await.count("meta[http-equiv='refresh']"), 1, "without a script it is loaded anew by itself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_loses_its_blocks_keeps_nobody_locked_out() {
    let today = Today::new().await;
    for what in ["start", "lock"] {
        assert_eq!(today.press(what).await.status(), 303, "{what}");
    }
    today.app.run("update document set workshop = null where kind = 'plan'").await;
    let page = today.page(&today.lead, "run").await;
    page.says("Its plan has no blocks yet");
    assert_eq!((page.count("[data-run='unlock']:not([hidden])"), page.count("[data-run='lock']:not([hidden])")), (1, 0));
    assert_eq!(today.press("unlock").await.status(), 303);
    assert_eq!(today.told(&today.lead).await["locked"], false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_tried_out_before_is_started_anew_and_locks_nothing_once_it_is_over() {
    let today = Today::new().await;
    for what in ["start", "next", "end"] {
        assert_eq!(today.press(what).await.status(), 303, "{what}");
    }
    let page = today.page(&today.lead, "run").await;
    assert_eq!((page.count("button[value='start']:not([hidden])"), page.count("[data-run='lock']:not([hidden])")), (1, 0));
    taken(&today.press("lock").await, Notice::RunMovedOn);
    assert_eq!(today.press("start").await.status(), 303);
    let told = today.told(&today.lead).await;
    assert_eq!((&told["phase"], &told["step"]), (&Value::from("runs"), &Value::from(1)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_of_a_workshop_and_its_plan_say_whose_lead_calls_and_other_boards_do_not() {
    let today = Today::new().await;
    let rosa = today.app.sign_in(MEMBER).await;
    let board = today.board().await;
    let called = |page: &Page| page.attribute(".live-page", "data-workshop");
    let own = Some(today.workshop.to_string());
    let page = Page::of_answer(today.app.get_as(&rosa, &format!("/boards/{board}")).await).await;
    assert_eq!((called(&page), page.count("body > #called[role='status']")), (own.clone(), 1));
    let plan = Page::of_answer(today.app.get_as(&rosa, &format!("/workshops/{}", today.workshop)).await).await;
    assert_eq!(called(&plan), own);
    today.app.run("update document set workshop = null").await;
    today.app.run("delete from twilight_table").await;
    let page = Page::of_answer(today.app.get_as(&rosa, &format!("/boards/{board}")).await).await;
    assert_eq!(called(&page), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_button_leads_before_the_first_step_or_behind_the_last() {
    let today = Today::new().await;
    let shown = async |button: &str| {
        let page = today.page(&today.lead, "run").await;
        page.count(&format!("button[value='{button}']:not([hidden])")) == 1
    };
    today.press("start").await;
    assert_eq!((shown("back").await, shown("next").await), (false, true));
    let steps = today.told(&today.lead).await["starts"].as_array().expect("times").len();
    for _ in 1..steps {
        today.press("next").await;
    }
    assert_eq!((shown("back").await, shown("next").await), (true, false));
}
