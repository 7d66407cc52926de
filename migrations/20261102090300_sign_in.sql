-- Signing in, and the few settings of the whole installation.

-- A signed-in browser. The cookie holds a random token; only its SHA-256 is here, so that a stolen file signs nobody in.
create table session (
    token_hash   blob primary key,
    person       text not null references person (id),
    created_at   integer not null,
    -- Brought up to date at most once an hour, with `expires_at`.
    last_seen_at integer not null,
    expires_at   integer not null
) strict, without rowid;

create index session_by_person on session (person);
create index session_by_expiry on session (expires_at);

-- Attempts to sign in, for the limits. Rows are deleted after a day.
create table sign_in_attempt (
    id      integer primary key,
    at      integer not null,
    -- The network address; of IPv6 the first 64 bits, which is what one household or school has.
    address text not null,
    -- SHA-256 of the email address that was tried, which need not belong to anybody.
    account blob not null,
    ok      integer not null
) strict;

create index sign_in_attempt_by_account on sign_in_attempt (account, at);
create index sign_in_attempt_by_address on sign_in_attempt (address, at);
create index sign_in_attempt_by_time on sign_in_attempt (at);

-- Settings, by name. `demonstration` = `true` marks a database that may be thrown away.
create table setting (
    key   text primary key,
    value text not null
) strict, without rowid;
