//! A planted breach for each rule, and beside it what must stay allowed.

use super::{check_source, server_crates, source::Source};

#[track_caller]
fn caught(path: &str, text: &str, rule: &str) {
    let breaches = check_source(&Source::new(path, text));
    assert!(breaches.iter().any(|breach| breach.rule.contains(rule)), "{path}: {text}: {breaches:?}");
}

#[track_caller]
fn allowed(path: &str, text: &str) {
    let breaches = check_source(&Source::new(path, text));
    assert!(breaches.is_empty(), "{path}: {text}: {breaches:?}");
}

#[test]
fn the_model_is_pure() {
    for breach in ["use leptos::prelude::*;", "use tokio;", "fn f(_: axum_core::Body) {}", "use web_sys::window;"] {
        caught("app/model/src/lib.rs", breach, "`model` is pure");
    }
    caught("app/model/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n", "`model` is pure");
    caught("app/model/Cargo.toml", "[dependencies]\nsqlx-core.workspace = true\n", "`model` is pure");
    allowed("app/model/Cargo.toml", "[dependencies]\nsqlx-core = { workspace = true, optional = true }\n");
    allowed("app/model/src/sql.rs", "use sqlx_core::types::Type;");
    caught("app/model/src/calendar/mod.rs", "use sqlx_core::types::Type;", "`model` is pure");
    caught("app/model/Cargo.toml", "[dependencies]\nleptos-router = \"0.8\"\n", "`model` is pure");
    allowed("app/model/src/lib.rs", "//! Unlike leptos::prelude.\nfn tokio() -> &'static str { \"axum::Router\" }");
    allowed("app/model/Cargo.toml", "[dependencies]\nserde.workspace = true\n[dev-dependencies]\ntokio = \"1\"\n");
}

#[test]
fn the_store_is_named_only_inside_server_functions() {
    let rule = "`store` may be named only inside";
    caught("app/src/boards/page.rs", "use store::boards;", rule);
    caught("app/src/boards/api.rs", "#[server]\npub async fn load(of: store::Board) -> Result<(), E> { Ok(()) }", rule);
    caught("app/src/boards/api.rs", "#[server]\nasync fn a() { }\nfn b() { store::boards::all() }", rule);
    caught("app/src/boards/api.rs", "#[server_only]\nfn b() { store::boards::all() }", rule);
    allowed(
        "app/src/boards/api.rs",
        "#[server(prefix = \"/a{\")]\npub async fn all() -> Vec<u8> { if x { use store::boards; } store::y() }",
    );
    allowed("app/src/error.rs", "impl From<store::Error> for AppError {}");
    allowed("app/src/error/problem.rs", "fn status(of: &store::Error) {}");
    caught("app/src/errors.rs", "use store::Error;", rule);
    allowed("app/src/boards/page.rs", "fn f() { self.store(); super::store::x(); /* store::y */ }");
    allowed("server/src/main.rs", "use store::Database;");
}

#[test]
fn foundations_know_no_feature() {
    caught("app/src/ui/button.rs", "use crate::boards::Board;", "`ui` may not use `boards`");
    caught("app/src/live/mod.rs", "use super::accounts;", "`live` may not use `accounts`");
    caught("app/src/live/browser/socket.rs", "fn f() { super::super::super::boards::x() }", "`live` may not use `boards`");
    caught("app/src/ui/form.rs", "use crate::{error::AppError, groups::{self, Group}};", "`ui` may not use `groups`");
    allowed("app/src/live/browser/socket.rs", "use super::super::boards;\nuse crate::{error::{accounts, b}, ui::boards};");
    allowed("app/src/lib.rs", "use crate::{boards::BoardPage, accounts::SignInPage};");
}

#[test]
fn the_models_engine_names_no_document() {
    let rule = "`model::live` names no document";
    for breach in ["use crate::documents::board::Board;", "use crate::{documents::Kind, ids};", "fn f() { crate::documents::plan::x() }"] {
        caught("app/model/src/live/presence.rs", breach, rule);
        allowed("app/model/src/live/text/tests.rs", breach);
        allowed("app/model/src/documents/kind.rs", breach);
    }
    caught("app/model/src/live/text/former.rs", "use super::super::super::documents::board::Board;", rule);
    allowed("app/model/src/live/replica.rs", "//! As crate::documents.\n#[cfg(test)]\nmod tests { use crate::documents::board::Board; }");
    allowed("app/model/src/live/document.rs", "fn documents(documents: u8) -> u8 { documents }");
}

#[test]
fn the_browsers_engine_names_no_kind() {
    let rule = "`app::live` names no kind";
    for breach in ["use model::documents::board::Board;", "use model::{documents::plan, ids};", "use model::documents;"] {
        caught("app/src/live/browser/session.rs", breach, rule);
        allowed("app/src/live/mirror/tests.rs", breach);
        allowed("app/src/boards/page.rs", breach);
    }
    allowed("app/src/live/colleague.rs", "fn f(documents: &[u8]) {}\n#[cfg(test)]\nmod tests { use model::documents::board::Board; }");
}

