// Pictures of a page for eyes: whole, by day and by night, and on paper. They stand in `test-results/looks/`.

import { join } from 'node:path';

import { type Page, type TestInfo, expect } from '@playwright/test';

import { sizes } from '../support/screen.ts';
import { settled } from '../support/visit.ts';

const folder = join('test-results', 'looks');

/** Draws the page that is open on the project's screen; from the desktop as A4 and on a tablet too. */
export async function draw(page: Page, name: string, info: TestInfo) {
  const file = name.replace(/[^a-z]+/g, '-');
  const desktop = info.project.name === 'desktop';
  await settled(page);
  if (desktop) await page.pdf({ path: join(folder, 'papers', `${file}.pdf`), preferCSSPageSize: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(page, join('pages', colorScheme === 'light' ? '' : colorScheme, `${file}-${info.project.name}`), true);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (!desktop) return;
  // Not by `Screen`: a picture of a whole page would undo it.
  await page.setViewportSize(sizes.tablet);
  await picture(page, join('pages', `${file}-tablet`), true);
  await page.setViewportSize(sizes.desktop);
}

/** One picture of what is seen, or of the whole page. */
export async function picture(page: Page, name: string, fullPage = false) {
  await settled(page);
  const bytes = await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  expect(bytes.length, 'it is no empty page').toBeGreaterThan(5_000);
}
