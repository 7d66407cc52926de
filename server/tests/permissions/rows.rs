//! The table itself.

/// Who may use it.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// Strangers too.
    Everybody,
    /// Anybody who has signed in, for what is their own; for instance this one.
    SignedIn(&'static str),
    /// Only some; for instance this one. Nobody else gets further than 403 or 404.
    Only(&'static str),
}

/// One server function, page or route.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// As it is routed, with `{group}` and the like, which stand for things of the demonstration (`sample.rs`).
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What is sent along, so that the request gets as far as being allowed or not.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether it is a form with files.
    pub multipart: bool,
    /// Whether the sample leads to nothing (a link's token can't be known): then 404 is right for everybody.
    pub may_be_missing: bool,
}

const fn page(path: &'static str, who: Who) -> Row {
    Row { method: "GET", path, who, fields: &[], multipart: false, may_be_missing: false }
}

const fn get(path: &'static str, who: Who, fields: &'static [(&'static str, &'static str)]) -> Row {
    Row { method: "GET", path, who, fields, multipart: false, may_be_missing: false }
}

const fn post(path: &'static str, who: Who, fields: &'static [(&'static str, &'static str)]) -> Row {
    Row { method: "POST", path, who, fields, multipart: false, may_be_missing: false }
}

const ADMIN: Who = Who::Only("nell@lanternvale.example");
const MEMBER: Who = Who::Only("rosa@elmbank.example");
const LEAD: Who = Who::Only("helen@oakhollow.example");
const HEAD: Who = Who::Only("davinder@elmbank.example");
const PARTICIPANT: Who = Who::Only("tom@elmbank.example");
const ANYBODY: Who = Who::SignedIn("rosa@elmbank.example");

/// Every one of them.
pub const ROWS: &[Row] = &[
    // Pages that live on in the browser.
    page("/", Who::Everybody),
    page("/sign-in", Who::Everybody),
    page("/today", ANYBODY),
    page("/groups/{group}", MEMBER),
    page("/groups/{group}/boards/new", MEMBER),
    page("/boards/{board}", MEMBER),
    // Pages without a program.
    page("/hub", ADMIN),
    page("/hub/settings", ADMIN),
    page("/hub/clauses", ADMIN),
    page("/hub/clauses/edit", ADMIN),
    get("/hub/clauses/compare", ADMIN, &[("old", "1"), ("new", "1")]),
    Row { may_be_missing: true, ..page("/commitment/{token}", Who::Everybody) },
    page("/groups/{group}/commitments", LEAD),
    page("/groups/{group}/commitments/print", LEAD),
    page("/groups/{group}/commitments/{school}", LEAD),
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/remind", LEAD) },
    page("/groups/{group}/commitments/{school}/ink", LEAD),
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/set-aside", LEAD) },
    // Server functions.
    get("/api/frame", Who::Everybody, &[]),
    get("/api/sign-in-page", Who::Everybody, &[]),
    post("/api/sign-in", Who::Everybody, &[("email", "nobody@nowhere.example"), ("password", "x"), ("next", "")]),
    post("/api/sign-out", Who::Everybody, &[]),
    post("/api/set-theme", Who::Everybody, &[("theme", "dark"), ("return_to", "/")]),
    get("/api/today", ANYBODY, &[]),
    get("/api/group", MEMBER, &[("id", "{group}")]),
    get("/api/board", MEMBER, &[("board", "{board}")]),
    get("/api/new-board-page", MEMBER, &[("id", "{group}")]),
    post("/api/create-board", MEMBER, &[("id", "{group}"), ("title", "Halves"), ("years[]", "Y1")]),
    get("/api/hub", ADMIN, &[]),
    get("/api/hub-settings-page", ADMIN, &[]),
    post("/api/hub-settings", ADMIN, &[("hub_name", "Lantern Vale"), ("email", "hello@lanternvale.example")]),
    get("/api/clauses", ADMIN, &[]),
    post("/api/save-clauses", ADMIN, &[("base", "019a0000-0000-7000-8000-000000000001")]),
    Row { may_be_missing: true, ..get("/api/commitment-link", Who::Everybody, &[("token", "{token}")]) },
    Row { may_be_missing: true, ..post("/api/sign-commitment", Who::Everybody, &[("token", "{token}"), ("shown", "x")]) },
    get("/api/group-commitments", LEAD, &[("group", "{group}")]),
    get("/api/group-commitment-papers", LEAD, &[("group", "{group}")]),
    get("/api/commitment", LEAD, &[("group", "{group}"), ("school", "{school}")]),
    post("/api/ask-heads", LEAD, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}")]),
    post("/api/remind-heads", LEAD, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}")]),
    post("/api/renew-commitment-link", LEAD, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}")]),
    post("/api/save-commitment-head", LEAD, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}"), ("head_email", "x")]),
    post("/api/set-commitment-aside", LEAD, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}")]),
    post("/api/sign-commitment-as-head", HEAD, &[("place", "{group}/{school}/{year}"), ("shown", "x")]),
    post("/api/agree-commitment", PARTICIPANT, &[("group", "{group}"), ("year", "{year}"), ("school", "{school}"), ("shown", "x")]),
    // Routes of the server itself.
    page("/groups/{group}/commitments.csv", LEAD),
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/scan", LEAD) },
    Row { multipart: true, ..post("/groups/{group}/commitments/{school}/record", LEAD, &[("printed_name", "")]) },
    page("/healthz", Who::Everybody),
    page("/readyz", Who::Everybody),
    Row { may_be_missing: true, ..page("/hub/logo", Who::Everybody) },
    Row { method: "POST", path: "/hub/logo", who: ADMIN, fields: &[("logo", "")], multipart: true, may_be_missing: false },
    // A socket: asked for without an upgrade it says so, to whoever may have it.
    Row { may_be_missing: true, ..page("/sync/{document}", MEMBER) },
];
