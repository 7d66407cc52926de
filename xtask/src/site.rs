//! Builds what a browser downloads into `target/site`, laid out as Leptos expects it:
//!
//! ```text
//! target/site/pkg/twilight.js  twilight_bg.wasm  twilight.css  snippets/…
//! target/site/pkg/board.….wasm chunks of the program, each named after its build
//! target/site/fonts/…          a copy of public/
//! target/site/version          a hash over pkg/
//! target/site/parts.json       which chunks a page needs
//! target/site/sizes.json       bytes per file, raw and compressed, and what each page loads at first
//! ```
//!
//! Every file worth compressing has a `.br` and a `.gz` beside it. But for chunks, names carry no hash: the server puts `version` into
//! the path (`site_pkg_dir = "pkg/{version}"`) and may then let browsers keep those files for ever. A hash in each file
//! name, as Leptos' `hash_files` wants it, would have to be looked up beside the executable for every page.
//!
//! All of it is made in `target/site-stage` and only then copied, so that a server that runs meanwhile never hands out
//! half of the old and half of the new.

mod compress;
mod files;
mod sizes;
mod split;
mod style;
mod toolchain;
mod wasm;

use std::{path::Path, time::Instant};

use crate::Result;

/// How much effort to put into the WASM.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Compile fast, optimise and compress nothing.
    Dev,
    /// The code of a release, neither gone over by `wasm-opt` nor compressed as far as possible: as many bytes to download within
    /// a tenth, in a minute less.
    Local,
    /// What schools get. Fails without `wasm-opt`, and when the WASM has grown beyond what is recorded.
    Release,
}

pub fn build(workspace: &Path, mode: Mode) -> Result<()> {
    let started = Instant::now();
    let site = workspace.join("target/site-stage");
    let optimised = wasm::build(workspace, &site, mode)?;
    files::write_if_changed(&site.join("pkg/twilight.css"), style::bundle(&workspace.join("style/main.css"))?.as_bytes())?;
    files::mirror(&workspace.join("public"), &site)?;
    files::write_if_changed(&site.join("version"), files::version(&site.join("pkg"))?.as_bytes())?;
    match mode {
        Mode::Dev => compress::remove_siblings(&site)?,
        Mode::Local => compress::write_siblings(&site, compress::Effort::Little)?,
        Mode::Release => compress::write_siblings(&site, compress::Effort::All)?,
    }
    let sizes = sizes::measure(&site)?;
    sizes::report(&site, &sizes, optimised)?;
    files::publish(&site, &workspace.join("target/site"))?;
    eprintln!("site: ready in target/site after {:.1} s", started.elapsed().as_secs_f32());
    if mode == Mode::Release { sizes::within_record(&site, &sizes) } else { Ok(()) }
}
