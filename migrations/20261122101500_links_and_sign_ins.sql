-- When a link's page was first opened: perhaps only by a mail scanner, so it says nothing of a person.
alter table link add column opened_at integer;

-- When a session began by a link in a letter; null when it began with a password. For an hour such a session may set a new
-- password without the old one: that is the way for whoever forgot it.
alter table session add column linked_at integer;
