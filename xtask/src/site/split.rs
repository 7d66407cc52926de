//! The program cut where `app::parts` marks it: what every page runs, and chunks that come when they are asked for.
//!
//! What asks for the chunks is put into the bindings: a program that is started a second time (`public/scripts/program.js`) has
//! bindings of its own, and so chunks of its own. Chunks are named after the whole program, so that none is ever taken for another build's.
//!
//! The page one comes to first brings its chunks in one file, its pack: compressed together they are a tenth smaller, and they are asked for once.
//! Whoever goes on from there is sent the chunks that are still missing, each by itself.

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
/// In the loader, how it asks and what it does with the answer; and what takes the place of both.
const FETCH: &str = "fetch(new URL(";
const ASK: &str = "ask(new URL(";
const STREAM: &str = "WebAssembly.instantiateStreaming(src, imports)";
const INSTANTIATE: &str = "WebAssembly.instantiate(await src, imports)";
/// The pack that the page's head has asked for is compiled chunk by chunk as it comes. A chunk that it did not bring is asked for by itself, and
/// what is asked for a second time comes past a cache that may have kept a chunk that was cut short.
pub const ASKING: &str = "\
const asked = new Set();
function compile(href) {
    const answer = fetch(href, { cache: asked.has(href) ? \"reload\" : \"default\" });
    asked.add(href);
    return WebAssembly.compileStreaming(answer);
}
async function open({ href }) {
    const soon = (what) => Promise.race([what, new Promise((_, no) => setTimeout(no, 10000, new Error(`${href} stalls`)))]);
    const answer = await soon(fetch(href));
    if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
    const reader = answer.body.getReader(), modules = new Map();
    let come = new Uint8Array();
    async function take(length) {
        while (come.length < length) {
            const { done, value } = await soon(reader.read());
            if (done) throw new Error(`${href} ends early`);
            const all = new Uint8Array(come.length + value.length);
            all.set(come);
            all.set(value, come.length);
            come = all;
        }
        const taken = come.slice(0, length);
        come = come.subarray(length);
        return taken;
    }
    const text = async (length) => new TextDecoder().decode(await take(length));
    const index = JSON.parse(await text(parseInt(await text(8), 16)));
    let before = Promise.resolve();
    for (const [name, length] of index) {
        before = before.then(() => take(length));
        const module = before.then((bytes) => WebAssembly.compile(bytes));
        module.catch(() => {});
        modules.set(new URL(name, href).href, module);
    }
    return modules;
}
const pack = document.querySelector(\"link[rel=preload][href$='.pack']\");
const opened = pack ? open(pack).catch(() => new Map()) : new Map();
async function ask({ href }) {
    const modules = await opened, module = modules.get(href);
    modules.delete(href);
    return module ? module.catch(() => compile(href)) : compile(href);
}
";
/// The parts that no page waits for: their chunks come by themselves.
pub const LATE: [&str; 1] = ["board-tools"];

/// A program in parts.
pub struct Parts {
    /// What every page runs, still without bindings.
    pub main: PathBuf,
    /// File names of each part's chunks.
    pub chunks: BTreeMap<String, Vec<String>>,
    /// What all names of files have of the build.
    build: String,
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
        fs::write(folder.join(name(&stem)), without_names(&fs::read(file)?)?)?;
        fs::remove_file(file)?;
        loader = loader.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{}\"", name(&stem)));
    }
    let chunks = cut.prefetch_map.into_iter().map(|(part, files)| (part.replace('_', "-"), files.iter().map(|file| name(file)).collect()));
    let chunks = chunks.collect();
    Ok(Parts { main, chunks, loader: rewrite(&loader)?, build })
}

