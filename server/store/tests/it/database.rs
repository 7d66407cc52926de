//! The file itself, and everything that is no document and no session.

use crate::common::{World, address};
use chrono::{NaiveDate, TimeDelta, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::permission::Subject;
use store::accounts::people::{self, NewPerson};
use store::boards;
use store::groups::{self, Hours, When};
use store::workshops::{self, Mode, NewWorkshop, Span};
use store::{Database, Lock, StoreError, Use, live, schools, settings};

#[tokio::test]
async fn a_new_file_gets_its_schema_and_a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("new.db");
    assert!(matches!(Database::open(&file, false).await, Err(StoreError::NoFile(_))));
    let db = Database::open(&file, true).await.expect("a database");
    db.migrate().await.expect("a schema");
    db.migrate().await.expect("nothing to do");
    db.ping().await.expect("an answer");
    #[cfg(unix)]
    for name in ["new.db", "new.db-wal"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} is nobody else's business");
    }
    assert!(settings::is_empty(&db).await.expect("an answer"));
    assert!(!settings::demonstration(&db).await.expect("an answer"));
}

#[tokio::test]
async fn what_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("letter.txt");
    std::fs::write(&file, "Dear colleagues, this is not a database, and it is longer than a header. ".repeat(4)).expect("a file");
    assert!(matches!(Database::open(&file, true).await, Err(StoreError::Open { .. })));
    assert!(Database::open(folder.path(), true).await.is_err(), "a folder");
}

#[tokio::test]
async fn an_address_belongs_to_one_person() {
    let world = World::new().await;
    let email = address("PRIYA@oak.example");
    assert_eq!(people::by_email(&world.db, &email).await.expect("an answer"), Some(world.people[0]));
    let mut changes = world.db.change().await.expect("changes");
    let twin = NewPerson { name: "Another Priya", email: &email, password_hash: None, school: None };
    let taken = people::add(&mut changes, &twin).await;
    assert!(matches!(taken, Err(StoreError::EmailTaken(taken)) if taken == "priya@oak.example"));
}

#[tokio::test]
async fn changes_that_are_not_committed_never_were() {
    let world = World::new().await;
    let email = address("gone@oak.example");
    let mut changes = world.db.change().await.expect("changes");
    let person = NewPerson { name: "Gone", email: &email, password_hash: None, school: None };
    people::add(&mut changes, &person).await.expect("a person");
    drop(changes);
    assert_eq!(people::by_email(&world.db, &email).await.expect("an answer"), None);
    assert_eq!(schools::by_urn(&world.db, "900005").await.expect("an answer"), Some(world.schools[0]));
}

#[tokio::test]
async fn a_group_at_home_shows_its_schools_and_its_year() {
    let world = World::new().await;
    let home = groups::home(&world.db, world.group).await.expect("an answer").expect("a group");
    assert_eq!((home.name.as_str(), home.ncp_code.as_str(), home.focus.as_str()), ("Two Rivers", "NCP26-11", "Small steps"));
    assert_eq!(home.lead.map(|lead| (lead.name, lead.school)), Some(("Tom Obaseki".to_owned(), "Elm Bank".to_owned())));
    assert_eq!((home.hub.name.as_str(), home.hub.contact_email.as_str()), ("Lantern Vale", "hello@lanternvale.example"));
    let schools: Vec<_> = home.schools.iter().map(|s| (s.short_name.as_str(), s.town.as_str(), s.lead_participant.as_deref())).collect();
    assert_eq!(schools, [("Elm Bank", "Sallowford", None), ("Oak Hollow", "Thistlewick", Some("Priya Nandakumar"))]);
    assert!(home.workshops.is_empty());
    let nothing = model::ids::WorkGroupId::generate();
    assert_eq!(groups::home(&world.db, nothing).await.expect("an answer"), None);
}

