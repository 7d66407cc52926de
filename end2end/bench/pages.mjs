// Every page, opened by a crowd at once: is every request answered, and after how long? Prints figures; ends with 1 when one is not.
//
//   script/bench pages

import { join } from 'node:path';

import { crawl, shapeOf, signIn, startsOf } from '../pages/crawl.mjs';
import { people } from '../support/people.mjs';
import { Server, makeDemonstration, temporaryFolder } from '../support/server.mjs';

/** So many at once; each of them asks twice. */
const CROWDS = [8, 30, 100];
const ASKED_TWICE = 2;
/** A board's page again, as thirty colleagues open it when the twilight begins. */
const TWILIGHT = { people: 30, requests: 300, rounds: 10 };
/** Who is asked first which pages there are. */
const ROLES = ['nobody', 'rosa', 'amy', 'judith', 'helen', 'nell'];

const folder = temporaryFolder();
const database = join(folder.path, 'crowd.db');
const password = makeDemonstration(database);
// The whole crowd comes from this one machine.
const server = await Server.start(database, undefined, { TWILIGHT_LOG: 'error', TWILIGHT_CONNECTIONS_PER_ADDRESS: '1000' });
let lost = 0;
try {
  const pages = await pagesOfAll();
  console.log(`${pages.length} kinds of page, opened by ${CROWDS.join(', ')} at once\n`);
  console.log('at once   answered      p50 ms   p99 ms   longest');
  for (const crowd of CROWDS) {
    const all = [];
    for (const page of pages) {
      const answers = await open(page, crowd * ASKED_TWICE, crowd);
      report(page.address, answers);
      all.push(...answers);
    }
    print(crowd, all);
  }
  const board = pages.find(({ address }) => address.startsWith('/boards/'));
  const { people: crowd, requests, rounds } = TWILIGHT;
  console.log(`\n${board.address}, ${requests} requests, ${rounds} times`);
  for (let round = 0; round < rounds; round += 1) {
    const answers = await open(board, requests, crowd);
    report(board.address, answers);
    print(crowd, answers);
  }
} finally {
  await server.stop();
  folder.remove();
}
console.log(lost === 0 ? '\nevery request was answered' : `\n${lost} REQUESTS WERE NOT ANSWERED`);
process.exitCode = lost === 0 ? 0 : 1;

/** One page of each kind, with the cookie of somebody who may see it. */
async function pagesOfAll() {
  const kinds = new Map();
  for (const role of ROLES) {
    const cookie = role === 'nobody' ? undefined : await signIn(server, people[role].email, password);
    for (const { address, html } of await crawl(server, cookie, startsOf(cookie), 1)) {
      const kind = shapeOf(address);
      if (html && !kinds.has(kind)) kinds.set(kind, { address, cookie });
    }
  }
  return [...kinds.values()];
}

/** Asks for a page so often, so many at once: `[{ problem, milliseconds }]`. */
async function open({ address, cookie }, requests, atOnce) {
  const answers = [];
  const somebody = async () => {
    while (answers.length < requests) {
      const answer = {};
      answers.push(answer);
      const started = performance.now();
      answer.problem = await problemOf(address, cookie);
      answer.milliseconds = performance.now() - started;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, somebody));
  return answers;
}

async function problemOf(address, cookie) {
  try {
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}) };
    const answer = await fetch(`${server.url}${address}`, { redirect: 'manual', headers, signal: AbortSignal.timeout(60_000) });
    const html = await answer.text();
    if (answer.status !== 200) return `status ${answer.status}`;
    return html.includes('</main>') ? undefined : 'not a whole page';
  } catch (error) {
    return `no answer: ${error.cause?.code ?? error.message}`;
  }
}

function report(address, answers) {
  const wrong = answers.filter(({ problem }) => problem);
  lost += wrong.length;
  if (wrong.length > 0) console.log(`${address}: ${wrong.length} of ${answers.length} not answered, the first: ${wrong[0].problem}`);
}

function print(crowd, answers) {
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1).padStart(8);
  const well = answers.filter(({ problem }) => !problem).length;
  console.log(`${String(crowd).padStart(7)} ${`${well} of ${answers.length}`.padStart(14)} ${at(0.5)} ${at(0.99)} ${at(1)}`);
}
