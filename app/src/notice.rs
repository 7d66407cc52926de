//! What has just been done, said at the top of the page that a form leads to. In the address is only a word of a closed list.

use std::fmt;

/// Declares every notice: its name, its word in an address, and its sentence.
macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $words:literal;)*) => {
        /// Something that was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Notice {
            $($(#[$doc])* $name,)*
        }

        impl Notice {
            /// Every notice.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word in an address.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }

        impl fmt::Display for Notice {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$name => $words,)*
                })
            }
        }
    };
}

notices! {
    /// A form's changes were kept.
    Saved, "saved", "Saved.";

    // Forming groups, and the turn of the year.
    /// Schools have another group, or none.
    SchoolsMoved, "schools-moved", "The schools have been moved.";
    /// They were there already.
    NothingMoved, "nothing-moved", "Nothing had to be moved.";
    /// A new group is there.
    GroupFormed, "group-formed", "The group has been formed. Put schools into it, and name its lead.";
    /// A group has one more year.
    GroupYearMade, "group-year-made", "The group has its year now. Put schools into it.";
    /// A year goes on from here.
    GroupYearStarted, "year-started", "The year has been started.";
    /// The last step is gone.
    StepUndone, "step-undone", "Undone.";
    /// What was suggested was done.
    SuggestionFollowed, "suggestion-followed", "Done as suggested. One press on Undo takes all of it back.";
    /// The year was turned.
    YearTurned, "year-turned", "The year has been turned. Until 30 September of the new year this can be taken back.";
    /// And back.
    TurnTakenBack, "turn-taken-back", "The turn of the year has been taken back. Everything is as it was before.";
}

impl Notice {
    /// The notice whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|notice| notice.key() == key)
    }

    /// A page's address with this notice on top.
    pub fn on(self, page: &str) -> String {
        let (page, place) = page.split_once('#').map_or((page, String::new()), |(page, place)| (page, format!("#{place}")));
        let separator = if page.contains('?') { '&' } else { '?' };
        format!("{page}{separator}done={}{place}", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_reads_back_from_its_word() {
        for notice in Notice::ALL {
            assert_eq!(Notice::from_key(notice.key()), Some(*notice));
        }
        assert_eq!(Notice::Saved.on("/hub?x=1#y"), "/hub?x=1&done=saved#y");
    }
}
