//! Signing in and out, and a form, while there is no room.

use std::fs;
use std::process::Command;

use super::small::SmallDisk;
use super::{age_sessions, client, full, ready, recovers, troubles};
use crate::common::page::Page;
use crate::common::refusals::taken;
use crate::common::{header, session_cookie, session_line};
use crate::load_generator::process::{self, Outcome};
use app::error::Problem;
use app::notice::Notice;
use reqwest::{Client, Response};
use tokio::time::{Instant, sleep};
use twilight::demo;

const AMY: &str = "amy@ashlane.example";
const ROSA: &str = "rosa@elmbank.example";

async fn post(client: &Client, url: &str, path: &str, cookie: &str, form: &[(&str, &str)]) -> Outcome<Response> {
    let request = client.post(format!("{url}{path}")).header("accept", "text/html").header("origin", url).header("cookie", cookie);
    Ok(request.form(form).send().await?)
}

async fn sign_in(client: &Client, url: &str, email: &str) -> Outcome<Option<String>> {
    let form = [("email", email), ("password", demo::PASSWORD), ("next", "/today")];
    Ok(session_cookie(&post(client, url, "/api/sign-in", "", &form).await?))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_and_out_and_forms_work_again_by_themselves_and_say_so_meanwhile() -> Outcome<()> {
    let disk = SmallDisk::new(24)?;
    let (database, logs) = (disk.path("forms.db"), tempfile::tempdir()?);
    let log = logs.path().join("server.log");
    let made = Command::new(env!("CARGO_BIN_EXE_twilight")).args(["demo", "--database"]).arg(&database).output()?;
    assert!(made.status.success());
    let address = process::free_address()?;
    let server = disk.serve(&database, address, fs::File::create(&log)?)?;
    let (client, url) = (client(), format!("http://{address}"));
    let amy = sign_in(&client, &url, AMY).await?.ok_or("Amy is not signed in")?;
    let rosa = sign_in(&client, &url, ROSA).await?.ok_or("Rosa is not signed in")?;
    age_sessions(&database).await?;

    disk.fill(Some(&server), 0)?;
    let until = Instant::now() + full();
    // Each of these is refused in words, and each would have left the only writer of no use.
    for _ in 0..10 {
        assert_eq!(sign_in(&client, &url, AMY).await?, None);
    }
    let page = client.get(format!("{url}/today")).header("cookie", &amy).send().await?;
    assert_eq!(page.status(), 200, "reading goes on");
    let out = post(&client, &url, "/api/sign-out", &rosa, &[]).await?;
    assert_eq!(header(&out, "location"), "/sign-in?problem=sign-out-unkept", "{}", out.status());
    assert!(session_line(&out).is_some_and(|line| line.contains("Max-Age=0")), "the browser forgets it all the same");
    let page = Page::of_answer(client.get(format!("{url}/sign-in?problem=sign-out-unkept")).send().await?).await;
    assert_eq!(page.problems(), [(Problem::SignOutUnkept.to_string(), String::new())]);
    let renamed = post(&client, &url, "/api/rename-account", &amy, &[("name", "Amy Changed")]).await?;
    assert!(!header(&renamed, "location").contains("done="), "it says that it was kept");
    assert_eq!(ready(&client, &url).await?.0, 503);
    sleep(until.saturating_duration_since(Instant::now())).await;

    disk.free(Some(&server))?;
    recovers(async || Ok(sign_in(&client, &url, ROSA).await?.is_some())).await?;
    let renamed = post(&client, &url, "/api/rename-account", &amy, &[("name", "Amy Changed")]).await?;
    taken(&renamed, Notice::Saved);
    let out = post(&client, &url, "/api/sign-out", &amy, &[]).await?;
    assert_eq!(header(&out, "location"), "/");
    assert_eq!(ready(&client, &url).await?.0, 200);
    let said = troubles(&log);
    assert!((2..=6).contains(&said.len()), "once that it can't be written to and once that it can: {said:#?}");
    Ok(())
}
