-- What may become of a workshop after its date was told: it moves, changes its place, is cancelled.

-- Where in or near the host's school, like `the hall, by the side gate`; empty for its usual place.
alter table workshop add column place text not null default '' check (length(place) <= 200);
-- Where it is joined online: an address; empty for none.
alter table workshop add column call_link text not null default '' check (length(call_link) <= 500);
alter table workshop add column cancelled_at integer;
-- How often what calendars show of it has changed (RFC 5545, 3.8.7.4).
alter table workshop add column sequence integer not null default 0;
