//! Bringing in the extract of Get Information about Schools.
