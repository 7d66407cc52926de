//! Joining a twilight as somebody does who has never been here, and what its lead sees of it.

use std::collections::BTreeSet;

use app::error::Problem;
use app::notice::Notice;
use model::ids::WorkGroupId;
use store::twilights::{self, MANY_A_MINUTE, Twilight, WRONG_A_MINUTE};

use crate::common::TestApp;
use crate::common::browser::{Browser, Place};
use crate::common::forms::Looking;
use crate::common::guest::writes;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};

const LEAD: &str = "helen@oakhollow.example";
const MEMBER: &str = "rosa@elmbank.example";
const STRANGER: &str = "noah@wharfroad.example";
const IS_OVER: &str = "update workshop set twilight_starts_at = 1000, twilight_ends_at = 2000";
const IS_LATER: &str = "update workshop set twilight_starts_at = 4102444800000, twilight_ends_at = 4102448400000";

/// The demonstration with its lead.
pub struct Evening {
    pub app: TestApp,
    lead: String,
    group: WorkGroupId,
}

impl Evening {
    pub async fn new() -> Self {
        let app = TestApp::with_demo().await;
        Self::in_app(app).await
    }

    pub async fn in_app(app: TestApp) -> Self {
        let lead = app.sign_in(LEAD).await;
        let hub = store::hub::first(&app.database).await.expect("read").expect("a hub");
        let groups = store::hub::groups(&app.database, hub).await.expect("read");
        let group = groups.iter().find(|group| group.lead.as_deref() == Some("Helen Whitlock")).expect("her group").id;
        Self { app, lead, group }
    }

    pub async fn twilight(&self) -> Twilight {
        twilights::of_workshop(&self.app.database, self.group, 2).await.expect("read").expect("a twilight")
    }

    pub async fn code(&self) -> String {
        self.twilight().await.open_code.expect("a code").code.as_str().to_owned()
    }

    pub fn address(&self, rest: &str) -> String {
        format!("/groups/{}/workshops/2/{rest}", self.group)
    }

    pub async fn of_lead(&self, rest: &str) -> Page {
        let answer = self.app.get_as(&self.lead, &self.address(rest)).await;
        assert_eq!(answer.status(), 200, "{rest}");
        Page::of_answer(answer).await
    }

    pub async fn sends(&self, path: &str, more: &[(&str, &str)]) -> reqwest::Response {
        let group = self.group.to_string();
        let form: Vec<(&str, &str)> = [("group", group.as_str()), ("number", "2")].into_iter().chain(more.iter().copied()).collect();
        self.app.post_as(&self.lead, path, &form).await
    }
}

/// Somebody joins by the form of a code's page.
pub async fn join(browser: &mut Browser<'_>, code: &str, name: &str, more: &[(&str, &str)]) -> Place {
    let page = browser.open(&format!("/join/{code}")).await;
    let mut form = page.page().form("/api/join-twilight");
    form.set("name", name);
    let mut pairs = form.pairs();
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more.iter().copied());
    browser.send("/api/join-twilight", &pairs).await
}

