-- The turn of the year: what was made, so that it can be taken back until the end of September.

create table rollover (
    id          text primary key,
    hub         text not null references hub (id),
    -- The academic year it leads into.
    into_year   integer not null,
    applied_at  integer not null,
    applied_by  text references person (id),
    -- What was made and what was changed, as JSON, to take it back exactly.
    inverse     text not null,
    reverted_at integer,
    reverted_by text references person (id)
) strict;

create index rollover_by_hub on rollover (hub, id);
