//! Work that goes on for as long as the server runs (sending mail, writing documents, asking sockets again), watched: when it
//! panics or ends before its time it is begun again, after pauses that grow, and what became of it can be read.
//!
//! Without this a single panic would end such a task for good, and nobody would notice: everything else goes on.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::panics::before_any_quotation;
use crate::parts::PartState;

/// How long to wait before work is begun again.
#[derive(Clone, Copy, Debug)]
struct Pauses {
    /// The first time; twice that the next time, and so on.
    first: Duration,
    /// No pause is longer.
    longest: Duration,
    /// Work that went on for so long begins with the first pause again.
    well: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self { first: Duration::from_secs(1), longest: Duration::from_secs(60), well: Duration::from_secs(300) }
    }
}

/// The tasks of one server. Clones are handles to the same list.
#[derive(Clone, Debug, Default)]
pub struct Tasks(Arc<Mutex<Vec<TaskState>>>);

/// What is known of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskState {
    /// What it does, like `mail`.
    pub name: &'static str,
    /// Since when it has been running. `None` while it waits to be begun again, and when it is over.
    pub running_since: Option<DateTime<Utc>>,
    /// How often it was begun again.
    pub restarts: u32,
    /// Why it ended before its time, if it ever did. Without anything of what it worked on.
    pub last_error: Option<String>,
    /// It has ended as it should.
    pub over: bool,
}

impl TaskState {
    /// Whether it does what it should: it runs, or has ended in good order.
    pub fn is_well(&self) -> bool {
        self.over || self.running_since.is_some()
    }
}

impl Tasks {
    /// Every task there is or was, in the order in which they began.
    pub fn states(&self) -> Vec<TaskState> {
        self.list().clone()
    }

    /// How a task is. One that nobody has begun is failing.
    pub fn part(&self, name: &str) -> PartState {
        let list = self.list();
        let task = list.iter().find(|task| task.name == name);
        task.map_or_else(|| PartState::Failing("it was not begun".to_owned()), PartState::from)
    }

    /// Runs what `begin` begins until `stopping`, and begins it again whenever it ends before.
    pub fn keep<F>(&self, name: &'static str, stopping: CancellationToken, begin: impl Fn() -> F + Send + 'static) -> JoinHandle<()>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.keep_with(Pauses::default(), name, stopping, begin)
    }

    fn keep_with<F>(
        &self,
        pauses: Pauses,
        name: &'static str,
        stopping: CancellationToken,
        begin: impl Fn() -> F + Send + 'static,
    ) -> JoinHandle<()>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let tasks = self.clone();
        tasks.began(name);
        tokio::spawn(async move {
            let mut pause = pauses.first;
            loop {
                let began = Instant::now();
                let ended = AssertUnwindSafe(begin()).catch_unwind().await;
                if stopping.is_cancelled() {
                    return tasks.change(name, TaskState::end);
                }
                let why = ended.map_or_else(|panic| words(panic.as_ref()), |()| "it ended by itself".to_owned());
                if began.elapsed() >= pauses.well {
                    pause = pauses.first;
                }
                error!(task = name, why, "the task {name} stopped, and is begun again in {pause:?}");
                tasks.change(name, |task| task.fail(why));
                tokio::select! {
                    () = stopping.cancelled() => return tasks.change(name, TaskState::end),
                    () = sleep(pause) => {}
                }
                pause = (pause * 2).min(pauses.longest);
                tasks.change(name, |task| {
                    task.running_since = Some(Utc::now());
                    task.restarts += 1;
                });
            }
        })
    }

    /// Does something that has an end beside everything else. When it panics, `otherwise` puts right what it left.
    pub fn once<W, O>(&self, name: &'static str, work: W, otherwise: impl FnOnce() -> O + Send + 'static) -> JoinHandle<()>
    where
        W: Future<Output = ()> + Send + 'static,
        O: Future<Output = ()> + Send + 'static,
    {
        let tasks = self.clone();
        tasks.began(name);
        tokio::spawn(async move {
            if let Err(panic) = AssertUnwindSafe(work).catch_unwind().await {
                let why = words(panic.as_ref());
                error!(task = name, why, "the task {name} broke off");
                tasks.change(name, |task| task.fail(why));
                otherwise().await;
            }
            tasks.change(name, TaskState::end);
        })
    }

    /// A task of this name runs: a new one, or the same once more.
    fn began(&self, name: &'static str) {
        let running_since = Some(Utc::now());
        let mut list = self.list();
        match list.iter_mut().find(|task| task.name == name) {
            Some(task) => (task.running_since, task.over) = (running_since, false),
            None => list.push(TaskState { name, running_since, restarts: 0, last_error: None, over: false }),
        }
    }

    fn change(&self, name: &'static str, change: impl FnOnce(&mut TaskState)) {
        if let Some(task) = self.list().iter_mut().find(|task| task.name == name) {
            change(task);
        }
    }

    fn list(&self) -> MutexGuard<'_, Vec<TaskState>> {
        // What it holds is changed in single steps.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TaskState {
    fn end(&mut self) {
        (self.running_since, self.over) = (None, true);
    }

    fn fail(&mut self, why: String) {
        (self.running_since, self.last_error) = (None, Some(why));
    }
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("a panic: {}", before_any_quotation(said.unwrap_or_default()))
}

