-- Plans that are kept as templates for later workshops.

create table plan_template (
    id         text primary key,
    -- It is a group's, for whoever leads it, or one person's own, for whatever groups they lead: never both.
    work_group text references work_group (id),
    person     text references person (id),
    name       text not null,
    -- What a plan starts with, as JSON (`model::documents::plan::Agenda`): blocks without names of people, boards and private notes.
    agenda     text not null,
    -- What lists show of it.
    blocks     integer not null,
    minutes    integer not null,
    made_by    text references person (id),
    made_at    integer not null,
    check ((work_group is null) <> (person is null))
) strict;

-- Two that are called the same could not be told apart where one is chosen.
create unique index plan_template_of_group on plan_template (work_group, name collate nocase) where work_group is not null;
create unique index plan_template_of_person on plan_template (person, name collate nocase) where person is not null;
