//! One at a time: schools are brought in, or two are made of one again.

use super::doors::{RELATIONS, case, send, tarn};
use crate::commands::{refusal, text, twilight};
use crate::common::TestApp;
use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::http::schools::{ADMIN, at_rest, text as page_text};
use crate::load_generator::process::Outcome;
use app::error::Problem;
use store::{Lock, Use};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_schools_are_brought_in_no_command_takes_one_back_or_brings_in_others() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("turns.db");
    for number in [1, 2] {
        let (extract, links) = (case(&format!("withdrawn-{number}.csv")), case(&format!("withdrawn-links-{number}.csv")));
        assert!(twilight(&format!("import-schools {} --links {}", extract.display(), links.display()), &database)?.status.success());
    }
    let import = Lock::take(&database, Use::Importing)?;
    let busy = "schools are being brought into this database";
    let taken_back = refusal("folds take-back 150001", &database)?;
    assert_eq!(taken_back, format!("{busy} at the moment: wait until that is done. Nothing was changed"));
    let brought_in = refusal(&format!("import-schools {}", case("all-through.csv").display()), &database)?;
    assert_eq!(brought_in, format!("{busy} already: wait until that is done"));
    assert_eq!(text(&database, RELATIONS).await?, "150001 > 150003; ");
    drop(import);
    assert!(twilight("folds take-back 150001", &database)?.status.success());
    assert_eq!(text(&database, RELATIONS).await?, "; 150003 < 150001");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_schools_are_brought_in_the_pages_wait_or_say_so() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    tarn(&app, &admin, &[]).await?;
    let page = send(&app, &admin, "all-through.csv", "").await?;
    Page::of(&at_rest(&app, &admin, &page).await).says("Elder Lane All Through School");
    let import = Lock::take(&app.file, Use::Importing)?;
    let answer = app.post_as(&admin, "/api/take-back-number", &[("urn", "150001"), ("keeps", "closed")]).await;
    refused(answer, &[Problem::ImportUnderWay]).await;
    assert_eq!(text(&app.file, RELATIONS).await?, "150001 > 150003; ");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    for _ in 0..20 {
        let shown = Page::of(&page_text(&app, &admin, &page).await);
        assert_eq!(shown.heading(), "Bringing the schools in", "another one is not done yet");
    }
    drop(import);
    assert_eq!(Page::of(&at_rest(&app, &admin, &page).await).heading(), "The schools are in");
    app.post_as(&admin, "/api/take-back-number", &[("urn", "150001"), ("keeps", "closed")]).await;
    assert_eq!(text(&app.file, RELATIONS).await?, "; 150003 < 150001");
    Ok(())
}
