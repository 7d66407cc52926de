//! Every case by the command and by the page: the preview says what will happen, and it does.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;

use super::cases::CASES;
use crate::commands::{refusal, text, twilight};
use crate::common::page::Page;
use crate::common::{TestApp, header};
use crate::http::schools::{ADMIN, at_rest, text as page_text};
use crate::load_generator::process::Outcome;

/// Extract and links in the order in which they came, and what the preview has to say.
const ORDER: [(&str, &str, &[&str]); 11] = [
    ("gias-cp1252.csv", "", &["Brontë – Façade Primary School", "St Mary’s Primary School"]),
    ("gias-utf8-bom.csv", "", &["Nothing"]),
    ("gias-utf8-nobom.csv", "", &["Nothing", "Read as UTF-8"]),
    ("gias-excel.csv", "", &["Brontë – Façade Primary School", "01522123456", "01/09/2014", "day first"]),
    ("gias-excel-utf8.csv", "", &["Nothing", "01522123456"]),
    ("all-through.csv", "", &["Elder Lane All Through School", "Elder Lane Other School"]),
    ("amalg-before.csv", "", &["Elder Lane Junior School"]),
    (
        "amalg-after.csv",
        "amalg-links.csv",
        &["two schools", "Both were known as open at the same time.", "Elder Lane Nursery Infant School"],
    ),
    ("withdrawn-1.csv", "withdrawn-links-1.csv", &["Tarn Primary School"]),
    ("withdrawn-2.csv", "withdrawn-links-2.csv", &["Tarn Primary School", "Tarn Primary Academy", "inks withdrawn"]),
    ("circle-schools.csv", "circle-links.csv", &["Quay Junior School", "Quay Infant School"]),
];

const SCHOOLS: &str = "select group_concat(urn || ' ' || name || ' ' || status || coalesce(' ' || close_date, '') || coalesce(' ' || telephone, ''), char(10))
     from (select * from school where urn < '900000' order by urn)";
pub const RELATIONS: &str = "select coalesce((select group_concat(f.urn || ' > ' || s.urn) from school_former_urn f join school s on s.id = f.school), '') || '; ' ||
     coalesce((select group_concat(s.urn || ' < ' || p.urn) from school_predecessor x join school s on s.id = x.school join school p on p.id = x.predecessor), '')";

/// What is written down where two schools are made of one again.
const TOOK_BACK: &str = "Took back that Tarn Primary School (150001) goes on as Tarn Primary Academy (150003): they are two schools again.";

async fn is_right(database: &Path) -> Outcome<()> {
    let schools = text(database, SCHOOLS).await?;
    let expected = [
        "100001 St Mary’s Primary School Open 01522123456",
        "100002 Brontë – Façade Primary School Closed 2026-08-31 01522123457",
        "100171 Elder Lane All Through School Open",
        "100172 Elder Lane Other School Open",
        "101144 Quay Junior School Open",
        "101146 Quay Infant School Open",
        "107018 Elder Lane Nursery Infant School Closed 2026-08-31",
        "107032 Elder Lane Academy Primary School Open",
        "150003 Tarn Primary Academy Open",
    ];
    assert_eq!(schools.lines().collect::<Vec<_>>(), expected);
    // One that names only its predecessor, as the snapshots of links that came later leave it.
    assert_eq!(text(database, RELATIONS).await?, "150001 > 150003; ");
    Ok(())
}

#[track_caller]
fn has_line(said: &str, line: &str) {
    assert!(said.lines().any(|one| one == line), "{line}: {said}");
}

pub fn case(name: &str) -> PathBuf {
    Path::new(CASES).join(name)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_the_command() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("cases.db");
    for (extract, links, words) in ORDER {
        let links = if links.is_empty() { String::new() } else { format!(" --links {}", case(links).display()) };
        let command = format!("import-schools {}{links}", case(extract).display());
        let preview = twilight(&format!("{command} --preview"), &database)?;
        let said = String::from_utf8(preview.stdout)?;
        for words in words {
            assert!(said.contains(words), "{extract}: {words}: {said}");
        }
        assert!(twilight(&command, &database)?.status.success());
        let again = String::from_utf8(twilight(&command, &database)?.stdout)?;
        assert_eq!(again.lines().last(), Some("Nothing changed: everything was in already."), "{extract}");
    }
    is_right(&database).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_the_page() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    for (extract, links, words) in ORDER {
        let page = send(&app, &admin, extract, links).await?;
        let shown = Page::of(&at_rest(&app, &admin, &page).await);
        words.iter().for_each(|words| shown.says(words));
        if !words.contains(&"Nothing") {
            app.post_as(&admin, &format!("{page}/apply"), &[]).await;
            assert_eq!(Page::of(&at_rest(&app, &admin, &page).await).heading(), "The schools are in", "{extract}");
        }
    }
    is_right(&app.file).await
}

pub async fn send(app: &TestApp, admin: &str, extract: &str, links: &str) -> Outcome<String> {
    let (first, second) = (fs::read(case(extract))?, if links.is_empty() { Vec::new() } else { fs::read(case(links))? });
    let fields = [("extract", extract, first.as_slice()), ("links", links, second.as_slice())];
    Ok(header(&app.post_bytes_as(admin, "/schools/import/files", &fields).await, "location").to_owned())
}

