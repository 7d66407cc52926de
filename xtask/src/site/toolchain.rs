//! Which cargo builds for wasm32: the usual one, or the one that `script/bootstrap` made out of Debian's packages because
//! the usual one has no standard library for it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A cargo command that can build for the browser.
pub fn cargo() -> Command {
    match debian_sysroot().filter(|_| !usual_toolchain_can()) {
        None => Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
        Some(sysroot) => {
            let mut cargo = Command::new(sysroot.join("bin/cargo"));
            cargo.env("RUSTC", sysroot.join("bin/rustc"));
            // What rustup sets for the toolchain that runs us would mislead this one.
            cargo.env_remove("CARGO").env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
            cargo
        }
    }
}

fn usual_toolchain_can() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    output.is_ok_and(|output| has_std(Path::new(String::from_utf8_lossy(&output.stdout).trim())))
}

/// The place is known to `script/wasm-toolchain.sh` too.
fn debian_sysroot() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?;
    let sysroot = cache.join("twilight/rust-wasm");
    has_std(&sysroot.join("lib/rustlib").join(TARGET).join("lib")).then_some(sysroot)
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}
