// What writing on a board costs on the machines that schools have: a key until its letter is on one's own screen and on a colleague's, beside a
// bare text area in the same run, and how long a board takes to open. Prints figures; ends with 1 when a letter did not come.
//
//   script/bench board            all of it, about eight minutes
//   script/bench board --quick    forty steps on a processor slowed to a quarter, under a minute
//   script/bench board --only=…   one part of it: keys (one's own screen), colleague (a colleague's), cold (opening)
//
// A Chromebook is about as quick as a developer's machine at 4× to 6×. The network is that of a phone (3G as Lighthouse has it).

import { join } from 'node:path';

import { chromium as playwright } from '@playwright/test';

import { chromium, flags } from '../support/chromium.mjs';
import { Server, makeFixture, temporaryFolder } from '../support/server.mjs';
import { writeLesson } from './board/lesson.mjs';
import { watchKeys, watchLetters, watchPresses } from './board/watch.mjs';
import { at, openAs } from './common.mjs';

const quick = process.argv.includes('--quick');
const parts = { keys: ownKeys, colleague: colleagueKeys, cold: coldStarts };
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
// Where nothing is measured, nothing is lost: that would read like a success.
if (only !== undefined && !Object.hasOwn(parts, only)) {
  console.error(`script/bench board knows --only=${Object.keys(parts).join('|')}, and no “${only}”.`);
  process.exit(1);
}
const KEYS = quick ? 60 : 100;
const OPENINGS = quick ? 2 : 3;
/** Steps on a board, and how many times slower the processor is. */
const [SIZES, SPEEDS] = quick ? [[40], [4]] : [[7, 40], [1, 4, 6]];
const PHONE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** A quick typist, and not in step with anything, in milliseconds. */
const [PAUSE, JITTER] = [70, 60];
const PATIENCE = 60_000;
const WORDS = 'so a quarter of the whole is three and ';

const folder = temporaryFolder();
const database = join(folder.path, 'board.db');
const { cookies, documents } = makeFixture(database, { boards: SIZES.length, people: 2 });
const server = await Server.start(database, undefined, { TWILIGHT_LOG: 'error' });
const browser = await playwright.launch({ executablePath: chromium(), args: flags });
let lost = 0;
try {
  const boards = [];
  for (const [index, size] of SIZES.entries()) {
    const keys = await writeLesson(server, documents[index], cookies[0], size);
    boards.push({ size, address: `${server.url}/boards/${documents[index]}`, field: `f-step-${keys[Math.floor(size / 2)]}-exposition` });
  }
  console.log(`${new Date().toISOString()}, milliseconds throughout`);
  for (const [name, part] of Object.entries(parts)) if (!only || only === name) await part(boards);
} finally {
  await browser.close();
  await server.stop();
  folder.remove();
}
console.log(lost === 0 ? '\nevery letter came' : `\n${lost} LETTERS DID NOT COME`);
process.exitCode = lost === 0 ? 0 : 1;

async function ownKeys(boards) {
  console.log(`\n${KEYS} keys, from the key to the screen\n\nspeed   field            median    p95   ratio to bare   long tasks   longest`);
  for (const speed of SPEEDS) {
    const bare = await typed(await openBare(speed), 'bare');
    printKeys(speed, 'bare text area', bare, bare);
    for (const { size, address, field } of boards) {
      const page = await open(address, cookies[0], { speed });
      printKeys(speed, `${size} steps`, await typed(page, field), bare);
    }
  }
}

async function typed(page, id) {
  await page.evaluate(watchKeys);
  await writeInto(page, id);
  await page.waitForFunction((keys) => window.painted.length >= keys, KEYS, { timeout: PATIENCE }).catch(() => undefined);
  const { painted, long } = await page.evaluate(() => ({ painted: window.painted, long: window.long }));
  lost += KEYS - painted.length;
  await page.context().close();
  return { times: painted.sort((a, b) => a - b), long };
}

