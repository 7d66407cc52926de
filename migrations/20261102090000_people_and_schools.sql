-- Hubs, schools and the people in them.
--
-- In every table: ids are UUIDv7 as text, moments are milliseconds since 1970 in UTC, days are text like 2026-09-01,
-- and tables are strict, so that a wrong type is refused where it is written and not discovered where it is read.

-- A Maths Hub runs Work Groups for the schools of its area.
create table hub (
    id            text primary key,
    name          text not null,
    -- Where teachers write with questions.
    contact_email text not null,
    created_at    integer not null
) strict;

-- A school keeps its id when its URN changes, for instance when it becomes an academy.
create table school (
    id          text primary key,
    -- Unique reference number from Get Information about Schools; text, because it is a name and not an amount.
    urn         text not null unique,
    name        text not null,
    -- What people call it: for carets, chips and narrow columns.
    short_name  text not null,
    town        text not null,
    -- The school this one took over from, if any.
    predecessor text references school (id),
    created_at  integer not null
) strict;

-- Somebody with an account. A person who leaves is deactivated, not deleted: what they wrote belongs to the group.
create table person (
    id             text primary key,
    name           text not null,
    email          text not null unique collate nocase,
    -- Argon2id in PHC form. Null until the person has chosen a password.
    password_hash  text,
    -- Where they work now; hub staff may have no school.
    school         text references school (id),
    created_at     integer not null,
    deactivated_at integer
) strict;

create index person_by_school on person (school);

-- What a person is in a school, and when: colleagues change jobs in the middle of a programme.
create table school_role (
    person     text not null references person (id),
    school     text not null references school (id),
    role       text not null check (role in ('teacher', 'lead_participant', 'headteacher')),
    from_date  text not null,
    -- The first day on which it was over; null while it goes on.
    until_date text,
    primary key (person, school, from_date)
) strict, without rowid;

-- What a person is in a hub.
create table hub_role (
    person text not null references person (id),
    hub    text not null references hub (id),
    role   text not null check (role in ('staff', 'admin')),
    primary key (person, hub)
) strict, without rowid;
