//! The host pack of a workshop: the sheet, and who fills it in.

use app::error::Problem;
use app::notice::Notice;
use reqwest::Response;

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};

const SAVE: &str = "/api/host-pack";
const LEAD: &str = "helen@oakhollow.example";
/// A teacher of Ash Lane, which hosts the third workshop.
const HOST: &str = "dilys@ashlane.example";
/// A teacher of another school of the group.
const GUEST: &str = "grace@hazelnook.example";
/// Of no school of the group.
const STRANGER: &str = "noah@wharfroad.example";
const NOTED: &str = "select count(*) from audit where action = 'workshop.host_pack'";
const THIRD: &str =
    "select workshop.id from workshop join group_year on group_year.id = group_year join work_group on work_group.id = work_group
                     where work_group.name = 'Two Rivers' and number = 3 order by academic_year desc limit 1";

/// The third workshop of Two Rivers, which Ash Lane hosts; nobody has filled anything in.
struct Third {
    app: TestApp,
    workshop: String,
}

impl Third {
    async fn new() -> Self {
        let app = TestApp::with_quiet_demo().await;
        let workshop = app.column(THIRD).await.remove(0);
        Self { app, workshop }
    }

    fn address(&self, rest: &str) -> String {
        format!("/workshops/{}/host-pack{rest}", self.workshop)
    }

    async fn open(&self, cookie: &str, rest: &str) -> Page {
        let answer = self.app.get_as(cookie, &self.address(rest)).await;
        assert_eq!(answer.status(), 200, "{rest}");
        Page::of_answer(answer).await
    }

    async fn send(&self, cookie: &str, more: &[(&str, &str)]) -> Response {
        let fields = [&[("workshop", self.workshop.as_str())][..], more].concat();
        self.app.post_as(cookie, SAVE, &fields).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_host_fills_in_the_sheet_that_every_guest_reads() {
    let third = Third::new().await;
    let (host, guest) = (third.app.sign_in(HOST).await, third.app.sign_in(GUEST).await);
    let before = third.open(&guest, "").await;
    assert_eq!(before.heading(), "Host pack: Workshop 3, Spring 1: One lesson, three classrooms");
    assert_eq!(before.fact("Parking"), "To be confirmed");
    assert!(before.fact("Where").starts_with("Ash Lane Primary School"), "{}", before.fact("Where"));
    before.does_not_lead_to(&third.address("/edit"));
    third.open(&host, "").await.leads_to(&third.address("/edit"));
    let mut form = third.open(&host, "/edit").await.form(SAVE);
    for (name, words) in [("room", "The library <b>\nupstairs"), ("holds", "26"), ("parking", "By the church"), ("wifi", "Guests, 1234")] {
        form.set(name, words);
    }
    let tick = form.fields.iter_mut().find(|field| field.name == "ticks[]" && field.value == "tea").expect("an item");
    tick.checked = true;
    for _ in 0..2 {
        taken(&third.app.post_as(&host, SAVE, &form.pairs()).await, Notice::HostPackSaved);
    }
    assert_eq!(third.app.count(NOTED).await, 1, "pressed twice it is noted once");
    let sheet = third.open(&guest, "").await;
    assert_eq!(sheet.fact("Room"), "The library <b> upstairs Room for 26 people");
    assert_eq!((sheet.fact("Parking").as_str(), sheet.fact("Wifi").as_str()), ("By the church", "Guests, 1234"));
    sheet.says("Ready: Tea, coffee and water are ordered");
    sheet.says("To do: Signs lead from the gate to the room");
    let again = third.open(&host, "/edit").await;
    assert_eq!(again.chosen("ticks[]"), ["tea"]);
    assert_eq!(again.field("holds").value, "26");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_hosts_or_leads_fills_it_in_and_nobody_else() {
    let third = Third::new().await;
    for (email, sheet, edit) in
        [(HOST, 200, 200), (LEAD, 200, 200), ("omar@lanternvale.example", 200, 200), (GUEST, 200, 403), (STRANGER, 403, 403)]
    {
        let cookie = third.app.sign_in(email).await;
        assert_eq!(third.app.get_as(&cookie, &third.address("")).await.status(), sheet, "{email}");
        assert_eq!(third.app.get_as(&cookie, &third.address("/edit")).await.status(), edit, "{email}");
        let sent = third.send(&cookie, &[("holds", "many")]).await.status();
        assert_eq!(sent, if edit == 200 { 422 } else { 403 }, "{email}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_long_is_said_and_a_host_that_changed_is_not_written_over() {
    let third = Third::new().await;
    let host = third.app.sign_in(HOST).await;
    let long = "x".repeat(501);
    let told = Page::of(
        &refused(third.send(&host, &[("room", &long), ("holds", "0")]).await, &[Problem::HostRoomTooLong, Problem::HostHolds]).await,
    );
    assert_eq!((told.field("room").value, told.field("holds").value.as_str()), (long, "0"));
    let lead = third.app.sign_in(LEAD).await;
    let (of_host, of_lead) = (third.open(&host, "/edit").await.form(SAVE), third.open(&lead, "/edit").await.form(SAVE));
    third.app.run("update workshop set host = (select id from school where urn = '900002') where number = 3").await;
    refused(third.app.post_as(&lead, SAVE, &of_lead.pairs()).await, &[Problem::HostMoved]).await;
    assert_eq!(third.app.post_as(&host, SAVE, &of_host.pairs()).await.status(), 403, "no host any more");
    assert_eq!(third.app.count("select count(*) from host_pack").await, 0);
    third.app.run("update workshop set host = null where number = 3").await;
    assert_eq!(third.open(&lead, "").await.fact("Where"), "Host to be agreed");
    assert_eq!(third.app.get_as(&lead, &third.address("/edit")).await.status(), 404, "there is nobody to ask");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_begins_with_what_the_school_said_before_and_room_decides_who_is_suggested() {
    let third = Third::new().await;
    let lead = third.app.sign_in(LEAD).await;
    taken(&third.send(&lead, &[("room", "The library"), ("holds", "3"), ("ticks[]", "room")]).await, Notice::HostPackSaved);
    third.app.run("update workshop set host = (select host from workshop as third where third.number = 3 and third.group_year = workshop.group_year) where number = 6").await;
    let sixth = third
        .app
        .column(
            "select sixth.id from workshop as sixth join workshop as third on third.group_year = sixth.group_year and third.number = 3
        join host_pack on host_pack.workshop = third.id where sixth.number = 6",
        )
        .await
        .remove(0);
    let answer = third.app.get_as(&lead, &format!("/workshops/{sixth}/host-pack/edit")).await;
    let page = Page::of_answer(answer).await;
    page.says("The form begins with what the school said the last time that it hosted");
    assert_eq!(page.field("room").value, "The library");
    assert!(page.chosen("ticks[]").is_empty(), "what was ready then is not ready now");
    let group = third
        .app
        .column("select work_group from group_year join workshop on group_year = group_year.id join host_pack on workshop = workshop.id")
        .await
        .remove(0);
    let year = Page::of_answer(third.app.get_as(&lead, &format!("/groups/{group}/workshops")).await).await;
    year.says("Ash Lane Primary School has room for 3 people, fewer than the 9 expected.");
}
