-- A school takes part in one group of a hub in an academic year: a second place would make it two commitments for one year.
-- It is asked when a place is made or taken up again; places that were doubled before this rule stay readable.

create trigger group_school_made_once before insert on group_school
when new.status = 'active' and exists (
    select 1 from group_school as other
    join group_year as its_year on its_year.id = other.group_year
    join work_group as its_group on its_group.id = its_year.work_group
    join group_year as this_year on this_year.id = new.group_year
    join work_group as this_group on this_group.id = this_year.work_group
    where other.school = new.school and other.status = 'active' and other.group_year <> new.group_year
      and its_year.academic_year = this_year.academic_year and its_group.hub = this_group.hub)
begin
    select raise(abort, 'the school has a group in this academic year');
end;

create trigger group_school_taken_up_once before update of status on group_school
when new.status = 'active' and old.status <> 'active' and exists (
    select 1 from group_school as other
    join group_year as its_year on its_year.id = other.group_year
    join work_group as its_group on its_group.id = its_year.work_group
    join group_year as this_year on this_year.id = new.group_year
    join work_group as this_group on this_group.id = this_year.work_group
    where other.school = new.school and other.status = 'active' and other.group_year <> new.group_year
      and its_year.academic_year = this_year.academic_year and its_group.hub = this_group.hub)
begin
    select raise(abort, 'the school has a group in this academic year');
end;

