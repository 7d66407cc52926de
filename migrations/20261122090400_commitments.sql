-- The headteacher's commitment: versions of its wording, one commitment per school and year, signatures that can't be changed unseen.

create table clauses (
    id         text primary key,
    -- Null for the original wording, which every hub begins with.
    hub        text references hub (id),
    version    integer not null,
    -- Title, introduction, numbered clauses and closing, as JSON.
    wording    text not null,
    created_at integer not null,
    created_by text references person (id),
    unique (hub, version)
) strict;

create table commitment (
    id           text primary key,
    group_year   text not null references group_year (id),
    school       text not null references school (id),
    clauses      text not null references clauses (id),
    -- The headteacher to whom the link goes. Touches the app once or twice a year and needs no account.
    head_name    text not null default '',
    head_email   text not null default '',
    requested_at integer,
    requested_by text references person (id),
    reminded_at  integer,
    -- When its page was first opened by the link: perhaps only by a mail scanner, so it says nothing of a person.
    opened_at    integer,
    created_at   integer not null,
    unique (group_year, school)
) strict;

create index commitment_by_school on commitment (school);

-- A signature. Each row's seal is the SHA-256 of its content and of the seal before it, so that a change shows.
create table signature (
    number       integer primary key,
    commitment   text not null references commitment (id),
    -- `head` for the headteacher, `lead` for the lead participant (A12).
    who          text not null check (who in ('head', 'lead')),
    -- On the screen, or on paper and recorded here.
    way          text not null check (way in ('screen', 'ink')),
    typed_name   text not null,
    printed_name text not null,
    -- The day the signer gave.
    signed_on    text not null,
    -- A drawn signature as an SVG path; empty without one.
    drawing      text not null default '',
    -- What was signed, word for word, as JSON.
    content      text not null,
    -- By which link, as the first 16 bytes of its hash, or by which account; who recorded it, if on paper.
    link         text,
    person       text references person (id),
    recorded_by  text references person (id),
    at           integer not null,
    seal         blob not null,
    -- When a newer signature or the hub set it aside; the row stays.
    set_aside_at integer
) strict;

create index signature_by_commitment on signature (commitment, number);
