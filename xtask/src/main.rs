//! The project's own build tool: `cargo xtask site` and `cargo xtask rules`.
//!
//! It exists so that a newcomer needs neither `cargo-leptos` nor the `wasm-bindgen` command, each of which takes longer
//! to compile than the app itself.

mod quoted;
mod rules;
mod site;

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Every failure ends as one sentence on the terminal, so a boxed error carries all there is to say.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: cargo xtask site [--release | --dev]   build the browser's half into target/site
         (neither)   the code of a release, compressed a little
         --release   what schools get: fails without wasm-opt, and when the WASM has grown beyond its record
         --dev       unoptimised: the quickest to build again after a change
       cargo xtask rules                      check which part of the source may use which";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["site"] => site::build(&workspace(), site::Mode::Local),
        ["site", "--release"] => site::build(&workspace(), site::Mode::Release),
        ["site", "--dev"] => site::build(&workspace(), site::Mode::Dev),
        ["rules"] => rules::check(&workspace()),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout this program was started in: cargo tells it, so that a binary in a shared target directory serves any.
fn workspace() -> PathBuf {
    let crate_folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    crate_folder.as_deref().and_then(Path::parent).unwrap_or(Path::new(".")).to_path_buf()
}
