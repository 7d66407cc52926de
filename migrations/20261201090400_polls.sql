-- Date polls (A42): which of several dates suits the schools for a workshop that has none yet. Nobody needs an account to answer.

create table poll (
    id          text primary key,
    workshop    text not null references workshop (id),
    -- What whoever asks has to say about it; may be empty.
    sentence    text not null default '',
    -- The last day for answers, like 2026-11-24.
    last_date   text not null,
    opened_at   integer not null,
    opened_by   text references person (id),
    -- When those who had not answered were last written to.
    asked_at    integer,
    closed_at   integer,
    closed_by   text references person (id),
    -- The place of the date that was chosen; null while it is open, and when it was closed without one.
    chosen      integer,
    -- When the names of those without an account were erased.
    purged_at   integer
) strict;

create index poll_by_workshop on poll (workshop, opened_at);
-- A workshop is asked about once at a time, whatever the code above does.
create unique index poll_one_open on poll (workshop) where closed_at is null;

-- The links of a poll. It is found by the secret's SHA-256; the secret itself is kept as long as the link is good, because whoever leads the
-- group hands it out again and again. All that it opens is a form, and counts.
create table poll_link (
    token_hash   blob primary key,
    poll         text not null references poll (id),
    secret       text,
    created_at   integer not null,
    withdrawn_at integer
) strict, without rowid;

create unique index poll_link_one on poll_link (poll) where withdrawn_at is null;

-- The dates, in their own order.
create table poll_option (
    poll               text not null references poll (id),
    place              integer not null check (place between 1 and 8),
    starts_at          integer not null,
    ends_at            integer not null,
    twilight_starts_at integer,
    primary key (poll, place)
) strict, without rowid;

-- What somebody answers: with an account, or by a name that was typed. Only the second have a secret of their own.
create table poll_answer (
    id           text primary key,
    poll         text not null references poll (id),
    person       text references person (id),
    name         text not null default '',
    -- One of the group's schools, or what was typed.
    school       text references school (id),
    school_typed text not null default '',
    comment      text not null default '',
    -- The SHA-256 of the secret with which this answer, and no other, is changed.
    own_hash     blob unique,
    created_at   integer not null,
    changed_at   integer not null
) strict;

create index poll_answer_by_poll on poll_answer (poll, id);
create index poll_answer_by_school on poll_answer (school);
create unique index poll_answer_by_person on poll_answer (person, poll) where person is not null;

create table poll_reply (
    answer text not null references poll_answer (id),
    place  integer not null,
    reply  text not null check (reply in ('yes', 'if_need_be', 'no')),
    primary key (answer, place)
) strict, without rowid;

-- New answers by typed names, for the bound on what comes from one network. Kept for a day.
create table poll_sending (
    at      integer not null,
    network text not null
) strict;

create index poll_sending_by_network on poll_sending (network, at);
