//! Commitments: asked for, signed, renewed, and a chain of seals that shows every change.

use crate::common::commitment_year::{SITE, Year, person};
use chrono::{NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::commitments::{SigningMethod, Wording};
use store::commitments::{self, Asked, InkSignature, Progress, Refused, SavedWording, Scan};

#[tokio::test]
async fn the_original_wording_has_four_clauses_and_the_statement_word_for_word() {
    let year = Year::new().await;
    let commitment = year.commitment(year.world.schools[0]).await;
    assert_eq!(commitment.paper.version, 1);
    assert_eq!(commitment.paper.wording.clauses.len(), 4);
    assert_eq!(
        commitment.paper.wording.closing,
        "I, the headteacher of Oak Hollow Primary School, understand the continued commitment to the Teaching for Mastery Work Groups \
         provided by the Maths Hub. This includes further development of teaching for mastery across the school, and to release the maths \
         subject lead to attend all workshops and allow other teaching staff to attend part of the appropriate sessions, as directed by staff."
    );
}

#[tokio::test]
async fn a_head_is_asked_once_reminded_after_three_days_and_sooner_only_when_that_is_meant() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    assert_eq!(year.progress(school).await, Progress::NotAsked);
    assert_eq!(year.ask(school).await, Asked::Sent);
    assert!(matches!(year.progress(school).await, Progress::Asked(_)));
    assert_eq!(year.ask(school).await, Asked::TooSoon);
    assert_eq!(year.remind(school, false).await, Asked::TooSoon);
    assert_eq!(year.remind(school, true).await, Asked::Sent);
    year.sql("update commitment set requested_at = requested_at - 400000000, reminded_at = reminded_at - 400000000").await;
    assert_eq!(year.remind(school, false).await, Asked::Sent);
    let kinds: Vec<(String, String)> = year.sql_rows("select kind, state from outbox order by id").await;
    let kinds: Vec<_> = kinds.iter().map(|(kind, state)| (kind.as_str(), state.as_str())).collect();
    let expected = [("commitment.request", "withdrawn"), ("commitment.reminder", "withdrawn"), ("commitment.reminder", "waiting")];
    assert_eq!(kinds, expected, "one that has not gone out would only say the same");
}

#[tokio::test]
async fn all_letters_open_the_page_until_the_link_is_renewed_or_the_head_is_another() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let first = year.asked(school).await;
    year.remind(school, true).await;
    let second = year.token().await;
    let opens =
        async |token: &str| commitments::open_link(&year.world.db, token).await.expect("read").expect("a link").commitment.is_some();
    assert!(opens(&first).await && opens(&second).await);
    year.renew(school).await;
    let third = year.token().await;
    assert!(!opens(&first).await && !opens(&second).await && opens(&third).await);
    assert!(matches!(year.sign_by(&first, &year.fingerprint(school).await).await, Err(Refused::NotFound)));
    year.set_head(school, "new.head@school.example").await;
    assert!(!opens(&third).await);
    assert_eq!(year.progress(school).await, Progress::NotAsked, "the new head was not asked yet");
}

#[tokio::test]
async fn a_signature_counts_once_and_sends_the_copies() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let token = year.asked(school).await;
    let shown = year.fingerprint(school).await;
    assert_eq!(year.sign_by(&token, &shown).await.expect("signed"), 1);
    assert!(matches!(year.sign_by(&token, &shown).await, Err(Refused::Signed)));
    assert!(matches!(year.progress(school).await, Progress::Signed(SigningMethod::Screen)));
    let letters: Vec<(String, String, String, bool)> = year.sql_rows("select kind, to_email, state, urgent from outbox order by id").await;
    let letters: Vec<_> = letters.iter().map(|(kind, to, state, urgent)| (kind.as_str(), to.as_str(), state.as_str(), *urgent)).collect();
    assert_eq!(
        letters,
        [
            ("commitment.request", "head0@school.example", "withdrawn", true),
            ("commitment.copy", "head0@school.example", "waiting", true),
            ("commitment.copy", "priya@oak.example", "waiting", true),
            ("commitment.signed", "hello@lanternvale.example", "waiting", false),
        ]
    );
    assert!(commitments::open_link(&year.world.db, &token).await.expect("read").expect("a link").commitment.is_some(), "the copy");
    let audit: Vec<(String,)> = year.sql_rows("select who from audit where action = 'commitment.signed'").await;
    assert!(audit.len() == 1 && audit[0].0.contains("head0@school.example"), "{audit:?}");
}

