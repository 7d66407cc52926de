-- More about signatures: a scan of what was signed in ink, why one was set aside, and where the chain of seals ends.

alter table signature add column scan blob;
-- `image/png` or `image/jpeg`, by what is in the file.
alter table signature add column scan_type text;
alter table signature add column set_aside_by text references person (id);
alter table signature add column set_aside_reason text not null default '';

-- The last seal, so that a row missing at the end is noticed as well.
create table signature_chain (
    id     integer primary key check (id = 1),
    number integer not null,
    seal   blob not null
) strict;

insert into signature_chain (id, number, seal) values (1, 0, x'');

-- The wording that every hub begins with. Its statement is the programme's own (rows B26 to B29), word for word.
insert into clauses (id, hub, version, wording, created_at, created_by) values (
    '019a0000-0000-7000-8000-000000000001', null, 1,
    json_object(
        'title', 'Commitment to the Teaching for Mastery Work Groups',
        'introduction', json_array(
            'Thank you for all that your school has put into teaching for mastery so far. This paper renews your commitment for the year ahead, in the phase called Sustaining.',
            'Your school takes part in a Work Group of six to twelve primary schools nearby. It meets through the year to plan lessons together, to deepen teachers’ knowledge of maths and of teaching it, and to talk through what a whole-school approach asks of those who lead it. An experienced Work Group Lead guides it.',
            'Your maths subject lead leads the work in school and helps colleagues to try, reflect on and refine what was planned. Part of each workshop is a twilight after the school day, which any of your staff may join. The group carries on from one year to the next.'
        ),
        'clauses', json_array(
            'Continued commitment to the Teaching for Mastery Work Groups provided by the Maths Hub.',
            'Further development of teaching for mastery across the school.',
            'Release the maths subject lead to attend all workshops.',
            'Allow other teaching staff to attend part of the appropriate sessions, as directed by staff.'
        ),
        'closing', 'I, the headteacher of {school}, understand the continued commitment to the Teaching for Mastery Work Groups provided by the Maths Hub. This includes further development of teaching for mastery across the school, and to release the maths subject lead to attend all workshops and allow other teaching staff to attend part of the appropriate sessions, as directed by staff.'
    ),
    1795309200000, null
);
