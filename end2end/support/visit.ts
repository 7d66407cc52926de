// What every page must hold in a browser, whoever looks at it: one visit, in which the page is put on one screen after another.
// What needs no browser is checked on the server's HTML (`html.mjs`), here for pages that no link leads to.

import { type Page, expect } from '@playwright/test';

import { axe } from './axe.ts';
import { problemsIn } from './html.mjs';
import { skipLink, wholeByKeyboard } from './keyboard.ts';
import { Screen, sizes } from './screen.ts';

/** Looks at the page that is open (`html` where it can't be asked for again): its rules by day and by night, its keys, its width on every screen. */
export async function visit(page: Page, html?: string) {
  await settled(page);
  await expect(page.getByRole('contentinfo')).toContainText('hello@lanternvale.example');
  expect(problemsIn(html ?? (await source(page))), 'as the server sent it').toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await skipLink(page);
  await wholeByKeyboard(page);
  // A letter's preview is a frame in which no script may run: not even one that looks for mistakes.
  await page.evaluate(() => document.querySelectorAll('iframe[sandbox]').forEach((frame) => frame.remove()));
  await everyScreen(page);
}

/** It never scrolls sideways on any screen, and breaks no rule of accessibility, by day and by night. */
export async function everyScreen(page: Page) {
  const screen = await Screen.of(page);
  for (const [name, size] of Object.entries(sizes)) {
    await screen.put(size);
    expect(await screen.contentWidth(), `never scrolls sideways: ${name}`).toBeLessThanOrEqual(size.width);
    // A wide screen has the parts and the colours of the usual one, and the smallest those of the phone.
    if (name !== 'desktop' && name !== 'phone') continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await axe(page);
    }
  }
}

/** Fonts are there, where a program takes the page over, it has done so, and nothing is being tried any more. */
export async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => !document.querySelector('link[as=fetch][href$=".wasm"]') || document.documentElement.dataset.program === 'running');
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
  for (const frame of page.frames().slice(1)) await frame.waitForLoadState();
}

/** What came over the wire for the document that a page shows, also where that answered a form; asked for before it is gone to. */
export function documentOf(page: Page): () => Promise<string> {
  let last = Promise.resolve('');
  page.on('response', (response) => {
    const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (isDocument && (response.ok() || response.status() === 422)) last = response.text();
  });
  return () => last;
}

/** The page's HTML once more, as it comes over the wire. */
async function source(page: Page) {
  return (await page.request.get(page.url())).text();
}
