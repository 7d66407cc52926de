//! The days on which a school is closed to pupils: typed, taken out, and taken from a file.

use app::error::Problem;
use app::notice::Notice;
use chrono::{Datelike, Days, NaiveDate, Utc, Weekday};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::in_words;

use crate::common::TestApp;
use crate::common::asked::{HEAD as OTHER_SCHOOLS_HEAD, LEAD, OTHER_HEAD as HEAD, TEACHER};
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};

const ADD: &str = "/api/closed-day-add";
const REMOVE: &str = "/api/closed-day-remove";
const LOOK: &str = "/api/closed-days-look";
const IMPORT: &str = "/api/closed-days-import";
const NOTED: &str = "select count(*) from audit where action like 'closed_day.%'";

/// Elm Bank's list, before its head.
struct List {
    app: TestApp,
    cookie: String,
    school: String,
}

impl List {
    async fn of_elm_bank() -> Self {
        let app = TestApp::with_quiet_demo().await;
        let cookie = app.sign_in(HEAD).await;
        let school = app.column("select id from school where urn = '900002'").await.remove(0);
        Self { app, cookie, school }
    }

    fn address(&self, rest: &str) -> String {
        format!("/schools/{}/closed-days{rest}", self.school)
    }

    async fn page(&self, rest: &str) -> Page {
        let answer = self.app.get_as(&self.cookie, &self.address(rest)).await;
        assert_eq!(answer.status(), 200, "{rest}");
        Page::of_answer(answer).await
    }

    async fn send(&self, action: &str, more: &[(&str, &str)]) -> reqwest::Response {
        let fields = [&[("school", self.school.as_str())][..], more].concat();
        self.app.post_as(&self.cookie, action, &fields).await
    }

    async fn send_file(&self, bytes: &[u8]) -> reqwest::Response {
        self.app.post_bytes_as(&self.cookie, &self.address("/file"), &[("file", "days.csv", bytes)]).await
    }

    /// The days that are listed.
    async fn days(&self) -> Vec<String> {
        self.page("").await.rows().into_iter().map(|row| format!("{}: {}", row[0], row[1])).collect()
    }
}

