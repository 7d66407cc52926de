//! Expressions of interest: the public form, and the hub's inbox.
