//! What goes between a session and the device's store.

use std::cell::RefCell;
use std::rc::Weak;

use leptos::task::spawn_local;
use model::live::Document;
use model::live::link::{PendingKey, SetAside};

use super::clock::now;
use super::device::Shelf;
use super::session::{Session, Shared, run};

/// How often the store is asked what an earlier page has left, while it does not answer, in milliseconds.
const TAKE_UP_EVERY: u64 = 5_000;

/// When the store is asked for what an earlier page has left.
#[derive(Clone, Copy, Default)]
pub struct TakeUp {
    /// At once, at first.
    at: u64,
}

/// What to do when the browser has closed the store.
pub fn closed<D: Document>(session: Weak<RefCell<Session<D>>>) -> impl Fn() {
    move || {
        if let Some(session) = session.upgrade() {
            run(&session, |session, _| session.link.store_closed(now()));
        }
    }
}

/// Takes up what an earlier page of the same person has left, when that is due.
pub fn take_up<D: Document>(session: &Shared<D>) {
    let Some(TakeUp { at }) = session.borrow().take_up.filter(|take_up| now() >= take_up.at) else {
        return;
    };
    session.borrow_mut().take_up = Some(TakeUp { at: now() + TAKE_UP_EVERY });
    let (device, session) = (session.borrow().device.clone(), session.clone());
    if at > 0 {
        device.open_anew();
    }
    spawn_local(async move {
        let found = match device.all(Shelf::Pending).await {
            Ok(pending) => device.all(Shelf::Aside).await.map(|aside| (pending, aside)),
            Err(error) => Err(error),
        };
        run(&session, |session, effects| match found {
            Ok((pending, aside)) if session.take_up.take().is_some() => {
                session.link.found_aside(aside);
                session.link.found(pending, session.document.replica_mut(), now(), effects);
            }
            Ok(_) => {}
            Err(_) => session.link.not_kept(now()),
        });
        session.borrow().show_aside();
    });
}

pub fn keep<D: Document>(session: &Shared<D>, key: PendingKey, update: Vec<u8>) {
    let (device, session) = (session.borrow().device.clone(), session.clone());
    spawn_local(async move {
        let kept = device.put(key, &update).await.is_ok();
        run(&session, |session, effects| if kept { session.link.kept(key, effects) } else { session.link.not_kept(now()) });
    });
}

pub fn set_aside<D: Document>(session: &Shared<D>, entry: SetAside, instead: Vec<u8>) {
    session.borrow().show_aside();
    let (device, session) = (session.borrow().device.clone(), session.clone());
    spawn_local(async move {
        let kept = device.set_aside(&entry, &instead).await.is_ok();
        run(&session, |session, effects| if kept { session.link.kept_aside(entry.key, effects) } else { session.link.not_kept(now()) });
    });
}

/// An entry that could not be removed is only sent once more, or shown once more, by the next page.
pub fn forget<D: Document>(session: &Shared<D>, shelf: Shelf, keys: Vec<PendingKey>) {
    session.borrow().show_aside();
    let device = session.borrow().device.clone();
    spawn_local(async move {
        let _ = device.remove(shelf, &keys).await;
    });
}
