-- Running a workshop: where it is in its plan, as its lead presses. What that means for its times is counted, not kept.
create table running (
    workshop      text primary key references workshop (id),
    -- Counts up with all that is pressed: whoever presses says what they saw, so that two taps at once skip one step.
    revision      integer not null,
    started_at    integer,
    ended_at      integer,
    -- The step that is on, by a block of it (its key in the plan) and by its place; null before the workshop begins.
    block         text,
    step          integer,
    since         integer,
    paused_at     integer,
    -- In milliseconds: for how long it was paused before, and what was added to it.
    paused        integer not null default 0,
    extra         integer not null default 0,
    -- A line to all devices; empty for none.
    message       text not null default '',
    -- The board that everybody is called to.
    board         text references document (id),
    -- Whether the workshop's boards are read alone, by all but its lead.
    boards_locked integer not null default 0
) strict, without rowid;

-- Whoever has one of its boards open is asked again (SYNC, X13).
create trigger rights_running_insert after insert on running when new.boards_locked begin update rights_change set number = number + 1; end;
create trigger rights_running_update after update of boards_locked on running when new.boards_locked <> old.boards_locked begin update rights_change set number = number + 1; end;
