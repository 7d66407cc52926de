//! A request whose answer panics is answered all the same: with 500, in our words, and counted. Without this the connection
//! would just break, and nobody would know why.
//!
//! A page is made by more than the task of its request: what it loads and the effects that look whether all is there run
//! beside it, on [`PageTasks`]. A panic in one of those would leave the request waiting for ever, so each knows the request
//! it works for, and tells it. A page's body is gathered before it is answered: what panics while it is written panics here.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use any_spawner::{CustomExecutor, PinnedFuture, PinnedLocalFuture};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tokio::sync::Notify;
use tracing::Instrument;

use super::refusal::Refusal;
use super::shape::with_shape;

/// How many requests have panicked since the process began. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Panics(Arc<AtomicU64>);

impl Panics {
    /// How many.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

tokio::task_local! {
    /// Told when a task panics that works for the request of this task.
    static BROKEN: Arc<Notify>;
}

/// Answers with [`Refusal::Failed`] when the rest of the way panics, or a task that works for it does.
pub(super) async fn answer(State(panics): State<Panics>, request: Request, next: Next) -> Response {
    let broken = Arc::new(Notify::new());
    let answered = BROKEN.scope(broken.clone(), AssertUnwindSafe(gathered(next.run(request))).catch_unwind());
    let response = tokio::select! {
        biased;
        response = answered => response.ok().flatten(),
        () = broken.notified() => None,
    };
    // What panicked, and where, was logged by the hook (`panics::log_panics`), in the span of this request.
    response.unwrap_or_else(|| {
        panics.0.fetch_add(1, Ordering::Relaxed);
        Refusal::Failed.into_response()
    })
}

/// The answer, a page's whole body included. `None` when that broke off.
async fn gathered(answer: impl Future<Output = Response>) -> Option<Response> {
    let answer = answer.await;
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Some(answer);
    }
    let (head, body) = answer.into_parts();
    // Ours, and in memory already: there is nothing to bound.
    let body = to_bytes(body, usize::MAX).await.ok()?;
    Some(Response::from_parts(head, Body::from(with_shape(body.into()))))
}

/// Runs what pages start beside themselves, and tells their request when one of them panics.
#[derive(Debug)]
pub(super) struct PageTasks;

impl PageTasks {
    /// From now on Leptos spawns here. Before its first page; a second call (tests have many servers) changes nothing.
    pub(super) fn install() {
        let _ = any_spawner::Executor::init_custom_executor(Self);
    }
}

impl CustomExecutor for PageTasks {
    fn spawn(&self, work: PinnedFuture<()>) {
        let Ok(request) = BROKEN.try_with(Arc::clone) else {
            tokio::spawn(work);
            return;
        };
        let broken = request.clone();
        let work = BROKEN.scope(request, AssertUnwindSafe(work).catch_unwind());
        let watched = async move {
            if work.await.is_err() {
                broken.notify_one();
            }
        };
        tokio::spawn(watched.in_current_span());
    }

    fn spawn_local(&self, work: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(work);
    }

    fn poll_local(&self) {}
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::response::Html;
    use axum::routing::get;
    use futures_util::stream;
    use tower::ServiceExt;

    use super::*;

    async fn breaks() -> &'static str {
        panic!("here, and on purpose")
    }

    async fn waits_for_what_breaks() {
        // As a page's loading does: one task begins another.
        let beside = async {
            PageTasks.spawn(Box::pin(async {
                breaks().await;
            }));
        };
        PageTasks.spawn(Box::pin(beside));
        std::future::pending::<()>().await;
    }

    async fn breaks_while_written() -> Html<Body> {
        let chunks = stream::unfold(0, |number| async move {
            assert!(number < 2, "the page breaks while it is written");
            Some((Ok::<_, std::io::Error>("<p>words</p>"), number + 1))
        });
        Html(Body::from_stream(chunks))
    }

    async fn asked(path: &str) -> (Response, u64) {
        let panics = Panics::default();
        let handler = match path {
            "/panics" => get(breaks),
            "/page" => get(breaks_while_written),
            "/beside" => get(waits_for_what_breaks),
            _ => get(|| async { Html("<p>fine</p>") }),
        };
        let router = Router::new().route(path, handler).layer(from_fn_with_state(panics.clone(), answer));
        let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
        let answer = tokio::time::timeout(Duration::from_secs(5), router.oneshot(request)).await;
        (answer.expect("in time").expect("an answer"), panics.count())
    }

    #[tokio::test]
    async fn a_panic_is_answered_and_counted_wherever_it_happens() {
        for path in ["/panics", "/page", "/beside"] {
            let (answer, count) = asked(path).await;
            assert_eq!((answer.status(), count), (StatusCode::INTERNAL_SERVER_ERROR, 1), "{path}");
        }
        let (answer, count) = asked("/fine").await;
        assert_eq!((answer.status(), count), (StatusCode::OK, 0));
        assert_eq!(to_bytes(answer.into_body(), 100).await.expect("a body"), "<p>fine</p>");
    }
}
