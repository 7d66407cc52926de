-- Which school goes on as which is a judgement, and may be wrong: each is kept with what is needed to take it back.

-- When an import first saw that a school has closed. One that was known before then was known beside it, and is another school.
alter table school add column closed_seen_at integer;

-- The table `school_link` is the latest file of links as a whole. These are its rows that tell of an amalgamation or a merger
-- without saying who came first; `one_urn` is the smaller of the two.
create table school_merger (
    one_urn    text not null,
    other_urn  text not null,
    since_date text,
    primary key (one_urn, other_urn)
) strict, without rowid;

-- Two rows of which an import made one, as a school goes on under another number. Those from before this table have no row here;
-- `school_former_urn` has their numbers.
create table school_fold (
    id         text primary key,
    -- The row that stayed.
    school     text not null references school (id),
    before_urn text not null,
    after_urn  text not null,
    -- The id of the row that went, which comes back when this is taken back.
    gone       text not null,
    -- Which of the two rows stayed: that of the closed school, or of its successor.
    stayed     text not null check (stayed in ('before', 'after')),
    -- The closed school as it was, as JSON; the other one is in its row.
    details    text not null,
    -- Numbers that were never a school's row and became former ones with it, as JSON.
    middle     text not null default '[]',
    folded_at  integer not null,
    undone_at  integer
) strict;

create index school_fold_by_school on school_fold (school);

-- What the hub has decided: these two are two schools, whatever the links say.
create table school_kept_apart (
    before_urn text not null,
    after_urn  text not null,
    decided_at integer not null,
    primary key (before_urn, after_urn)
) strict, without rowid;
