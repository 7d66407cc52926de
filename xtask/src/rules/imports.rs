//! Who may name what. Each rule is one function from a source file to its breaches.

use super::{Breach, source::Source};

/// The features of the app, each allowed to use those before it.
const FEATURES: [&str; 7] = ["accounts", "library", "groups", "boards", "workshops", "progress", "today"];

/// Parts of the app that know no feature.
const FOUNDATIONS: [&str; 2] = ["ui", "live"];

/// Where the two halves of the app meet: these may name the store, and ask which half they are in.
const BRIDGES: [&str; 2] = ["error", "context"];

pub fn check(source: &Source) -> Vec<Breach> {
    if source.path.ends_with("Cargo.toml") {
        return manifest(source);
    }
    if !source.path.ends_with(".rs") {
        return Vec::new();
    }
    let rules = [
        model_is_pure,
        model_live_names_no_document,
        app_live_names_no_kind,
        store_stays_on_the_server,
        features_in_line,
        documents_in_rooms,
        bytes_by_the_decoder,
        browser_at_the_rim,
        head_in_one_place,
        features_gated,
    ];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

const NOT_IN_MODEL: [&str; 5] = ["leptos", "axum", "sqlx", "tokio", "web_sys"];

/// Where ids, years and half-terms are values in SQL, which only their own crate can say; the store alone asks for it.
const SQL_IN_MODEL: &str = "app/model/src/sql.rs";

fn model_is_pure(source: &Source) -> Vec<Breach> {
    if !source.path.starts_with("app/model/") || source.path == SQL_IN_MODEL {
        return Vec::new();
    }
    named(source, |offset, word| NOT_IN_MODEL.contains(&family(word)) && source.is_path_root(offset, word))
        .map(|(line, word)| source.breach(line, format!("`model` is pure: it may not use `{word}`")))
        .collect()
}

/// The engine in the model knows a document by the trait alone.
fn model_live_names_no_document(source: &Source) -> Vec<Breach> {
    if !source.path.starts_with("app/model/src/live/") || source.path.contains("/tests") {
        return Vec::new();
    }
    let tests = first_line_of_tests(source);
    let named = modules_of_the_crate(source, "app/model/src/").into_iter();
    named
        .filter(|(line, module)| *module == "documents" && *line < tests)
        .map(|(line, _)| source.breach(line, "`model::live` names no document: it asks the trait `Document`"))
        .collect()
}

/// So does its half in the browser.
fn app_live_names_no_kind(source: &Source) -> Vec<Breach> {
    if !source.path.starts_with("app/src/live/") || source.path.contains("/tests") {
        return Vec::new();
    }
    let tests = first_line_of_tests(source);
    let is_module = |offset: usize, word: &str| {
        word == "documents"
            && (source.code[offset + word.len()..].trim_start().starts_with("::") || source.code[..offset].trim_end().ends_with("::"))
    };
    named(source, is_module)
        .filter(|(line, _)| *line < tests)
        .map(|(line, _)| source.breach(line, "`app::live` names no kind of document: it is generic in it"))
        .collect()
}

/// Where the tests of a file begin, which may use what the code may not.
pub fn first_line_of_tests(source: &Source) -> usize {
    let is_body = |offset: &usize| source.code[*offset..].find(['{', ';']).is_some_and(|end| source.code[*offset + end..].starts_with('{'));
    let mut begins = source.code.match_indices("#[cfg(test)]").map(|(offset, _)| offset);
    begins.find(is_body).map_or(usize::MAX, |offset| source.line_at(offset))
}

fn store_stays_on_the_server(source: &Source) -> Vec<Breach> {
    if is_bridge(source) || !(source.path.starts_with("app/") || source.path.starts_with("frontend/")) {
        return Vec::new();
    }
    let bodies = source.server_function_bodies();
    let outside = |offset: usize| !bodies.iter().any(|body| body.contains(&offset));
    named(source, |offset, word| word == "store" && source.is_path_root(offset, word) && outside(offset))
        .map(|(line, _)| source.breach(line, "`store` may be named only inside the body of a `#[server]` function"))
        .collect()
}

fn features_in_line(source: &Source) -> Vec<Breach> {
    let Some((folder, _)) = source.path.strip_prefix("app/src/").and_then(|rest| rest.split_once('/')) else {
        return Vec::new();
    };
    if is_bridge(source) {
        return Vec::new();
    }
    let own_place = FEATURES.iter().position(|feature| *feature == folder);
    if own_place.is_none() && !FOUNDATIONS.contains(&folder) {
        return vec![
            source.breach(1, format!("`{folder}` has no place among the features yet: give it one in xtask/src/rules/imports.rs")),
        ];
    }
    modules_of_the_crate(source, "app/src/")
        .into_iter()
        .filter_map(|(line, module)| {
            let place = FEATURES.iter().position(|feature| *feature == module)?;
            (own_place.is_none_or(|own| place > own)).then(|| source.breach(line, format!("`{folder}` may not use `{module}`")))
        })
        .collect()
}

fn documents_in_rooms(source: &Source) -> Vec<Breach> {
    let on_the_server = source.path.starts_with("server/src/") || source.path.starts_with("server/store/src/");
    let uses_yrs = source.words().any(|(_, word)| word == "yrs");
    if !on_the_server || !uses_yrs || source.path.starts_with("server/src/sync/") {
        return Vec::new();
    }
    named(source, |_, word| word == "Doc" || word == "Awareness")
        .map(|(line, word)| source.breach(line, format!("only `server::sync` holds a live yrs `{word}`")))
        .collect()
}

/// The ways of bytes into yrs.
const DECODERS: [&str; 6] =
    ["decode_v1", "decode_v2", "merge_updates_v1", "merge_updates_v2", "diff_updates_v1", "encode_state_vector_from_update_v1"];

fn bytes_by_the_decoder(source: &Source) -> Vec<Breach> {
    if source.path == "app/model/src/live/replica/decode.rs" || source.path.contains("/tests") {
        return Vec::new();
    }
    named(source, |_, word| DECODERS.contains(&word))
        .map(|(line, word)| {
            source.breach(line, format!("`{word}` only in app/model/src/live/replica/decode.rs: yrs reads what was scanned"))
        })
        .collect()
}

const BROWSER_CRATES: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];

