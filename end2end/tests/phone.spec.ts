// The board on a phone: one part at a time, and the focused field clear of the bar.

import { field, isSaved, openBoard, stepField } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';

const TITLE = 'Finding a unit fraction of a quantity';

test('the bottom bar leads between the board’s parts', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  const bar = page.getByRole('navigation', { name: 'Parts of the board' });
  await expect(bar).toBeVisible();
  for (const [item, view, shown] of [
    ['Checks', 'checks', '#checks'],
    ['Here', 'here', '#here'],
    ['Step', 'step', 'li.step[data-current]'],
    ['Steps', 'steps', '.outline'],
  ]) {
    await bar.getByRole('link', { name: item === 'Step' ? /^Step \d/ : item }).click();
    await expect(page.locator('.board')).toHaveAttribute('data-view', view);
    await expect(page.locator(shown)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${view} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await axe(page);
});

test('a field that is typed in stands clear of the bars', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, 'Rounding by looking both ways');
  await page.locator('.outline__link', { hasText: 'Round to the nearest thousand' }).click();
  const current = (await page.locator('li.step[data-current]').getAttribute('id'))!;
  const check = stepField(page, current.replace('step-', ''), 'check');
  await expect(check).toBeVisible();
  await check.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' And so on.');
  const [box, bar] = [await check.boundingBox(), await page.locator('.bottom-bar').boundingBox()];
  expect(box!.y + box!.height).toBeLessThanOrEqual(bar!.y + 1);
  await isSaved(page);
});

test('everything written on the board can be reached', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  for (const [link, name] of [['Key learning point', 'key_learning_point'], ['Before and next', 'vocabulary']]) {
    await page.locator('.bottom-bar__item', { hasText: 'Steps' }).click();
    await page.locator('.outline__link', { hasText: link }).click();
    await expect(field(page, name)).toBeInViewport();
  }
});

test('the title and the saved state stand in the top bar', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  await expect(page.locator('.topbar__phone-title')).toHaveText(TITLE);
  await expect(page.locator('.topbar__phone .saved')).toBeVisible();
  await expect(field(page, 'title')).toBeEditable();
});
