//! The parts of the server that work by themselves, and how each of them is: what `/readyz` tells.
//!
//! Whoever starts a part says how to ask it; asking takes no time and waits for nothing. A task that is looked after
//! ([`Tasks`](crate::supervise::Tasks)) is a part without being named here, unless there is more to say of it.

use std::fmt;
use std::sync::Arc;

/// How a part is. The words are for anybody who asks: no paths, no names, nothing that a database or a mail server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartState {
    /// It works.
    Well,
    /// It works, and this is what it does.
    Busy(String),
    /// It is not wanted here.
    Off(&'static str),
    /// It does not work, or not now.
    Failing(String),
}

impl PartState {
    /// Whether nothing is wrong with it.
    pub fn is_well(&self) -> bool {
        !matches!(self, Self::Failing(_))
    }

    /// The same part with what it does: told beside what else it does, and not of one that does nothing.
    #[must_use]
    pub fn doing(self, what: String) -> Self {
        match self {
            Self::Well => Self::Busy(what),
            Self::Busy(more) => Self::Busy(format!("{what}, {more}")),
            Self::Off(_) | Self::Failing(_) => self,
        }
    }
}

impl fmt::Display for PartState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Well => f.write_str("ok"),
            Self::Busy(what) => write!(f, "ok: {what}"),
            Self::Off(why) => write!(f, "off: {why}"),
            Self::Failing(what) => write!(f, "failing: {what}"),
        }
    }
}

type Ask = Arc<dyn Fn() -> PartState + Send + Sync>;

/// The parts of one server. Clones ask the same ones.
#[derive(Clone, Default)]
pub struct Parts(Vec<(&'static str, Ask)>);

impl Parts {
    /// One more part, and how to ask it. One of the same name takes the place of the earlier.
    #[must_use]
    pub fn with(mut self, name: &'static str, ask: impl Fn() -> PartState + Send + Sync + 'static) -> Self {
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, Arc::new(ask)));
        self
    }

    /// Asks each of them.
    pub fn ask(&self) -> Vec<(&'static str, PartState)> {
        self.0.iter().map(|(name, ask)| (*name, ask())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_says_how_it_is_and_a_later_one_takes_anothers_place() {
        let parts = Parts::default().with("mail", || PartState::Off("not set up")).with("sync", || PartState::Failing("ended".to_owned()));
        let parts = parts.with("mail", || PartState::Busy("2 under way".to_owned()));
        let told: Vec<String> = parts.ask().into_iter().map(|(name, state)| format!("{name}: {state}, {}", state.is_well())).collect();
        assert_eq!(told, ["sync: failing: ended, false", "mail: ok: 2 under way, true"]);
    }
}
