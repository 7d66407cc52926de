//! Commitments and their signatures.
