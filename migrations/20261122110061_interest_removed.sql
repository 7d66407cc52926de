-- What is no school's form: taken out of the inbox, and put back if that was wrong.
alter table interest add column removed_at integer;
