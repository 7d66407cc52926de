//! The clock of the page's program: how long things take, never what time it is.
//!
//! The time of day jumps, when a device asks a time server, or somebody sets it: a wait that was to end at a time of day would then last for
//! minutes, or be over at once.

use std::cell::Cell;

use js_sys::Date;
use leptos::prelude::window;

/// What the time of day may gain on the clock between two beats before the device has slept: some browsers stop the clock meanwhile.
const SLEPT: f64 = 5_000.0;

thread_local! {
    /// The last moment told.
    static LAST: Cell<f64> = const { Cell::new(0.0) };
}

/// Milliseconds since the page began. They never go back.
pub fn now() -> u64 {
    let now = window().performance().map_or_else(Date::now, |performance| performance.now());
    LAST.with(|last| {
        last.set(last.get().max(now));
        last.get() as u64
    })
}

/// Notices that the device has slept.
#[derive(Default)]
pub struct Pulse {
    last: Option<(u64, f64)>,
}

impl Pulse {
    /// A moment of being awake; whether there was sleep since the last one. A clock that was set forward looks the same.
    pub fn has_slept(&mut self) -> bool {
        let (clock, day) = (now(), Date::now());
        let before = self.last.replace((clock, day));
        before.is_some_and(|(clock_before, day_before)| (day - day_before) - clock.saturating_sub(clock_before) as f64 > SLEPT)
    }
}
