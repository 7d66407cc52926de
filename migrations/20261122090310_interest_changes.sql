-- What the hub decided on an expression of interest, so that the last step can be taken back; and how many forms came from where.

create table interest_change (
    id         text primary key,
    interest   text not null references interest (id),
    at         integer not null,
    person     text references person (id),
    from_state text not null,
    to_state   text not null,
    -- What was before, as JSON, to undo it exactly.
    inverse    text not null,
    undone_at  integer
) strict;

create index interest_change_by_interest on interest_change (interest, id);

-- Forms sent from one network. Kept for a day, against floods, and for nothing else.
create table interest_sending (
    number  integer primary key,
    at      integer not null,
    network text not null
) strict;

create index interest_sending_by_network on interest_sending (network, at);