#[test]
fn features_stand_in_a_line() {
    caught("app/src/accounts/page.rs", "use crate::groups::Group;", "`accounts` may not use `groups`");
    caught("app/src/boards/steps/one.rs", "use crate::{ui, progress::Chart};", "`boards` may not use `progress`");
    caught("app/src/reports/page.rs", "", "`reports` has no place among the features");
    allowed("app/src/boards/page.rs", "use crate::{accounts::Person, boards::Step, groups::Group};");
}

#[test]
fn live_documents_stay_in_their_rooms() {
    caught("server/src/http/export.rs", "use yrs::{Doc, Transact};", "only `server::sync`");
    caught("server/store/src/documents.rs", "fn f(of: &yrs::sync::Awareness) {}", "only `server::sync`");
    allowed("server/src/sync/room.rs", "use yrs::Doc;");
    allowed("server/tests/sync.rs", "use yrs::Doc;");
    allowed("server/src/http/export.rs", "use yrs::Update;");
}

#[test]
fn yrs_reads_only_what_was_scanned() {
    let rule = "yrs reads what was scanned";
    caught("server/src/sync/room.rs", "fn f(b: &[u8]) { yrs::Update::decode_v1(b); }", rule);
    caught("app/model/src/live/replica.rs", "use yrs::merge_updates_v1;", rule);
    allowed("app/model/src/live/replica/decode.rs", "fn f(b: &[u8]) { yrs::Update::decode_v1(b); }");
    allowed("app/model/src/documents/board/tests.rs", "fn f(b: &[u8]) { yrs::Update::decode_v1(b); }");
}

#[test]
fn the_browser_is_touched_at_the_rim() {
    for breach in ["use web_sys::window;", "use leptos::wasm_bindgen::JsCast;", "fn now() -> f64 { js_sys::Date::now() }"] {
        caught("app/src/boards/page.rs", breach, "only in app/src/live");
        allowed("app/src/live/socket.rs", breach);
        allowed("app/src/ui/dom.rs", breach);
    }
}

#[test]
fn the_head_is_written_in_one_place() {
    let rule = "writes into the head as it is";
    for breach in [
        "use leptos_meta::Title;",
        "use leptos_meta::{Meta, Title, provide_meta_context};",
        "use leptos_meta::*;",
        "use leptos_meta as head;",
        "fn f() { view! { <leptos_meta::Title text=name/> } }",
        "use leptos_meta::{Meta, Script};",
    ] {
        caught("app/src/boards/page.rs", breach, rule);
        allowed("app/src/ui/page_title.rs", breach);
    }
    allowed("app/src/lib.rs", "use leptos_meta::provide_meta_context;\nuse leptos_meta::{Meta, MetaTags};");
}

#[test]
fn cargo_features_are_asked_for_at_the_gates() {
    for breach in ["#[cfg(feature = \"ssr\")]\nfn f() {}", "#[cfg(not(feature = \"ssr\"))]", "fn f() { if cfg!(feature = \"ssr\") {} }"] {
        caught("app/src/boards/page.rs", breach, "a cargo feature may be asked for only in");
        allowed("app/src/live/mod.rs", breach);
    }
    allowed("app/src/lib.rs", "#[cfg(feature = \"ssr\")]\npub mod page;\n#[cfg(feature = \"ssr\")]\npub use page::Page;\n");
    allowed("app/model/src/lib.rs", "#[cfg(feature = \"sql\")]\nmod sql;\n");
    caught("app/src/boards/mod.rs", "#[cfg(feature = \"ssr\")]\nmod page;\n", "a cargo feature may be asked for only in");
    caught("app/src/lib.rs", "#[cfg(feature = \"ssr\")]\nmod inside {\n}\n", "a cargo feature may be asked for only in");
    caught("app/src/boards/page.rs", "#[cfg(feature = \"ssr\")]\nuse crate::boards;\n", "a cargo feature may be asked for only in");
    allowed("app/src/boards/page.rs", "#[cfg(test)]\nmod tests { fn feature() {} }");
    caught("app/Cargo.toml", "[features]\ndefault = [\"ssr\"]\n", "no feature is on by default");
    allowed("app/Cargo.toml", "[features]\ndefault = []\n");
}

#[test]
fn long_files_are_split() {
    let longest = "// line\n".repeat(400);
    allowed("app/src/lib.rs", &longest);
    for path in ["app/src/lib.rs", "style/ui/button.css", "end2end/tests/board.spec.ts"] {
        caught(path, &format!("{longest}\n"), "split it");
    }
    allowed("app/model/src/criteria/table.rs", &format!("{longest}\n"));
}

#[test]
fn server_crates_in_the_browser_are_found_by_their_whole_name() {
    assert_eq!(server_crates("frontend v0.1.0\nleptos v0.8.1\ntokio-stream v1.0.0\n").len(), 0);
    assert_eq!(server_crates("frontend v0.1.0\nsqlx v0.9.0\ntokio v1.0.0\n").len(), 2);
}
