//! How problems are declared.

/// Declares every problem once: its name, the field it belongs to (the field's `name` and `id`; empty for a whole form),
/// its word in an address, and its sentence, which is its documentation too. A closed list, so that a message can't be smuggled in from outside. Those that are
/// `numbered` carry a number, which knows field and word.
macro_rules! problems {
    (
        numbered { $($(#[$numbered_doc:meta])* $numbered:ident($number:ident), $numbered_words:literal;)* }
        $($(#[$doc:meta])* $name:ident, $field:literal, $key:literal, $words:literal;)*
    ) => {
        /// What is wrong with one field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "Cow<'_, str>")]
        pub enum Problem {
            $(
                $(#[$numbered_doc])*
                #[error($numbered_words)]
                $numbered($number),
            )*
            $(
                #[doc = $words]
                $(#[$doc])*
                #[error($words)]
                $name,
            )*
        }

        impl Problem {
            /// Every problem.
            pub fn all() -> impl Iterator<Item = Self> {
                const SINGLE: &[Problem] = &[$(Problem::$name),*];
                SINGLE.iter().copied()$(.chain($number::all().map(Self::$numbered)))*
            }

            /// The `name` of the field it belongs to, which is also its `id`; empty for the whole form.
            pub fn field(self) -> &'static str {
                match self {
                    $(Self::$numbered(number) => number.field(),)*
                    $(Self::$name => $field,)*
                }
            }

            /// Its word in an address.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$numbered(number) => number.key(),)*
                    $(Self::$name => $key,)*
                }
            }

            /// The problem whose word this is.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::all().find(|problem| problem.key() == key)
            }
        }
    };
}

pub(super) use problems;
