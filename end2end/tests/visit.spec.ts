// The checks of every visit (`visit.ts`), each with a fault planted for it on a page made for this.

import type { Page } from '@playwright/test';

import { axe } from '../support/axe.ts';
import { skipLink, wholeByKeyboard } from '../support/keyboard.ts';
import { Screen, sizes } from '../support/screen.ts';
import { expect, test } from '../support/test.ts';
import { everyScreen } from '../support/visit.ts';

const good = `<!DOCTYPE html><html lang="en-GB"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>A page</title><link rel="icon" href="/favicon.svg">
  <style>:root { color-scheme: light dark; color: light-dark(#111, #eee); background: light-dark(#fff, #111) } a { color: inherit } body { margin: 0 }</style></head>
  <body><a href="#main">Skip to the main part</a><main id="main"><h1>A page</h1><p>Words.</p><p><a href="/">Front page</a></p><button>Press</button></main></body></html>`;

const planted = (fault: string) => good.replace('</main>', `${fault}</main>`);

/** What a check says of a page: nothing when it is content. */
async function said(page: Page, html: string, check: (page: Page) => Promise<void>): Promise<string> {
  // An address of its own, so that links within the page work.
  await page.route('**/planted', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('/planted');
  const failure = await check(page).then(
    () => '',
    (error: Error) => error.message,
  );
  await page.unroute('**/planted');
  return failure;
}

test('a good page passes them all', async ({ reader }) => {
  const page = await reader();
  for (const check of [skipLink, wholeByKeyboard, everyScreen]) expect(await said(page, good, check)).toBe('');
});

for (const [kind, html, check, expected] of [
  ['too little contrast', planted('<p style="color: #ccc; background: #fff">Faint</p>'), axe, /color-contrast/],
  ['too little contrast by night alone', planted('<style>@media (prefers-color-scheme: dark) { .faint { color: #333; background: #222 } }</style><p class="faint">Faint</p>'), everyScreen, /color-contrast/],
  ['too little contrast on a phone alone', planted('<style>@media (pointer: coarse) { .faint { color: #ccc; background: #fff } }</style><p class="faint">Faint</p>'), everyScreen, /color-contrast/],
  ['something too wide for the smallest screen', planted('<div style="width: 380px">Wide</div>'), everyScreen, /sideways: smallest/],
  ['something too wide for a tablet alone', planted('<style>@media (min-width: 800px) and (max-width: 900px) { .wide { width: 950px } }</style><div class="wide">Wide</div>'), everyScreen, /sideways: tablet/],
  ['something too wide for a projector alone', planted('<style>@media (min-width: 1900px) { .wide { width: 2000px } }</style><div class="wide">Wide</div>'), everyScreen, /sideways: wide/],
  ['a first link that leads nowhere', good.replace('id="main"', ''), skipLink, /main part|toBe/],
  ['a focus that is not seen', planted('<style>button:focus { outline: none }</style>'), wholeByKeyboard, /did not show its focus/],
  ['a focus that lies under a bar', planted('<div style="position: fixed; inset: 0; background: canvas">Bar</div>'), wholeByKeyboard, /lies under something/],
  ['a control that the keyboard does not reach', planted('<div tabindex="0" onfocus="this.previousElementSibling.focus()">1</div><button>2</button>'), wholeByKeyboard, /data-to-reach|never/],
] as [string, string, (page: Page) => Promise<void>, RegExp][]) {
  test(`${kind} is found`, async ({ reader }) => {
    expect(await said(await reader(), html, check)).toMatch(expected);
  });
}

test('a page on a phone has a finger and no mouse', async ({ reader }) => {
  const page = await reader();
  await page.goto('/sign-in');
  const screen = await Screen.of(page);
  await screen.put(sizes.phone);
  expect(await page.evaluate(() => [matchMedia('(pointer: coarse)').matches, innerWidth])).toEqual([true, 390]);
  await screen.put(sizes.desktop);
  expect(await page.evaluate(() => [matchMedia('(pointer: coarse)').matches, innerWidth])).toEqual([false, 1366]);
});

for (const [kind, fault, expected] of [
  ['an error in the console', "console.error('it broke')", /it broke/],
  ['an exception', "setTimeout(() => { throw new Error('it broke') })", /exception: it broke/],
  ['a request to another host', "fetch('https://elsewhere.example/').catch(() => {})", /another host|Content Security Policy/],
  ['an answer of ours that failed', "fetch('/nowhere-at-all')", /404 for GET/],
] as const) {
  test.describe(kind, () => {
    test.use({ allowed: /./ });
    test('is found on any page', async ({ reader, guard }) => {
      const page = await reader();
      await page.goto('/sign-in');
      await page.evaluate(fault);
      await expect.poll(() => guard.seen.join('\n')).toMatch(expected);
    });
  });
}
