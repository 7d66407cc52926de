-- What Get Information about Schools (GIAS) says of a school, which school took over from which, and how far each has come.

-- From the extract; everything may be unknown, because a school may also be typed in by hand.
-- Never in here: the name of the head, which the extract holds too.
alter table school add column la_code text;
alter table school add column la_name text;
alter table school add column establishment_number text;
alter table school add column type_name text;
alter table school add column type_group text;
-- As published: `Open`, `Open, but proposed to close`, `Closed` …
alter table school add column status text not null default 'Open';
alter table school add column open_date text;
alter table school add column close_date text;
-- `Primary`, `Middle deemed primary`, `All-through` …
alter table school add column phase text;
-- Statutory ages in years: 4 to 11 is Reception to Year 6.
alter table school add column low_age integer;
alter table school add column high_age integer;
alter table school add column nursery text;
alter table school add column pupils integer;
alter table school add column trust text;
alter table school add column federation text;
alter table school add column ukprn text;
alter table school add column street text;
alter table school add column locality text;
alter table school add column address3 text;
alter table school add column county text;
alter table school add column postcode text;
alter table school add column website text;
alter table school add column telephone text;
alter table school add column region text;
alter table school add column district text;
-- British National Grid, in metres.
alter table school add column easting integer;
alter table school add column northing integer;
-- The day on which GIAS last changed its record.
alter table school add column gias_changed text;
-- When an import last saw it; null for a school typed in by hand.
alter table school add column imported_at integer;

-- Numbers a school had before: history follows it when it becomes an academy.
create table school_former_urn (
    urn        text primary key,
    school     text not null references school (id),
    -- The day from which it had the next one, if known.
    until_date text
) strict, without rowid;

create index school_former_urn_by_school on school_former_urn (school);

-- Schools that were merged or split: more than one on either side, so that none is simply the other.
create table school_predecessor (
    school      text not null references school (id),
    predecessor text not null references school (id),
    since_date  text,
    primary key (school, predecessor)
) strict, without rowid;

-- The year in which a school took part in a phase of the programme (A28).
create table school_phase (
    school        text not null references school (id),
    academic_year integer not null,
    phase         text not null check (phase in ('readiness', 'development', 'embedding', 'sustaining')),
    -- Who says so: the school in an expression of interest, the hub, or a Work Group of ours.
    source        text not null check (source in ('interest', 'hub', 'group')),
    primary key (school, academic_year, phase)
) strict, without rowid;

-- `school_predecessor` above says it better: there may be more than one.
alter table school drop column predecessor;

-- A number that stays (SQLite renumbers hidden row ids when it tidies the file): the search below is kept by it.
alter table school add column search_number integer;
update school set search_number = rowid;
create unique index school_by_search_number on school (search_number);

-- What people type when they look for a school. Kept in step by the triggers below.
create virtual table school_search using fts5 (name, town, postcode, urn, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');

create trigger school_search_insert after insert on school begin
    update school set search_number = (select coalesce(max(search_number), 0) + 1 from school) where id = new.id;
    insert into school_search (rowid, name, town, postcode, urn)
    select search_number, name, town || ' ' || coalesce(locality, ''), coalesce(postcode, '') || ' ' || replace(coalesce(postcode, ''), ' ', ''), urn
    from school where id = new.id;
end;

create trigger school_search_delete after delete on school begin
    delete from school_search where rowid = old.search_number;
end;

create trigger school_search_update after update of name, town, locality, postcode, urn on school begin
    update school_search
    set name = new.name, town = new.town || ' ' || coalesce(new.locality, ''),
        postcode = coalesce(new.postcode, '') || ' ' || replace(coalesce(new.postcode, ''), ' ', ''), urn = new.urn
    where rowid = new.search_number;
end;

insert into school_search (rowid, name, town, postcode, urn)
select search_number, name, town, '', urn from school;

-- One import of an extract: what it read and did, for whoever wants to know later.
create table school_import (
    id          text primary key,
    file_name   text not null,
    started_at  integer not null,
    started_by  text references person (id),
    finished_at integer,
    -- `previewed`, `applied`, `failed`
    state       text not null check (state in ('reading', 'previewed', 'applying', 'applied', 'failed')),
    -- Counts, samples and refused lines as JSON.
    report      text not null default '{}'
) strict;
