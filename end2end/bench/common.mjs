// What the measurements on boards have in common.

import { watchOpening } from './board/watch.mjs';

const PATIENCE = 60_000;

/** A board that takes letters and says that all is saved, as whoever has the cookie, in a browser context of its own; `prepare` is done to the page
 * before it goes there. */
export async function openAs(browser, address, cookie, prepare = async () => {}) {
  const [name, value] = cookie.split(/=(.*)/s);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addCookies([{ name, value, url: new URL(address).origin }]);
  await context.addInitScript(watchOpening);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.opened, undefined, { timeout: PATIENCE });
  return page;
}

/** The time that a share of them does not exceed; `times` are in order. */
export function at(times, share) {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
}
