//! Who people are to Twilight: themselves, how they sign in, and the links that let them in.

pub mod links;
pub mod passwords;
pub mod people;
pub mod sign_in;
pub(crate) mod tokens;
