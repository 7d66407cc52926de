//! From the `frontend` crate to `pkg/twilight.js` and `pkg/twilight_bg.wasm`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Result,
    site::{Mode, files, toolchain},
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

/// Added to the bindings: after a panic the program's memory is in no order, so nothing may run in it any more, no timer, socket or
/// listener. All of them come through `wasm`, which from then on has a function for everything, and none that does anything. (What some return is taken
/// apart, so it is a list.)
const STOP: &str = "\nexport function stop() { wasm = new Proxy({}, { get: () => () => [] }); }\n";
/// What the bindings must have for that.
const STOPPABLE: &str = "let wasmModule, wasmInstance, wasm;";

/// Builds the pair unless it is there already; says whether `wasm-opt` was run over it.
pub fn build(workspace: &Path, site: &Path, mode: Mode) -> Result<bool> {
    let compiled = compile(workspace, mode)?;
    let optimiser = if mode == Mode::Release { Some(Optimiser::find(workspace)?) } else { None };

    let pkg = site.join("pkg");
    let stamp = pkg.join("stamp");
    let key = files::hash(&[&fs::read(&compiled)?, format!("{mode:?} {optimiser:?} {STOP}").as_bytes()]);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == key) && pkg.join("twilight_bg.wasm").exists() {
        return Ok(optimiser.is_some());
    }

    if pkg.exists() {
        fs::remove_dir_all(&pkg)?;
    }
    eprintln!("site: writing the JavaScript bindings");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&compiled).out_name("twilight").web(true)?.typescript(false);
    bindgen.remove_name_section(mode != Mode::Dev).remove_producers_section(mode != Mode::Dev);
    bindgen.generate(&pkg)?;
    add_stop(&pkg.join("twilight.js"))?;
    if let Some(optimiser) = &optimiser {
        optimiser.run(&pkg.join("twilight_bg.wasm"))?;
    }
    fs::write(stamp, key)?;
    Ok(optimiser.is_some())
}

fn add_stop(bindings: &Path) -> Result<()> {
    let mut script = fs::read_to_string(bindings)?;
    if !script.contains(STOPPABLE) {
        return Err(format!("{} keeps the program elsewhere than in `wasm`: nothing could stop it", bindings.display()).into());
    }
    script.push_str(STOP);
    Ok(fs::write(bindings, script)?)
}

fn compile(workspace: &Path, mode: Mode) -> Result<PathBuf> {
    eprintln!("site: compiling the browser's half (2 to 3 minutes from nothing, seconds after a change)");
    let mut cargo = toolchain::cargo();
    cargo.current_dir(workspace);
    cargo.args(["rustc", "--package", "frontend", "--lib", "--target", toolchain::TARGET]);
    if mode != Mode::Dev {
        cargo.args(["--config", "frontend/browser.toml", "--"]).args(WHOLE_PROGRAM);
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
        eprintln!("site: wasm-opt -Oz (about half a minute)");
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
