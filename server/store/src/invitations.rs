//! Inviting people, and what becomes of it.
