-- What a message went through on its way out, for the rules of docs/MAIL.md.

-- When an earlier try handed it over without hearing the server's answer: it may have arrived. It is sent again under the same Message-ID.
alter table outbox add column uncertain_at integer;
-- Whether the last try never came as far as this message, because no mail server answered.
alter table outbox add column unreachable integer not null default 0;

create index outbox_by_digest on outbox (digest) where digest is not null;
