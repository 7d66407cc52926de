//! Commitments from outside: a head with a link, a lead who asks, and everybody who may not.

use app::error::{ClauseNumber, Problem};
use std::process::Command;

use crate::common::asked::{ADMIN, Asked, HEAD, LEAD, OTHER_HEAD, PARTICIPANT, STAFF, STRANGER, TEACHER, hidden, signing, today};
use crate::common::header;
use crate::common::refusals::refused;
use chrono::TimeDelta;
use store::commitments;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanner_opens_the_link_five_times_and_the_head_still_signs() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let mut page = String::new();
    for _ in 0..5 {
        page = asked.open(&token).await;
    }
    for words in ["Ash Lane Primary School", "NCP26-11", "Release the maths subject lead to attend all workshops.", "Amy Charlesworth"] {
        assert!(page.contains(words), "{words} is missing");
    }
    assert!(page.contains("Host to be confirmed") && !page.contains("twilight.js"), "open questions are said, and no program is loaded");
    let form = signing(&[("token", &token), ("shown", &hidden(&page, "shown")), ("signed_on", &today())])
        .into_iter()
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect::<Vec<_>>();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = asked.app.post("/api/sign-commitment", &form).await;
    assert_eq!(header(&answer, "location"), format!("/commitment/{token}?done=commitment-signed"));
    let copy = asked.open(&token).await;
    assert!(copy.contains("This is your signed copy") && copy.contains("J Amankwah") && copy.contains("Check word"), "the copy");
    // Once more: the copy again, and still one signature.
    let answer = asked.app.post("/api/sign-commitment", &form).await;
    assert_eq!(header(&answer, "location"), format!("/commitment/{token}"));
    assert_eq!(asked.verified().await, "The one signature is as it was signed.");
    let list = asked.app.get_as(&asked.lead, &asked.page()).await.text().await.expect("a page");
    assert!(list.contains("1 of 8 signed") && list.contains("Signed on the screen"), "the lead sees it");
    let output = Command::new(env!("CARGO_BIN_EXE_twilight")).arg("verify").arg("--database").arg(&asked.app.file).output().expect("run");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "The one signature is as it was signed.\n");
    assert!(output.status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn problems_are_named_one_by_one_and_what_was_typed_stays() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let shown = hidden(&asked.open(&token).await, "shown");
    let form = [
        ("token", token.as_str()),
        ("shown", &shown),
        ("ticks[]", "1"),
        ("ticks[]", "3"),
        ("typed_name", ""),
        ("printed_name", "Judith <A>"),
        ("signed_on", "2999-01-01"),
    ];
    let answer = asked.app.post("/api/sign-commitment", &form).await;
    let [second, fourth] = [2, 4].map(|number| ClauseNumber::new(number).expect("a clause"));
    let wrong = [Problem::ClauseMissing(second), Problem::ClauseMissing(fourth), Problem::SignatureMissing, Problem::SignedOnFuture];
    let page = refused(answer, &wrong).await;
    assert!(page.contains("href=\"#clause-2\"") && page.contains("Type your name as your signature"), "the summary leads to the fields");
    assert!(page.contains("value=\"Judith &lt;A&gt;\"") && page.contains("value=\"2999-01-01\""), "nothing typed is lost");
    let tick = |number: u8| {
        page.split("<input")
            .find(|tag| tag.contains(&format!("id=\"clause-{number}\"")))
            .expect("a tick")
            .split('>')
            .next()
            .expect("its end")
            .contains("checked")
    };
    assert_eq!([tick(1), tick(2), tick(3), tick(4)], [true, false, true, false]);
    assert_eq!(asked.verified().await, "There are no signatures yet.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_that_are_too_old_taken_back_or_unknown_say_whom_to_ask() {
    let asked = Asked::new().await;
    let old = asked.link(TimeDelta::days(-1)).await;
    let taken = asked.link(TimeDelta::days(100)).await;
    let shown = commitments::mark(&asked.place().await.paper);
    let renewed = asked.post(&asked.lead, "/api/renew-commitment-link", &asked.about()).await;
    assert!(header(&renewed, "location").contains("done=link-renewed"));
    for token in [old, taken] {
        let answer = asked.app.get(&format!("/commitment/{token}")).await;
        assert_eq!(answer.status(), 410);
        let page = answer.text().await.expect("a page");
        assert!(page.contains("not good any more") && page.contains("hello@lanternvale.example"), "whom to ask");
        assert!(!page.contains("Amankwah"), "and nothing else");
        asked.sign(&token, &shown).await;
    }
    assert_eq!(asked.app.get("/commitment/0123456789abcdef").await.status(), 404);
    assert_eq!(asked.verified().await, "There are no signatures yet.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wording_that_changed_meanwhile_is_read_before_it_is_signed() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let shown = hidden(&asked.open(&token).await, "shown");
    let admin = asked.app.sign_in(ADMIN).await;
    let form = asked.other_wording(&admin).await;
    let saved = asked.post(&admin, "/api/save-clauses", &form).await;
    assert_eq!(header(&saved, "location"), "/hub/clauses?done=wording-saved");
    let answer = asked.app.post("/api/sign-commitment", &signing(&[("token", &token), ("shown", &shown), ("signed_on", &today())])).await;
    let page = refused(answer, &[Problem::PaperChanged]).await;
    assert!(page.contains("Come to all six.") && page.contains("I, the headteacher of Ash Lane Primary School, agree."));
    let answer = asked
        .app
        .post("/api/sign-commitment", &signing(&[("token", &token), ("shown", &hidden(&page, "shown")), ("signed_on", &today())]))
        .await;
    assert!(header(&answer, "location").ends_with("?done=commitment-signed"));
    assert_eq!(asked.place().await.paper.version, 2);
    let again = asked.post(&admin, "/api/save-clauses", &form).await;
    assert_eq!(header(&again, "location"), "/hub/clauses?done=wording-same");
    let versions = asked.app.get_as(&admin, "/hub/clauses").await.text().await.expect("a page");
    assert!(versions.contains("Version 2, in use") && versions.contains("The one signature is as it was signed."));
    let compare = asked.app.get_as(&admin, "/hub/clauses/compare?old=1&new=2").await.text().await.expect("a page");
    assert!(compare.contains("Nell Ravensworth") && compare.contains("Further development of teaching for mastery across the school."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_letter_within_three_days_is_asked_about_first() {
    let asked = Asked::new().await;
    let answer = asked.post(&asked.lead, "/api/remind-heads", &asked.about()).await;
    let question = format!("{}/{}/remind?year={}", asked.page(), asked.school, asked.year.academic_year.starts_in());
    assert_eq!(header(&answer, "location"), question);
    let page = asked.app.get_as(&asked.lead, &question).await.text().await.expect("a page");
    assert!(page.contains("Send another?") && page.contains("Leave it for now"));
    let mut form = asked.about();
    form.push(("confirmed", "true".to_owned()));
    let answer = asked.post(&asked.lead, "/api/remind-heads", &form).await;
    assert!(header(&answer, "location").ends_with("done=head-reminded"));
    let all = [("group", asked.group()), ("year", asked.year.academic_year.starts_in().to_string()), ("confirmed", "true".to_owned())];
    let answer = asked.post(&asked.lead, "/api/remind-heads", &all).await;
    assert!(header(&answer, "location").ends_with("done=nobody-to-remind"), "all at once never overrides the three days");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_and_lead_participants_with_an_account_need_no_link() {
    let asked = Asked::new().await;
    let (head, participant) = (asked.app.sign_in(HEAD).await, asked.app.sign_in(PARTICIPANT).await);
    let page = format!("{}/{}", asked.page(), asked.school);
    let shown = hidden(&asked.app.get_as(&participant, &page).await.text().await.expect("a page"), "shown");
    let mut form = asked.about();
    form.push(("shown", shown.clone()));
    assert!(header(&asked.post(&participant, "/api/agree-commitment", &form).await, "location").ends_with("done=lead-agreed"));
    form.push(("place", format!("{}/{}/{}", asked.group(), asked.school, asked.year.academic_year.starts_in())));
    form.extend(signing(&[]).into_iter().map(|(name, value)| (name, value.to_owned())));
    form.push(("signed_on", today()));
    for other in [&asked.lead, &participant, &asked.app.sign_in(OTHER_HEAD).await, &asked.app.sign_in(ADMIN).await] {
        assert_eq!(asked.post(other, "/api/sign-commitment-as-head", &form).await.status(), 403);
    }
    assert_eq!(asked.post(&head, "/api/agree-commitment", &form).await.status(), 403, "the head is not the lead participant");
    assert!(header(&asked.post(&head, "/api/sign-commitment-as-head", &form).await, "location").ends_with("done=commitment-signed"));
    let state = asked.place().await.state;
    assert_eq!(
        (state.head.map(|head| head.printed_name), state.lead.map(|lead| lead.printed_name)),
        (Some("Judith Amankwah".into()), Some("Amy Charlesworth".into()))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_else_is_kept_out() {
    let asked = Asked::new().await;
    let paper = format!("{}/{}", asked.page(), asked.school);
    let [list, print, csv] = ["", "/print", ".csv"].map(|end| format!("{}{end}", asked.page()));
    let (ink, scan) = (format!("{paper}/ink"), format!("{paper}/scan"));
    for (email, statuses) in [
        // The list, its print, its file; the paper, the form for ink, the scan (there is none); the wording.
        (LEAD, [200, 200, 200, 200, 200, 404, 403]),
        (STAFF, [200, 200, 200, 200, 200, 404, 403]),
        (ADMIN, [200, 200, 200, 200, 200, 404, 200]),
        (HEAD, [403, 403, 403, 200, 403, 404, 403]),
        (PARTICIPANT, [403, 403, 403, 200, 403, 404, 403]),
        (OTHER_HEAD, [403, 403, 403, 403, 403, 403, 403]),
        (TEACHER, [403, 403, 403, 403, 403, 403, 403]),
        (STRANGER, [403, 403, 403, 403, 403, 403, 403]),
    ] {
        let cookie = asked.app.sign_in(email).await;
        let mut found = Vec::new();
        for path in [&list, &print, &csv, &paper, &ink, &scan, "/hub/clauses"] {
            found.push(asked.app.get_as(&cookie, path).await.status().as_u16());
        }
        assert_eq!(found, statuses, "{email}");
        if statuses[0] == 403 {
            for path in ["ask-heads", "remind-heads", "renew-commitment-link", "save-commitment-head", "set-commitment-aside"] {
                let mut form = asked.about();
                form.push(("reason", "Because".to_owned()));
                assert_eq!(asked.post(&cookie, &format!("/api/{path}"), &form).await.status(), 403, "{email} {path}");
            }
        }
    }
    assert!(header(&asked.app.get(&csv).await, "location").starts_with("/sign-in?next="));
    assert!(header(&asked.app.get(&list).await, "location").starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_signed_in_ink_is_recorded_with_a_scan_and_can_be_set_aside() {
    let asked = Asked::new().await;
    let day = today();
    let record = async |scan: &[u8], seen: &str| asked.record(&[("signed_on", &day), ("ink_seen", seen)], scan).await;
    refused(record(b"<svg/>", "").await, &[Problem::InkNotSeen, Problem::ScanType]).await;
    refused(record(&vec![0; 6 * 1024 * 1024], "true").await, &[Problem::ScanTooLarge]).await;
    let scan = b"\x89PNG\r\n\x1a\nand so on";
    assert!(header(&record(scan, "true").await, "location").contains("done=ink-recorded"));
    refused(record(scan, "true").await, &[Problem::SignedAlready]).await;
    let shown = asked.app.get_as(&asked.lead, &format!("{}/{}/scan", asked.page(), asked.school)).await;
    assert_eq!((header(&shown, "content-type"), header(&shown, "x-content-type-options")), ("image/png", "nosniff"));
    assert_eq!(shown.bytes().await.expect("the scan").as_ref(), scan);
    let list = asked.app.get_as(&asked.lead, &asked.page()).await.text().await.expect("a page");
    assert!(list.contains("1 of 8 signed") && list.contains("recorded by Helen Whitlock"));
    let csv = asked.app.get_as(&asked.lead, &format!("{}.csv", asked.page())).await.text().await.expect("a file");
    assert!(
        csv.starts_with("\u{feff}School,Town,Head,Email,State")
            && csv.contains("Ash Lane Primary School,Thistlewick,Judith Amankwah,judith@ashlane.example,signed")
    );
    let mut form = asked.about();
    refused(asked.post(&asked.lead, "/api/set-commitment-aside", &form).await, &[Problem::AsideReasonMissing]).await;
    form.push(("reason", "The old form".to_owned()));
    assert!(header(&asked.post(&asked.lead, "/api/set-commitment-aside", &form).await, "location").contains("done=set-aside"));
    assert_eq!(asked.verified().await, "The one signature is as it was signed.");
    let audit = store::audit::list(&asked.app.database, asked.year.hub, "", None, 50).await.expect("the audit");
    for action in ["commitment.recorded", "commitment.set-aside", "export.commitments"] {
        assert!(audit.iter().any(|entry| entry.action == action), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_is_named_in_place_and_wrong_addresses_come_back() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let mut form = asked.about();
    form.extend([("head_name", "New Head".to_owned()), ("head_email", "nobody".to_owned())]);
    let answer = asked.post(&asked.lead, "/api/save-commitment-head", &form).await;
    let page = refused(answer, &[Problem::HeadEmailShape]).await;
    assert!(page.contains("value=\"nobody\"") && page.contains("or leave it empty"));
    form.pop();
    form.push(("head_email", "new.head@ashlane.example".to_owned()));
    assert!(header(&asked.post(&asked.lead, "/api/save-commitment-head", &form).await, "location").contains("done=head-saved"));
    assert_eq!(asked.app.get(&format!("/commitment/{token}")).await.status(), 410, "the old head's link");
}