#[tokio::test]
async fn workshops_are_told_in_british_time_and_know_where_they_stand() {
    let world = World::new().await;
    let mut changes = world.db.change().await.expect("changes");
    let next_group = groups::add(&mut changes, world.hub, "Three Hills").await.expect("a group");
    let year = groups::NewYear { academic_year: AcademicYear::starting(2020), ncp_code: "NCP20-11", lead: None, focus: "Then" };
    let year = groups::add_year(&mut changes, next_group, &year).await.expect("a year");
    let span = |date: NaiveDate| {
        let at = |hour, minute| date.and_hms_opt(hour, minute, 0).expect("a time");
        (Span::local(at(13, 0), at(17, 15)), Span::local(at(15, 45), at(17, 15)))
    };
    let today = Utc::now().date_naive();
    let summer = NaiveDate::from_ymd_opt(2021, 6, 24).expect("a day");
    let dates = [Some(summer), Some(today + TimeDelta::days(40)), Some(today + TimeDelta::days(20)), None];
    let mut board_for = None;
    for (number, date) in (1..).zip(dates) {
        let workshop = NewWorkshop {
            number,
            half_term: HalfTerm::Summer2,
            title: "What we keep",
            host: (number == 1).then_some(world.schools[0]),
            mode: Mode::Hybrid,
            time: date.map(|date| span(date).0),
            twilight: date.map(|date| span(date).1),
            note: "",
            place: "",
            call_link: "",
        };
        let id = workshops::add(&mut changes, year, &workshop).await.expect("a workshop");
        board_for.get_or_insert(id);
    }
    changes.commit().await.expect("kept");
    let home = groups::home(&world.db, next_group).await.expect("an answer").expect("a group");
    assert_eq!(home.academic_year.to_string(), "2020/21");
    let when: Vec<When> = home.workshops.iter().map(|workshop| workshop.when).collect();
    assert_eq!(when, [When::Past, When::Later, When::Next, When::Later]);
    let first = &home.workshops[0];
    assert_eq!((first.date.as_str(), first.day.as_str()), ("Thursday 24 June 2021", "2021-06-24"));
    assert_eq!((first.starts.as_str(), first.ends.as_str()), ("13:00", "17:15"));
    assert_eq!(first.twilight, Some(Hours { starts: "15:45".into(), ends: "17:15".into() }));
    assert_eq!(first.starts_at.map(|at| at.to_rfc3339()).as_deref(), Some("2021-06-24T12:00:00+00:00"));
    assert_eq!((first.host.as_deref(), first.host_town.as_deref()), (Some("Oak Hollow Primary School"), Some("Thistlewick")));
    let unknown = &home.workshops[3];
    assert_eq!((unknown.date.as_str(), unknown.starts.as_str(), &unknown.twilight), ("", "", &None));

    let summary = model::documents::board::Summary::default();
    let owner = Subject::Group(next_group);
    let board = boards::create_board(&world.db, owner, world.people[0], Vec::new(), &summary, board_for).await.expect("a board");
    let context = boards::context(&world.db, board).await.expect("an answer").expect("a board");
    assert_eq!(context.workshop.map(|workshop| (workshop.number, workshop.title)), Some((1, "What we keep".to_owned())));
    let list = boards::list_for_group(&world.db, next_group).await.expect("a list");
    assert_eq!(list[0].workshop, Some(1));
}

#[tokio::test]
async fn only_a_demonstration_can_be_erased() {
    let world = World::new().await;
    let board = world.board().await;
    let mut changes = world.db.change().await.expect("changes");
    let refused = settings::erase_demonstration(&mut changes).await;
    assert!(matches!(refused, Err(StoreError::NotADemonstration)));
    drop(changes);
    let mut changes = world.db.change().await.expect("changes");
    settings::mark_as_demonstration(&mut changes).await.expect("marked");
    changes.commit().await.expect("kept");
    assert!(settings::demonstration(&world.db).await.expect("an answer"));
    let mut changes = world.db.change().await.expect("changes");
    settings::erase_demonstration(&mut changes).await.expect("erased");
    changes.commit().await.expect("kept");
    assert!(settings::is_empty(&world.db).await.expect("an answer"));
    assert_eq!(live::load(&world.db, board).await.expect("an answer"), None);
    assert!(!settings::demonstration(&world.db).await.expect("an answer"));
}

#[tokio::test]
async fn when_a_document_was_edited_can_be_set_for_what_is_brought_in() {
    let world = World::new().await;
    let board = world.board().await;
    let then = Utc::now() - TimeDelta::days(20);
    let mut changes = world.db.change().await.expect("changes");
    store::live::set_edited_at(&mut changes, board, then).await.expect("set");
    changes.commit().await.expect("kept");
    let list = boards::list_for_group(&world.db, world.group).await.expect("a list");
    assert_eq!(list[0].edited_at.timestamp_millis(), then.timestamp_millis());
}

#[test]
fn a_database_is_one_processs_at_a_time_by_whatever_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, other) = (folder.path().join("own.db"), folder.path().join("other.db"));
    std::fs::write(&file, "").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&file, &other).expect("a link");
    let held = Lock::take(&file, Use::Alone).expect("nobody has it");
    assert!(Lock::is_taken(&file, Use::Alone) && !Lock::is_taken(&file, Use::Importing));
    let refused = Lock::take(&other, Use::Alone).expect_err("it is taken");
    assert!(matches!(refused, StoreError::InUse { .. }) && refused.to_string().contains(&std::process::id().to_string()), "{refused}");
    Lock::take(&file, Use::Importing).expect("which is another matter");
    drop(held);
    assert!(!Lock::is_taken(&file, Use::Alone));
    Lock::take(&other, Use::Alone).expect("nobody has it any more");
}
