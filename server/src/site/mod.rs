//! The built site: what is known of it when the server starts. What is in it is served by `http::assets`.

mod source;

use std::net::SocketAddr;
use std::sync::Arc;

use app::{ProgramFile, ProgramParts, SiteVersion};
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
    /// The WASM in it, if there is any.
    pub program: Option<ProgramFile>,
    /// What pages load of it besides.
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
        let (program, program_parts) = (program(&source, &options), program_parts(&source));
        if program.is_none() {
            warn!(%source, "no built site: pages work, but without styles and live editing. `cargo xtask site` builds it");
        }
        let named = SiteVersion(Arc::from(version.as_deref().unwrap_or("development")));
        Self { source, immutable: version.is_some(), version: named, options, program, program_parts }
    }
}

/// The WASM of the site, where pages that live on in the browser load it from.
fn program(source: &Source, options: &LeptosOptions) -> Option<ProgramFile> {
    let name = format!("{}_bg.wasm", options.output_name);
    let bytes = source.size(&format!("pkg/{name}"))?;
    Some(ProgramFile { address: format!("/{}/{name}", options.site_pkg_dir).into(), bytes })
}

/// What the build says of the program's parts. Without it pages work as well, only that they ask for theirs later.
fn program_parts(source: &Source) -> ProgramParts {
    let parts = source.read("parts.json").and_then(|parts| serde_json::from_slice(&parts).ok());
    ProgramParts(Arc::new(parts.unwrap_or_default()))
}