/// A chunk without its custom sections, of which the names of functions are the most; the main part loses them with its bindings.
fn without_names(chunk: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let mut kept = chunk.get(..HEADER).ok_or("a chunk is no WASM")?.to_vec();
    let mut rest = &chunk[HEADER..];
    while let [kind, size @ ..] = rest {
        let length = 1 + size.iter().position(|byte| byte & 0x80 == 0).ok_or("a chunk ends early")?;
        let bytes = size[..length].iter().rev().fold(0, |bytes, byte| bytes << 7 | usize::from(byte & 0x7f));
        let (section, after) = rest.split_at_checked(1 + length + bytes).ok_or("a chunk ends early")?;
        if *kind != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Ok(kept)
}

/// The loader as a piece of the bindings.
fn rewrite(loader: &str) -> Result<String> {
    if [OF_THE_BINDINGS, FETCH, STREAM].iter().any(|known| !loader.contains(known)) {
        return Err("the loader of chunks is not written as it used to be: see xtask/src/site/split.rs".into());
    }
    let names: Vec<&str> = loader.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next()).collect();
    let body = loader.replace(OF_THE_BINDINGS, "").replace("export const ", "const ").replace(FETCH, ASK).replace(STREAM, INSTANTIATE);
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

    /// Writes each page's pack beside its chunks: eight hexadecimal digits with the length of an index, the index (names and lengths, as JSON), and
    /// the chunks one behind the other.
    pub fn pack(&self, folder: &Path) -> Result<()> {
        for (part, chunks) in self.chunks.iter().filter(|(part, _)| !LATE.contains(&part.as_str())) {
            let bytes = chunks.iter().map(|chunk| fs::read(folder.join(chunk))).collect::<std::io::Result<Vec<_>>>()?;
            let index: Vec<String> = chunks.iter().zip(&bytes).map(|(name, bytes)| format!("[\"{name}\",{}]", bytes.len())).collect();
            let index = format!("[{}]", index.join(","));
            fs::write(folder.join(self.pack_of(part)), [format!("{:08x}{index}", index.len()).into_bytes(), bytes.concat()].concat())?;
        }
        Ok(())
    }

    fn pack_of(&self, part: &str) -> String {
        format!("{part}.{}.pack", self.build)
    }

    /// The file names of each part, for the server: its pack, if it has one, and its chunks.
    pub fn json(&self) -> String {
        let list = |files: &[String]| files.iter().map(|file| format!("\"{file}\"")).collect::<Vec<_>>().join(", ");
        let files = |part: &String, chunks: &[String]| {
            let pack = (!LATE.contains(&part.as_str())).then(|| self.pack_of(part));
            pack.into_iter().chain(chunks.iter().cloned()).collect::<Vec<_>>()
        };
        let parts: Vec<String> =
            self.chunks.iter().map(|(part, chunks)| format!("  \"{part}\": [{}]", list(&files(part, chunks)))).collect();
        format!("{{\n{}\n}}\n", parts.join(",\n"))
    }
}

/// The parts and their files from what [`Parts::json`] wrote.
pub fn read(json: &str) -> BTreeMap<String, Vec<String>> {
    let names = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let split = |mut names: Vec<String>| (!names.is_empty()).then(|| (names.remove(0), names));
    json.lines().map(names).filter_map(split).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_loses_its_custom_sections_alone() {
        let custom = [&[0, 0x83, 0x00][..], b"\x01nx"].concat();
        let code = [10, 2, 7, 7];
        let chunk = [b"\0asm\x01\0\0\0", &custom[..], &code, &custom].concat();
        assert_eq!(without_names(&chunk).expect("a chunk"), [b"\0asm\x01\0\0\0", &code[..]].concat());
        assert!(without_names(&chunk[..chunk.len() - 1]).is_err());
    }

    #[test]
    fn the_loader_becomes_a_piece_of_the_bindings() {
        let loader = "import { initSync } from \"./twilight.js\";\nconst src = fetch(new URL(\"./board.wasm\", import.meta.url));\nexport const load_board = wrap((imports) => (WebAssembly.instantiateStreaming(src, imports)));\n";
        let parts =
            Parts { main: PathBuf::new(), chunks: BTreeMap::new(), build: String::new(), loader: rewrite(loader).expect("a loader") };
        let joined =
            parts.join("import * as import1 from \"./parts.js\"\nimport * as import2 from \"./parts.js\"\nlet wasm;\n").expect("bindings");
        assert!(!joined.contains("import {") && !joined.contains("import *") && !joined.contains("export"), "{joined}");
        assert!(joined.contains("const parts = { load_board };\nconst import1 = parts;\nconst import2 = parts;\nlet wasm;"), "{joined}");
        assert!(parts.join("let wasm;").is_err());
    }

    #[test]
    fn what_is_written_of_the_parts_is_read_again() {
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let chunks = BTreeMap::from([("board".to_owned(), files(&["a.wasm", "b.wasm"])), ("board-tools".to_owned(), files(&["b.wasm"]))]);
        let parts = Parts { main: PathBuf::new(), chunks, build: "0a".to_owned(), loader: String::new() };
        let read = read(&parts.json());
        assert_eq!(read["board"], ["board.0a.pack", "a.wasm", "b.wasm"]);
        assert_eq!(read["board-tools"], ["b.wasm"], "nobody waits for it");
    }

    #[test]
    fn a_pack_tells_where_each_chunk_ends() {
        let folder = std::env::temp_dir().join(format!("twilight-pack-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("a.wasm"), b"one").expect("a chunk");
        fs::write(folder.join("b.wasm"), b"three").expect("a chunk");
        let chunks = BTreeMap::from([("board".to_owned(), vec!["a.wasm".to_owned(), "b.wasm".to_owned()])]);
        let parts = Parts { main: PathBuf::new(), chunks, build: "0a".to_owned(), loader: String::new() };
        parts.pack(&folder).expect("a pack");
        let pack = fs::read_to_string(folder.join("board.0a.pack")).expect("a pack");
        fs::remove_dir_all(&folder).expect("no folder");
        assert_eq!(pack, "0000001b[[\"a.wasm\",3],[\"b.wasm\",5]]onethree");
    }
}
