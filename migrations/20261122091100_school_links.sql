-- The links between establishments as GIAS publishes them. Kept whole, because the two files may come in any order and years
-- apart: what a link means is decided again after each import, when both of its ends are known.
create table school_link (
    -- The number of the one before, and of the one that came after it.
    before_urn text not null,
    after_urn  text not null,
    -- Whether it is one simply becoming the other, and no merger or split.
    plain      integer not null,
    since_date text,
    primary key (before_urn, after_urn)
) strict, without rowid;
