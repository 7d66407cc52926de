-- What else is sealed of a signature: the school and the year that it is for, and that one was set aside.

-- School and year of the group, by id, with a slash between: the commitment of a signature can't be pointed elsewhere unseen.
alter table signature add column place text not null default '';
-- A row that signs nothing: it sets aside the signature of this number, with the reason as its content.
alter table signature add column sets_aside integer references signature (number);
