-- Live documents of a third kind: the private notes of those who plan a workshop. The words in the check are those of `model::documents::Kind`.

-- SQLite drops no column that an index names. The one that follows says the same of both kinds.
drop index if exists document_plan_of_workshop;
alter table document add column new_kind text not null default 'board' check (new_kind in ('board', 'plan', 'notes'));
update document set new_kind = kind;
alter table document drop column kind;
alter table document rename column new_kind to kind;
-- A workshop has one plan, and notes once.
create unique index document_planning_of_workshop on document (workshop, kind) where kind in ('plan', 'notes') and workshop is not null;

-- Whoever has a plan already has notes to it from now on, in which nobody has written.
insert into document (id, kind, work_group, workshop, summary, created_by, created_at, edited_by, edited_at)
select lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       'notes', work_group, workshop, '{}', created_by, created_at, created_by, created_at
from document
where kind = 'plan' and workshop is not null and work_group is not null;
