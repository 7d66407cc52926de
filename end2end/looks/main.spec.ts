// Pictures of the main pages as they are first seen, and of a board with people on it.

import { boardAddress, field, groupAddress, isLive, stepField, stepId } from '../support/board.ts';
import { expect, test } from '../support/test.ts';
import { picture } from './pictures.ts';

// A page that is not there answers 404, and the browser says so in the console.
test.use({ allowed: /^404 for GET .*\/nowhere$|status of 404/ });

const BOARD = 'Finding a unit fraction of a quantity';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages for visitors, ${colorScheme}`, async ({ visitor }, info) => {
    const page = await visitor({ colorScheme });
    for (const [name, address] of [['home', '/'], ['sign-in', '/sign-in'], ['not-found', '/nowhere']]) {
      await page.goto(address);
      await picture(page, `${name}-${info.project.name}-${colorScheme}`);
    }
  });

  test(`pages for people, ${colorScheme}`, async ({ as }, info) => {
    const page = await as('helen', { colorScheme });
    const group = await groupAddress(page.request);
    for (const [name, address] of [['today', '/today'], ['group', group], ['new-board', `${group}/boards/new`]]) {
      await page.goto(address);
      await picture(page, `${name}-${info.project.name}-${colorScheme}`);
    }
  });

  test(`a board with people on it, ${colorScheme}`, async ({ as }, info) => {
    const page = await as('helen', { colorScheme });
    const address = await boardAddress(page.request, BOARD);
    // The others sit at larger screens, whatever this one is.
    const desk = { colorScheme, viewport: { width: 1366, height: 768 }, isMobile: false, hasTouch: false };
    const [tom, sana] = await Promise.all([as('tom', desk), as('sana', desk)]);
    for (const each of [page, tom, sana]) {
      await each.goto(address);
      await isLive(each);
    }
    const id = await stepId(page, 1);
    const exposition = stepField(tom, id, 'exposition');
    await exposition.evaluate((element: HTMLTextAreaElement) => element.focus());
    await exposition.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(60, 60));
    await field(sana, 'key_learning_point').evaluate((element: HTMLTextAreaElement) => {
      element.focus();
      element.setSelectionRange(8, 21);
    });
    if (info.project.name === 'phone') {
      await picture(page, `board-steps-${info.project.name}-${colorScheme}`);
      await page.locator('.bottom-bar__item', { hasText: /^Step \d/ }).click();
    }
    await expect(page.locator('.caret')).not.toHaveCount(0);
    await picture(page, `board-${info.project.name}-${colorScheme}`);
    await picture(page, `board-${info.project.name}-${colorScheme}-whole`, true);
    await stepField(page, id, 'stem_sentence').evaluate((element: HTMLTextAreaElement) => element.focus());
    await picture(page, `board-writing-${info.project.name}-${colorScheme}`);
  });
}
