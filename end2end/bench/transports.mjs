// How long a letter takes from one browser to another's screen: by WebSocket, through proxies as we say that they should be set up, and through
// those that leave events or only long polls. Prints figures; ends with 1 when a letter did not come.
//
//   script/bench transports

import { join } from 'node:path';

import { chromium as playwright } from '@playwright/test';

import { chromium, flags } from '../support/chromium.mjs';
import { troubledNginx, troubles } from '../support/proxies.mjs';
import { Server, makeFixture, temporaryFolder } from '../support/server.mjs';
import { at, openAs } from './common.mjs';

const LETTERS = 300;
/** A quick typist, and not in step with anything. */
const [PAUSE, JITTER] = [90, 60];
const PATIENCE = 30_000;

const folder = temporaryFolder();
const database = join(folder.path, 'transports.db');
const { cookies, documents } = makeFixture(database, { boards: 3, people: 2 });
const server = await Server.start(database, undefined, { TWILIGHT_LOG: 'error' });
const browser = await playwright.launch({ executablePath: chromium(), args: flags });
let lost = 0;
try {
  console.log(`${LETTERS} letters, typed in one browser and seen in another\n`);
  console.log('way                                 carried by      p50 ms   p99 ms   longest');
  await measure('to the server', documents[0], server.url);
  for (const [name, trouble, document] of [['nginx that refuses upgrades', 'refuses', documents[1]], ['nginx that also holds events back', 'buffers', documents[2]]]) {
    const proxy = await troubledNginx(server, troubles[trouble]);
    await measure(name, document, proxy.url);
    await proxy.stop();
  }
} finally {
  await browser.close();
  await server.stop();
  folder.remove();
}
console.log(lost === 0 ? '\nevery letter came' : `\n${lost} LETTERS DID NOT COME`);
process.exitCode = lost === 0 ? 0 : 1;

async function measure(name, document, url) {
  // All is saved: so they know by now how frames travel from where they are.
  const pages = await Promise.all(cookies.map((cookie) => openAs(browser, `${url}/boards/${document}`, cookie)));
  const [writer, reader] = pages;
  await reader.evaluate(watch);
  await writer.evaluate(watch);
  await writer.locator('#f-vocabulary').focus();
  for (let number = 0; number < LETTERS; number += 1) {
    await writer.keyboard.press('a');
    await writer.waitForTimeout(PAUSE + Math.random() * JITTER);
  }
  await reader.waitForFunction((wanted) => window.moments.length >= wanted, LETTERS, { timeout: PATIENCE }).catch(() => undefined);
  const [typed, seen] = [await writer.evaluate('window.moments'), await reader.evaluate('window.moments')];
  lost += LETTERS - seen.length;
  const delays = seen.map((moment, number) => moment - typed[number]).sort((a, b) => a - b);
  const carriedBy = (await writer.evaluate(() => localStorage.getItem('twilight-transport')))?.split(' ')[0] ?? 'WebSocket';
  const cell = (share) => at(delays, share).toFixed(0).padStart(6);
  console.log(`${name.padEnd(36)}${carriedBy.padEnd(14)} ${cell(0.5)}   ${cell(0.99)}    ${cell(1)}`);
  for (const page of pages) await page.context().close();
}

/** Notes when each letter of a field is there, on the clock that all browsers of this machine share. */
function watch() {
  const field = document.querySelector('#f-vocabulary');
  window.moments = [];
  const look = () => {
    while (window.moments.length < field.value.length) window.moments.push(performance.timeOrigin + performance.now());
  };
  field.addEventListener('input', look);
  // What colleagues type is put in by the program, and fires nothing.
  setInterval(look, 1);
}