fn browser_at_the_rim(source: &Source) -> Vec<Breach> {
    let rim = ["app/src/live/", "app/src/ui/dom.rs", "frontend/", "xtask/"];
    if rim.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    named(source, |_, word| BROWSER_CRATES.contains(&word))
        .map(|(line, word)| source.breach(line, format!("`{word}` only in app/src/live, app/src/ui/dom.rs and frontend")))
        .collect()
}

/// What of `leptos_meta` may be used anywhere: it escapes what it is given, or is given nothing.
const HARMLESS_IN_THE_HEAD: [&str; 3] = ["Meta", "MetaTags", "provide_meta_context"];

fn head_in_one_place(source: &Source) -> Vec<Breach> {
    if source.path == "app/src/ui/page_title.rs" || !(source.path.starts_with("app/") || source.path.starts_with("server/")) {
        return Vec::new();
    }
    let named = named_with_offset(source, |offset, word| word == "leptos_meta" && source.is_path_root(offset, word));
    named
        .flat_map(|(offset, word)| {
            // Under another name it could not be followed.
            let path = source.code[offset + word.len()..].trim_start().strip_prefix("::").unwrap_or("*").trim_start();
            let everything = path.split([';', '}']).next().unwrap_or_default().contains('*').then_some("*");
            let names = first_names(path).into_iter().filter(|name| !name.is_empty() && !HARMLESS_IN_THE_HEAD.contains(name));
            let rule = |name| format!("`leptos_meta::{name}` writes into the head as it is: use `ui::page_title`");
            names.chain(everything).map(|name| source.breach(source.line_at(offset), rule(name))).collect::<Vec<_>>()
        })
        .collect()
}

fn features_gated(source: &Source) -> Vec<Breach> {
    if is_bridge(source) || source.path == "app/src/live/mod.rs" {
        return Vec::new();
    }
    named(source, |offset, word| {
        let condition = &source.code[..offset];
        let start = condition.rfind("cfg").map_or(offset, |at| at.max(offset.saturating_sub(60)));
        let asked = word == "feature" && condition[start..].starts_with("cfg") && !condition[start..].contains([';', ']', '}']);
        asked && !names_a_module(source, offset)
    })
    .map(|(line, _)| {
        source.breach(
            line,
            "a cargo feature may be asked for only in live/mod.rs, context.rs and error.rs of the app, and where its modules are named",
        )
    })
    .collect()
}