/// Another school, as it is typed.
pub const MAPLE: &[(&str, &str)] = &[("school", "another"), ("school_typed", "Maple Primary")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_with_a_code_is_at_a_table_in_four_taps() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    let mut browser = Browser::new(&evening.app);
    // One: the code is typed somehow, here on the front door.
    assert!(browser.open("/").await.page().has_field("code"));
    let typed = format!(" {}-{} ", code[..3].to_lowercase(), &code[3..]);
    let place = browser.send("/api/find-twilight", &[("code", &typed)]).await;
    assert_eq!((place.status, place.address.as_str()), (200, format!("/join/{code}").as_str()));
    let page = place.page();
    page.says("Two Rivers, Elm Bank Primary School");
    page.says("for 30 days");
    assert!(page.choices("school").len() > 8, "the group's schools, and another");
    assert_eq!(page.choices("school").last().map(String::as_str), Some("another"));
    // Two, three: the school, and Join.
    let place = join(&mut browser, &code, "Nia", MAPLE).await;
    assert_eq!((place.status, place.address.as_str()), (200, "/join/tables"));
    assert_eq!(place.page().heading(), "Hello, Nia");
    place.page().says("you are from Maple Primary");
    // Four: a table.
    let place = browser.send("/api/sit-at-table", &[("table", "3")]).await;
    assert_eq!(place.status, 200, "{}", place.address);
    assert!(place.address.starts_with("/boards/"), "{}", place.address);
    assert!(place.page().has_program(), "it is the board itself");
    place.page().leads_to("/join/tables");
    place.page().does_not_lead_to(&format!("/groups/{}", evening.group));
    // Whoever says which year they teach is led there at once.
    let mut other = Browser::new(&evening.app);
    let school = evening.app.column("select id from school where short_name = 'Ash Lane'").await.remove(0);
    let place = join(&mut other, &code, "Ada", &[("school", &school), ("year_group", "Y3")]).await;
    assert!(place.address.starts_with("/boards/"), "{}", place.address);
    assert_eq!(other.open("/join/tables").await.page().text(".first-table .chip--sun"), "Table 4, in the library");
    // In this browser they are known from now on, and may hand it on.
    browser.open(&format!("/join/{code}")).await.page().says("In this browser you are Nia, Maple Primary.");
    assert_eq!(browser.send("/api/leave-twilight", &[]).await.address, "/join");
    assert!(browser.open(&format!("/join/{code}")).await.page().has_field("name"));
    assert_eq!(browser.open("/join/tables").await.address, "/join");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_that_is_shut_says_why() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    let open = async |status: u16, heading: &str| {
        let answer = evening.app.get(&format!("/join/{code}")).await;
        assert_eq!(answer.status(), status, "{heading}");
        let page = Page::of_answer(answer).await;
        assert_eq!(page.heading(), heading);
        assert!(!page.has_field("name"), "{heading}");
        page
    };
    evening.app.run("update twilight set capacity = 6").await;
    open(200, "This twilight is full").await;
    let mut browser = Browser::new(&evening.app);
    let place = browser.send("/api/join-twilight", &[("code", &code), ("name", "Nia"), MAPLE[0], MAPLE[1]]).await;
    assert_eq!((place.page().heading().as_str(), place.address.as_str()), ("This twilight is full", format!("/join/{code}").as_str()));
    evening.app.run("update twilight set capacity = 60").await;
    evening.app.run(IS_LATER).await;
    open(200, "You are early").await.says("31 Dec 2099");
    evening.app.run("update workshop set twilight_starts_at = null, twilight_ends_at = null").await;
    open(200, "The time is not settled yet").await;
    evening.app.run(IS_OVER).await;
    open(410, "This twilight is over").await.says("Thu 1 Jan 1970");
    let place = browser.send("/api/join-twilight", &[("code", &code), ("name", "Nia"), MAPLE[0], MAPLE[1]]).await;
    assert_eq!(place.status, 410, "nor by the form itself");
    evening.app.run("update workshop set cancelled_at = 1").await;
    open(410, "This twilight does not take place").await;
    taken(&evening.sends("/api/twilight-code", &[("what", "stop")]).await, Notice::TwilightCodeStopped);
    let page = open(410, "This code was stopped").await;
    assert!(page.has_field("code"), "with the field for another");
    let answer = evening.app.get("/join/ZZZZZZ").await;
    assert_eq!(answer.status(), 404);
    assert_eq!(Page::of_answer(answer).await.heading(), "This code opens no door");
    assert_eq!(evening.app.count("select count(*) from guest").await, 6, "nobody came in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_stands_beside_the_field_and_what_was_typed_in_it() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    refused(evening.app.post("/api/find-twilight", &[("code", " ")]).await, &[Problem::JoinCodeMissing]).await;
    let page = refused(evening.app.post("/api/find-twilight", &[("code", "ZZZ ZZZ")]).await, &[Problem::JoinCodeWrong]).await;
    assert_eq!(Page::of(&page).field("code").value, "ZZZ ZZZ");
    let form = [("code", code.as_str()), ("name", ""), ("school", "another"), ("school_typed", "")];
    refused(evening.app.post("/api/join-twilight", &form).await, &[Problem::FirstNameMissing, Problem::JoinSchoolUntyped]).await;
    let form = [("code", code.as_str()), ("name", "Nia"), ("school", "elsewhere")];
    let page = refused(evening.app.post("/api/join-twilight", &form).await, &[Problem::JoinSchoolMissing]).await;
    assert_eq!(Page::of(&page).field("name").value, "Nia");
    // A school of the directory that is none of the group's.
    let other = evening.app.column("select id from school where short_name = 'Wharf Road'").await;
    if let Some(other) = other.first() {
        let form = [("code", code.as_str()), ("name", "Nia"), ("school", other.as_str())];
        refused(evening.app.post("/api/join-twilight", &form).await, &[Problem::JoinSchoolMissing]).await;
    }
    let long = "n".repeat(300_000);
    let form = [("code", code.as_str()), ("name", long.as_str()), ("school", "another"), ("school_typed", "Maple")];
    refused(evening.app.post("/api/join-twilight", &form).await, &[Problem::FirstNameTooLong]).await;
    assert_eq!(evening.app.post("/api/join-twilight", &[("code", long.as_str()), ("name", "Nia")]).await.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_guests_join_at_once_from_one_address_write_and_are_at_the_twilight() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    let mut schools = Vec::new();
    for query in [
        "select id from school where short_name = 'Rowan Fold'",
        "select id from school where short_name = 'Elm Bank'",
        "select id from school where short_name = 'Ash Lane'",
    ] {
        schools.push(evening.app.column(query).await.remove(0));
    }
    let joining = (0..30_u64).zip(schools.iter().cycle()).map(|(number, school)| {
        let (app, code, school) = (&evening.app, code.clone(), school.clone());
        async move {
            let (mut browser, name) = (Browser::new(app), format!("Guest {number}"));
            let place = join(&mut browser, &code, &name, &[("school", &school), ("year_group", "Y3")]).await;
            let board = place.address.strip_prefix("/boards/").expect("a board").to_owned();
            writes(app, &browser.line(), &board, 9_000 + number, &format!("{name} ")).await;
            board
        }
    });
    let boards: BTreeSet<String> = futures_util::future::join_all(joining).await.into_iter().collect();
    assert_eq!(boards.len(), 1, "all of them at the table of their year group");
    let board = boards.first().expect("a board").parse().expect("an id");
    let authors = store::live::authors(&evening.app.database, board).await.expect("names");
    assert_eq!(authors.iter().filter(|(name, _)| name.starts_with("Guest ")).count(), 30, "{authors:?}");
    // With those of the demonstration.
    let there = evening.of_lead("attendance?part=twilight").await;
    there.says("Rowan Fold Primary Academy: 11 people");
    there.says("Elm Bank Primary School: 11 people");
    there.says("Ash Lane Primary School: 12 people");
    assert_eq!(evening.twilight().await.guests, 36);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_that_is_pressed_twice_lets_in_one_guest() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    let mut browser = Browser::new(&evening.app);
    let page = browser.open(&format!("/join/{code}")).await;
    let name = page.page().field("form").value;
    let form = [("code", code.as_str()), ("form", name.as_str()), ("name", "Nia"), MAPLE[0], MAPLE[1]];
    let both =
        futures_util::future::join(evening.app.post("/api/join-twilight", &form), evening.app.post("/api/join-twilight", &form)).await;
    assert!(both.0.status().is_redirection() && both.1.status().is_redirection());
    assert_eq!(evening.app.count("select count(*) from guest where name = 'Nia' and school_name = 'Maple Primary'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_codes_are_limited_and_a_right_one_is_not() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    for number in 0..WRONG_A_MINUTE {
        let wrong = format!("ZZZZ{:02}", number + 30).replace(['5', '6', '8', '2'], "Z");
        assert_eq!(evening.app.get(&format!("/join/{wrong}")).await.status(), 404, "{wrong}");
    }
    assert_eq!(evening.app.get("/join/ZZZZZZ").await.status(), 429);
    assert_eq!(evening.app.post("/api/find-twilight", &[("code", "ZZZZZZ")]).await.status(), 429);
    assert_eq!(evening.app.get(&format!("/join/{code}")).await.status(), 200, "others of this school have the right one");
    let mut browser = Browser::new(&evening.app);
    assert_eq!(join(&mut browser, &code, "Nia", MAPLE).await.address, "/join/tables");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_somebody_guesses_right_codes_wait_too_but_nobody_who_is_in() {
    let evening = Evening::new().await;
    let (code, link) = (evening.code().await, evening.twilight().await.open_code.expect("a code").link);
    let mut inside = Browser::new(&evening.app);
    join(&mut inside, &code, "Nia", MAPLE).await;
    for _ in 0..MANY_A_MINUTE {
        evening.app.get("/join/ZZZZZZ").await;
    }
    let answer = evening.app.get(&format!("/join/{code}")).await;
    assert_eq!(answer.status(), 429);
    assert_eq!(Page::of_answer(answer).await.heading(), "Wait a minute");
    assert_eq!(evening.app.post("/api/find-twilight", &[("code", &code)]).await.status(), 429);
    let form = [("code", code.as_str()), ("name", "Ada"), MAPLE[0], MAPLE[1]];
    assert_eq!(evening.app.post("/api/join-twilight", &form).await.status(), 429);
    assert_eq!(evening.app.get(&format!("/join/{link}")).await.status(), 200, "nobody guesses a link");
    inside.open(&format!("/join/{code}")).await.page().says("In this browser you are Nia");
    let mut rosa = Browser::signed_in(&evening.app, MEMBER).await;
    rosa.open(&format!("/join/{code}")).await.page().says("You have signed in as Rosa");
    assert_eq!(inside.open("/join/ZZZZZZ").await.status, 429, "nor does whoever is in guess on");
    evening.app.run("update twilight_guess set at = at - 60001").await;
    assert_eq!(evening.app.get(&format!("/join/{code}")).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_an_account_joins_as_themselves_and_others_sign_out_first() {
    let evening = Evening::new().await;
    let code = evening.code().await;
    let mut rosa = Browser::signed_in(&evening.app, MEMBER).await;
    let place = rosa.open(&format!("/join/{code}")).await;
    place.page().says("You have signed in as Rosa");
    let place = rosa.send("/api/join-as-yourself", &[("code", &code), ("table", "1")]).await;
    assert!(place.address.starts_with("/boards/"), "{}", place.address);
    assert_eq!(
        evening.app.column("select how from attendance where part = 'twilight' and person is not null and how = 'join'").await,
        ["join"]
    );
    assert_eq!(rosa.send("/api/join-as-yourself", &[("code", &code), ("table", "99")]).await.status, 422);
    let mut stranger = Browser::signed_in(&evening.app, STRANGER).await;
    let place = stranger.open(&format!("/join/{code}")).await;
    place.page().offers("Sign out");
    assert!(!place.page().has_field("name"));
    assert_eq!(stranger.send("/api/join-as-yourself", &[("code", &code), ("table", "1")]).await.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_has_a_way_back_that_only_a_button_uses() {
    let evening = Evening::in_app(TestApp::with_demo_and_mail().await).await;
    let code = evening.code().await;
    let mut browser = Browser::new(&evening.app);
    join(&mut browser, &code, "Nia", MAPLE).await;
    let place = browser.open("/join/return").await;
    assert_eq!(place.page().count("svg.qr path"), 1);
    let address = place.page().text(".way-back__address a");
    let path = address.strip_prefix(&evening.app.url("")).expect("our own address").to_owned();
    let place = browser.send("/api/send-return-link", &[("email", "nia.maple.example")]).await;
    assert!(place.refuses(Problem::EmailShape), "{}", place.status);
    let place = browser.send("/api/send-return-link", &[("email", "nia@maple.example")]).await;
    place.page().says(&Notice::ReturnLinkSent.to_string());
    assert_eq!(
        evening.app.column("select to_name || '|' || link from outbox where kind = 'twilight.return'").await,
        [format!("|{address}")]
    );
    let mut elsewhere = Browser::new(&evening.app);
    elsewhere.open(&path).await.page().says("Nia, Maple Primary");
    assert_eq!(elsewhere.open("/join/tables").await.address, "/join", "looking is not coming in");
    let token = path.rsplit('/').next().expect("a token");
    assert_eq!(elsewhere.send("/api/come-back", &[("token", token)]).await.page().heading(), "Hello, Nia");
    let dead = evening.app.get("/join/back/0a").await;
    assert_eq!(dead.status(), 404);
    assert_eq!(Page::of_answer(dead).await.heading(), "This link leads nowhere any more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lead_renews_the_code_sets_tables_and_takes_a_guest_out() {
    let evening = Evening::new().await;
    let before = evening.code().await;
    let page = evening.of_lead("twilight").await;
    assert_eq!(page.text(".door-code"), format!("{} {}", &before[..3], &before[3..]));
    page.says("Guests: 6");
    page.leads_to(&evening.address("twilight/mix"));
    assert_eq!(evening.of_lead("twilight/mix").await.heading(), "Mix the guests by school?");
    taken(&evening.sends("/api/twilight-mix", &[]).await, Notice::GuestsMixed);
    let seats = twilights::list(&evening.app.database, evening.twilight().await.workshop).await.expect("guests");
    assert!(seats.iter().all(|guest| guest.seat.is_some()));
    let poster = evening.of_lead("twilight/poster").await;
    assert_eq!((poster.count("svg.qr"), poster.text(".poster__code")), (1, page.text(".door-code")));
    poster.says("Elm Bank Primary School");
    taken(&evening.sends("/api/twilight-code", &[("what", "new")]).await, Notice::TwilightCodeMade);
    assert_ne!(evening.code().await, before);
    assert_eq!(evening.sends("/api/twilight-code", &[("what", "burn")]).await.status(), 404);
    refused(
        evening.sends("/api/twilight-settings", &[("capacity", "0"), ("opens_before", "x"), ("grace", "9999")]).await,
        &[Problem::CapacityWrong, Problem::OpensBeforeWrong, Problem::GraceWrong],
    )
    .await;
    let settings = [("capacity", "40"), ("opens_before", "900"), ("grace", "300"), ("writes_after", "no")];
    taken(&evening.sends("/api/twilight-settings", &settings).await, Notice::Saved);
    assert_eq!((evening.twilight().await.settings.capacity, evening.twilight().await.settings.writes_after), (40, false));
    let tables = twilights::tables(&evening.app.database, evening.twilight().await.workshop).await.expect("tables");
    let board = tables[0].board.to_string();
    taken(&evening.sends("/api/twilight-tables", &[("boards[t4]", &board), ("names[t4]", "by the door")]).await, Notice::Saved);
    let tables = twilights::tables(&evening.app.database, evening.twilight().await.workshop).await.expect("tables");
    assert_eq!(tables.iter().map(|table| (table.number, table.name.as_str())).collect::<Vec<_>>(), [(4, "by the door")]);
    let elsewhere = "019a0000-0000-7000-8000-000000000009";
    refused(evening.sends("/api/twilight-tables", &[("boards[t1]", elsewhere)]).await, &[Problem::TableBoardGone]).await;
    let guest = evening.app.column("select id from guest where name = 'Dov'").await.remove(0);
    let asks = evening.of_lead(&format!("twilight/guest?guest={guest}")).await;
    assert_eq!(asks.heading(), "Take Dov, Maple Lane Primary School out?");
    taken(&evening.sends("/api/twilight-guest", &[("guest", &guest)]).await, Notice::GuestRemoved);
    evening.of_lead("twilight").await.says("Guests: 5");
    assert_eq!(evening.app.count("select count(*) from audit where words like '%Dov%' or who like '%Dov%'").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lead_ticks_who_was_there_and_whoever_joins_meanwhile_stays() {
    let evening = Evening::new().await;
    let page = evening.of_lead("attendance?part=twilight").await;
    let form = page.form("/api/attendance");
    let tom = evening.app.column("select id from person where email = 'tom@elmbank.example'").await.remove(0);
    let elm = evening.app.column("select id from school where short_name = 'Elm Bank'").await.remove(0);
    // Rosa joins while the page is open.
    let mut rosa = Browser::signed_in(&evening.app, MEMBER).await;
    let code = evening.code().await;
    rosa.send("/api/join-as-yourself", &[("code", &code), ("table", "1")]).await;
    let paper = format!("paper[s{elm}]");
    let mut pairs: Vec<(&str, &str)> = form.pairs().into_iter().filter(|(name, _)| *name != paper).collect();
    pairs.extend([("people[]", tom.as_str()), (paper.as_str(), "4")]);
    taken(&evening.app.post_as(&evening.lead, "/api/attendance", &pairs).await, Notice::Saved);
    // Josie joined by the code as a guest.
    evening.of_lead("attendance?part=twilight").await.says("Elm Bank Primary School: 7 people");
    let wrong: Vec<(&str, &str)> = pairs.iter().copied().filter(|(name, _)| *name != paper).chain([(paper.as_str(), "many")]).collect();
    let page = refused(evening.app.post_as(&evening.lead, "/api/attendance", &wrong).await, &[Problem::PaperCountWrong]).await;
    assert_eq!(Page::of(&page).field(&paper).value, "many");
    let sheet = evening.of_lead("attendance/sheet").await;
    assert!(sheet.texts("caption").contains(&"Elm Bank Primary School".to_owned()) && sheet.words().contains("Tom Obaseki"));
}