/// The first of this kind in the next academic year.
fn next(weekday: Weekday) -> NaiveDate {
    let year = AcademicYear::at(Utc::now()).next();
    (year.first_day() + Days::new(60)).iter_days().find(|day| day.weekday() == weekday).expect("a day")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_added_said_otherwise_and_taken_out_each_noted_once() {
    let list = List::of_elm_bank().await;
    let monday = next(Weekday::Mon);
    for words in ["INSET day", "INSET day", " Staff\u{200b} training "] {
        taken(&list.send(ADD, &[("day", &monday.to_string()), ("words", words)]).await, Notice::ClosedDayAdded);
    }
    assert_eq!(list.days().await, [format!("{}: Staff training", in_words(monday))]);
    assert_eq!(list.app.count(NOTED).await, 2, "the same twice is once");
    for _ in 0..2 {
        taken(&list.send(REMOVE, &[("day", &monday.to_string())]).await, Notice::ClosedDayRemoved);
    }
    assert_eq!(list.app.count(NOTED).await, 3);
    assert!(list.days().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_closed_day_is_said_at_its_field() {
    let list = List::of_elm_bank().await;
    let long = "x".repeat(101);
    let page = Page::of(&refused_with_detail(list.send(ADD, &[("day", "soon"), ("words", &long)]).await).await);
    page.finds_wrong(&[(&Problem::ClosedDayMissing.to_string(), "#day"), (&Problem::ClosedWordsTooLong.to_string(), "#words")]);
    assert_eq!((page.field("day").value.as_str(), page.field("words").value), ("soon", long));
    let saturday = next(Weekday::Sat).to_string();
    refused(list.send(ADD, &[("day", &saturday)]).await, &[Problem::ClosedDayWeekend]).await;
    refused(list.send(ADD, &[("day", "3 March 2014")]).await, &[Problem::ClosedDayYear]).await;
    let first = next(Weekday::Mon);
    let lines: String = first.iter_days().take(60).map(|day| format!("{day},INSET\n")).collect();
    let look = Page::of_answer(list.send(LOOK, &[("text", &lines)]).await).await;
    let told =
        Page::of(&refused(list.app.post_as(&list.cookie, IMPORT, &look.form(IMPORT).pairs()).await, &[Problem::ClosedDaysMany]).await);
    assert!(told.chosen("days[]").len() > 30, "what was chosen is kept");
    assert!(list.days().await.is_empty(), "all or none");
}

/// A refusal's page.
async fn refused_with_detail(answer: reqwest::Response) -> String {
    assert_eq!(answer.status(), 422);
    answer.text().await.expect("a page")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_shown_first_and_only_what_is_chosen_is_taken() {
    let list = List::of_elm_bank().await;
    let (monday, tuesday) = (next(Weekday::Mon), next(Weekday::Tue));
    let stamp = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}\r\nSUMMARY:INSET day <b>\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:{}\r\n\
         SUMMARY:Sports day\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        stamp(monday),
        stamp(tuesday)
    );
    let answer = list.send_file(calendar.as_bytes()).await;
    assert_eq!(answer.status(), 200);
    let page = Page::of_answer(answer).await;
    page.says("Line 10 has no day that can be read.");
    assert_eq!(page.chosen("days[]"), [format!("{monday} INSET day <b>")], "a sports day is none");
    assert!(list.days().await.is_empty(), "nothing is taken yet");
    let form = page.form(IMPORT);
    let none: Vec<(&str, &str)> = form.pairs().into_iter().filter(|(name, _)| *name != "days[]").collect();
    let told = Page::of(&refused(list.app.post_as(&list.cookie, IMPORT, &none).await, &[Problem::ClosedChoiceMissing]).await);
    assert_eq!((told.choices("days[]").len(), told.chosen("days[]").len()), (2, 0), "what was found is still there");
    for _ in 0..2 {
        taken(&list.app.post_as(&list.cookie, IMPORT, &form.pairs()).await, Notice::ClosedDaysImported);
    }
    assert_eq!(list.days().await, [format!("{}: INSET day <b>", in_words(monday))]);
    assert_eq!(list.app.count(NOTED).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_that_are_pasted_are_looked_at_too_and_nothing_large_is_read() {
    let list = List::of_elm_bank().await;
    let monday = next(Weekday::Mon);
    let text = format!("Day,Why\n{monday},Caf\u{e9} closed\nsoon,x\n");
    let page = Page::of_answer(list.send(LOOK, &[("text", &text)]).await).await;
    page.says("Line 3 has “soon” where a day should be");
    assert_eq!(page.field("text").value.lines().count(), 3, "what was pasted is kept");
    assert_eq!(page.chosen("days[]"), [format!("{monday} Caf\u{e9} closed")]);
    refused(list.send(LOOK, &[("text", " \n")]).await, &[Problem::ClosedTextMissing]).await;
    refused(list.send(LOOK, &[("text", &"x".repeat(100_001))]).await, &[Problem::ClosedTextTooLong]).await;
    refused(list.send_file(b"").await, &[Problem::ClosedFileMissing]).await;
    refused(list.send_file(&vec![b'x'; 600_000]).await, &[Problem::ClosedFileTooLarge]).await;
    let binary = Page::of_answer(list.send_file(b"PK\x03\x04\x00\xff\xfe\x00").await).await;
    binary.says("No closed day was found.");
    let foreign = list.send(IMPORT, &[("days[]", "2014-03-03 x")]).await;
    assert!(foreign.status().is_client_error(), "what no page offers: {}", foreign.status());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_its_heads_its_lead_participants_its_leads_and_its_hubs() {
    let list = List::of_elm_bank().await;
    for (email, status) in
        [(LEAD, 200), ("tom@elmbank.example", 200), ("omar@lanternvale.example", 200), (TEACHER, 403), (OTHER_SCHOOLS_HEAD, 403)]
    {
        let cookie = list.app.sign_in(email).await;
        assert_eq!(list.app.get_as(&cookie, &list.address("")).await.status(), status, "{email}");
        let school = Page::of_answer(list.app.get_as(&cookie, &format!("/schools/{}", list.school)).await).await;
        let is_offered = school.addresses().contains(&list.address(""));
        assert_eq!(is_offered, status == 200, "{email}");
        let sent = [("school", list.school.as_str()), ("day", "soon")];
        let expected = if status == 200 { 422 } else { 403 };
        assert_eq!(list.app.post_as(&cookie, ADD, &sent).await.status(), expected, "{email}");
    }
}
