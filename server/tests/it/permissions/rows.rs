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

pub const ADMIN: Who = Who::Only("nell@lanternvale.example");
pub const STAFF: Who = Who::Only("omar@lanternvale.example");
pub const LEAD: Who = Who::Only("helen@oakhollow.example");
pub const MEMBER: Who = Who::Only("rosa@elmbank.example");
pub const HEAD: Who = Who::Only("davinder@elmbank.example");
pub const PARTICIPANT: Who = Who::Only("tom@elmbank.example");
const ANYBODY: Who = Who::SignedIn("rosa@elmbank.example");

const OF_GROUP: (&str, &str) = ("group", "{group}");
const OF_SCHOOL: (&str, &str) = ("school", "{school}");
const OF_YEAR: (&str, &str) = ("year", "{year}");
const OF_WORKSHOP: (&str, &str) = ("workshop", "{workshop}");
const OF_NUMBER: (&str, &str) = ("number", "{number}");

/// Every one of them.
pub const ROWS: &[Row] = &[
    // Pages that live on in the browser.
    page("/", Who::Everybody),
    page("/sign-in", Who::Everybody),
    page("/today", ANYBODY),
    page("/groups/{group}", MEMBER),
    page("/groups/{group}/boards/new", MEMBER),
    page("/boards/{board}", MEMBER),
    Row { may_be_missing: true, ..get("/boards/{board}/copy-step", MEMBER, &[("step", "none")]) },
    page("/groups/{group}/boards/archived", MEMBER),
    page("/workshops/{workshop}", MEMBER),
    page("/workshops/{workshop}/run-sheet", MEMBER),
    page("/workshops/{workshop}/template", LEAD),
    page("/groups/{group}/templates", LEAD),
    page("/groups/{group}/templates/{template}/rename", LEAD),
    page("/groups/{group}/templates/{template}/delete", LEAD),
    post("/api/keep-plan-template", LEAD, &[OF_WORKSHOP, ("name", "Watch and talk"), ("whose", "mine")]),
    post("/api/rename-plan-template", LEAD, &[OF_GROUP, ("template", "{template}"), ("name", "Afternoon")]),
    post("/api/delete-plan-template", LEAD, &[OF_GROUP, ("template", "{template}")]),
    page("/workshops/{workshop}/host-pack", MEMBER),
    page("/workshops/{workshop}/host-pack/edit", LEAD),
    post("/api/host-pack", LEAD, &[OF_WORKSHOP]),
    page("/workshops/{workshop}/run", LEAD),
    page("/workshops/{workshop}/screen", MEMBER),
    page("/api/workshops/{workshop}/running", MEMBER),
    page("/api/workshops/{workshop}/running/events", MEMBER),
    // Pages without a program.
    page("/hub", ADMIN),
    page("/hub/settings", ADMIN),
    page("/schools", ANYBODY),
    page("/schools/{school}", ANYBODY),
    page("/schools/import", ADMIN),
    page("/schools/new-numbers", ADMIN),
    Row { may_be_missing: true, ..page("/schools/import/{import}", ADMIN) },
    page("/hub/interest", STAFF),
    page("/hub/interest/{interest}", STAFF),
    get("/hub/interest/{interest}/decide", STAFF, &[("to", "declined")]),
    page("/hub/interest/{interest}/school", STAFF),
    page("/interest", Who::Everybody),
    page("/interest/which-school", Who::Everybody),
    page("/interest/school", Who::Everybody),
    page("/interest/check", Who::Everybody),
    page("/interest/sent", Who::Everybody),
    page("/interest/{question}", Who::Everybody),
    page("/hub/forming", STAFF),
    get("/hub/forming/confirm", STAFF, &[("year", "{year}"), ("schools", "{school}"), ("here", "out")]),
    page("/hub/rollover", ADMIN),
    Row { may_be_missing: true, ..page("/hub/rollover/back", ADMIN) },
    page("/groups/{group}/settings", ADMIN),
    page("/groups/{group}/staying", ADMIN),
    page("/groups/{group}/workshops", ADMIN),
    post("/api/group-workshops", ADMIN, &[("group", "{group}"), ("year", "{year}")]),
    post("/api/workshop-hosts", ADMIN, &[OF_GROUP, OF_YEAR]),
    page("/groups/{group}/workshops/add", ADMIN),
    post("/api/workshop-add", ADMIN, &[OF_GROUP, OF_YEAR, ("half_term", "Spring 2")]),
    page("/groups/{group}/workshops/{workshop}/split", ADMIN),
    post("/api/workshop-split", ADMIN, &[OF_GROUP, OF_WORKSHOP]),
    page("/groups/{group}/workshops/{workshop}/cancel", ADMIN),
    post("/api/workshop-cancel", ADMIN, &[OF_GROUP, OF_WORKSHOP, ("reason", "Snow")]),
    // The sample is not cancelled, and has a date.
    Row { may_be_missing: true, ..page("/groups/{group}/workshops/{workshop}/hold", ADMIN) },
    post("/api/workshop-hold", ADMIN, &[OF_GROUP, OF_WORKSHOP]),
    Row { may_be_missing: true, ..page("/groups/{group}/workshops/{workshop}/remove", ADMIN) },
    post("/api/workshop-remove", ADMIN, &[OF_GROUP, OF_YEAR, OF_WORKSHOP]),
    // When schools are closed.
    page("/hub/term-dates", STAFF),
    get("/hub/term-dates/edit", STAFF, &[("authority", "991"), OF_YEAR]),
    get("/hub/term-dates/usual", STAFF, &[("authority", "991"), OF_YEAR]),
    post("/api/term-dates", STAFF, &[("authority", "991"), OF_YEAR]),
    post("/api/term-dates-usual", STAFF, &[("authority", "991"), OF_YEAR]),
    page("/schools/{school}/closed-days", HEAD),
    page("/schools/{school}/closed-days/import", HEAD),
    Row { multipart: true, ..post("/schools/{school}/closed-days/file", HEAD, &[("file", "4/1/27,INSET")]) },
    post("/api/closed-day-add", HEAD, &[OF_SCHOOL, ("day", "soon")]),
    post("/api/closed-day-remove", HEAD, &[OF_SCHOOL, ("day", "2027-01-04")]),
    post("/api/closed-days-look", HEAD, &[OF_SCHOOL, ("text", "4/1/27,INSET")]),
    post("/api/closed-days-import", HEAD, &[OF_SCHOOL]),
    // Date polls.
    page("/groups/{group}/polls", MEMBER),
    page("/groups/{group}/polls/new", LEAD),
    page("/groups/{group}/polls/{poll}", LEAD),
    get("/groups/{group}/polls/{poll}/close", LEAD, &[("option", "1")]),
    page("/groups/{group}/polls/{poll}/reopen", LEAD),
    page("/groups/{group}/polls/{poll}/link", LEAD),
    get("/groups/{group}/polls/{poll}/remove", LEAD, &[("answer", "{answer}")]),
    page("/polls/{secret}", Who::Everybody),
    page("/polls/{secret}/{own}", Who::Everybody),
    post("/api/poll-open", LEAD, &[OF_GROUP, ("workshop", "{workshop}")]),
    post("/api/poll-ask", LEAD, &[OF_GROUP, ("poll", "{poll}")]),
    post("/api/poll-answer", Who::Everybody, &[("poll", "{secret}"), ("token", "{own}"), ("again", "true")]),
    post("/api/poll-remove", LEAD, &[OF_GROUP, ("poll", "{poll}"), ("answer", "{answer}")]),
    post("/api/poll-link", LEAD, &[OF_GROUP, ("poll", "{poll}")]),
    post("/api/poll-reopen", LEAD, &[OF_GROUP, ("poll", "{poll}"), ("last_day", "soon")]),
    post("/api/poll-close", LEAD, &[OF_GROUP, ("poll", "{poll}")]),
    page("/groups/{group}/years/{year}", MEMBER),
    page("/hub/clauses", ADMIN),
    page("/hub/clauses/edit", ADMIN),
    get("/hub/clauses/compare", ADMIN, &[("old", "1"), ("new", "1")]),
    Row { may_be_missing: true, ..page("/commitment/{token}", Who::Everybody) },
    page("/groups/{group}/commitments", LEAD),
    page("/groups/{group}/commitments/print", LEAD),
    page("/groups/{group}/commitments/{school}", LEAD),
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/remind", LEAD) },
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/ink", LEAD) },
    Row { may_be_missing: true, ..page("/groups/{group}/commitments/{school}/set-aside", LEAD) },
    // Server functions.
    get("/api/search-schools", Who::Everybody, &[("text", "oak")]),
    post("/api/add-phase", STAFF, &[("school", "{school}"), ("phase", "embedding"), ("year", "2023/24")]),
    post("/api/remove-phase", STAFF, &[("school", "{school}"), ("phase", "embedding"), ("year", "2023")]),
    Row { may_be_missing: true, ..post("/api/take-back-number", ADMIN, &[("urn", "100001"), ("keeps", "present")]) },
    get("/api/frame", Who::Everybody, &[]),
    get("/api/understood-day", Who::Everybody, &[("text", "3/3/27")]),
    get("/api/sign-in-page", Who::Everybody, &[]),
    post("/api/sign-in", Who::Everybody, &[("email", "nobody@nowhere.example"), ("password", "x"), ("next", "")]),
    post("/api/sign-out", Who::Everybody, &[]),
    post("/api/set-theme", Who::Everybody, &[("theme", "dark"), ("return_to", "/")]),
    get("/api/today", ANYBODY, &[]),
    get("/api/group", MEMBER, &[("id", "{group}")]),
    get("/api/board", MEMBER, &[("board", "{board}")]),
    get("/api/workshop", MEMBER, &[("workshop", "{workshop}")]),
    post("/api/start-plan", ADMIN, &[("workshop", "{workshop}"), ("shape", "trg")]),
    get("/api/new-board-page", MEMBER, &[("id", "{group}")]),
    post("/api/create-board", MEMBER, &[("id", "{group}"), ("title", "Halves"), ("years[]", "Y1")]),
    post("/api/duplicate-board", MEMBER, &[("board", "{board}")]),
    post("/api/archive-board", MEMBER, &[("board", "{board}")]),
    post("/api/bring-board-back", MEMBER, &[("board", "{board}")]),
    post("/api/copy-step", MEMBER, &[("board", "{board}"), ("step", "none")]),
    post("/api/hub-settings", ADMIN, &[("hub_name", "Lantern Vale"), ("email", "hello@lanternvale.example")]),
    // Mail.
    page("/hub/mail", STAFF),
    page("/hub/mail/{message}", STAFF),
    page("/hub/mail/{message}/withdraw", STAFF),
    post("/api/mail-step", STAFF, &[("id", "{message}"), ("step", "hold")]),
    post("/api/mail-steps", STAFF, &[("messages[0]", "{message}"), ("step", "release"), ("folder", "held")]),
    post("/api/mail-look-first", STAFF, &[("look", "true")]),
    // Expressions of interest: the public form.
    post("/api/interest-begin", Who::Everybody, &[]),
    post("/api/interest-answer-school", Who::Everybody, &[("school", "ash"), ("town", "")]),
    post("/api/interest-choose-school", Who::Everybody, &[("school", "none"), ("town", "")]),
    post("/api/interest-answer-you", Who::Everybody, &[("name", "Asha"), ("email", "asha@oak.example"), ("role", "Lead")]),
    post("/api/interest-answer-journey", Who::Everybody, &[("phases[]", "none")]),
    post("/api/interest-answer-practice", Who::Everybody, &[("teachers", "9"), ("using", "5")]),
    post("/api/interest-answer-leadership", Who::Everybody, &[("pledges[]", "none")]),
    post("/api/interest-answer-notes", Who::Everybody, &[("notes", "")]),
    post("/api/interest-send", Who::Everybody, &[("website", "")]),
    post("/api/interest-change", Who::Everybody, &[]),
    post("/api/interest-forget", Who::Everybody, &[]),
    // Expressions of interest: the hub's inbox.
    post("/api/interest-decide", STAFF, &[("id", "{interest}"), ("to", "withdrawn")]),
    post("/api/interest-undo", STAFF, &[("id", "{interest}"), ("change", "{year}")]),
    post("/api/interest-remove", STAFF, &[("id", "{interest}"), ("back", "1")]),
    post("/api/interest-assign", STAFF, &[("id", "{interest}"), ("person", "")]),
    post("/api/interest-year", STAFF, &[("id", "{interest}"), ("year", "{year}")]),
    post("/api/interest-note", STAFF, &[("id", "{interest}"), ("note", "Rang them")]),
    post("/api/interest-match", STAFF, &[("id", "{interest}"), ("school", "{school}"), ("q", "")]),
    post("/api/interest-bulk", STAFF, &[("chosen[]", "{interest}"), ("change", "assign-"), ("look[state]", "")]),
    // A school that nobody accepted: nothing is moved, so that the rows below find the sample where it was.
    post("/api/forming-place", STAFF, &[("year", "{year}"), ("schools[]", "{person}"), ("here", "out")]),
    post(
        "/api/forming-new-group",
        STAFF,
        &[("year", "{year}"), ("name", "Heron Reach"), ("code", "NCP26-11"), ("title", ""), ("focus", "")],
    ),
    Row {
        may_be_missing: true,
        ..post("/api/forming-add-year", STAFF, &[("group", "{group}"), ("year", "{year}"), ("year_code", "NCP26-11")])
    },
    Row { may_be_missing: true, ..post("/api/forming-start", STAFF, &[("year", "{year}"), ("id", "{group}")]) },
    post("/api/forming-undo", STAFF, &[("year", "{year}"), ("step", "x")]),
    post("/api/group-staying", ADMIN, &[("id", "{group}")]),
    post("/api/rollover-apply", ADMIN, &[("into", "{year}")]),
    Row { may_be_missing: true, ..post("/api/rollover-revert", ADMIN, &[("turn", "{group}")]) },
    // Routes of the server itself.
    page("/hub/interest.csv", STAFF),
    post("/api/save-clauses", ADMIN, &[("base", "019a0000-0000-7000-8000-000000000001")]),
    Row { may_be_missing: true, ..post("/api/sign-commitment", Who::Everybody, &[("token", "{token}"), ("shown", "x")]) },
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
    // What a network is tried with.
    page("/check", Who::Everybody),
    // Asked for without an upgrade it says so.
    page("/check/socket", Who::Everybody),
    page("/check/events", Who::Everybody),
    page("/check/wait", Who::Everybody),
    page("/check/time", Who::Everybody),
    post("/check/echo", Who::Everybody, &[("words", "hello")]),
    page("/healthz", Who::Everybody),
    page("/speculation-rules.json", Who::Everybody),
    page("/readyz", Who::Everybody),
    Row { may_be_missing: true, ..page("/hub/logo", Who::Everybody) },
    Row { method: "POST", path: "/hub/settings/logo", who: ADMIN, fields: &[("logo", "")], multipart: true, may_be_missing: false },
    Row { method: "POST", path: "/schools/import/files", who: ADMIN, fields: &[("extract", "")], multipart: true, may_be_missing: false },
    Row { may_be_missing: true, ..post("/schools/import/{import}/apply", ADMIN, &[]) },
    Row { may_be_missing: true, ..post("/schools/import/{import}/discard", ADMIN, &[]) },
    // A socket: asked for without an upgrade it says so, to whoever may have it.
    Row { may_be_missing: true, ..page("/sync/{document}", MEMBER) },
    // The same where no WebSocket gets through. What is then asked of a session concerns whoever opened it: to others it is not there.
    post("/sync/{document}/sessions", MEMBER, &[]),
    page("/sync/{document}/sessions/{session}/events", ANYBODY),
    get("/sync/{document}/sessions/{session}/frames", ANYBODY, &[("after", "0")]),
    post("/sync/{document}/sessions/{session}/frames", ANYBODY, &[]),
    // People and accounts.
    page("/sign-in/link", Who::Everybody),
    Row { may_be_missing: true, ..page("/sign-in/link/{token}", Who::Everybody) },
    Row { may_be_missing: true, ..page("/invitation/{token}", Who::Everybody) },
    page("/account", ANYBODY),
    page("/account/calendars", ANYBODY),
    // Whoever's link it is not finds none.
    Row { may_be_missing: true, ..page("/account/calendars/{feed}/stop", ANYBODY) },
    page("/calendars/workshops/{workshop_file}", MEMBER),
    page("/calendars/groups/{group_file}", MEMBER),
    page("/calendars/feeds/{feed_file}", Who::Everybody),
    Row { may_be_missing: true, ..page("/account/email/{token}", Who::Everybody) },
    page("/groups/{group}/people", MEMBER),
    page("/groups/{group}/people/{school}", MEMBER),
    page("/groups/{group}/people/{school}/choose", LEAD),
    // Which person it is about stands in the query, and nobody is chosen without.
    Row { may_be_missing: true, ..page("/groups/{group}/people/{school}/confirm", LEAD) },
    page("/groups/{group}/people/{school}/invite", ADMIN),
    page("/hub/people", ADMIN),
    page("/hub/people/invite", ADMIN),
    page("/hub/people/invitations", ADMIN),
    page("/hub/people/{person}", ADMIN),
    page("/hub/people/{person}/place", ADMIN),
    page("/hub/people/{person}/close", ADMIN),
    page("/hub/audit", ADMIN),
    page("/hub/audit.csv", ADMIN),
    post("/api/send-sign-in-link", Who::Everybody, &[("email", "nobody@nowhere.example")]),
    post("/api/use-sign-in-link", Who::Everybody, &[("token", "{token}")]),
    Row { may_be_missing: true, ..post("/api/join", Who::Everybody, &[("token", "{token}"), ("name", "Cho Lin")]) },
    post("/api/rename-account", ANYBODY, &[("name", "Rosa Lin")]),
    post("/api/set-password", ANYBODY, &[("old_password", "x"), ("new_password", "gravy lantern thirteen otters")]),
    post("/api/change-email", ANYBODY, &[("email", "rosa@new.example"), ("email_password", "x")]),
    post("/api/confirm-email", Who::Everybody, &[("token", "{token}")]),
    post("/api/make-calendar-link", ANYBODY, &[("shows", "mine")]),
    post("/api/stop-calendar-link", ANYBODY, &[("id", "{feed}")]),
    post("/api/sign-out-everywhere", ANYBODY, &[]),
    post("/api/choose-representative", LEAD, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "lead"), ("person", "{person}"), ("from", "")]),
    post("/api/appoint-representative", LEAD, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "lead"), ("person", "{person}"), ("from", "")]),
    post("/api/undo-representative", LEAD, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("kind", "deputy"), ("what", "planned")]),
    post("/api/invite-to-school", ADMIN, &[OF_GROUP, OF_SCHOOL, OF_YEAR, ("role", "teacher"), ("name", "Cho"), ("email", "cho@b.example")]),
    Row { may_be_missing: true, ..post("/api/change-invitation", ADMIN, &[("id", "{token}"), ("what", "again")]) },
    post("/api/hub-invite", ADMIN, &[("name", "Cho Lin"), ("email", "cho@b.example"), ("role", "staff")]),
    post("/api/set-hub-role", ADMIN, &[("id", "{person}"), ("role", "none")]),
    post("/api/move-person", ADMIN, &[("id", "{person}"), ("school", "{school}"), ("role", "teacher"), ("from", "")]),
    post("/api/close-account", ADMIN, &[("id", "{person}"), ("open", "true")]),
    post("/api/forming-follow", STAFF, &[("year", "{year}"), ("proposed_code", "NCP26-11")]),
    // Twilights.
    page("/join", Who::Everybody),
    // Whoever is no guest is led to where a code is asked for.
    page("/join/tables", Who::Everybody),
    page("/join/return", Who::Everybody),
    page("/join/{code}", Who::Everybody),
    Row { may_be_missing: true, ..page("/join/back/{token}", Who::Everybody) },
    page("/join/claim", Who::Everybody),
    Row { may_be_missing: true, ..page("/join/claim/{token}", Who::Everybody) },
    page("/account/guest", ANYBODY),
    // Whoever has kept nothing has nothing to take back.
    Row { may_be_missing: true, ..page("/account/guest/{claim}/undo", ANYBODY) },
    post("/api/claim-guest-work", Who::Everybody, &[("email", "nia@maple.example")]),
    post("/api/confirm-claim", Who::Everybody, &[("token", "{token}"), ("name", "Nia Green")]),
    post("/api/undo-claim", ANYBODY, &[("claim", "{claim}")]),
    post("/api/find-twilight", Who::Everybody, &[("code", "{code}")]),
    post("/api/join-twilight", Who::Everybody, &[("code", "{code}"), ("name", "Nia"), ("school", "another"), ("school_typed", "Maple")]),
    post("/api/join-as-yourself", ANYBODY, &[("code", "{code}"), ("table", "")]),
    post("/api/sit-at-table", Who::Everybody, &[("table", "1")]),
    post("/api/leave-twilight", Who::Everybody, &[]),
    post("/api/send-return-link", Who::Everybody, &[("email", "nia@maple.example")]),
    post("/api/come-back", Who::Everybody, &[("token", "{token}")]),
    page("/groups/{group}/workshops/{number}/twilight", LEAD),
    page("/groups/{group}/workshops/{number}/twilight/poster", LEAD),
    page("/groups/{group}/workshops/{number}/twilight/code", LEAD),
    // Which guest it is about stands in the query, and there is none without.
    Row { may_be_missing: true, ..get("/groups/{group}/workshops/{number}/twilight/guest", LEAD, &[("guest", "{person}")]) },
    Row { may_be_missing: true, ..get("/groups/{group}/workshops/{number}/twilight/seat", LEAD, &[("guest", "{person}")]) },
    page("/groups/{group}/workshops/{number}/twilight/mix", LEAD),
    page("/groups/{group}/workshops/{number}/attendance", LEAD),
    page("/groups/{group}/workshops/{number}/attendance/sheet", LEAD),
    post("/api/attendance", LEAD, &[OF_GROUP, OF_NUMBER, ("part", "day"), ("people[]", "{person}")]),
    post("/api/twilight-settings", LEAD, &[OF_GROUP, OF_NUMBER, ("capacity", "60"), ("opens_before", "900"), ("grace", "400")]),
    post("/api/twilight-guest", LEAD, &[OF_GROUP, OF_NUMBER, ("guest", "{person}")]),
    Row { may_be_missing: true, ..post("/api/twilight-seat", LEAD, &[OF_GROUP, OF_NUMBER, ("guest", "{person}"), ("table", "1")]) },
    post("/api/twilight-tables", LEAD, &[OF_GROUP, OF_NUMBER]),
    post("/api/twilight-mix", LEAD, &[OF_GROUP, OF_NUMBER]),
    post("/api/twilight-code", LEAD, &[OF_GROUP, OF_NUMBER, ("what", "new")]),
    post("/api/run-workshop", LEAD, &[OF_WORKSHOP, ("what", "say"), ("text", "Tea is ready")]),
    // Takes the group's lead away, so it comes last.
    Row {
        may_be_missing: true,
        ..post(
            "/api/group-settings",
            ADMIN,
            &[("id", "{group}"), ("year", "{year}"), ("name", "Two Rivers"), ("code", "NCP26-11"), ("status", "running")],
        )
    },
];
