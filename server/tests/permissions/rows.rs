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
const OMAR: Who = Who::Only("omar@lanternvale.example");
const MEMBER: Who = Who::Only("rosa@elmbank.example");
const ANYBODY: Who = Who::SignedIn("rosa@elmbank.example");

const OF_GROUP: (&str, &str) = ("group", "{group}");
const OF_SCHOOL: (&str, &str) = ("school", "{school}");
const OF_YEAR: (&str, &str) = ("year", "{year}");

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
    page("/hub/forming", OMAR),
    page("/hub/rollover", ADMIN),
    Row { may_be_missing: true, ..page("/hub/rollover/back", ADMIN) },
    page("/groups/{group}/settings", ADMIN),
    page("/groups/{group}/staying", ADMIN),
    page("/groups/{group}/years/{year}", MEMBER),
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
    get("/api/forming", OMAR, &[]),
    post(
        "/api/forming-new-group",
        OMAR,
        &[("year", "{year}"), ("name", "Heron Reach"), ("code", "NCP26-11"), ("title", ""), ("focus", "")],
    ),
    Row { may_be_missing: true, ..post("/api/forming-add-year", OMAR, &[("group", "{group}"), ("year", "{year}"), ("code", "NCP26-11")]) },
    Row { may_be_missing: true, ..post("/api/forming-start", OMAR, &[("year", "{year}"), ("id", "{group}")]) },
    post("/api/forming-undo", OMAR, &[("year", "{year}"), ("step", "x")]),
    post("/api/forming-follow", OMAR, &[("year", "{year}"), ("code", "NCP26-11")]),
    get("/api/group-settings-page", ADMIN, &[("id", "{group}")]),
    Row {
        may_be_missing: true,
        ..post(
            "/api/group-settings",
            ADMIN,
            &[("id", "{group}"), ("year", "{year}"), ("name", "Two Rivers"), ("code", "NCP26-11"), ("status", "running")],
        )
    },
    get("/api/group-staying-page", ADMIN, &[("id", "{group}")]),
    post("/api/group-staying", ADMIN, &[("id", "{group}")]),
    get("/api/group-year", MEMBER, &[("id", "{group}"), ("year", "{year}")]),
    get("/api/rollover", ADMIN, &[]),
    Row { may_be_missing: true, ..get("/api/rollover-back-page", ADMIN, &[("turn", "{group}")]) },
    post("/api/rollover-apply", ADMIN, &[("into", "{year}")]),
    Row { may_be_missing: true, ..post("/api/rollover-revert", ADMIN, &[("turn", "{group}")]) },
    // Routes of the server itself.
    page("/healthz", Who::Everybody),
    page("/readyz", Who::Everybody),
    Row { may_be_missing: true, ..page("/hub/logo", Who::Everybody) },
    Row { method: "POST", path: "/hub/logo", who: ADMIN, fields: &[("logo", "")], multipart: true, may_be_missing: false },
    // A socket: asked for without an upgrade it says so, to whoever may have it.
    Row { may_be_missing: true, ..page("/sync/{document}", MEMBER) },
    // People and accounts.
    page("/sign-in/link", Who::Everybody),
    Row { may_be_missing: true, ..page("/sign-in/link/{token}", Who::Everybody) },
    Row { may_be_missing: true, ..page("/invitation/{token}", Who::Everybody) },
    page("/account", ANYBODY),
    Row { may_be_missing: true, ..page("/account/email/{token}", Who::Everybody) },
    page("/groups/{group}/people", MEMBER),
    page("/groups/{group}/people/{school}", MEMBER),
    page("/groups/{group}/people/{school}/choose", ADMIN),
    // Which person it is about stands in the query, and nobody is chosen without.
    Row { may_be_missing: true, ..page("/groups/{group}/people/{school}/confirm", ADMIN) },
    page("/groups/{group}/people/{school}/invite", ADMIN),
    page("/hub/people", ADMIN),
    page("/hub/people/invite", ADMIN),
    page("/hub/people/invitations", ADMIN),
    page("/hub/people/{person}", ADMIN),
    page("/hub/people/{person}/place", ADMIN),
    page("/hub/people/{person}/close", ADMIN),
    page("/hub/audit", ADMIN),
    page("/hub/audit.csv", ADMIN),
    get("/api/sign-in-link-page", Who::Everybody, &[]),
    post("/api/send-sign-in-link", Who::Everybody, &[("email", "nobody@nowhere.example")]),
    Row { may_be_missing: true, ..get("/api/sign-in-link", Who::Everybody, &[("token", "{token}")]) },
    post("/api/use-sign-in-link", Who::Everybody, &[("token", "{token}")]),
    Row { may_be_missing: true, ..get("/api/invitation", Who::Everybody, &[("token", "{token}")]) },
    Row { may_be_missing: true, ..post("/api/join", Who::Everybody, &[("token", "{token}"), ("name", "Cho Lin")]) },
    get("/api/account", ANYBODY, &[]),
    post("/api/rename-account", ANYBODY, &[("name", "Rosa Lin")]),
    post("/api/set-password", ANYBODY, &[("old_password", "x"), ("new_password", "gravy lantern thirteen otters")]),
    post("/api/change-email", ANYBODY, &[("email", "rosa@new.example"), ("email_password", "x")]),
    Row { may_be_missing: true, ..get("/api/email-link", Who::Everybody, &[("token", "{token}")]) },
    post("/api/confirm-email", Who::Everybody, &[("token", "{token}")]),
    post("/api/sign-out-everywhere", ANYBODY, &[]),
    get("/api/group-people", MEMBER, &[("group", "{group}")]),
    post("/api/choose-representative", ADMIN, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "lead"), ("person", "{person}"), ("from", "")]),
    post("/api/appoint-representative", ADMIN, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "lead"), ("person", "{person}"), ("from", "")]),
    post("/api/undo-representative", ADMIN, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "deputy"), ("what", "planned")]),
    post("/api/invite-to-school", ADMIN, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("role", "teacher"), ("name", "Cho"), ("email", "cho@b.example")]),
    Row { may_be_missing: true, ..post("/api/change-invitation", ADMIN, &[("id", "{token}"), ("what", "again")]) },
    get("/api/hub-people", ADMIN, &[("text", ""), ("role", ""), ("page", "0")]),
    get("/api/hub-invitations", ADMIN, &[]),
    get("/api/hub-invite-page", ADMIN, &[]),
    get("/api/hub-person", ADMIN, &[("id", "{person}")]),
    post("/api/hub-invite", ADMIN, &[("name", "Cho Lin"), ("email", "cho@b.example"), ("role", "staff")]),
    post("/api/set-hub-role", ADMIN, &[("id", "{person}"), ("role", "none")]),
    post("/api/move-person", ADMIN, &[("id", "{person}"), ("school", "{school}"), ("role", "teacher"), ("from", "")]),
    post("/api/close-account", ADMIN, &[("id", "{person}"), ("open", "true")]),
    get("/api/audit", ADMIN, &[("kind", ""), ("text", ""), ("before", "")]),
    // Last: it takes the school of the sample out of its group.
    post("/api/forming-place", OMAR, &[("year", "{year}"), ("schools[]", "{school}"), ("here", "out")]),
];
