// A whole hall joins a twilight by its code, from one address: does everybody come to a board, and how long does each wait? Prints figures; ends with
// 1 when somebody is lost.
//
//   script/bench join

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { attribute, readPage } from '../support/html.mjs';
import { Server, makeEvening, temporaryFolder } from '../support/server.mjs';
import { at } from './common.mjs';

/** So many come within a minute, as evenly as people do who all read the same slide. */
const GUESTS = 600;
const WITHIN = 60_000;
/** Nobody waits longer than this for one answer. */
const PATIENCE = 60_000;

const folder = temporaryFolder();
const database = join(folder.path, 'join.db');
const { code, boards } = makeEvening(database, 0);
// As a school's server runs, but for that: all of them are on this one machine.
const server = await Server.start(database, undefined, { TWILIGHT_LOG: 'error' });
let guests = [];
let seconds = 0;
let busy = 0;
try {
  // What is done once for a process is not what a hall waits for.
  await guest(0);
  const [began, before] = [performance.now(), server.processorSeconds()];
  guests = await Promise.all(
    Array.from({ length: GUESTS }, async (_, number) => {
      await wait((number * WITHIN) / GUESTS);
      return guest(number + 1);
    }),
  );
  seconds = (performance.now() - began) / 1000;
  busy = server.processorSeconds() - before;
} finally {
  await server.stop();
  folder.remove();
}

const lost = guests.filter(({ problem }) => problem);
console.log(`${GUESTS} guests joined within ${seconds.toFixed(1)} s, at ${boards.length} tables, from one address\n`);
console.log('                        p50 ms     p95 ms        max');
for (const [step, words] of [
  ['page', 'the page of the code'],
  ['joined', 'joining'],
  ['tables', 'the tables'],
  ['seated', 'sitting down'],
  ['board', 'the board'],
  ['all', 'all of it'],
]) {
  const times = guests.filter(({ problem }) => !problem).map((one) => one[step]).sort((a, b) => a - b);
  console.log(words.padEnd(20), ...[0.5, 0.95, 1].map((share) => at(times, share).toFixed(1).padStart(10)));
}
console.log(`\n${busy.toFixed(1)} s of a processor's time, ${((1000 * busy) / GUESTS).toFixed(1)} ms for each`);
console.log(lost.length === 0 ? 'everybody came to a board' : `${lost.length} WERE LOST, the first: ${lost[0].problem}`);
process.exitCode = lost.length === 0 ? 0 : 1;

/** Somebody with the code comes to a board: how long each step took in milliseconds, and what went wrong. */
async function guest(number) {
  const [took, began] = [{}, performance.now()];
  const timed = async (step, ask) => {
    const started = performance.now();
    const answer = await ask();
    took[step] = performance.now() - started;
    return answer;
  };
  try {
    const html = await timed('page', () => page(`/join/${code}`));
    const form = filledIn(html, '/api/join-twilight', number);
    const { cookie, to } = await timed('joined', () => send('/api/join-twilight', form));
    const tables = await timed('tables', () => page(to, cookie));
    const table = [['table', String((number % boards.length) + 1)]];
    if (!tables.includes('/api/sit-at-table')) throw new Error('there are no tables');
    const seated = await timed('seated', () => send('/api/sit-at-table', table, cookie));
    if (!seated.to.startsWith('/boards/')) throw new Error(`sitting down leads to ${seated.to}`);
    await timed('board', () => page(seated.to, cookie));
    return { ...took, all: performance.now() - began };
  } catch (error) {
    return { problem: error.cause?.code ?? error.message };
  }
}

/** What the form on a page sends: its hidden fields as they are, a name, and one of the schools. */
function filledIn(html, action, number) {
  const { elements } = readPage(html);
  const inputs = elements.filter(({ tagName }) => tagName === 'input');
  if (!html.includes(action)) throw new Error('there is no form to join by');
  const hidden = inputs.filter((input) => attribute(input, 'type') === 'hidden').map((input) => [attribute(input, 'name'), attribute(input, 'value') ?? '']);
  const schools = inputs.filter((input) => attribute(input, 'name') === 'school').map((input) => attribute(input, 'value'));
  // The last is any other.
  return [...hidden, ['name', `Guest ${number}`], ['school', schools[number % (schools.length - 1)]]];
}

async function page(address, cookie) {
  const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}) };
  const answer = await fetch(`${server.url}${address}`, { redirect: 'manual', headers, signal: AbortSignal.timeout(PATIENCE) });
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${address}: status ${answer.status}`);
  return html;
}

async function send(address, fields, cookie) {
  const answer = await fetch(`${server.url}${address}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', origin: server.url, ...(cookie ? { cookie } : {}) },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(PATIENCE),
  });
  await answer.arrayBuffer();
  const to = answer.headers.get('location');
  if (!to) throw new Error(`${address}: status ${answer.status}`);
  const set = answer.headers.getSetCookie().find((line) => line.startsWith('guest='));
  return { to, cookie: set?.split(';')[0] };
}
