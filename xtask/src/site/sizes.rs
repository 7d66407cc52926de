//! What a browser has to download, held against the budget.

use std::{fs, path::Path};

use crate::{Result, site::files};

/// For the whole app's WASM, brotli'd (docs: budgets).
const WASM_BUDGET: usize = 350_000;

/// What is recorded as of today, a little rounded up: over the budget, for the reasons docs/ARCHITECTURE.md gives under "Size".
/// It only ever goes down; whoever must raise it explains the growth there.
const WASM_RECORDED: usize = 627_000;

pub struct Size {
    name: String,
    raw: usize,
    /// Not known in a development build, which compresses nothing.
    brotli: Option<usize>,
}

pub fn measure(site: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for file in files::below(&site.join("pkg"))? {
        if matches!(files::extension(&file), "css" | "js" | "wasm") {
            let name = file.strip_prefix(site)?.display().to_string();
            let brotli = fs::metadata(format!("{}.br", file.display())).ok().map(|metadata| metadata.len() as usize);
            sizes.push(Size { name, raw: fs::metadata(&file)?.len() as usize, brotli });
        }
    }
    Ok(sizes)
}

pub fn report(site: &Path, sizes: &[Size], optimised: bool) -> Result<()> {
    for Size { name, raw, brotli } in sizes {
        match brotli {
            Some(brotli) => eprintln!("site: {name:<24} {:>9} kB, brotli {:>7} kB", kilobytes(*raw), kilobytes(*brotli)),
            None => eprintln!("site: {name:<24} {:>9} kB", kilobytes(*raw)),
        }
    }
    if let Some(wasm) = wasm(sizes) {
        let percent = wasm as f32 * 100.0 / WASM_BUDGET as f32;
        let note = if optimised { "" } else { " (a release is about a tenth smaller)" };
        eprintln!("site: WASM is {percent:.0} % of its budget of {} kB{note}", WASM_BUDGET / 1000);
    }
    files::write_if_changed(&site.join("sizes.json"), json(sizes, optimised).as_bytes())
}

/// A release may be over the budget only as far as is recorded and explained.
pub fn within_record(sizes: &[Size]) -> Result<()> {
    match wasm(sizes) {
        Some(wasm) if wasm > WASM_BUDGET.max(WASM_RECORDED) => Err(format!(
            "the WASM has grown to {} kB (brotli), {} kB are recorded: take something out, or explain the growth and record it",
            kilobytes(wasm),
            WASM_RECORDED / 1000
        )
        .into()),
        _ => Ok(()),
    }
}

fn wasm(sizes: &[Size]) -> Option<usize> {
    sizes.iter().filter(|size| size.name.ends_with(".wasm")).map(|size| size.brotli).sum()
}

fn json(sizes: &[Size], optimised: bool) -> String {
    let files: Vec<String> = sizes
        .iter()
        .map(|Size { name, raw, brotli }| {
            let brotli = brotli.map_or("null".into(), |bytes| bytes.to_string());
            format!("    {{ \"name\": \"{name}\", \"raw\": {raw}, \"brotli\": {brotli} }}")
        })
        .collect();
    format!("{{\n  \"wasm_budget_brotli\": {WASM_BUDGET},\n  \"wasm_opt\": {optimised},\n  \"files\": [\n{}\n  ]\n}}\n", files.join(",\n"))
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f32 / 1000.0)
}
