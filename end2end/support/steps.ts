// A board with many steps, written at once by another client, as by somebody's import.

import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import * as Y from 'yjs';

import { join } from './stock.mjs';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TEXTS = ['title', 'exposition', 'stem_sentence', 'key_questions', 'expected_response', 'difficult_point', 'planned_answer', 'check'];

/** Writes steps called `Part 1` … onto the board that is open, each with `lines` lines of exposition, and waits until they are there. */
export async function writeSteps(page: Page, count: number, lines = 3) {
  const url = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stock = await join({ host: url.host }, url.pathname.replace('/boards/', ''), cookie);
  stock.doc.transact(() => {
    for (let place = 0; place < count; place++) {
      const step = new Y.Map<unknown>();
      step.set('position', DIGITS[1 + Math.floor(place / 60)] + DIGITS[1 + (place % 60)]);
      step.set('minutes', 1);
      for (const text of TEXTS) step.set(text, new Y.Text(text === 'title' ? `Part ${place + 1}` : text === 'exposition' ? Array(lines).fill('A line of words.').join('\n') : ''));
      stock.doc.getMap('steps').set(`part${place + 1}`, step);
    }
  });
  await expect(page.locator('#steps > li.step')).toHaveCount(count);
  stock.leave();
}
