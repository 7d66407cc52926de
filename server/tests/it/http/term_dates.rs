//! Term dates of local authorities, as a hub enters them.

use app::error::Problem;
use app::notice::Notice;
use chrono::Utc;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::{in_full, shortest};
use model::calendar::terms::Terms;

use crate::common::TestApp;
use crate::common::asked::STAFF;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::taken;

const SAVE: &str = "/api/term-dates";
const LANTERN_VALE: &str = "990";
const LARKSHIRE: &str = "991";
const NOTED: &str = "select count(*) from audit where action like 'term_dates.%'";

async fn open(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

fn edit(authority: &str) -> String {
    format!("/hub/term-dates/edit?authority={authority}&year={}", present().starts_in())
}

fn present() -> AcademicYear {
    AcademicYear::at(Utc::now())
}

fn usual() -> Terms {
    Terms::typical(present()).expect("a year that is known")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_usual_dates_stand_until_the_hub_enters_others_and_can_hold_again() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(STAFF).await;
    let list = open(&app, &omar, "/hub/term-dates").await;
    let whose: Vec<[String; 2]> = list.rows().into_iter().map(|row| [row[0].clone(), row[3].clone()]).collect();
    assert!(whose.iter().any(|[name, whose]| name.starts_with("Lantern Vale") && whose == "Usual in England"), "{whose:?}");
    assert!(whose.iter().any(|[name, whose]| name.starts_with("Larkshire") && whose == "Entered by the hub"), "{whose:?}");
    let before = app.count(NOTED).await;
    let page = open(&app, &omar, &edit(LANTERN_VALE)).await;
    assert_eq!(page.field("autumn_first").value, in_full(usual().autumn.first));
    let mut form = page.form(SAVE);
    let later = usual().summer.last.succ_opt().expect("a day");
    form.set("summer_last", &later.to_string());
    for _ in 0..2 {
        taken(&app.post_as(&omar, SAVE, &form.pairs()).await, Notice::TermDatesSaved);
    }
    assert_eq!(app.count(NOTED).await, before + 1, "pressed twice it is noted once");
    let list = open(&app, &omar, "/hub/term-dates").await;
    list.says(&shortest(later));
    let asked = open(&app, &omar, &edit(LANTERN_VALE).replace("edit", "usual")).await;
    let form = asked.form("/api/term-dates-usual");
    for _ in 0..2 {
        taken(&app.post_as(&omar, "/api/term-dates-usual", &form.pairs()).await, Notice::TermDatesUsual);
    }
    assert_eq!(app.count(NOTED).await, before + 2);
    open(&app, &omar, "/hub/term-dates").await.does_not_say(&shortest(later));
    let gone = app.get_as(&omar, &edit(LANTERN_VALE).replace("edit", "usual")).await;
    assert_eq!(gone.status(), 404, "there is nothing to go back from");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(STAFF).await;
    let mut form = open(&app, &omar, &edit(LANTERN_VALE)).await.form(SAVE);
    form.set("autumn_first", "\u{200b}");
    form.set("spring_first", &in_full(usual().autumn.last));
    form.set("summer_last", &"9".repeat(50_000));
    let answer = app.post_as(&omar, SAVE, &form.pairs()).await;
    assert_eq!(answer.status(), 422);
    let page = Page::of_answer(answer).await;
    let wrong: Vec<String> = page.problems().into_iter().map(|(_, field)| field).collect();
    assert_eq!(wrong, ["#autumn_first", "#summer_last", "#spring_first"]);
    let of = |field: &str| page.field(field).error.unwrap_or_default();
    assert!(of("autumn_first").starts_with("First day of the autumn term: enter a day like"), "{}", of("autumn_first"));
    assert!(of("spring_first").starts_with("First day of the spring term has to come after the last day of the autumn term"));
    assert!(of("summer_last").len() < 300, "nothing long is said back");
    assert_eq!(page.field("spring_first").value, in_full(usual().autumn.last));
    assert!(!page.words().contains(&Problem::TermDatesWrong.to_string()), "the fields say it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_authorities_of_the_hub_and_years_that_are_planned_have_a_page() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(STAFF).await;
    let year = present();
    for (authority, year) in [("000", year), ("", year), (LARKSHIRE, year.previous()), (LARKSHIRE, year.later(3))] {
        let path = format!("/hub/term-dates/edit?authority={authority}&year={}", year.starts_in());
        assert_eq!(app.get_as(&omar, &path).await.status(), 404, "{path}");
        let starts = year.starts_in().to_string();
        let sent = [("authority", authority), ("year", starts.as_str())];
        assert_eq!(app.post_as(&omar, SAVE, &sent).await.status(), 404, "{path}");
    }
    for email in ["helen@oakhollow.example", "judith@ashlane.example"] {
        let cookie = app.sign_in(email).await;
        assert_eq!(app.get_as(&cookie, "/hub/term-dates").await.status(), 403, "{email}");
    }
}
