//! The built site: what is known of it when the server starts. What is in it is served by `http::assets`.

mod source;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use app::parts::{BOARD_TOOLS, Part};
use app::{BoardProgram, ProgramFile, ProgramParts, SiteVersion};
use leptos::config::LeptosOptions;
use tracing::warn;

pub use self::source::Source;

/// The built site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where its files are.
    pub source: Source,
    /// Whether the addresses of its packages change with every build, so that browsers may keep them for ever.
    pub immutable: bool,
    /// The build's name.
    pub version: SiteVersion,
    /// The same for Leptos.
    pub options: LeptosOptions,
    /// What a board runs.
    pub board_program: BoardProgram,
    /// What pages load besides what all of them run.
    pub program_parts: ProgramParts,
}

impl Site {
    /// Looks at what was built.
    pub fn of(source: Source, address: SocketAddr) -> Self {
        // Written by the build: a hash over all that pages load. Without it (`cargo leptos watch`) nothing is cached for long.
        let version = source
            .read("version")
            .and_then(|bytes| String::from_utf8(bytes.into_owned()).ok())
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let packages = version.as_ref().map_or_else(|| "pkg".to_owned(), |version| format!("pkg/{version}"));
        let options = LeptosOptions::builder().output_name("twilight").site_pkg_dir(packages).site_addr(address).build();
        let program_parts = program_parts(&source);
        let board_program = board_program(&source, &options, &program_parts);
        if board_program.0.is_empty() {
            warn!(%source, "no built site: pages work, but without styles and live editing. `cargo xtask site` builds it");
        }
        let named = SiteVersion(Arc::from(version.as_deref().unwrap_or("development")));
        Self { source, immutable: version.is_some(), version: named, options, board_program, program_parts }
    }
}

/// What every page that lives on in the browser runs, and the board's own parts of it, each file once. Not its pack: where that does not come through,
/// these do instead.
fn board_program(source: &Source, options: &LeptosOptions, parts: &ProgramParts) -> BoardProgram {
    let main = format!("{}_bg.wasm", options.output_name);
    let own = [Part::Board.name(), BOARD_TOOLS];
    let files = own.iter().filter_map(|part| parts.0.get(*part)).flatten();
    let chunks: BTreeSet<&String> = files.filter(|file| file.ends_with(".wasm")).collect();
    let files = std::iter::once(&main).chain(chunks).filter_map(|name| {
        let bytes = source.size(&format!("pkg/{name}"))?;
        Some(ProgramFile { address: format!("/{}/{name}", options.site_pkg_dir), bytes })
    });
    BoardProgram(files.collect())
}

/// What the build says of the program's parts. Without it pages work as well, only that they ask for theirs later.
fn program_parts(source: &Source) -> ProgramParts {
    let parts = source.read("parts.json").and_then(|parts| serde_json::from_slice(&parts).ok());
    ProgramParts(Arc::new(parts.unwrap_or_default()))
}
