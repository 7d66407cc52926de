//! What happens to commitments later: schools leave, dates move, wordings change, signatures are set aside.

use crate::common::commitment_year::{SITE, Year, person};
use chrono::{Days, Utc};
use model::ids::SchoolId;
use store::commitments::{self, Asked, InkSignature, Progress, Refused};
use store::{groups, staying};

async fn withdraw(year: &Year, school: SchoolId) {
    let mut changes = year.world.db.change().await.expect("changes");
    commitments::school_left(&mut changes, year.year.id, school).await.expect("done");
    changes.commit().await.expect("kept");
}

async fn leave(year: &Year) {
    year.sql("update group_school set status = 'withdrawn'").await;
}

fn ink<'a>(year: &'a Year, days_ago: u64, version: Option<u32>) -> InkSignature<'a> {
    let signed_on = Utc::now().date_naive() - Days::new(days_ago);
    InkSignature { person: &year.lead, printed_name: "Judith Abara", signed_on, version, scan: None, site: SITE }
}

async fn record(year: &Year, school: SchoolId, ink: InkSignature<'_>) -> Result<i64, Refused> {
    let mut changes = year.world.db.change().await.expect("changes");
    let done = commitments::record_ink(&mut changes, &year.year, school, &ink).await;
    changes.commit().await.expect("kept");
    done
}

#[tokio::test]
async fn of_a_school_that_has_left_nobody_signs_agrees_is_asked_or_recorded() {
    let year = Year::new().await;
    let [school, other] = year.world.schools;
    let (token, shown) = (year.asked(school).await, year.fingerprint(school).await);
    year.signed(other).await;
    leave(&year).await;
    let opened = commitments::open_link(&year.world.db, &token).await.expect("read").expect("a link");
    assert_eq!((opened.commitment, opened.left_for), (None, Some(String::new())));
    assert!(matches!(year.sign_by(&token, &shown).await, Err(Refused::NotFound)));
    assert!(matches!(year.agree(&person(&year.world, 0), school, &shown).await, Err(Refused::NotFound)));
    assert!(matches!(record(&year, school, ink(&year, 0, None)).await, Err(Refused::NotFound)));
    let mut changes = year.world.db.change().await.expect("changes");
    assert!(matches!(commitments::ask(&mut changes, year.sender(), &year.year, school).await, Err(Refused::NotFound)));
    assert!(matches!(commitments::remind(&mut changes, year.sender(), &year.year, school, true).await, Err(Refused::NotFound)));
    drop(changes);
    assert!(matches!(year.progress(other).await, Progress::Signed(_)), "what was signed stays");
    let copy = year.token().await;
    assert!(commitments::open_link(&year.world.db, &copy).await.expect("read").expect("a link").commitment.is_some());
    withdraw(&year, school).await;
    withdraw(&year, other).await;
    let letters: Vec<(String,)> = year.sql_rows("select state from outbox where to_email = 'head0@school.example'").await;
    assert_eq!(letters, [("withdrawn".to_owned(),)], "its letter does not go out any more");
    let links: Vec<(String, bool)> = year.sql_rows("select email, revoked_at is null from link where purpose = 'commitment'").await;
    let open: Vec<_> = links.iter().filter(|(_, open)| *open).map(|(email, _)| email.as_str()).collect();
    assert!(!open.is_empty() && open.iter().all(|email| *email == "head1@school.example"), "{open:?}");
}

#[tokio::test]
async fn a_school_that_says_it_leaves_a_year_to_come_gets_no_letter_and_staying_is_written_down_when_it_was_only_taken_for_granted() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let mut changes = year.world.db.change().await.expect("changes");
    let (next, coming) = year.add_next(&mut changes, school).await;
    let said = staying::answer(&mut changes, coming, school, staying::Answer::Staying, &year.lead).await.expect("written");
    assert!(said, "that it stays is news: nobody had asked it");
    assert!(!staying::answer(&mut changes, coming, school, staying::Answer::Staying, &year.lead).await.expect("written"));
    changes.commit().await.expect("kept");
    let later = commitments::group_year(&year.world.db, year.world.group, Some(next)).await.expect("read").expect("a year");
    let mut changes = year.world.db.change().await.expect("changes");
    assert_eq!(commitments::ask(&mut changes, year.sender(), &later, school).await.expect("asked"), Asked::Sent);
    staying::answer(&mut changes, coming, school, staying::Answer::Leaving, &year.lead).await.expect("written");
    changes.commit().await.expect("kept");
    let letters: Vec<(String,)> = year.sql_rows("select state from outbox").await;
    assert_eq!(letters, [("withdrawn".to_owned(),)]);
    let past = groups::past_year(&year.world.db, year.world.group, next).await.expect("read").expect("the year");
    assert!(past.schools.is_empty(), "it was never in a year that it left before it began");
}

