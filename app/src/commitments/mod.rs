//! Commitments: the wording, the headteacher's signature, and where each school stands.
