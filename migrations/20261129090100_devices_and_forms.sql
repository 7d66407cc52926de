-- What keeps a stranger from filling the file, and from locking people out of the browser they use.

-- Browsers in which somebody has signed in before. A wrong password there is counted apart from those that are tried elsewhere, so
-- that nobody is locked out of their own browser by what strangers try. The cookie holds a random token, only its SHA-256 is here.
create table known_device (
    token_hash blob primary key,
    person     text not null references person (id),
    created_at integer not null
) strict, without rowid;

create index known_device_by_person on known_device (person, created_at);

-- Whose form came back (a network address, or a person), and how large what was typed is: for the quotas.
alter table typed add column whose text not null default '';
alter table typed add column bytes integer not null default 0;
create index typed_by_whose on typed (whose, created_at);
create index typed_by_time on typed (created_at);
