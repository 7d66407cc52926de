// Steps of a board all at once, as another editor writes them: what a test is about begins where they are there.

import type { Page } from '@playwright/test';
import * as Y from 'yjs';

import { eventually, join } from './stock.mjs';

const TEXTS = ['title', 'exposition', 'stem_sentence', 'key_questions', 'expected_response', 'difficult_point', 'planned_answer', 'check'];

/** Writes steps at the end of an empty board, as the person whose page it is; returns their keys once the page shows them. */
export async function writeSteps(page: Page, steps: Record<string, string>[]): Promise<string[]> {
  const { host, pathname } = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stock = await join({ host }, pathname.replace('/boards/', ''), cookie);
  const keys = steps.map((_, place) => `written-${String(place).padStart(3, '0')}`);
  stock.doc.transact(() => {
    steps.forEach((texts, place) => {
      const step = new Y.Map<unknown>();
      for (const name of TEXTS) step.set(name, new Y.Text(texts[name] ?? ''));
      step.set('position', `V${String(place + 1).padStart(3, '0')}V`);
      step.set('minutes', 1);
      stock.doc.getMap('steps').set(keys[place], step);
    });
  });
  await eventually(async () => (await page.locator('#steps > li').count()) === steps.length, 'the page never showed the steps');
  stock.leave();
  return keys;
}
