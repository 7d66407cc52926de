// A workshop is planned by two people at once, by keyboard alone, and on a narrow phone.

import type { Page } from '@playwright/test';

import { isSaved } from '../support/board.ts';
import { block, planIsLive, plannedToday } from '../support/plan.ts';
import { expect, test } from '../support/test.ts';

/** A workshop without a plan, for which one is started. */
async function startPlan(page: Page, place: number, shape: string): Promise<string> {
  const today = await plannedToday(page);
  await page.goto(today);
  await page.locator('.crumbs a, .topbar a[aria-label^="Back to"]').first().click();
  await page.waitForURL('**/groups/*');
  await page.locator('.year__name a').nth(place - 1).click();
  await page.waitForURL('**/workshops/*');
  await page.getByRole('button', { name: shape }).click();
  await planIsLive(page);
  return new URL(page.url()).pathname;
}

const titles = (page: Page) => page.locator('li.block .block__title textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value));
const times = (page: Page) => page.locator('li.block .plan__time').allTextContents();

async function converge(one: Page, other: Page) {
  await expect.poll(async () => [await titles(one), await times(one)]).toEqual([await titles(other), await times(other)]);
  await expect.poll(async () => [await titles(other), await times(other)]).toEqual([await titles(one), await times(one)]);
}

test('one drags a block, one retitles and stretches another: both see the same plan, and its times are right', async ({ as }) => {
  const [helen, nell] = await Promise.all([as('helen'), as('nell')]);
  const address = await startPlan(helen, 4, 'Afternoon with a twilight');
  await nell.goto(address);
  await planIsLive(nell);
  await converge(helen, nell);

  const grip = block(helen, 'Break').locator('.block__grip');
  const target = block(helen, 'What did you notice?');
  const [from, to] = [await grip.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('nothing to drag');
  await helen.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await helen.mouse.down();
  await helen.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 12 });

  const title = block(nell, 'Do the maths together').locator('textarea');
  await title.click();
  await title.fill('Do the maths, then look at it');
  await helen.mouse.up();
  await nell.getByRole('button', { name: '5 minutes more' }).click();
  await nell.getByRole('button', { name: '5 minutes more' }).click();

  await converge(helen, nell);
  const all = await titles(helen);
  expect(all.slice(0, 3)).toEqual(['Arrive and sign in', 'Break', 'What did you notice?']);
  expect(all).toContain('Do the maths, then look at it');
  // 13:30 on, as the workshop’s own time is: 10, 15, 25, 40, then 55 minutes.
  expect((await times(helen)).slice(0, 6)).toEqual(['13:30', '13:40', '13:55', '14:20', '15:00', '15:55']);
  await expect(helen.locator('.sums')).toContainText('over');
  await isSaved(nell);
});

test('a block is made longer by its edge, and undo takes that back', async ({ as }) => {
  const helen = await as('helen');
  await startPlan(helen, 5, 'TRG half day');
  const edge = block(helen, 'Break').locator('.block__stretch');
  const box = await edge.boundingBox();
  if (!box) throw new Error('nothing to pull');
  await helen.mouse.move(box.x + 40, box.y + 6);
  await helen.mouse.down();
  await helen.mouse.move(box.x + 40, box.y + 6 + 48, { steps: 8 });
  await helen.mouse.up();
  await expect(block(helen, 'Break').locator('.block__minutes')).toContainText('30');
  await helen.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(block(helen, 'Break').locator('.block__minutes')).toContainText('15');
});

test('by keyboard alone a block is added, named, moved, made longer, put into the twilight, deleted and brought back', async ({ as }) => {
  const helen = await as('helen');
  await startPlan(helen, 3, 'An empty plan');
  await helen.getByRole('button', { name: 'Add a block', exact: true }).focus();
  await helen.keyboard.press('Enter');
  await expect(helen.locator('textarea:focus')).toHaveValue('');
  await helen.keyboard.type('Look at the boards');
  await helen.getByRole('button', { name: 'Add a block', exact: true }).focus();
  await helen.keyboard.press('Enter');
  await expect(helen.locator('textarea:focus')).toHaveValue('');
  await helen.keyboard.type('Talk');
  expect(await titles(helen)).toEqual(['Look at the boards', 'Talk']);
  await helen.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => titles(helen)).toEqual(['Talk', 'Look at the boards']);

  const minutes = helen.getByRole('spinbutton', { name: 'Minutes of the block' });
  await minutes.focus();
  await helen.keyboard.type('25');
  await helen.keyboard.press('Enter');
  await expect(block(helen, 'Talk').locator('.block__minutes')).toContainText('25');
  await expect.poll(() => times(helen)).toEqual(['13:00', '13:25']);

  const part = helen.getByLabel('Part');
  await part.focus();
  await part.selectOption('twilight');
  await expect(helen.locator('#twilight-blocks li.block')).toHaveCount(1);

  await helen.getByRole('button', { name: 'Delete', exact: true }).focus();
  await helen.keyboard.press('Enter');
  await expect(helen.locator('#twilight-blocks li.block')).toHaveCount(0);
  await helen.locator('.toast__action').focus();
  await helen.keyboard.press('Enter');
  await expect(helen.locator('#twilight-blocks li.block')).toHaveCount(1);
});

test('at 320 px nothing is cut off, and the details come and go', async ({ as }) => {
  const helen = await as('helen');
  await helen.setViewportSize({ width: 320, height: 640 });
  await helen.goto(await plannedToday(helen));
  await planIsLive(helen);
  expect(await helen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await block(helen, 'Parts of a quantity').getByRole('button', { name: /^Details/ }).click();
  await expect(helen.getByLabel('What we do')).toBeVisible();
  await expect(helen.locator('#blocks')).toBeHidden();
  expect(await helen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await helen.getByRole('button', { name: 'Back to the plan' }).click();
  await expect(helen.locator('#blocks')).toBeVisible();
});
