-- A poll ends with what it asks about: a workshop that has its date, or is cancelled, is asked about no more. Whoever changes the workshop
-- closes its poll then, and `closed_by` stays null, since nobody has closed it. So do those that were left open before.
update outbox set state = 'withdrawn', link = null
where kind = 'poll.asked' and state in ('held', 'waiting', 'failed')
  and about in (select poll.id from poll join workshop on workshop.id = poll.workshop
                where poll.closed_at is null and (workshop.starts_at is not null or workshop.cancelled_at is not null));

update poll set closed_at = unixepoch() * 1000
where closed_at is null
  and workshop in (select id from workshop where starts_at is not null or cancelled_at is not null);

-- How many letters of a kind went to one address lately is asked for every answer by a stranger who leaves one, and for every expression of
-- interest: without this the whole outbox is read each time.
create index outbox_by_address on outbox (to_email, kind, created_at);
