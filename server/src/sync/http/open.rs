//! Sessions that no WebSocket carries, by their names.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::carried::HttpSession;
use crate::sync::limits::{HTTP_SESSIONS, HTTP_SESSIONS_PER_PERSON};

/// Every open one of the process. Clones are handles to the same.
#[derive(Clone, Default)]
pub(in crate::sync) struct OpenSessions(Arc<Mutex<HashMap<String, Arc<HttpSession>>>>);

impl OpenSessions {
    /// Takes a session in, and names it; `None` when there are too many (X3), or no chance to draw a name by.
    pub(super) fn add(&self, session: Arc<HttpSession>) -> Option<Named> {
        let name = draw_name()?;
        let mut open = locked(&self.0);
        let of_the_person = open.values().filter(|other| other.person() == session.person()).count();
        if open.len() >= HTTP_SESSIONS || of_the_person >= HTTP_SESSIONS_PER_PERSON {
            return None;
        }
        open.insert(name.clone(), session);
        drop(open);
        Some(Named { name, open: self.clone() })
    }

    pub(super) fn find(&self, name: &str) -> Option<Arc<HttpSession>> {
        locked(&self.0).get(name).cloned()
    }
}

/// A session's name. Dropped, nobody finds the session any more.
pub(super) struct Named {
    pub(super) name: String,
    open: OpenSessions,
}

impl Drop for Named {
    fn drop(&mut self) {
        locked(&self.open.0).remove(&self.name);
    }
}

/// Thirty-two hexadecimal digits that nobody guesses; whoever learns them still needs the person's own sign-in, and no log has them
/// (`telemetry`).
fn draw_name() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(format!("{:032x}", u128::from_be_bytes(bytes)))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What it holds is changed whole or not at all.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
