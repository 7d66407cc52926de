-- Twilights: the part of a workshop that anybody of the schools joins without an account (B22 to B24), who came so, and who was at a workshop (A16).

-- How the twilight of a workshop lets people in. When it is stands with the workshop.
create table twilight (
    workshop     text primary key references workshop (id),
    -- How many guests there is room for.
    capacity     integer not null check (capacity between 1 and 5000),
    -- In minutes: how long before it begins its door opens, and how long after it has ended guests may still come in and write.
    opens_before integer not null check (opens_before between 0 and 1440),
    grace        integer not null check (grace between 0 and 1440),
    -- Whether guests may go on writing after that, on boards that they have written on or sat at.
    writes_after integer not null default 1,
    made_at      integer not null
) strict;

-- A code stands on the wall, and its link in messages. One that was stopped stays, so that whoever comes with it is told so.
create table twilight_code (
    code       text primary key,
    -- The secret at the end of the link.
    link       text not null unique,
    workshop   text not null references twilight (workshop),
    made_at    integer not null,
    stopped_at integer
) strict;

create unique index twilight_code_that_opens on twilight_code (workshop) where stopped_at is null;

-- A table, and the board on which it works.
create table twilight_table (
    workshop text not null references twilight (workshop),
    number   integer not null check (number between 1 and 60),
    -- Beside its number, like `by the window`; may be empty.
    name     text not null default '',
    board    text not null references document (id),
    primary key (workshop, number)
) strict, without rowid;

create index twilight_table_by_board on twilight_table (board);

-- Somebody who joined by a code. Their row stays when their name goes, since documents and counts refer to it.
create table guest (
    id          text primary key,
    workshop    text not null references twilight (workshop),
    -- First name, as it was typed; empty once it is not kept any more.
    name        text not null,
    -- A school that we know, or else its name as it was typed.
    school      text references school (id),
    school_name text not null default '',
    year_group  text,
    -- The number of the table at which they sit.
    seat        integer,
    joined_at   integer not null,
    -- Names the form they joined by, so that its button lets in one guest however often it is pressed.
    form_hash   blob unique,
    -- How many letters with their link were sent.
    letters     integer not null default 0,
    -- The lead took them out.
    removed_at  integer,
    -- Their name was deleted.
    purged_at   integer,
    -- Whose account they turned out to be, and since when.
    person      text references person (id),
    claimed_at  integer
) strict;

create index guest_by_workshop on guest (workshop);

-- A browser in which a guest is known, and the link by which they come back in another. Of both secrets the hash alone is kept.
create table guest_session (
    return_hash blob primary key,
    guest       text not null references guest (id),
    -- Null once they have left that browser: their link goes on.
    token_hash  blob unique,
    opened_at   integer not null
) strict;

create index guest_session_by_guest on guest_session (guest);

-- Which guest wrote as which Yjs client: what `document_client` is for people.
create table document_guest (
    document text not null references document (id),
    client   integer not null,
    guest    text not null references guest (id),
    primary key (document, client)
) strict, without rowid;

create index document_guest_by_guest on document_guest (guest);

alter table document_update add column guest text references guest (id);
alter table document add column edited_by_guest text references guest (id);

-- Who was there: a person or a guest, or so many of a school as stood on a paper.
create table attendance (
    id          text primary key,
    workshop    text not null references workshop (id),
    part        text not null check (part in ('day', 'twilight')),
    -- A school that we know, or else its name as a guest typed it.
    school      text references school (id),
    school_name text not null default '',
    person      text references person (id),
    guest       text references guest (id),
    heads       integer not null default 1 check (heads between 1 and 500),
    how         text not null check (how in ('join', 'tick', 'paper')),
    -- Who ticked or counted.
    recorded_by text references person (id),
    recorded_at integer not null,
    check ((person is not null) + (guest is not null) + (how = 'paper') = 1)
) strict;

create unique index attendance_of_person on attendance (workshop, part, person) where person is not null;
create unique index attendance_of_guest on attendance (workshop, part, guest) where guest is not null;
create unique index attendance_on_paper on attendance (workshop, part, school) where how = 'paper';

-- Codes that open nothing, by the network they came from: guessing has a limit.
create table twilight_guess (
    at      integer not null,
    network text not null
) strict;

create index twilight_guess_by_network on twilight_guess (network, at);

-- Guests who have a board open are asked again when any of this changes (SYNC, X13).
create trigger rights_twilight_update after update on twilight begin update rights_change set number = number + 1; end;
create trigger rights_twilight_table_insert after insert on twilight_table begin update rights_change set number = number + 1; end;
create trigger rights_twilight_table_update after update on twilight_table begin update rights_change set number = number + 1; end;
create trigger rights_twilight_table_delete after delete on twilight_table begin update rights_change set number = number + 1; end;
create trigger rights_guest_update after update of removed_at, purged_at on guest begin update rights_change set number = number + 1; end;
create trigger rights_guest_session_update after update of token_hash on guest_session begin update rights_change set number = number + 1; end;
create trigger rights_guest_session_delete after delete on guest_session begin update rights_change set number = number + 1; end;
create trigger rights_workshop_update after update of twilight_starts_at, twilight_ends_at, cancelled_at on workshop begin update rights_change set number = number + 1; end;
