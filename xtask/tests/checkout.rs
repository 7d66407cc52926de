//! The checkout itself, as it stands.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::process::Command;

#[test]
fn the_source_keeps_the_import_rules() {
    let rules = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("rules").output().expect("xtask runs");
    assert!(rules.status.success(), "{}", String::from_utf8_lossy(&rules.stderr));
}
