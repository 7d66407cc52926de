-- Claims (B24): somebody who came to a twilight as a guest has an account, and says that they were that guest.

-- A link that was sent to whoever asked for it as a guest, and what became of it. What a guest has done stays where it is, and is the person's as
-- long as `guest.person` says so: that is all that is taken back when a claim is.
create table guest_claim (
    id           text primary key,
    guest        text not null references guest (id),
    -- The hash of the secret at the end of the link.
    token_hash   blob not null unique,
    -- Where it was sent; empty once the link opens nothing any more.
    email        text not null,
    asked_at     integer not null,
    expires_at   integer not null,
    -- Whose account it is, since the button was pressed.
    person       text references person (id),
    confirmed_at integer,
    -- They took it back.
    undone_at    integer,
    check ((person is null) = (confirmed_at is null)),
    check (undone_at is null or confirmed_at is not null)
) strict;

create index guest_claim_by_guest on guest_claim (guest);
create index guest_claim_by_person on guest_claim (person) where person is not null;

-- How many days after a twilight the names of its guests are deleted.
alter table hub add column guest_days integer not null default 30 check (guest_days between 1 and 90);
