-- What guests of a workshop have to know about the school that hosts it, and what that school has made ready. It is the host's, not the
-- workshop's: when another school hosts instead, it begins with its own.
create table host_pack (
    workshop     text not null references workshop (id) on delete cascade,
    school       text not null references school (id),
    room         text not null default '',
    -- How many people the room holds; null where nobody has said.
    holds        integer,
    parking      text not null default '',
    wifi         text not null default '',
    refreshments text not null default '',
    access       text not null default '',
    bring        text not null default '',
    -- What is ready: the words of `store::workshops::host_pack::Item`, with blanks between.
    ticks        text not null default '',
    primary key (workshop, school)
) strict, without rowid;

create index host_pack_by_school on host_pack (school);
