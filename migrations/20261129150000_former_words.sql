-- Words that were removed from a board's field, for whoever misses them on the same day. The log can't tell any more once it is compacted.
create table document_former (
    document   text not null references document (id),
    -- Its name on the board, such as `step/KEY/exposition`.
    field      text not null,
    kept_at    integer not null,
    removed_at integer not null,
    words      text not null,
    primary key (document, field, kept_at)
) strict, without rowid;

create index document_former_by_day on document_former (removed_at);
