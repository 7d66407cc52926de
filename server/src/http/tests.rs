//! A route that panics, behind every layer that a real one has, over a real connection.

use axum::response::Html;
use reqwest::Client;
use tokio::net::TcpListener;

use super::*;
use crate::demo;
use crate::listen::{self, Bounds, Patience};
use crate::site::Source;

const BREAKS: &str = "/breaks";

async fn breaks() -> Html<&'static str> {
    panic!("here, and on purpose")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_panics_is_answered_in_words_and_counted_and_the_connection_goes_on() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let database = Database::open(&folder.path().join("twilight.db"), true).await?;
    database.migrate().await?;
    demo::create(&database).await?;
    let (tasks, panics, listener) = (Tasks::default(), Panics::default(), TcpListener::bind("127.0.0.1:0").await?);
    let (address, stopping) = (listener.local_addr()?, CancellationToken::new());
    let sync = Sync::start_behind(database.clone(), None, &tasks);
    let state = State {
        parts: Parts::default(),
        pulse: Pulse::default(),
        sync: sync.clone(),
        database,
        cookies: Cookies::new(false),
        origin: None,
        site_origin: SiteOrigin(format!("http://{address}").into()),
        mail: MailState { configured: false },
        trust_proxy: false,
        clients: Clients::new(100),
        probes: Probes::new(100, Patience::default().probe),
        site: Site::of(Source::Folder(folder.path().to_owned()), address),
        panics: panics.clone(),
        tasks,
        stopping: stopping.clone(),
    };
    let bounds = Bounds { per_address: 10, all: 10, patience: Patience::default() };
    let router = router_with(state, Router::new().route(BREAKS, get(breaks)));
    let serving = tokio::spawn(listen::serve(listener, router, bounds, stopping.clone()));
    // One connection for all of them.
    let client = Client::builder().pool_max_idle_per_host(1).build()?;
    for times in 1..=3 {
        let answer = client.get(format!("http://{address}{BREAKS}")).header("accept", "text/html").send().await?;
        assert_eq!((answer.status().as_u16(), panics.count()), (500, times));
        let words = answer.text().await?;
        assert!(words.contains("Something went wrong on our side") && words.contains("hello@lanternvale.example"), "{words}");
        assert_eq!(client.get(format!("http://{address}/healthz")).send().await?.status(), 200);
    }
    stopping.cancel();
    sync.shutdown().await;
    serving.await??;
    Ok(())
}
