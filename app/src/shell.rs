//! The document around the app: made by the server alone.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

use crate::App;
use crate::parts::Part;
use crate::ui::theme::Theme;

/// What stands behind the addresses of built files, so that a new build is never mixed with an old stylesheet.
#[derive(Clone, Debug)]
pub struct SiteVersion(pub Arc<str>);

/// The WASM that a board loads: for the page that tries whether it arrives. Empty where nothing was built.
#[derive(Clone, Debug, Default)]
pub struct BoardProgram(pub Arc<[ProgramFile]>);

/// One file of the program.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ProgramFile {
    /// Its address on this site.
    pub address: String,
    /// How large it is when nothing has compressed it.
    pub bytes: u64,
}

/// What each part of the program needs besides what every page runs, by the part's name: the names of its pack, where it has one, and of its chunks.
#[derive(Clone, Debug, Default)]
pub struct ProgramParts(pub Arc<HashMap<String, Vec<String>>>);

impl ProgramParts {
    /// The pack of the page that is being made.
    fn of_this_page(&self) -> Option<&String> {
        let part = use_context::<RequestUrl>().and_then(|url| Part::of(url.parse().ok()?.path()))?;
        self.0.get(part.name())?.first().filter(|file| file.ends_with(".pack"))
    }
}

/// The whole HTML document, with the program that takes it over. Without JavaScript it is all there is, and enough.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let head = program(&options);
    // What the program takes over, and what is said of it where it does not run: in no case is the one in the other.
    let body = view! {
        <div id="app">{view! { <App/> }.into_any()}</div>
        // What the lead of a workshop that runs says to everybody (`public/scripts/called.js`).
        <div class="called" id="called" role="status"></div>
        <div class="program-state" id="program-state" role="status"></div>
    };
    document(&options, Some(head), body.into_any())
}

/// The program, and the script that starts it and says so where it does not start (`public/scripts/program.js`).
fn program(options: &LeptosOptions) -> AnyView {
    let files = format!("/{}/{}", options.site_pkg_dir, options.output_name);
    // cargo-leptos calls it otherwise.
    let wasm = if option_env!("LEPTOS_OUTPUT_NAME").is_some() { format!("{files}.wasm") } else { format!("{files}_bg.wasm") };
    let bindings = format!("{files}.js");
    let parts = use_context::<ProgramParts>().unwrap_or_default();
    let pack = parts.of_this_page().map(|pack| format!("/{}/{pack}", options.site_pkg_dir));
    view! {
        <AutoReload options=options.clone()/>
        // All of it is asked for at once: what is needed last takes longest.
        <link rel="modulepreload" href=bindings.clone()/>
        {program_file(wasm.clone())}
        {pack.map(|pack| view! { <link rel="preload" href=pack r#as="fetch" crossorigin="anonymous"/> })}
        <link rel="modulepreload" href="/scripts/program-words.js"/>
        <link rel="modulepreload" href="/scripts/rescue.js"/>
        // Before the program: it has to have seen which texts a translator took out before one of them changes.
        <script r#type="module" src="/scripts/translated.js"></script>
        <script r#type="module" src="/scripts/program.js" id="program" data-bindings=bindings data-wasm=wasm></script>
        <script r#type="module" src="/scripts/print.js"></script>
        <script r#type="module" src="/scripts/called.js"></script>
    }
    .into_any()
}

fn program_file(address: String) -> impl IntoView {
    view! { <link rel="preload" href=address r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> }
}

/// An HTML document with `body`, and in its head the `scripts` that not every page has.
pub fn document(options: &LeptosOptions, scripts: Option<AnyView>, body: AnyView) -> impl IntoView + use<> {
    let theme = use_context::<Theme>().unwrap_or_default();
    let version = use_context::<SiteVersion>().map_or_else(|| env!("CARGO_PKG_VERSION").into(), |version| version.0);
    let stylesheet = format!("/{}/{}.css?v={version}", options.site_pkg_dir, options.output_name);
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" data-theme=theme.attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#17143f"/>
                <link rel="preload" href="/fonts/atkinson-next-text.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/bricolage-digits.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=stylesheet/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                // The one script that every page may need: menus are on all of them.
                <script r#type="module" src="/scripts/menu.js"></script>
                {scripts}
                <MetaTags/>
            </head>
            <body>{body}</body>
        </html>
    }
}
