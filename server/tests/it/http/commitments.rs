//! Commitments from outside: a head with a link, a lead who asks, and everybody who may not.

use app::error::{ClauseNumber, Problem};
use app::notice::Notice;
use std::process::Command;

use crate::common::asked::{ADMIN, Asked, HEAD, LEAD, OTHER_HEAD, PARTICIPANT, STAFF, STRANGER, TEACHER, signing, today};
use crate::common::header;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use chrono::{TimeDelta, Utc};
use store::commitments;

/// What is ticked one by one.
const CLAUSES: &str = ".sign__label span:last-child";

/// Today as a list writes it.
fn short_today() -> String {
    Utc::now().date_naive().format("%a %-d %b").to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanner_opens_the_link_five_times_and_the_head_still_signs() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let mut page = asked.open(&token).await;
    for _ in 0..4 {
        page = asked.open(&token).await;
    }
    assert_eq!(page.text(".paper__stamp"), format!("Two Rivers Work Group, NCP26-11, academic year {}", asked.year.academic_year));
    assert_eq!(page.text(".sheet__school"), "Ash Lane Primary School, Thistlewick, URN 900001");
    assert_eq!(page.texts(CLAUSES)[2], "Release the maths subject lead to attend all workshops.");
    assert_eq!(page.text(".sheet__people strong"), "Amy Charlesworth");
    assert_eq!(page.texts("td[data-label='Where']")[4], "Host to be confirmed", "open questions are said");
    assert!(!page.has_program());
    let shown = page.field("shown").value;
    let answer = asked.sign(&token, &shown).await;
    assert_eq!(header(&answer, "location"), format!("/commitment/{token}?done=commitment-signed"));
    let copy = asked.open(&token).await;
    copy.says("This is your signed copy.");
    assert_eq!([copy.fact("Signed for Ash Lane Primary School"), copy.fact("Print name")], ["J Amankwah", "Judith Amankwah"]);
    let [head, _] = asked.commitment().await.lines();
    copy.says(&format!("Check word {}, the same on every copy.", head.expect("a signature").check));
    // Once more: the copy again, and still one signature.
    let answer = asked.sign(&token, &shown).await;
    assert_eq!(header(&answer, "location"), format!("/commitment/{token}"));
    assert_eq!(asked.verified().await, "The one signature is as it was signed.");
    let list = asked.page_as(&asked.lead, &asked.page()).await;
    assert_eq!(list.text(".commitments__figure"), "1 of 8 signed");
    assert_eq!(list.text("td[data-label='Signature']"), format!("Signed on the screen {}", short_today()));
    let output = Command::new(env!("CARGO_BIN_EXE_twilight")).arg("verify").arg("--database").arg(&asked.app.file).output().expect("run");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "The one signature is as it was signed.\n");
    assert!(output.status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn problems_are_named_one_by_one_and_what_was_typed_stays() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let shown = asked.open(&token).await.field("shown").value;
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
    let page = Page::of(&refused(answer, &wrong).await);
    let fields: Vec<String> = page.problems().into_iter().map(|(_, field)| field).collect();
    assert_eq!(fields, ["#clause-2", "#clause-4", "#typed_name", "#signed_on"], "the summary leads to the fields");
    for problem in wrong {
        assert_eq!(page.field(problem.field()).error, Some(problem.to_string()));
    }
    assert_eq!([page.field("printed_name").value, page.field("signed_on").value], ["Judith <A>", "2999-01-01"], "nothing typed is lost");
    assert_eq!(page.chosen("ticks[]"), ["1", "3"]);
    assert_eq!(asked.verified().await, "There are no signatures yet.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_that_are_too_old_taken_back_or_unknown_say_whom_to_ask() {
    let asked = Asked::new().await;
    let old = asked.link(TimeDelta::days(-1)).await;
    let revoked = asked.link(TimeDelta::days(100)).await;
    let shown = commitments::fingerprint(&asked.commitment().await.paper);
    let renewed = asked.post(&asked.lead, "/api/renew-commitment-link", &asked.about()).await;
    taken(&renewed, Notice::LinkRenewed);
    for token in [old, revoked] {
        let answer = asked.app.get(&format!("/commitment/{token}")).await;
        assert_eq!(answer.status(), 410);
        let page = Page::of_answer(answer).await;
        assert_eq!(page.heading(), "This link is not good any more");
        let ask = "Ask Lantern Vale Maths Hub for a new one: hello@lanternvale.example. Whatever was signed is kept.";
        assert_eq!(page.text("main .notice"), ask);
        page.does_not_hold("Amankwah");
        asked.sign(&token, &shown).await;
    }
    assert_eq!(asked.app.get("/commitment/0123456789abcdef").await.status(), 404);
    assert_eq!(asked.verified().await, "There are no signatures yet.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wording_that_changed_meanwhile_is_read_before_it_is_signed() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let shown = asked.open(&token).await.field("shown").value;
    let admin = asked.app.sign_in(ADMIN).await;
    let form = asked.other_wording(&admin).await;
    let saved = asked.post(&admin, "/api/save-clauses", &form).await;
    assert_eq!(header(&saved, "location"), "/hub/clauses?done=wording-saved");
    let page = Page::of(&refused(asked.sign(&token, &shown).await, &[Problem::PaperChanged]).await);
    assert_eq!(page.texts(CLAUSES), ["Come to all six.", "Share what you learn."]);
    assert_eq!(page.text(".sign__closing"), "I, the headteacher of Ash Lane Primary School, agree.");
    taken(&asked.sign(&token, &page.field("shown").value).await, Notice::CommitmentSigned);
    assert_eq!(asked.commitment().await.paper.version, 2);
    let again = asked.post(&admin, "/api/save-clauses", &form).await;
    assert_eq!(header(&again, "location"), "/hub/clauses?done=wording-same");
    let versions = asked.page_as(&admin, "/hub/clauses").await;
    assert_eq!(versions.texts("[aria-labelledby='versions'] th[scope='row']"), ["Version 2, in use", "Version 1"]);
    assert_eq!(versions.text(".notice--ok"), "The one signature is as it was signed.");
    let compare = asked.page_as(&admin, "/hub/clauses/compare?old=1&new=2").await;
    assert!(compare.texts("thead th")[2].starts_with("Version 2 (Nell Ravensworth, "));
    let point = ["Before", "After"].map(|side| compare.texts(&format!("td[data-label='{side}']"))[5].clone());
    assert_eq!(point, ["Further development of teaching for mastery across the school.", "Share what you learn."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_letter_within_three_days_is_asked_about_first() {
    let asked = Asked::new().await;
    let answer = asked.post(&asked.lead, "/api/remind-heads", &asked.about()).await;
    let question = format!("{}/{}/remind?year={}", asked.page(), asked.school, asked.year.academic_year.starts_in());
    assert_eq!(header(&answer, "location"), question);
    let page = asked.page_as(&asked.lead, &question).await;
    let heading = page.heading();
    assert!(heading.starts_with("Ash Lane Primary School had a letter ") && heading.ends_with(". Send another?"), "{heading}");
    assert_eq!(
        page.links("Leave it for now"),
        [format!("{}/{}?year={}", asked.page(), asked.school, asked.year.academic_year.starts_in())]
    );
    page.offers("Send it all the same");
    let mut form = asked.about();
    form.push(("confirmed", "true".to_owned()));
    let answer = asked.post(&asked.lead, "/api/remind-heads", &form).await;
    taken(&answer, Notice::HeadReminded);
    let all = [("group", asked.group()), ("year", asked.year.academic_year.starts_in().to_string()), ("confirmed", "true".to_owned())];
    let answer = asked.post(&asked.lead, "/api/remind-heads", &all).await;
    // All at once never overrides the three days.
    taken(&answer, Notice::NobodyToRemind);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_and_lead_participants_with_an_account_need_no_link() {
    let asked = Asked::new().await;
    let (head, participant) = (asked.app.sign_in(HEAD).await, asked.app.sign_in(PARTICIPANT).await);
    let page = format!("{}/{}", asked.page(), asked.school);
    let mut form = asked.about();
    form.push(("shown", asked.page_as(&participant, &page).await.field("shown").value));
    taken(&asked.post(&participant, "/api/agree-commitment", &form).await, Notice::LeadAgreed);
    form.push(("place", format!("{}/{}/{}", asked.group(), asked.school, asked.year.academic_year.starts_in())));
    form.extend(signing(&[]).into_iter().map(|(name, value)| (name, value.to_owned())));
    form.push(("signed_on", today()));
    for other in [&asked.lead, &participant, &asked.app.sign_in(OTHER_HEAD).await, &asked.app.sign_in(ADMIN).await] {
        assert_eq!(asked.post(other, "/api/sign-commitment-as-head", &form).await.status(), 403);
    }
    assert_eq!(asked.post(&head, "/api/agree-commitment", &form).await.status(), 403, "the head is not the lead participant");
    taken(&asked.post(&head, "/api/sign-commitment-as-head", &form).await, Notice::CommitmentSigned);
    let state = asked.commitment().await.state;
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
    taken(&record(scan, "true").await, Notice::InkRecorded);
    refused(record(scan, "true").await, &[Problem::SignedAlready]).await;
    let shown = asked.app.get_as(&asked.lead, &format!("{}/{}/scan", asked.page(), asked.school)).await;
    assert_eq!((header(&shown, "content-type"), header(&shown, "x-content-type-options")), ("image/png", "nosniff"));
    assert_eq!(shown.bytes().await.expect("the scan").as_ref(), scan);
    let list = asked.page_as(&asked.lead, &asked.page()).await;
    assert_eq!(list.text(".commitments__figure"), "1 of 8 signed");
    let signed = format!("Signed on paper {}, recorded by Helen Whitlock", short_today());
    assert_eq!(list.text("td[data-label='Signature']"), signed);
    let csv = asked.app.get_as(&asked.lead, &format!("{}.csv", asked.page())).await.text().await.expect("a file");
    let (check, label) = (asked.commitment().await.state.head.expect("a signature").check, asked.year.academic_year.to_string());
    let names = "\u{feff}School,Town,Head,Email,State,Asked,Reminded,Signed on,Signed by,Way,Check word,Lead participant,Agreed on";
    let who = "Ash Lane Primary School,Thistlewick,Judith Amankwah,judith@ashlane.example";
    let lines = [
        format!("{names},Work Group,Project code,Academic year"),
        format!("{who},signed,{day},,{day},Judith Amankwah,ink,{check},Amy Charlesworth,,Two Rivers,NCP26-11,{label}"),
    ];
    assert_eq!(csv.lines().take(2).collect::<Vec<_>>(), lines);
    let mut form = asked.about();
    refused(asked.post(&asked.lead, "/api/set-commitment-aside", &form).await, &[Problem::AsideReasonMissing]).await;
    form.push(("reason", "The old form".to_owned()));
    taken(&asked.post(&asked.lead, "/api/set-commitment-aside", &form).await, Notice::SetAside);
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
    let field = Page::of(&refused(answer, &[Problem::HeadEmailShape]).await).field("head_email");
    assert_eq!((field.value.as_str(), field.error), ("nobody", Some(Problem::HeadEmailShape.to_string())));
    form.pop();
    form.push(("head_email", "new.head@ashlane.example".to_owned()));
    taken(&asked.post(&asked.lead, "/api/save-commitment-head", &form).await, Notice::HeadSaved);
    assert_eq!(asked.app.get(&format!("/commitment/{token}")).await.status(), 410, "the old head's link");
}
