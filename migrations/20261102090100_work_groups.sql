-- Work Groups, their years, and the six workshops of a year.

-- A Work Group never ends: only its years do.
create table work_group (
    id         text primary key,
    hub        text not null references hub (id),
    name       text not null,
    created_at integer not null
) strict;

-- One academic year of a group: who leads it, and what it is about.
create table group_year (
    id            text primary key,
    work_group    text not null references work_group (id),
    -- The calendar year in which it begins: 2026 stands for 2026/27.
    academic_year integer not null,
    -- The national project that pays for it, like NCP26-11.
    ncp_code      text not null,
    -- The Work Group Lead.
    lead          text references person (id),
    -- The question of the year, in the group's own words.
    focus         text not null,
    unique (work_group, academic_year)
) strict;

create index group_year_by_lead on group_year (lead);

-- A school takes part for a year at a time, and names the one who comes to every workshop.
create table group_school (
    group_year       text not null references group_year (id),
    school           text not null references school (id),
    status           text not null default 'active' check (status in ('active', 'withdrawn')),
    lead_participant text references person (id),
    primary key (group_year, school)
) strict, without rowid;

create index group_school_by_school on group_school (school);

-- A workshop. Its twilight is the part that any of the schools' staff may join.
create table workshop (
    id                 text primary key,
    group_year         text not null references group_year (id),
    number             integer not null check (number between 1 and 12),
    -- As schools say it: Autumn 1 … Summer 2.
    half_term          text not null,
    title              text not null,
    -- The school where it takes place; null until one has offered.
    host               text references school (id),
    mode               text not null check (mode in ('in_person', 'online', 'hybrid')),
    -- Null while the date is to be confirmed.
    starts_at          integer,
    ends_at            integer,
    twilight_starts_at integer,
    twilight_ends_at   integer,
    note               text not null default '',
    unique (group_year, number)
) strict;
