-- Live documents. What a document says is in its Yjs updates and nowhere else; the rest here is for finding and showing it.

create table document (
    id         text primary key,
    kind       text not null check (kind in ('board')),
    -- It belongs to a group, or to one school alone: never to both.
    work_group text references work_group (id),
    school     text references school (id),
    -- The workshop it was started for.
    workshop   text references workshop (id),
    -- What lists show, as JSON (`model::board::Summary`), as of the last compaction.
    summary    text not null,
    created_by text references person (id),
    created_at integer not null,
    edited_by  text references person (id),
    edited_at  integer not null,
    check ((work_group is null) <> (school is null))
) strict;

create index document_by_group on document (work_group, edited_at);
create index document_by_school on document (school, edited_at);

-- What has happened to a document since its snapshot, in the order in which it was saved.
create table document_update (
    -- Grows over the whole file and is never used again (that is what autoincrement adds), so that "everything up to
    -- this number" stays true after rows have been deleted.
    seq        integer primary key autoincrement,
    document   text not null references document (id),
    -- Who sent it; null for what the server made itself.
    person     text references person (id),
    bytes      blob not null,
    created_at integer not null
) strict;

create index document_update_by_document on document_update (document, seq);

-- The document as one update, with everything up to and including `through` in it.
create table document_snapshot (
    document   text primary key references document (id),
    through    integer not null,
    bytes      blob not null,
    created_at integer not null
) strict;

-- Which person wrote as which Yjs client. Names stand here and not in documents, so that contributions can be shown by
-- person and school, and a person forgotten, without touching a document.
create table document_client (
    document text not null references document (id),
    client   integer not null,
    person   text not null references person (id),
    primary key (document, client)
) strict, without rowid;

create index document_client_by_person on document_client (person);
