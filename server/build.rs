//! A release has the site inside (`src/site`): says in words when it was not built before.

use std::path::Path;

const SITE: &str = "../target/site";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug build reads the folder when it runs, and is not compiled anew when that changes.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={SITE}");
        if !Path::new(SITE).join("pkg/twilight_bg.wasm.br").is_file() {
            println!(
                "cargo::error=A release has what browsers download inside, and target/site has none that is compressed. \
                 `cargo xtask site --release` makes it; `script/server --release` does both."
            );
        }
    }
}
