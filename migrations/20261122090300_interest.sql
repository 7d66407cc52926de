-- Expressions of interest: from a stranger's first answer to a place in a group (A44).

-- Answers of somebody who has not sent the form yet. A cookie holds the token; deleted after 30 days.
create table interest_draft (
    token_hash blob primary key,
    answers    text not null,
    updated_at integer not null
) strict, without rowid;

create table interest (
    id                 text primary key,
    hub                text not null references hub (id),
    -- What people say on the telephone: six letters and digits.
    reference          text not null unique,
    -- The year the school would like to begin in.
    academic_year      integer not null,
    -- Where the hub stands with it.
    state              text not null check (state in ('new', 'asked', 'accepted', 'waiting', 'declined', 'withdrawn')),
    -- The school, once it is known which one; before, what was typed.
    school             text references school (id),
    school_typed       text not null default '',
    town_typed         text not null default '',
    contact_name       text not null,
    contact_email      text not null,
    contact_role       text not null,
    -- Earlier years in the programme as JSON: phase and academic year.
    earlier            text not null default '[]',
    mastery_specialist integer not null default 0,
    -- Counts of people, nothing about any of them.
    teachers           integer not null,
    teachers_using     integer not null,
    -- What the leadership commits to, as JSON list of keys.
    leadership         text not null default '[]',
    notes              text not null default '',
    assigned_to        text references person (id),
    -- Why the hub took a school that the rules would not.
    override_reason    text not null default '',
    -- The year of the group it was put in.
    group_year         text references group_year (id),
    submitted_at       integer not null,
    changed_at         integer not null
) strict;

create index interest_by_hub on interest (hub, state, submitted_at);
create index interest_by_school on interest (school);

create table interest_note (
    id       text primary key,
    interest text not null references interest (id),
    person   text references person (id),
    at       integer not null,
    note     text not null
) strict;

create index interest_note_by_interest on interest_note (interest, id);

-- Steps of forming groups that can be undone, the last one first: each holds what was before, as JSON.
create table forming_step (
    id        text primary key,
    hub       text not null references hub (id),
    at        integer not null,
    person    text references person (id),
    words     text not null,
    inverse   text not null,
    undone_at integer
) strict;

create index forming_step_by_hub on forming_step (hub, id);
