-- A workshop that is cancelled says why, where somebody wrote that down; empty where nobody did.

alter table workshop add column cancelled_reason text not null default '';

-- How long a place may be is looked at where it is typed, as with every text that people write. SQLite changes no check: a column
-- without one takes the place of the first.
alter table workshop add column new_place text not null default '';
update workshop set new_place = place;
alter table workshop drop column place;
alter table workshop rename column new_place to place;
