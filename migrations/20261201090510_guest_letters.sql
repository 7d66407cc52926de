-- Letters that guests of twilights have sent, each with a link, for the bound on how many go to one address: anybody may type one. The address
-- itself is not here but the beginning of its hash (in `network`, as with all that is counted so), and that for a day.
create table guest_letter (
    at      integer not null,
    network text not null
) strict;

create index guest_letter_by_network on guest_letter (network, at);