#[tokio::test]
async fn what_changed_since_the_page_was_opened_is_never_signed_unseen() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let token = year.asked(school).await;
    let shown = year.fingerprint(school).await;
    year.edit_wording("We hold the dates free.").await;
    assert!(matches!(year.sign_by(&token, &shown).await, Err(Refused::Changed)));
    let shown = year.fingerprint(school).await;
    year.add_workshop(1, 1_790_000_000_000).await;
    assert!(matches!(year.sign_by(&token, &shown).await, Err(Refused::Changed)), "a date is on the paper too");
    assert_eq!(year.sign_by(&token, &year.fingerprint(school).await).await.expect("signed"), 1);
    let signed = year.commitment(school).await.paper;
    assert_eq!((signed.version, signed.workshops.len()), (2, 1));
    year.edit_wording("Something else altogether.").await;
    let later = year.commitment(school).await.paper;
    assert_eq!(later, signed, "what was signed stays");
}

#[tokio::test]
async fn wordings_are_versions_and_two_who_write_at_once_do_not_overwrite_each_other() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.signed(first).await;
    assert_eq!(year.edit_wording("One.").await, SavedWording::Saved { version: 2, moved: 1 });
    assert_eq!(year.edit_wording("One.").await, SavedWording::Same);
    let versions = commitments::versions(&year.world.db, year.world.hub).await.expect("versions");
    assert_eq!(versions.iter().map(|version| (version.version, version.signatures)).collect::<Vec<_>>(), [(2, 0), (1, 1)]);
    assert_eq!(versions[0].created_by.as_deref(), Some("Tom Obaseki"));
    let mut changes = year.world.db.change().await.expect("changes");
    let mine = Wording { title: "Mine".into(), ..versions[1].wording.clone() };
    let saved = commitments::save_wording(&mut changes, year.world.hub, year.lead.id, versions[1].id, &mine).await;
    assert!(matches!(saved, Err(Refused::WordingMoved)));
    drop(changes);
    let versions_of = async |school| year.commitment(school).await.paper.version;
    assert_eq!((versions_of(first).await, versions_of(second).await), (1, 2));
}

#[tokio::test]
async fn the_lead_participant_agrees_once() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let priya = person(&year.world, 0);
    let shown = year.fingerprint(school).await;
    assert!(matches!(year.agree(&priya, school, "something else").await, Err(Refused::Changed)));
    assert_eq!(year.agree(&priya, school, &shown).await.expect("signed"), 1);
    assert!(matches!(year.agree(&priya, school, &shown).await, Err(Refused::Signed)));
    assert_eq!(year.progress(school).await, Progress::NotAsked, "the head has still to sign");
}

#[tokio::test]
async fn ink_counts_the_same_and_a_signature_can_be_set_aside_but_never_goes() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let scan = Scan { kind: "image/png".into(), bytes: b"\x89PNG\r\n\x1a\nscan".to_vec() };
    let ink = InkSignature {
        person: &year.lead,
        printed_name: "Judith Abara",
        signed_on: NaiveDate::from_ymd_opt(2026, 11, 4).expect("a day"),
        version: None,
        scan: Some(&scan),
        site: SITE,
    };
    let mut changes = year.world.db.change().await.expect("changes");
    assert_eq!(commitments::record_ink(&mut changes, &year.year, school, &ink).await.expect("recorded"), 1);
    changes.commit().await.expect("kept");
    assert!(matches!(year.progress(school).await, Progress::Signed(SigningMethod::Ink)));
    assert_eq!(commitments::scan(&year.world.db, &year.year, school).await.expect("read"), Some(scan));
    assert_eq!(year.verify().await.broken, None);
    year.set_aside(school, "The wrong school").await;
    assert_eq!(year.progress(school).await, Progress::NotAsked);
    year.signed(school).await;
    assert_eq!(year.verify().await.to_string(), "All 2 signatures are as they were signed.");
    year.sql("update signature set scan = x'ffd8ff' where number = 1").await;
    assert_eq!(year.verify().await.broken.expect("a break").number, 1, "the scan is sealed too");
}

