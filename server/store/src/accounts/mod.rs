//! Who people are to Twilight: themselves, how they sign in, and the links and invitations that let them in.

pub mod invitations;
pub mod links;
pub mod passwords;
pub mod people;
pub mod sign_in;
pub(crate) mod tokens;