pub async fn tarn(app: &TestApp, admin: &str, apart: &[(&str, &str)]) -> Outcome<String> {
    for (extract, links) in [("withdrawn-1.csv", "withdrawn-links-1.csv"), ("withdrawn-2.csv", "withdrawn-links-2.csv")] {
        let page = send(app, admin, extract, links).await?;
        let shown = Page::of(&at_rest(app, admin, &page).await);
        if extract == "withdrawn-2.csv" {
            assert_eq!(shown.choices("apart"), ["150001"]);
            let keep = shown.text(".import__apart");
            assert!(keep.starts_with("Keep two schools: Tarn Primary School, 150001"), "{keep}");
        }
        app.post_as(admin, &format!("{page}/apply"), apart).await;
        at_rest(app, admin, &page).await;
    }
    let told = "select words from audit where action like 'schools.%' order by id desc limit 1";
    text(&app.file, told).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_refuses_one_in_the_preview() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let told = tarn(&app, &admin, &[("apart", "150001"), ("apart", "999999")]).await?;
    let kept = " Kept Tarn Primary School (150001) apart from Tarn Primary Academy (150003).";
    assert!(told.contains(", 1 kept apart") && told.ends_with(kept), "{told}");
    assert_eq!(text(&app.file, RELATIONS).await?, "; 150003 < 150001");
    let page = send(&app, &admin, "withdrawn-2.csv", "withdrawn-links-2.csv").await?;
    assert_eq!(Page::of(&at_rest(&app, &admin, &page).await).heading(), "Nothing to change", "it is not asked again");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_takes_one_back_on_its_page_and_the_audit_tells() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    tarn(&app, &admin, &[]).await?;
    let shown = Page::of(&page_text(&app, &admin, "/schools/new-numbers").await);
    let row = ["th[scope='row'] a", "[data-label='Before'] .table__second", "[data-label='State']"].map(|cell| shown.text(cell));
    assert_eq!(row, ["Tarn Primary Academy", "150001, until Mon 31 Aug 2026", "One school"]);
    let answer = app.post_as(&admin, "/api/take-back-number", &[("urn", "150001"), ("keeps", "closed")]).await;
    assert_eq!(header(&answer, "location"), "/schools/new-numbers?done=number-taken-back");
    let hub = store::hub::first(&app.database).await?.ok_or("no hub")?;
    let told = store::audit::list(&app.database, hub, "", None, 1).await?.remove(0);
    assert_eq!([told.action, told.who, told.words], ["schools.taken_back", "Nell Ravensworth", TOOK_BACK]);
    assert_eq!(text(&app.file, RELATIONS).await?, "; 150003 < 150001");
    assert_eq!(Page::of(&page_text(&app, &admin, "/schools/new-numbers").await).text(".empty__title"), "None yet");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_refuses_finds_and_takes_back() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("folds.db");
    let run = |words: &str| twilight(words, &database).map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let import = |number: u32| {
        format!(
            "import-schools {} --links {}",
            case(&format!("withdrawn-{number}.csv")).display(),
            case(&format!("withdrawn-links-{number}.csv")).display()
        )
    };
    run(&import(1))?;
    let apart = "150001 Tarn Primary School and 150003 Tarn Primary Academy stay two schools, linked. The hub keeps them apart.";
    has_line(&run(&format!("{} --keep-apart 150001", import(2)))?, apart);
    assert_eq!(run("folds list")?, "No school goes on under another number.\n");
    assert_eq!(run("folds allow 150001")?, "The next import decides anew about it.\n");
    let goes_on = "150001 Tarn Primary School goes on as 150003 Tarn Primary Academy";
    has_line(&run(&import(2))?, goes_on);
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    sqlx::query("update school set open_date = '1952-09-01'").execute(&mut file).await?;
    file.close().await?;
    let doubtful = format!("{goes_on}, closed on 2026-08-31. Doubtful: The one did not open when the other closed.");
    has_line(&run("folds list")?, &doubtful);
    has_line(&run("folds take-back --doubtful")?, TOOK_BACK);
    assert_eq!(text(&database, RELATIONS).await?, "; 150003 < 150001");
    assert_eq!(refusal("folds take-back 150001", &database)?, "no school had the number 150001: see `twilight folds list`");
    let told = text(&database, "select who || ': ' || words from audit where action = 'schools.taken_back'").await?;
    assert_eq!(told, format!("The command line: {TOOK_BACK}"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_that_keeps_nothing_apart_is_named_and_nothing_is_brought_in() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("refusals.db");
    let import = |number: u32| {
        let (extract, links) = (case(&format!("withdrawn-{number}.csv")), case(&format!("withdrawn-links-{number}.csv")));
        format!("import-schools {} --links {}", extract.display(), links.display())
    };
    assert!(twilight(&import(1), &database)?.status.success());
    let before = text(&database, SCHOOLS).await?;
    for mode in ["", " --preview"] {
        let refused = twilight(&format!("{} --keep-apart 150001 --keep-apart 150009 --keep-apart 15OOO1{mode}", import(2)), &database)?;
        let said = String::from_utf8(refused.stderr)?;
        let last = said.lines().last().unwrap_or_default();
        let in_vain = "twilight: no closed school with a successor has the number 150009, 15OOO1: nothing was brought in. ";
        assert!(!refused.status.success() && last.starts_with(in_vain), "{said}");
        assert_eq!((text(&database, SCHOOLS).await?, text(&database, RELATIONS).await?), (before.clone(), "; ".to_owned()));
    }
    // A blank is no mistake, and neither is to say it twice.
    for words in ["+150001", "150001"] {
        assert!(twilight(&format!("{} --keep-apart {words}", import(2)), &database)?.status.success());
        assert_eq!(text(&database, RELATIONS).await?, "; 150003 < 150001");
    }
    Ok(())
}
