//! Updates and frames that no client makes, written by hand: one attack a function. The server's tests are compiled with this file as well.
#![allow(dead_code, reason = "no test needs all of them")]

/// An update's end when nothing is deleted.
pub const NOTHING_DELETED: [u8; 1] = [0];
/// A shared map as content.
const MAP: [u8; 1] = [1];

/// A number as lib0 writes it.
pub fn number(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// Bytes behind their length.
pub fn sized(bytes: &[u8]) -> Vec<u8> {
    [number(bytes.len() as u64), bytes.to_vec()].concat()
}

/// An update of one client's pieces from a clock on.
pub fn update(client: u64, clock: u64, pieces: &[Vec<u8>], deletions: &[u8]) -> Vec<u8> {
    [number(1), number(pieces.len() as u64), number(client), number(clock), pieces.concat(), deletions.to_vec()].concat()
}

/// An update of one piece in the root type `x`.
pub fn one(kind: u8, content: &[u8]) -> Vec<u8> {
    update(7, 0, &[[&[kind, 1][..], &sized(b"x"), content].concat()], &NOTHING_DELETED)
}

/// Lists within lists, as one value.
pub fn nested_lists(depth: usize) -> Vec<u8> {
    one(8, &[&[1][..], &[117, 1].repeat(depth), &[126]].concat())
}

/// Maps within maps, as one value.
pub fn nested_maps(depth: usize) -> Vec<u8> {
    one(8, &[&[1][..], &[118, 1, 0].repeat(depth), &[126]].concat())
}

/// Lists within lists, as JSON.
pub fn nested_json(depth: usize) -> Vec<u8> {
    one(5, &sized(["[".repeat(depth), "]".repeat(depth)].concat().as_bytes()))
}

/// Lists within lists, as the options of a document within the document.
pub fn nested_options(depth: usize) -> Vec<u8> {
    one(9, &[sized(b"guid"), [117, 1].repeat(depth), vec![126]].concat())
}

/// A document within the document.
pub fn document_within() -> Vec<u8> {
    one(9, &[sized(b"guid"), vec![118, 1, 2, b'g', b'c', 121]].concat())
}

/// Shared maps within shared maps, each in the one that the id before it names; `deleted` deletes the outermost.
pub fn nested_types(depth: u64, deleted: bool) -> Vec<u8> {
    let first = [&[7, 1][..], &sized(b"x"), &MAP].concat();
    let inner = (1..depth).map(|clock| inner_type(7, clock - 1));
    let deletions: &[u8] = if deleted { &[1, 7, 1, 0, 1] } else { &NOTHING_DELETED };
    update(7, 0, &[first].into_iter().chain(inner).collect::<Vec<_>>(), deletions)
}

/// One shared map, in the one that a client made at a clock.
pub fn inner_type(client: u64, clock: u64) -> Vec<u8> {
    [vec![7 | 0x20, 0], number(client), number(clock), sized(b"k"), MAP.to_vec()].concat()
}

/// In a shared map that is deleted: two values under one key, and a letter that claims to stand between a letter of the map's and one of them.
/// yrs would take its list for the key's, forget the values that stand there, free the map and read it again when it joins them.
pub fn between_two_lists() -> Vec<u8> {
    let map = [&[7, 1][..], &sized(b"x"), &MAP].concat();
    let gone = [&[1 | 0x20, 0][..], &number(7), &number(0), &sized(b"k"), &number(2)].concat();
    let letters = [&[4, 0][..], &number(7), &number(0), &sized(b"ab")].concat();
    let between = [&[4 | 0xc0][..], &number(7), &number(4), &number(7), &number(1), &sized(b"c")].concat();
    update(7, 0, &[map, gone, letters, between], &[1, 7, 1, 0, 1])
}

/// In a shared map that is written over: deleted values of a key, and letters that claim to stand before the middle of them. yrs would put
/// them where it does not find them when it frees the map, and read it again when it joins them.
pub fn before_a_value() -> Vec<u8> {
    let map = [&[7 | 0x20, 1][..], &sized(b"steps"), &sized(b"a"), &MAP].concat();
    let gone = [&[1 | 0x20, 0][..], &number(7), &number(0), &sized(b"k"), &number(65)].concat();
    let before = |clock: u64| [&[4 | 0x40][..], &number(7), &number(clock), &sized(b"of ")].concat();
    let over = [&[8 | 0x80][..], &number(7), &number(0), &[1, 126][..]].concat();
    update(7, 0, &[map, gone, before(9), before(14), over], &[1, 7, 1, 2, 1])
}

/// Letters that stand behind a gap, each a piece of its own.
pub fn waiting(client: u64, pieces: u64) -> Vec<u8> {
    let letter = |clock: u64| [vec![0x84], number(client), number(clock - 1), sized(b"a")].concat();
    update(client, 2, &(2..2 + pieces).map(letter).collect::<Vec<_>>(), &NOTHING_DELETED)
}

/// Of each of these clients one letter, beside that of the client before: one after another, or the last first.
pub fn chain(clients: std::ops::Range<u64>, upwards: bool) -> Vec<u8> {
    let of = |place: u64| if upwards { 10 + place } else { (1 << 40) - place };
    let letter = |place: u64| match place {
        0 => [vec![4, 1], sized(b"x"), sized(b"a")].concat(),
        _ => [vec![0x84], number(of(place - 1)), number(0), sized(b"a")].concat(),
    };
    let section = |place: u64| [number(1), number(of(place)), number(0), letter(place)].concat();
    [number(clients.end - clients.start), clients.flat_map(section).collect(), NOTHING_DELETED.to_vec()].concat()
}

/// Clients of whom nothing is said.
pub fn empty_clients(count: u64) -> Vec<u8> {
    let section = |client: u64| [number(0), number(client), number(0)].concat();
    [number(count), (0..count).flat_map(section).collect(), NOTHING_DELETED.to_vec()].concat()
}

/// Gaps that follow one another.
pub fn gaps(count: usize) -> Vec<u8> {
    update(7, 0, &vec![vec![10, 1]; count], &NOTHING_DELETED)
}

/// A few bytes that declare a gigabyte, in every place where a length is declared.
pub fn claims() -> Vec<(&'static str, Vec<u8>)> {
    let much = number(1 << 25);
    let lists_in_lists: Vec<u8> = [vec![117], much.clone()].concat().repeat(30);
    let maps_in_maps: Vec<u8> = [vec![118], much.clone(), vec![0]].concat().repeat(30);
    vec![
        ("clients", much.clone()),
        ("pieces", [number(1), much.clone(), number(7), number(0)].concat()),
        ("values", one(8, &much)),
        ("list", one(8, &[&[1, 117][..], &much].concat())),
        ("lists", one(8, &[&[1][..], &lists_in_lists].concat())),
        ("maps", one(8, &[&[1][..], &maps_in_maps].concat())),
        ("map", one(8, &[&[1, 118][..], &much].concat())),
        ("text", one(4, &much)),
        ("bytes", one(3, &much)),
        ("deleting-clients", [number(0), much.clone()].concat()),
        ("deletions", [number(0), number(1), number(7), much].concat()),
    ]
}

/// One frame of many questions: a SyncStep1 of somebody who has nothing, again and again.
pub fn questions(count: usize) -> Vec<u8> {
    [0, 0, 1, 0].repeat(count)
}

/// An update as a frame.
pub fn frame(update: &[u8]) -> Vec<u8> {
    [vec![0, 2], sized(update)].concat()
}
