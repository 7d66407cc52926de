//! Lines of a spreadsheet: a day, perhaps a last day, and why. A first line without a day is a heading.

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Trim};
use model::calendar::day::parse;

use super::reading::{Notes, said_back};

/// What may stand between the cells of a line.
const PARTS: [u8; 3] = [b'\t', b';', b','];

pub(super) fn read(text: &str, notes: &mut Notes<'_>) {
    let (text, between) = (text.replace("\r\n", "\n").replace('\r', "\n"), between(text));
    let mut is_first = true;
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some(record) = cells(line, between) else { continue };
        note(&record, place + 1, std::mem::take(&mut is_first), notes);
    }
}

/// Each line by itself: then its number is the one that a spreadsheet shows.
fn cells(line: &str, between: u8) -> Option<StringRecord> {
    let builder = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(between)
        .buffer_capacity(line.len() + 1)
        .from_reader(line.as_bytes());
    // What is read is text already; nothing else can be wrong with it.
    builder.into_records().next()?.ok()
}

/// The first of them that there is in the first line.
fn between(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    PARTS.into_iter().find(|part| first.bytes().any(|byte| byte == *part)).unwrap_or(b',')
}

fn note(record: &StringRecord, number: usize, is_first: bool, notes: &mut Notes<'_>) {
    let cell = |place| record.get(place).unwrap_or_default();
    if record.iter().all(str::is_empty) {
        return;
    }
    let first: NaiveDate = match parse(cell(0)) {
        Ok(day) => day,
        Err(_) if is_first && !cell(0).bytes().any(|byte| byte.is_ascii_digit()) => return,
        Err(problem) => return notes.bad(number, format!("has “{}” where a day should be: {problem}", said_back(cell(0)))),
    };
    match parse(cell(1)) {
        Ok(last) => notes.days(number, (first, last), cell(2), true),
        Err(_) => notes.days(number, (first, first), cell(1), true),
    }
}
