// What every page must hold, whoever looks at it and on whichever screen; and pictures of it for eyes: `test-results/looks/`.

import { join } from 'node:path';

import { type Page, type TestInfo, expect } from '@playwright/test';

import { axe } from './axe.ts';
import { wholeByKeyboard } from './keyboard.ts';

/** Looks at the page that is open: its frame, its rules by day and by night, its keys, its width on the smallest screen. */
export async function look(page: Page, name: string, info: TestInfo) {
  const size = page.viewportSize()!;
  await settled(page);
  await expect(page).toHaveTitle(/.+ · Twilight$/);
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('contentinfo')).toContainText('hello@lanternvale.example');
  const file = name.replace(/[^a-z]+/g, '-');
  const desktop = info.project.name === 'desktop';
  // As pages of A4, for eyes too.
  if (desktop) await page.pdf({ path: join('test-results', 'looks', 'papers', `${file}.pdf`), preferCSSPageSize: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const picture = colorScheme === 'light' ? file : `dark/${file}`;
    await page.screenshot({ path: join('test-results', 'looks', 'programme', `${picture}-${info.project.name}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (desktop) await wholeByKeyboard(page);
  // A letter's preview is a frame in which no script may run: not even one that looks for mistakes.
  await page.evaluate(() => document.querySelectorAll('iframe[sandbox]').forEach((frame) => frame.remove()));
  // A wide screen has the parts and the colours of the usual one.
  for (const colorScheme of info.project.name === 'wide' ? [] : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme });
    await axe(page);
  }
  // The smallest screen, and a school's tablet held upright.
  for (const width of [320, 820]) {
    await page.setViewportSize({ width, height: 1080 });
    await settled(page);
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(content, `never scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(width);
    if (width === 820 && desktop) await page.screenshot({ path: join('test-results', 'looks', 'programme', `${file}-tablet.png`), fullPage: true });
  }
  await page.setViewportSize(size);
}

async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
}
