// What calendar programs are given, read by another one: ical.js, which Thunderbird reads calendars with.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import ICAL from 'ical.js';

import { signIn } from '../pages/crawl.mjs';
import { people } from '../support/people.mjs';
import { Server, fillTexts, makeDemonstration, temporaryFolder } from '../support/server.mjs';

/** What somebody could type to end a line, an event or the calendar, with letters of four bytes. */
const HOSTILE = '👩‍🏫\r\nEND:VEVENT\r\nBEGIN:VEVENT\rX-A:1\nEND:VCALENDAR\u{2028}\\n\\,;:"';

/** An address as a program asks for it: without a session. */
async function read(address) {
  const answer = await fetch(address);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

/** A calendar that breaks no rule: of the text, its parts, and what each part has once. */
function strictly(text) {
  assert.equal(ICAL.design.strict, true);
  assert.ok(text.endsWith('\r\n') && !/[^\r]\n|\r[^\n]/.test(text), 'every line ends in the one way');
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `too long: ${line}`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.name, 'vcalendar');
  for (const [name, value] of [['version', '2.0'], ['method', 'PUBLISH'], ['calscale', 'GREGORIAN']]) assert.equal(calendar.getFirstPropertyValue(name), value);
  assert.ok(calendar.getFirstPropertyValue('prodid'));
  assert.equal(calendar.getFirstPropertyValue('refresh-interval').toSeconds(), 7200);
  const [zone, ...events] = calendar.getAllSubcomponents();
  assert.deepEqual([zone, ...events].map(({ name }) => name), ['vtimezone', ...events.map(() => 'vevent')]);
  for (const event of events) {
    for (const name of ['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'sequence', 'status', 'last-modified', 'url', 'location', 'description', 'transp']) {
      assert.equal(event.getAllProperties(name).length, 1, name);
    }
    assert.equal(event.getAllProperties().length, 12, 'and nothing else');
    assert.equal(event.getAllSubcomponents().length, 0);
    const { startDate, endDate } = new ICAL.Event(event);
    assert.ok(startDate.compare(endDate) < 0);
    for (const time of [startDate, endDate]) assert.equal(british(time.toUnixTime()), time.toString().slice(0, 16));
  }
  assert.equal(new Set(events.map((event) => event.getFirstPropertyValue('uid'))).size, events.length);
  return { calendar, events: events.map((event) => new ICAL.Event(event)) };
}

/** What British clocks show, by somebody else's rules: `2026-03-29T13:00`. */
function british(seconds) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(seconds * 1000)).replace(' ', 'T');
}

describe('calendars, as another program reads them', () => {
  let server, folder, database, password;
  before(async () => {
    folder = temporaryFolder();
    database = join(folder.path, 'world.db');
    password = makeDemonstration(database);
    server = await Server.start(database);
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  /** The address of a new link to somebody's own workshops. */
  async function follow(who) {
    const cookie = await signIn(server, people[who].email, password);
    const headers = { origin: server.url, accept: 'text/html', cookie };
    const answer = await fetch(`${server.url}/api/make-calendar-link`, { method: 'POST', headers, body: new URLSearchParams({ shows: 'mine' }) });
    assert.equal(answer.status, 200);
    const address = /<textarea[^>]*id="address"[^>]*>([^<]+)</.exec(await answer.text())?.[1];
    assert.match(address, new RegExp(`^${server.url}/calendars/feeds/[0-9a-f]{64}\\.ics$`));
    return address;
  }

  test('a lead participant’s has whole workshops, a teacher’s twilights: the five that have dates', async () => {
    const { status, type, text } = await read(await follow('tom'));
    assert.deepEqual([status, type], [200, 'text/calendar; charset=utf-8']);
    const whole = strictly(text).events;
    assert.equal(whole.length, 5);
    assert.ok(whole.every(({ summary }) => /^Workshop \d: .+ \(Two Rivers\)$/.test(summary)), whole.map(({ summary }) => summary).join('\n'));
    const twilights = strictly((await read(await follow('rosa'))).text).events;
    assert.ok(twilights.every(({ summary }) => /^Twilight of workshop \d: .+ \(Two Rivers\)$/.test(summary)));
    assert.deepEqual(twilights.map(({ endDate }) => endDate.toUnixTime()), whole.map(({ endDate }) => endDate.toUnixTime()));
    assert.ok(twilights.every(({ startDate }, place) => startDate.toUnixTime() > whole[place].startDate.toUnixTime()));
  });

  test('a group without dates has no event, and says which workshops are to come', async () => {
    const { calendar, events } = strictly((await read(await follow('idris'))).text);
    assert.equal(events.length, 0);
    assert.match(calendar.getFirstPropertyValue('x-wr-caldesc'), /Date to be confirmed: workshop 1 \(Three Mills\)/);
  });

  test('one in the afternoon stays so when the clocks change', async () => {
    const { calendar } = strictly((await read(await follow('tom'))).text);
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
    for (const [year, month, day] of [[2026, 3, 28], [2026, 3, 29], [2026, 10, 24], [2026, 10, 25], [2027, 3, 27], [2027, 3, 28], [2027, 10, 31], [2031, 7, 1]]) {
      const time = ICAL.Time.fromData({ year, month, day, hour: 13, minute: 0, second: 0, isDate: false }, zone);
      assert.equal(british(time.toUnixTime()), time.toString().slice(0, 16));
    }
  });

  test('whatever is typed, it is the same calendar with other words', async () => {
    const address = await follow('tom');
    const before = strictly((await read(address)).text).events;
    await server.stop();
    fillTexts(database, HOSTILE);
    await server.start();
    const after = strictly((await read(address)).text).events;
    assert.deepEqual(after.map(({ uid }) => uid), before.map(({ uid }) => uid));
    assert.ok(after.every(({ sequence }, place) => sequence > before[place].sequence), 'what was changed says so');
    assert.ok(after.every(({ summary }) => summary.includes('👩‍🏫 END:VEVENT BEGIN:VEVENT X-A:1 END:VCALENDAR \\n\\,;:"')), after[0].summary);
  });
});