function printKeys(speed, name, { times, long }, bare) {
  const ratio = (at(times, 0.5) / at(bare.times, 0.5)).toFixed(1);
  const longest = long.length > 0 ? Math.max(...long).toFixed(0) : '';
  console.log(`${`${speed}×`.padEnd(8)}${name.padEnd(15)}${cell(at(times, 0.5))} ${cell(at(times, 0.95))} ${ratio.padStart(12)} ${String(long.length).padStart(14)} ${longest.padStart(9)}`);
}

async function colleagueKeys(boards) {
  console.log(`\n${KEYS} keys, from the key to a colleague's screen; both machines are as slow\n\nspeed   board            median    p95`);
  for (const speed of SPEEDS) {
    for (const { size, address, field } of boards) {
      const [writer, reader] = await Promise.all(cookies.map((cookie) => open(address, cookie, { speed })));
      await reader.locator(`#${field}`).scrollIntoViewIfNeeded();
      await reader.waitForTimeout(500);
      await reader.evaluate(watchLetters, field);
      await writer.evaluate(watchPresses);
      await writeInto(writer, field);
      await reader.waitForFunction((keys) => window.seen.length >= keys, KEYS, { timeout: PATIENCE }).catch(() => undefined);
      // The first key struck leads to the end of the field.
      const pressed = (await writer.evaluate('window.pressed')).slice(-KEYS);
      const seen = await reader.evaluate('window.seen');
      lost += KEYS - seen.length;
      const times = seen.map((moment, index) => moment - pressed[index]).sort((a, b) => a - b);
      console.log(`${`${speed}×`.padEnd(8)}${`${size} steps`.padEnd(15)}${cell(at(times, 0.5))} ${cell(at(times, 0.95))}`);
      for (const page of [writer, reader]) await page.context().close();
    }
  }
}

async function coldStarts(boards) {
  console.log('\nfrom the address to a board that takes letters, and to one that says so; nothing of it is in the browser\n\nspeed        board           letters   longest  all of it   longest');
  const ways = SPEEDS.map((speed) => ({ name: `${speed}×`, speed }));
  if (SPEEDS.includes(4)) ways.push({ name: '4× and 3G', speed: 4, network: PHONE });
  for (const { size, address } of boards) {
    for (const { name, ...way } of ways) {
      const [ready, whole] = [[], []];
      for (let round = 0; round < OPENINGS; round += 1) {
        const page = await open(address, cookies[0], way);
        const times = await page.evaluate('[window.ready, window.opened]');
        for (const [index, all] of [ready, whole].entries()) all.push(times[index]);
        await page.context().close();
      }
      for (const times of [ready, whole]) times.sort((a, b) => a - b);
      const cells = [ready, whole].flatMap((times) => [at(times, 0.5), times.at(-1)]).map(cell);
      console.log(`${name.padEnd(13)}${`${size} steps`.padEnd(15)}${cells.join('  ')}`);
    }
  }
}

async function openBare(speed) {
  const page = await (await browser.newContext()).newPage();
  await page.setContent('<textarea id="bare" rows="6" cols="80">It is a quarter.</textarea>');
  await slowDown(page, speed);
  return page;
}

/** A board that takes letters, in a browser of its own without a cache. */
function open(address, cookie, { speed, network }) {
  return openAs(browser, address, cookie, (page) => slowDown(page, speed, network));
}

async function slowDown(page, speed, network) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: speed });
  if (network) {
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', network);
  }
}

async function writeInto(page, id) {
  const field = page.locator(`#${id}`);
  await field.scrollIntoViewIfNeeded();
  await field.focus();
  await page.keyboard.press('Control+End');
  // What opening and coming here has begun is over.
  await page.waitForTimeout(1_000);
  await page.evaluate(() => window.long?.splice(0));
  for (let index = 0; index < KEYS; index += 1) {
    const letter = WORDS[index % WORDS.length];
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(PAUSE + Math.random() * JITTER);
  }
}

function cell(milliseconds) {
  return milliseconds.toFixed(1).padStart(8);
}
