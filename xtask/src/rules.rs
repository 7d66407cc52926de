//! `cargo xtask rules`: which part of the source may use which (docs/ARCHITECTURE.md), kept by reading the text.
//!
//! The compiler keeps most borders by itself, because the parts are crates. These are the rest: borders inside a crate,
//! and crates that would compile well but do not belong in the browser.

mod folders;
mod imports;
mod source;
#[cfg(test)]
mod tests;

use std::{env, fmt, path::Path, process::Command};

use crate::Result;
use source::Source;

/// None of these may be needed to build the browser's half.
const SERVER_CRATES: [&str; 5] = ["argon2", "axum", "libsqlite3-sys", "sqlx", "tokio"];

/// A longer file is worth a question, a much longer one is split.
const ASK_ABOVE_LINES: usize = 250;
const SPLIT_ABOVE_LINES: usize = 400;

/// One place where the source breaks a rule.
#[derive(Debug)]
struct Breach {
    path: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

pub fn check(workspace: &Path) -> Result<()> {
    let sources = source::read_all(workspace)?;
    for source in sources.iter().filter(|source| source.lines > ASK_ABOVE_LINES && source.lines <= SPLIT_ABOVE_LINES) {
        eprintln!("rules: {} has {} lines: could it be two files?", source.path, source.lines);
    }
    let mut breaches: Vec<Breach> = sources.iter().flat_map(check_source).collect();
    breaches.extend(folders::check(&sources));
    breaches.extend(server_crates(&browser_crates(workspace)?));
    for breach in &breaches {
        eprintln!("{breach}");
    }
    match breaches.len() {
        0 => {
            eprintln!("rules: {} files keep them", sources.len());
            Ok(())
        }
        number => Err(format!("{number} places break the import rules").into()),
    }
}

fn check_source(source: &Source) -> Vec<Breach> {
    let mut breaches = imports::check(source);
    if source.lines > SPLIT_ABOVE_LINES && !source.is_data() {
        breaches.push(source.breach(source.lines, format!("{} lines: split it (at most {SPLIT_ABOVE_LINES})", source.lines)));
    }
    breaches
}

/// The names of all crates in the browser's half, one a line.
fn browser_crates(workspace: &Path) -> Result<String> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace).args(["tree", "--package", "frontend", "--target", "wasm32-unknown-unknown"]);
    let output = cargo.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn server_crates(tree: &str) -> Vec<Breach> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    SERVER_CRATES
        .iter()
        .filter(|name| names.contains(name))
        .map(|name| Breach {
            path: "frontend/Cargo.toml".into(),
            line: 1,
            rule: format!(
                "`{name}` does not belong in the browser; see `cargo tree -p frontend --target wasm32-unknown-unknown -i {name}`"
            ),
        })
        .collect()
}
