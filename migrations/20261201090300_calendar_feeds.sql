-- Calendars: what they have to know of a workshop, and the links by which they follow workshops.

-- When what calendars show of it last changed, in milliseconds since 1970 (RFC 5545, 3.8.7.3).
alter table workshop add column changed_at integer;
update workshop set changed_at = unixepoch() * 1000;

-- The file itself keeps that and `sequence`, whatever wrote: a page, the command line, the turn of a year. Whoever counts by themselves is not
-- counted twice, and a row that is put back as it was brings both along.
create trigger workshop_made after insert on workshop when new.changed_at is null begin
    update workshop set changed_at = cast((julianday('now') - 2440587.5) * 86400000 as integer) where id = new.id;
end;

create trigger workshop_changed
after update of number, title, host, mode, starts_at, ends_at, twilight_starts_at, twilight_ends_at, note, place, call_link, cancelled_at on workshop
when new.changed_at is old.changed_at
     and (new.number, new.title, new.host, new.mode, new.starts_at, new.ends_at, new.twilight_starts_at, new.twilight_ends_at,
          new.note, new.place, new.call_link, new.cancelled_at)
         is not (old.number, old.title, old.host, old.mode, old.starts_at, old.ends_at, old.twilight_starts_at, old.twilight_ends_at,
                 old.note, old.place, old.call_link, old.cancelled_at)
begin
    update workshop
    set changed_at = cast((julianday('now') - 2440587.5) * 86400000 as integer), sequence = sequence + (new.sequence = old.sequence)
    where id = new.id;
end;

-- A link that a calendar reads workshops by, without a session. Its address holds a random secret; only its SHA-256 is here, so that a stolen file
-- opens nothing. One that was stopped is deleted.
create table calendar_feed (
    id           text primary key,
    secret_hash  blob not null unique,
    -- Whose it is: it shows what they may see on the day that it is read, and nothing once their account is closed.
    person       text not null references person (id),
    -- The one group whose workshops it shows; null for all that are the person's own.
    work_group   text references work_group (id) on delete cascade,
    created_at   integer not null,
    -- Brought up to date at most once an hour.
    last_read_at integer
) strict, without rowid;

create index calendar_feed_by_person on calendar_feed (person);
-- Groups that were formed can be taken back.
create index calendar_feed_by_group on calendar_feed (work_group);