#[tokio::test]
async fn who_signed_in_another_year_renews_and_who_comes_from_embedding_goes_on() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.sql(
        "insert into school_phase (school, academic_year, phase, source)
         select id, 2020, 'embedding', 'hub' from school",
    )
    .await;
    // Who signed Sustaining last year was in a group of it then.
    year.sql(
        "insert into group_year (id, work_group, academic_year, ncp_code, focus, status)
         select 'last', work_group, academic_year - 1, 'NCP25-01', '', 'finished' from group_year",
    )
    .await;
    year.sql("insert into group_school (group_year, school) select 'last', id from school where short_name = 'Oak Hollow'").await;
    year.ask(first).await;
    year.ask(second).await;
    let letters: Vec<(String,)> = year.sql_rows("select text from outbox order by id").await;
    assert!(letters[0].0.contains("Another year begins") && !letters[0].0.contains("Embedding"), "{}", letters[0].0);
    assert!(letters[1].0.contains("the phase called Embedding in 2020/21"), "{}", letters[1].0);
}

#[tokio::test]
async fn ink_is_recorded_under_the_wording_at_the_foot_of_the_paper() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.sql("update clauses set created_at = created_at - 8640000000").await;
    year.edit_wording("We hold the dates free.").await;
    assert_eq!(record(&year, first, ink(&year, 3, None)).await.expect("signed"), 1);
    assert_eq!(year.commitment(first).await.paper.version, 1, "on that day the original was in use");
    assert!(matches!(record(&year, second, ink(&year, 3, Some(9))).await, Err(Refused::NoVersion)), "there is no such version");
    assert_eq!(record(&year, second, ink(&year, 3, Some(2))).await.expect("signed"), 2);
    let paper = year.commitment(second).await.paper;
    assert_eq!((paper.version, paper.wording.clauses), (2, vec!["We hold the dates free.".to_owned()]));
}

#[tokio::test]
async fn a_lead_participant_agrees_again_when_the_dates_have_moved() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    let priya = person(&year.world, 0);
    let first = year.fingerprint(school).await;
    assert_eq!(year.agree(&priya, school, &first).await.expect("signed"), 1);
    assert_eq!(year.commitment(school).await.lines()[1].as_ref().expect("agreed").note, "");
    year.add_workshop(1, 1_790_000_000_000).await;
    let commitment = year.commitment(school).await;
    assert!(commitment.agreed_to_another && commitment.lines()[1].as_ref().expect("agreed").note.starts_with("Agreed to the paper of"));
    assert_eq!(year.agree(&priya, school, &year.fingerprint(school).await).await.expect("signed"), 2);
    assert!(!year.commitment(school).await.agreed_to_another);
    year.signed(school).await;
    assert!(!year.commitment(school).await.dates_moved);
    year.sql("update workshop set starts_at = starts_at + 86400000").await;
    assert!(year.commitment(school).await.dates_moved, "the head has signed other dates than the group has now");
}

#[tokio::test]
async fn setting_aside_tells_the_head_and_the_lead_participant_and_is_listed_with_its_reason() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    year.signed(school).await;
    year.set_aside(school, "Signed for the wrong school").await;
    let letters: Vec<(String, String)> = year.sql_rows("select kind, to_email from outbox where state = 'waiting' order by id").await;
    let letters: Vec<_> = letters.iter().map(|(kind, to)| (kind.as_str(), to.as_str())).collect();
    assert_eq!(letters, [("commitment.set-aside", "head0@school.example"), ("commitment.set-aside", "priya@oak.example")]);
    let listed = commitments::set_aside_of(&year.world.db, &year.year, school).await.expect("read");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].printed_name.as_str(), listed[0].reason.as_str()), ("Judith Abara", "Signed for the wrong school"));
}

#[tokio::test]
async fn a_new_link_is_a_letter_and_another_head_of_a_signed_school_takes_nothing_back() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.ask(first).await;
    year.sql("update commitment set requested_at = requested_at - 400000000").await;
    year.renew(first).await;
    assert_eq!(year.remind(first, false).await, Asked::TooSoon);
    year.signed(second).await;
    year.set_head(second, "new.head@school.example").await;
    assert!(year.commitment(second).await.state.requested_at.is_some());
}

#[tokio::test]
async fn a_lead_participant_is_asked_to_agree_only_while_that_is_missing() {
    let year = Year::new().await;
    let school = year.world.schools[0];
    year.agree(&person(&year.world, 0), school, &year.fingerprint(school).await).await.expect("agreed");
    year.signed(school).await;
    let letters: Vec<(String, String)> = year.sql_rows("select subject, text from outbox where to_email = 'priya@oak.example'").await;
    assert!(letters[0].0.starts_with("Your copy:") && letters[0].1.contains("You have agreed to it already"), "{letters:?}");
}

#[tokio::test]
async fn a_reminder_names_a_date_to_come() {
    let year = Year::new().await;
    let [first, second] = year.world.schools;
    year.add_workshop(1, 1_600_000_000_000).await;
    year.ask(first).await;
    year.remind(first, true).await;
    year.add_workshop(2, 4_000_000_000_000).await;
    year.ask(second).await;
    year.remind(second, true).await;
    let letters: Vec<(String,)> = year.sql_rows("select text from outbox where kind = 'commitment.reminder' order by id").await;
    assert!(!letters[0].0.contains("workshop is on"), "{}", letters[0].0);
    assert!(letters[1].0.contains("The next workshop is on") && letters[1].0.contains("2096"), "{}", letters[1].0);
}