impl From<&TaskState> for PartState {
    /// Why a task has ended is in the log.
    fn from(task: &TaskState) -> Self {
        match (task.is_well(), task.restarts) {
            (false, _) => Self::Failing("it has ended before its time, and is begun again".to_owned()),
            (true, 0) => Self::Well,
            (true, times) => Self::Busy(format!("begun again {times} times since the start")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn state(tasks: &Tasks) -> TaskState {
        tasks.states().into_iter().next().expect("a task")
    }

    #[tokio::test]
    async fn what_panics_or_ends_early_is_begun_again_after_growing_pauses() {
        let (tasks, stopping, times) = (Tasks::default(), CancellationToken::new(), Arc::new(AtomicU32::new(0)));
        let (began, counted) = (Instant::now(), times.clone());
        let pauses = Pauses { first: Duration::from_millis(20), ..Pauses::default() };
        let handle = tasks.keep_with(pauses, "mail", stopping.clone(), move || {
            let time = counted.fetch_add(1, Ordering::Relaxed);
            async move {
                match time {
                    0 => panic!("over \"somebody's words\""),
                    1 | 2 => {}
                    _ => std::future::pending().await,
                }
            }
        });
        while times.load(Ordering::Relaxed) < 4 {
            sleep(Duration::from_millis(5)).await;
        }
        assert!(began.elapsed() >= Duration::from_millis(20 + 40 + 80), "{:?}", began.elapsed());
        let seen = state(&tasks);
        assert_eq!((seen.name, seen.restarts, seen.last_error.as_deref()), ("mail", 3, Some("it ended by itself")));
        assert!(seen.running_since.is_some() && seen.is_well());
        stopping.cancel();
        handle.abort();
    }

    #[tokio::test]
    async fn while_it_waits_to_be_begun_again_it_is_not_well() {
        let (tasks, stopping) = (Tasks::default(), CancellationToken::new());
        let handle = tasks.keep("mail", stopping.clone(), || async { panic!("over {}", "`words`") });
        sleep(Duration::from_millis(10)).await;
        let seen = state(&tasks);
        assert!(!seen.is_well(), "{seen:?}");
        assert_eq!(seen.last_error.as_deref(), Some("a panic: over"), "nothing of what it worked on");
        stopping.cancel();
        handle.await.expect("no panic");
        assert!(state(&tasks).over && state(&tasks).is_well(), "stopped in good order");
    }

    #[tokio::test]
    async fn what_is_done_once_is_put_right_when_it_panics() {
        let (tasks, right) = (Tasks::default(), CancellationToken::new());
        let put_right = right.clone();
        let work = async { panic!("in the middle") };
        tasks.once("import", work, || async move { put_right.cancel() }).await.expect("no panic");
        assert!(right.is_cancelled());
        assert_eq!(state(&tasks).last_error.as_deref(), Some("a panic: in the middle"));
    }

    #[test]
    fn a_task_is_a_part_and_says_how_often_it_was_begun_again() {
        let runs = TaskState { name: "sync", running_since: Some(chrono::Utc::now()), restarts: 0, last_error: None, over: false };
        assert_eq!(PartState::from(&runs), PartState::Well);
        let ended = TaskState { running_since: None, restarts: 2, last_error: Some("a panic: somebody's".to_owned()), ..runs.clone() };
        let told = PartState::from(&ended).doing("1 open documents".to_owned());
        assert!(!told.is_well() && !told.to_string().contains("somebody"), "{told}");
        let again = PartState::from(&TaskState { restarts: 2, ..runs }).doing("1 open documents".to_owned());
        assert_eq!(again.to_string(), "ok: 1 open documents, begun again 2 times since the start");
    }
}
