-- A board that nobody works on any more leaves the lists. Its words, its address and its updates stay, and it comes back as it was.

alter table document add column archived_at integer;
alter table document add column archived_by text references person (id);

-- Nobody writes on an archived board: whoever has it open is asked again (SYNC, X13).
create trigger rights_document_archived after update of archived_at on document begin update rights_change set number = number + 1; end;