/// Whether the attribute at `offset` is of a whole module of the crate, or of what the crate shows of one: what only the server needs is
/// left out so.
fn names_a_module(source: &Source, offset: usize) -> bool {
    let Some((_, item)) = source.code[offset..].split_once(']') else { return false };
    let item = item.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    matches!(source.path.as_str(), "app/src/lib.rs" | "app/model/src/lib.rs")
        && (item.starts_with("use ") || item.starts_with("mod ") && item.lines().next().is_some_and(|line| line.ends_with(';')))
}

fn manifest(source: &Source) -> Vec<Breach> {
    let mut section = "";
    let mut breaches = Vec::new();
    for (line, text) in source.code.lines().map(str::trim).enumerate() {
        let key = text.split(['=', '.', ' ']).next().unwrap_or_default();
        if text.starts_with('[') {
            section = text;
        } else if source.path == "app/model/Cargo.toml"
            && section == "[dependencies]"
            && NOT_IN_MODEL.contains(&family(&key.replace('-', "_")))
            && !(key == "sqlx-core" && text.contains("optional = true"))
        {
            breaches.push(source.breach(line + 1, format!("`model` is pure: it may not use `{key}`")));
        } else if section == "[features]" && key == "default" && !text.replace(' ', "").starts_with("default=[]") {
            breaches.push(source.breach(line + 1, "no feature is on by default: each half of the app chooses its own"));
        }
    }
    breaches
}

/// `leptos` for `leptos_router`, so that a rule about a crate covers those around it.
fn family(name: &str) -> &str {
    NOT_IN_MODEL
        .into_iter()
        .find(|root| name == *root || name.strip_prefix(root).is_some_and(|rest| rest.starts_with('_')))
        .unwrap_or_default()
}

fn named<'a>(source: &'a Source, matches: impl Fn(usize, &str) -> bool + 'a) -> impl Iterator<Item = (usize, &'a str)> {
    named_with_offset(source, matches).map(|(offset, word)| (source.line_at(offset), word))
}

fn named_with_offset<'a>(source: &'a Source, matches: impl Fn(usize, &str) -> bool + 'a) -> impl Iterator<Item = (usize, &'a str)> {
    source.words().filter(move |(offset, word)| matches(*offset, word))
}

/// The modules at the root of a crate (whose source begins at `root`) that a file of it names: `crate::x`, `crate::{x, y::z}`, `super::super::x`.
pub fn modules_of_the_crate<'a>(source: &'a Source, root: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (offset, word) in source.words() {
        let before = source.code[..offset].trim_end();
        if (word != "crate" && word != "super") || before.ends_with("::") {
            continue;
        }
        let mut rest = &source.code[offset + word.len()..];
        let mut supers = usize::from(word == "super");
        while let Some(further) = rest.trim_start().strip_prefix("::").and_then(|rest| rest.trim_start().strip_prefix("super")) {
            rest = further;
            supers += 1;
        }
        let from_root = word == "crate" || supers >= depth(source.path.strip_prefix(root).unwrap_or(&source.path));
        if let Some(names) = rest.trim_start().strip_prefix("::").filter(|_| from_root) {
            let line = source.line_at(offset);
            found.extend(first_names(names.trim_start()).into_iter().map(|name| (line, name)));
        }
    }
    found
}

fn is_bridge(source: &Source) -> bool {
    let module = source.path.strip_prefix("app/src/").and_then(|rest| rest.split(['/', '.']).next());
    module.is_some_and(|module| BRIDGES.contains(&module))
}

/// How many modules below the crate's root a file stands.
fn depth(below: &str) -> usize {
    below.matches('/').count() + usize::from(!below.ends_with("/mod.rs"))
}

/// `x` of `x::y`; all of `x`, `y` and `z` of `{x, y::{a, b}, z::c}`.
fn first_names(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else {
        return path.split(|next: char| !(next.is_alphanumeric() || next == '_')).next().into_iter().collect();
    };
    let mut names = Vec::new();
    let mut depth = 1;
    let mut start = 0;
    for (at, next) in group.char_indices() {
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && next == ',') {
            names.extend(first_names(group[start..at].trim()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names
}
