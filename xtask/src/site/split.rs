//! The program cut where `app::parts` marks it: what every page runs, and chunks that come when they are asked for.
//!
//! What asks for the chunks is put into the bindings: a program that is started a second time (`public/scripts/program.js`) has
//! bindings of its own, and so chunks of its own. Chunks are named after the whole program, so that none is ever taken for another build's.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use wasm_split_cli_support::Options;

use crate::{Result, site::files};

/// What the program imports the asking from; no such file is left.
const LOADER: &str = "./parts.js";
/// In the loader, the one name of the bindings that it needs.
const OF_THE_BINDINGS: &str = "import { initSync } from \"./twilight.js\";";
/// How it asks, and how it asks again: past what a cache may have kept of a chunk that was cut short.
const FETCH: &str = "fetch(new URL(";
const ASK: &str = "ask(new URL(";
const ASKING: &str = "\
const asked = new Set();
function ask(address) {
    const again = asked.has(address.href);
    asked.add(address.href);
    return fetch(address, { cache: again ? \"reload\" : \"default\" });
}
";

/// A program in parts.
pub struct Parts {
    /// What every page runs, still without bindings.
    pub main: PathBuf,
    /// File names of each part's chunks.
    pub chunks: BTreeMap<String, Vec<String>>,
    loader: String,
}

/// Cuts the program into `folder`, the chunks under their names.
pub fn split(compiled: &Path, folder: &Path) -> Result<Parts> {
    let program = fs::read(compiled)?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = "./twilight.js";
    let cut = wasm_split_cli_support::transform(options).map_err(|error| format!("the program could not be cut into parts: {error:#}"))?;

    let build = files::hash(&[&program]);
    let name = |file: &str| format!("{}.{build}.wasm", file.strip_prefix("split_").unwrap_or(file).replace('_', "-"));
    let mut loader = fs::read_to_string(folder.join(LOADER))?;
    fs::remove_file(folder.join(LOADER))?;
    for file in &cut.split_modules {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        fs::rename(file, folder.join(name(&stem)))?;
        loader = loader.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{}\"", name(&stem)));
    }
    let chunks = cut.prefetch_map.into_iter().map(|(part, files)| (part.replace('_', "-"), files.iter().map(|file| name(file)).collect()));
    Ok(Parts { main, chunks: chunks.collect(), loader: rewrite(&loader)? })
}

/// The loader as a piece of the bindings.
fn rewrite(loader: &str) -> Result<String> {
    if !loader.contains(OF_THE_BINDINGS) || !loader.contains(FETCH) {
        return Err("the loader of chunks is not written as it used to be: see xtask/src/site/split.rs".into());
    }
    let names: Vec<&str> = loader.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next()).collect();
    let body = loader.replace(OF_THE_BINDINGS, "").replace("export const ", "const ").replace(FETCH, ASK);
    Ok(format!("{ASKING}{body}const parts = {{ {} }};\n", names.join(", ")))
}

impl Parts {
    /// Puts what asks for the chunks into the bindings, in the place of their imports of it.
    pub fn join(&self, bindings: &str) -> Result<String> {
        let (before, after) = ("import * as ", format!(" from \"{LOADER}\""));
        let mut loader = Some(self.loader.as_str());
        let mut joined = String::with_capacity(bindings.len() + self.loader.len());
        for line in bindings.lines() {
            match line.trim_end_matches(';').strip_prefix(before).and_then(|rest| rest.strip_suffix(after.as_str())) {
                Some(name) => joined.push_str(&format!("{}const {name} = parts;", loader.take().unwrap_or_default())),
                None => joined.push_str(line),
            }
            joined.push('\n');
        }
        match loader {
            None => Ok(joined),
            Some(_) => Err("the bindings import no loader of chunks: see xtask/src/site/split.rs".into()),
        }
    }

    /// The parts and their chunks' file names, for the server.
    pub fn json(&self) -> String {
        let list = |files: &[String]| files.iter().map(|file| format!("\"{file}\"")).collect::<Vec<_>>().join(", ");
        let parts: Vec<String> = self.chunks.iter().map(|(part, files)| format!("  \"{part}\": [{}]", list(files))).collect();
        format!("{{\n{}\n}}\n", parts.join(",\n"))
    }
}
