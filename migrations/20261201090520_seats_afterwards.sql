-- Once a twilight is over a guest writes where they sat: whoever is seated elsewhere then is asked again on the boards they have open (SYNC, X13).
-- While it is on a seat decides nothing, and sixty people who sit down ask nobody anything.
create trigger rights_guest_seat after update of seat on guest
when new.seat is not old.seat
     and exists (select 1 from workshop join twilight on twilight.workshop = workshop.id
                 where workshop.id = new.workshop
                       and coalesce(workshop.twilight_ends_at + twilight.grace * 60000, 0) <= unixepoch() * 1000)
begin
    update rights_change set number = number + 1;
end;
