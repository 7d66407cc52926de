-- Who reads the answers to a letter, by name; empty for the hub itself.
alter table outbox add column reply_to_name text not null default '';
-- When its link opens nothing any more: from then on it is not worth sending.
alter table outbox add column useless_at integer;

-- An invitation to work for the hub is a kind of its own: its link makes whoever holds it staff or admin, so fewer may see it.
update outbox set kind = 'invitation.hub'
where kind = 'invitation'
  and about in (select subject from link where purpose = 'invitation' and json_extract(details, '$.role.to') = 'hub');

-- Work Group Leads of a hub who have no group yet.
create table hub_lead (
    person text not null references person (id),
    hub    text not null references hub (id),
    since  integer not null,
    primary key (person, hub)
) strict, without rowid;

insert or ignore into hub_lead (person, hub, since)
select person.id, json_extract(link.details, '$.hub'), link.used_at
from link join person on person.email = link.email
where link.purpose = 'invitation' and link.used_at is not null
  and json_extract(link.details, '$.role.to') = 'lead' and json_extract(link.details, '$.role.year') is null
  and json_extract(link.details, '$.hub') in (select id from hub);
