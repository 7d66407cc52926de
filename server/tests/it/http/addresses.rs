//! Addresses as people come with them, out of letters and off paper.

use crate::common::{TestApp, header};
use crate::permissions::rows::ROWS;
use crate::permissions::sample::Sample;

/// Every page and every file to download that a person may come to.
async fn everything(app: &TestApp) -> Vec<String> {
    let sample = Sample::of(app).await;
    let people = ROWS.iter().filter(|row| row.method == "GET" && !is_for_programs(row.path));
    people.map(|row| sample.fill(&row.path.replace("{import}", "{person}"))).collect()
}

/// What scripts ask for: nobody types these.
fn is_for_programs(path: &str) -> bool {
    ["/api/", "/sync/", "/check/", "/speculation-rules"].iter().any(|start| path.starts_with(start))
}

async fn led_to(app: &TestApp, path: &str) -> (u16, String) {
    let answer = app.get(path).await;
    (answer.status().as_u16(), header(&answer, "location").to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_address_leads_where_it_was_meant() {
    let app = TestApp::with_demo().await;
    let mut wrong = Vec::new();
    for path in everything(&app).await.into_iter().filter(|path| path != "/") {
        for behind in ["/", "//", ".", ",", ").", "%E2%80%9D.", "%C2%A0", "%E2%80%8B", "/."] {
            let (status, to) = led_to(&app, &format!("{path}{behind}")).await;
            if (status, to.as_str()) != (308, path.as_str()) {
                wrong.push(format!("{path}{behind}: {status} {to}"));
            }
        }
        let (status, to) = led_to(&app, &format!("/{path}?year=2026")).await;
        if (status, to) != (308, format!("{path}?year=2026")) {
            wrong.push(format!("/{path}: {status}"));
        }
        // As it is, it is not led on by this.
        let (status, _) = led_to(&app, &path).await;
        if status == 308 {
            wrong.push(format!("{path}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn capitals_are_read_and_a_token_keeps_its_own() {
    let app = TestApp::start().await;
    for (asked, meant) in [
        ("/INTEREST", "/interest"),
        ("/Interest/Which-School", "/interest/which-school"),
        ("/INTEREST/YOU", "/interest/you"),
        ("/Sign-In?next=%2FToday", "/sign-in?next=%2FToday"),
        ("/INVITATION/aBcDeF.", "/invitation/aBcDeF"),
        ("/Commitment/aBcDeF/", "/commitment/aBcDeF"),
    ] {
        assert_eq!(led_to(&app, asked).await, (308, meant.to_owned()), "{asked}");
    }
    assert_ne!(led_to(&app, "/invitation/aBcDeF").await.0, 308);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_led_to_another_site_and_no_form_is_led_on() {
    let app = TestApp::start().await;
    for path in ["//evil.example", "//evil.example/", "//evil.example/interest/", "/%2F%2Fevil.example/", "//evil.example/%2E"] {
        let (status, to) = led_to(&app, path).await;
        assert_eq!((status, to.as_str()), (404, ""), "{path}");
    }
    for path in ["/api/sign-in/", "/API/sign-in", "/hub/logo/"] {
        let answer = app.post(path, &[("email", "a@b.example")]).await;
        assert_ne!(answer.status(), 308, "{path}");
    }
}