#[tokio::test]
async fn any_change_behind_the_programs_back_is_found() {
    for (statement, number, changed) in [
        ("update signature set printed_name = 'Somebody Else' where number = 1", 1, true),
        ("update signature set content = replace(content, 'release', 'perhaps release') where number = 2", 2, true),
        ("update signature set at = at + 1 where number = 2", 2, true),
        ("delete from signature where number = 1", 1, false),
        ("delete from signature where number = 2", 2, false),
        ("update signature set seal = randomblob(32) where number = 2", 2, true),
        ("delete from signature", 1, false),
        ("update signature set set_aside_at = 1790000000000, set_aside_reason = 'Because' where number = 1", 1, true),
        ("update signature set drawing = 'M 1 1 L 2 2' where number = 2", 2, true),
        ("update signature set place = '' where number = 2", 2, true),
        ("update commitment set group_year = 'another' where head_email = 'head0@school.example'", 1, true),
        (
            "delete from signature where number = 2;
             update signature_chain set number = 1, seal = (select seal from signature where number = 1)",
            2,
            false,
        ),
    ] {
        let year = Year::new().await;
        for school in year.world.schools {
            year.signed(school).await;
        }
        assert_eq!(year.verify().await.to_string(), "All 2 signatures are as they were signed.");
        year.sql(statement).await;
        let broken = year.verify().await.broken.expect(statement);
        assert_eq!((broken.number, broken.changed), (number, changed), "{statement}");
    }
}

#[tokio::test]
async fn setting_a_signature_aside_is_sealed_too() {
    for (statement, number, changed) in [
        ("update signature set set_aside_at = null where number = 1", 1, true),
        ("update signature set set_aside_reason = 'Another reason' where number = 1", 1, true),
        ("update signature set content = 'Another reason' where sets_aside = 1", 3, true),
        ("update signature set sets_aside = 2 where sets_aside = 1", 3, true),
        ("update signature set set_aside_at = null where number = 1; delete from signature where number = 3", 3, false),
    ] {
        let year = Year::new().await;
        for school in year.world.schools {
            year.signed(school).await;
        }
        year.set_aside(year.world.schools[0], "The wrong school").await;
        assert_eq!(year.verify().await.to_string(), "All 2 signatures are as they were signed.");
        year.sql(statement).await;
        let broken = year.verify().await.broken.expect(statement);
        assert_eq!((broken.number, broken.changed), (number, changed), "{statement}");
    }
}

#[tokio::test]
async fn the_row_in_the_middle_of_three_is_missed() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.signed(first).await;
    year.signed(second).await;
    year.set_aside(second, "Again").await;
    year.renew(second).await;
    let token = year.token().await;
    assert_eq!(year.sign_by(&token, &year.fingerprint(second).await).await.expect("signed"), 4);
    year.sql("delete from signature where number = 2").await;
    assert_eq!(year.verify().await.to_string(), "Signature 2 is missing: it was taken out behind Twilight’s back.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_who_sign_at_once_get_a_place_each() {
    let year = std::sync::Arc::new(Year::new().await);
    for school in year.world.schools {
        year.ask(school).await;
    }
    let tokens = year.tokens().await;
    let mut running = Vec::new();
    for (token, school) in tokens.into_iter().zip(year.world.schools) {
        for _ in 0..4 {
            let (year, token) = (year.clone(), token.clone());
            running.push(tokio::spawn(async move {
                let shown = year.fingerprint(school).await;
                year.sign_by(&token, &shown).await
            }));
        }
    }
    let mut signed = 0;
    for task in running {
        let done = task.await.expect("no panic");
        signed += usize::from(done.is_ok());
    }
    assert_eq!(signed, 2);
    assert_eq!(year.verify().await.to_string(), "All 2 signatures are as they were signed.");
}

#[tokio::test]
async fn a_new_year_is_filled_in_from_the_last_and_signed_anew() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    year.signed(school).await;
    let mut changes = year.world.db.change().await.expect("changes");
    let (next, next_year) = year.add_next(&mut changes, school).await;
    assert_eq!(commitments::prepare_year(&mut changes, next_year).await.expect("made"), 1);
    assert_eq!(commitments::prepare_year(&mut changes, next_year).await.expect("made"), 0);
    changes.commit().await.expect("kept");
    let usual = commitments::group_year(&year.world.db, year.world.group, None).await.expect("read").expect("a year");
    let expected = AcademicYear::at(Utc::now() + chrono::TimeDelta::days(92));
    assert_eq!(usual.academic_year, expected, "the coming year only from summer on");
    let coming = commitments::group_year(&year.world.db, year.world.group, Some(next)).await.expect("read").expect("a year");
    assert_eq!((coming.id, coming.ncp_code.as_str()), (next_year, "NCP27-09"));
    let commitment = commitments::school_commitment(&year.world.db, &coming, school).await.expect("read").expect("a commitment");
    assert_eq!((commitment.state.head_email.as_str(), commitment.state.progress()), ("head0@school.example", Progress::NotAsked));
    let past = commitments::of_school(&year.world.db, school).await.expect("read");
    assert_eq!(
        past.iter().map(|year| (year.academic_year, year.head.is_some())).collect::<Vec<_>>(),
        [(next, false), (next.previous(), true)]
    );
}
