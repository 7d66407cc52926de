-- Who is what in a group's year, links in letters, and what people had typed.

-- A year of a group has a title of its own and a state.
alter table group_year add column title text not null default '';
alter table group_year add column status text not null default 'running' check (status in ('forming', 'running', 'finished'));

-- What a school said when it was asked about the year: it is asked anew each summer (§1.13).
alter table group_school add column answer text not null default 'staying' check (answer in ('asked', 'staying', 'leaving'));
alter table group_school add column answered_at integer;
alter table group_school add column answered_by text references person (id);

-- Who represents a school in a year of a group, and when (A14): one lead participant at a time, and perhaps a deputy.
create table lead_participation (
    id         text primary key,
    group_year text not null references group_year (id),
    school     text not null references school (id),
    person     text not null references person (id),
    kind       text not null check (kind in ('lead', 'deputy')),
    from_date  text not null,
    -- The first day on which it was over; null while it goes on.
    until_date text,
    check (until_date is null or until_date >= from_date)
) strict;

-- Exactly one current lead participant and deputy, whatever the code above does.
create unique index lead_participation_one on lead_participation (group_year, school, kind) where until_date is null;
create index lead_participation_by_person on lead_participation (person);

insert into lead_participation (id, group_year, school, person, kind, from_date)
select lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       group_school.group_year, group_school.school, group_school.lead_participant, 'lead', printf('%d-09-01', group_year.academic_year)
from group_school join group_year on group_year.id = group_school.group_year
where group_school.lead_participant is not null;

alter table group_school drop column lead_participant;

-- A link in a letter. The letter holds a random token, this table only its SHA-256. Opening the page uses nothing up
-- (mail scanners open every link first); only the button on it does.
create table link (
    token_hash blob primary key,
    purpose    text not null check (purpose in ('invitation', 'sign_in', 'change_email', 'commitment')),
    -- Where it was sent.
    email      text not null collate nocase,
    -- Whose account it is about, if there is one.
    person     text references person (id),
    -- What it is about, by id: a commitment for instance.
    subject    text,
    -- Details as JSON: the role somebody is invited to.
    details    text not null default '{}',
    created_at integer not null,
    created_by text references person (id),
    expires_at integer not null,
    used_at    integer,
    revoked_at integer
) strict, without rowid;

create index link_by_person on link (person);
create index link_by_subject on link (subject);
create index link_by_email on link (email, purpose);

-- What was typed into a form that came back with a problem, for browsers without our script. Deleted after an hour.
create table typed (
    token_hash blob primary key,
    fields     text not null,
    created_at integer not null
) strict, without rowid;

-- Who did what to whom: for changes of roles, exports, signatures, imports, rollovers. Nothing in it is ever changed.
create table audit (
    id      text primary key,
    at      integer not null,
    hub     text references hub (id),
    -- Null for a link's holder without an account, and for the server itself.
    person  text references person (id),
    -- Who, in words that stay true when the person is gone.
    who     text not null,
    -- Like `role.given` or `commitment.signed`.
    action  text not null,
    -- What it was done to, by id, and in words.
    subject text,
    words   text not null
) strict;

create index audit_by_hub on audit (hub, id);
create index audit_by_subject on audit (subject, id);
