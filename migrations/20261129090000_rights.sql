-- Who may do what is decided from these tables, when somebody asks. Whoever has a board open asked long ago, so the server has to
-- notice when an answer changes (SYNC, X13): whatever wrote it, a page, the command line or the turn of a year.

-- Goes up with every change that may give or take a right. What it counts from says nothing.
create table rights_change (
    id     integer primary key check (id = 1),
    number integer not null
) strict;

insert into rights_change (id, number) values (1, 0);

create trigger rights_session_delete after delete on session begin update rights_change set number = number + 1; end;

create trigger rights_person_delete after delete on person begin update rights_change set number = number + 1; end;
create trigger rights_person_update after update of school, deactivated_at on person begin update rights_change set number = number + 1; end;

create trigger rights_school_role_insert after insert on school_role begin update rights_change set number = number + 1; end;
create trigger rights_school_role_update after update on school_role begin update rights_change set number = number + 1; end;
create trigger rights_school_role_delete after delete on school_role begin update rights_change set number = number + 1; end;

create trigger rights_hub_role_insert after insert on hub_role begin update rights_change set number = number + 1; end;
create trigger rights_hub_role_update after update on hub_role begin update rights_change set number = number + 1; end;
create trigger rights_hub_role_delete after delete on hub_role begin update rights_change set number = number + 1; end;

create trigger rights_lead_participation_insert after insert on lead_participation begin update rights_change set number = number + 1; end;
create trigger rights_lead_participation_update after update on lead_participation begin update rights_change set number = number + 1; end;
create trigger rights_lead_participation_delete after delete on lead_participation begin update rights_change set number = number + 1; end;

create trigger rights_group_school_insert after insert on group_school begin update rights_change set number = number + 1; end;
create trigger rights_group_school_update after update on group_school begin update rights_change set number = number + 1; end;
create trigger rights_group_school_delete after delete on group_school begin update rights_change set number = number + 1; end;

create trigger rights_group_year_insert after insert on group_year begin update rights_change set number = number + 1; end;
create trigger rights_group_year_update after update of lead, academic_year, work_group on group_year begin update rights_change set number = number + 1; end;
create trigger rights_group_year_delete after delete on group_year begin update rights_change set number = number + 1; end;

create trigger rights_document_update after update of work_group, school on document begin update rights_change set number = number + 1; end;
create trigger rights_document_delete after delete on document begin update rights_change set number = number + 1; end;
