//! How problems are declared.

/// Declares every problem once: its name, the field it belongs to (the field's `name` and `id`; empty for a whole form),
/// its word in an address, and its sentence. A closed list, so that a message can't be smuggled in from outside.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident, $field:literal, $key:literal, $words:literal;)*) => {
        /// What is wrong with one field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "Cow<'_, str>")]
        pub enum Problem {
            $(
                $(#[$doc])*
                #[error($words)]
                $name,
            )*
        }

        impl Problem {
            /// Every problem, to read them back from an address.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The `name` of the field it belongs to, which is also its `id`; empty for the whole form.
            pub fn field(self) -> &'static str {
                match self {
                    $(Self::$name => $field,)*
                }
            }

            /// Its word in an address.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

pub(super) use problems;
