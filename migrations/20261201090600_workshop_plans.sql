-- A workshop has one plan.
create unique index document_plan_of_workshop on document (workshop) where kind = 'plan' and workshop is not null;
