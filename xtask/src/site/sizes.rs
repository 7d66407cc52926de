//! What a browser has to download, held against the budget.

use std::{fs, path::Path};

use crate::{Result, site::files};

/// For the whole app's WASM, brotli'd (docs: budgets).
const WASM_BUDGET: usize = 350_000;

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
        let note = if optimised { "" } else { " (without wasm-opt: a development build, larger than a release)" };
        eprintln!("site: WASM is {percent:.0} % of its budget of {} kB{note}", WASM_BUDGET / 1000);
    }
    files::write_if_changed(&site.join("sizes.json"), json(sizes, optimised).as_bytes())
}

pub fn within_budget(sizes: &[Size]) -> Result<()> {
    match wasm(sizes) {
        Some(wasm) if wasm > WASM_BUDGET => Err(format!(
            "the WASM is {} kB over its budget of {} kB (brotli): take something out, or explain the growth and raise the budget",
            kilobytes(wasm - WASM_BUDGET),
            WASM_BUDGET / 1000
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
