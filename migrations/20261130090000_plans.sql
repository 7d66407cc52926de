-- Live documents of another kind: a workshop's plan. The words in the check are those of `model::documents::Kind`.

-- SQLite changes no check. A column with another one takes the place of the first, which all rows were boards by.
alter table document add column new_kind text not null default 'board' check (new_kind in ('board', 'plan'));
alter table document drop column kind;
alter table document rename column new_kind to kind;
