// Steps of a board all at once, as another editor writes them: what a test or a measurement is about begins where they are there.

import * as Y from 'yjs';

import { eventually, join } from './stock.mjs';

const TEXTS = ['title', 'exposition', 'stem_sentence', 'key_questions', 'expected_response', 'difficult_point', 'planned_answer', 'check'];

// Puts steps into a document that shows none, each given as its texts by their names; returns their keys. `keyOf` makes one of a place from 0.
export function addSteps(doc, steps, { keyOf = (place) => `written-${padded(place)}`, minutes = 1 } = {}) {
  const keys = steps.map((_, place) => keyOf(place));
  doc.transact(() => {
    steps.forEach((texts, place) => {
      const step = new Y.Map();
      for (const name of TEXTS) step.set(name, new Y.Text(texts[name] ?? ''));
      step.set('position', `V${padded(place + 1)}V`);
      step.set('minutes', minutes);
      doc.getMap('steps').set(keys[place], step);
    });
  });
  return keys;
}

// Writes steps onto the empty board that a page shows, as the person whose page it is; returns their keys once the page shows them.
export async function writeSteps(page, steps, options) {
  const { host, pathname } = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stock = await join({ host }, pathname.replace('/boards/', ''), cookie);
  const keys = addSteps(stock.doc, steps, options);
  await eventually(async () => (await page.locator('#steps > li.step').count()) === steps.length, 'the page never showed the steps');
  stock.leave();
  return keys;
}

const padded = (place) => String(place).padStart(3, '0');
