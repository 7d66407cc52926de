-- When schools are closed: the term dates of local authorities, and the days of single schools.

-- Term dates that a hub has entered, in the place of those that are usual in England.
create table term_dates (
    hub           text not null references hub (id),
    -- The authority's number in Get Information about Schools, as in `school.la_code`.
    authority     text not null,
    -- The calendar year in which it begins.
    academic_year integer not null,
    -- First and last days of terms and half-term holidays, as JSON (`model::calendar::terms::Terms`).
    terms         text not null,
    primary key (hub, authority, academic_year)
) strict, without rowid;

-- A day in term on which one school is closed to pupils.
create table closed_day (
    school text not null references school (id),
    day    text not null,
    -- Why, as the school says it: `INSET day`. May be empty.
    words  text not null default '',
    primary key (school, day)
) strict, without rowid;
