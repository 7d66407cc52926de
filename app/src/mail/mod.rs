//! The hub's messages: what goes out, what is held, what must be copied by hand.
