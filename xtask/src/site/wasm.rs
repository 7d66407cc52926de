//! From the `frontend` crate to `pkg/twilight.js`, `pkg/twilight_bg.wasm` and its chunks.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Result,
    site::{Mode, files, split, toolchain},
};

/// What rustc emits for wasm32 today; `wasm-opt` refuses code that uses more than it was told of.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Optimises across crates, from the bitcode that `frontend/browser.toml` has all the others leave. Cargo's own `lto` belongs to
/// a profile, and what belongs to a profile reaches the macros too.
const WHOLE_PROGRAM: [&str; 6] = ["-C", "lto=fat", "-C", "embed-bitcode=yes", "-C", "linker-plugin-lto=no"];

/// What cutting it into parts goes by: who uses what.
const TO_BE_SPLIT: [&str; 2] = ["-C", "link-arg=--emit-relocs"];

/// Added to the bindings: after a panic the program's memory is in no order, so nothing may run in it any more, no timer, socket or
/// listener. All of them come through `wasm`, which from then on has a function for everything, and none that does anything. (What some return is taken
/// apart, so it is a list.) What a chunk that is still on its way would tell the program comes past it, through the table of functions.
const STOP: &str = "
export function stop() {
    wasm = new Proxy({}, { get: () => () => [] });
    sharedImports = { __wasm_split: { __indirect_function_table: { get: () => () => {} } } };
}
";
/// What the bindings must have for that.
const STOPPABLE: [&str; 3] =
    ["let wasmModule, wasmInstance, wasm;", "let sharedImports = undefined;", "sharedImports.__wasm_split.__indirect_function_table.get("];

/// Builds the pair unless it is there already; says whether `wasm-opt` was run over it.
pub fn build(workspace: &Path, site: &Path, mode: Mode) -> Result<bool> {
    let compiled = compile(workspace, mode)?;
    let optimiser = if mode == Mode::Release { Some(Optimiser::find(workspace)?) } else { None };

    let pkg = site.join("pkg");
    let stamp = pkg.join("stamp");
    let key = files::hash(&[&fs::read(&compiled)?, format!("{mode:?} {optimiser:?} {STOP} {}", split::ASKING).as_bytes()]);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == key) && pkg.join("twilight_bg.wasm").exists() {
        return Ok(optimiser.is_some());
    }

    if pkg.exists() {
        fs::remove_dir_all(&pkg)?;
    }
    fs::create_dir_all(&pkg)?;
    eprintln!("site: cutting the program into parts and writing its JavaScript bindings");
    let parts = split::split(&compiled, &pkg)?;
    let mut bindgen = Bindgen::new();
    // The chunks share with the program what the linker exports.
    bindgen.input_path(&parts.main).out_name("twilight").web(true)?.typescript(false).keep_lld_exports(true);
    bindgen.remove_name_section(mode != Mode::Dev).remove_producers_section(mode != Mode::Dev);
    bindgen.generate(&pkg)?;
    fs::remove_file(&parts.main)?;
    let bindings = pkg.join("twilight.js");
    fs::write(&bindings, stoppable(parts.join(&fs::read_to_string(&bindings)?)?)?)?;
    if let Some(optimiser) = &optimiser {
        eprintln!("site: wasm-opt -Oz (about half a minute)");
        for file in files::below(&pkg)?.iter().filter(|file| files::extension(file) == "wasm") {
            optimiser.run(file)?;
        }
    }
    parts.pack(&pkg)?;
    files::write_if_changed(&site.join("parts.json"), parts.json().as_bytes())?;
    fs::write(stamp, key)?;
    Ok(optimiser.is_some())
}

fn stoppable(mut bindings: String) -> Result<String> {
    if let Some(missing) = STOPPABLE.iter().find(|needed| !bindings.contains(**needed)) {
        return Err(format!("the bindings keep the program otherwise than by `{missing}`: nothing could stop it").into());
    }
    bindings.push_str(STOP);
    Ok(bindings)
}

fn compile(workspace: &Path, mode: Mode) -> Result<PathBuf> {
    eprintln!("site: compiling the browser's half (2 to 3 minutes from nothing, seconds after a change)");
    let mut cargo = toolchain::cargo();
    cargo.current_dir(workspace);
    cargo.args(["rustc", "--package", "frontend", "--lib", "--target", toolchain::TARGET]);
    if mode != Mode::Dev {
        cargo.args(["--config", "frontend/browser.toml"]);
    }
    cargo.arg("--").args(TO_BE_SPLIT);
    if mode != Mode::Dev {
        cargo.args(WHOLE_PROGRAM);
    }
    if !cargo.status()?.success() {
        return Err("the browser's half did not compile (see above); if `core` or `std` is missing, run `script/bootstrap`".into());
    }
    Ok(target_folder(workspace).join(toolchain::TARGET).join("debug/frontend.wasm"))
}

fn target_folder(workspace: &Path) -> PathBuf {
    workspace.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// A `wasm-opt` to run: a native one, or the npm package's, which runs on node.
#[derive(Debug)]
struct Optimiser {
    program: PathBuf,
    script: Option<PathBuf>,
}

impl Optimiser {
    fn find(workspace: &Path) -> Result<Self> {
        Self::native()
            .or_else(|| Self::of_npm(workspace))
            .ok_or_else(|| "a release needs wasm-opt: run `script/bootstrap wasm-opt`, or put Binaryen's on PATH".into())
    }

    fn native() -> Option<Self> {
        Some(Self { program: on_path("wasm-opt")?, script: None })
    }

    fn of_npm(workspace: &Path) -> Option<Self> {
        let node = on_path("node").or_else(|| on_path("nodejs"))?;
        ["xtask/tools", "end2end"]
            .map(|folder| workspace.join(folder).join("node_modules/binaryen/bin/wasm-opt"))
            .into_iter()
            .find(|script| script.is_file())
            .map(|script| Self { program: node, script: Some(script) })
    }

    fn run(&self, wasm: &Path) -> Result<()> {
        let optimised = wasm.with_extension("optimised");
        let status = Command::new(&self.program)
            .args(&self.script)
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(WASM_FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(&optimised)
            .status()?;
        if !status.success() {
            return Err(format!("{} failed with {status}", self.program.display()).into());
        }
        Ok(fs::rename(optimised, wasm)?)
    }
}
