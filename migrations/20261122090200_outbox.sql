-- The hub's own words and face, and every message that goes out.

-- A person to ask by name, and what stands on everything the hub sends and prints.
alter table hub add column contact_name text not null default '';
alter table hub add column contact_phone text not null default '';
alter table hub add column logo blob;
alter table hub add column logo_type text;
-- Who answers for personal data: hubs differ, so it is a setting (DOMAIN.md §5).
alter table hub add column controller text not null default '';
-- Whether messages wait for somebody at the hub to look at them first.
alter table hub add column hold_mail integer not null default 0;

-- A message. It is written here in the same transaction as what it tells of, and sent afterwards.
create table outbox (
    id              text primary key,
    hub             text not null references hub (id),
    -- What it is: `invitation`, `sign_in`, `commitment.request` …
    kind            text not null,
    to_name         text not null default '',
    to_email        text not null,
    reply_to        text not null default '',
    subject         text not null,
    -- Both bodies; where a secret link belongs they hold `{link}`.
    text            text not null,
    html            text not null,
    -- The secret address that `{link}` stands for. Erased once the message is sent, withdrawn or marked as sent by hand.
    link            text,
    -- Urgent ones go at once; the others together at 07:30 on school days.
    urgent          integer not null,
    state           text not null check (state in ('held', 'waiting', 'sending', 'sent', 'by_hand', 'withdrawn', 'failed')),
    -- What it is about, by id.
    about           text,
    created_at      integer not null,
    created_by      text references person (id),
    -- When it may next be tried.
    due_at          integer not null,
    attempts        integer not null default 0,
    last_error      text,
    -- When the message itself began to be handed over: from then until `sent_at` nobody can know whether it arrived.
    handing_over_at integer,
    sent_at         integer,
    -- The digest it went out in, if any.
    digest          text references outbox (id)
) strict;

create index outbox_by_state on outbox (state, due_at);
create index outbox_by_hub on outbox (hub, id);
create index outbox_by_about on outbox (about);
