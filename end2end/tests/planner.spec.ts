// A workshop is planned by two people at once, by keyboard alone, and on a narrow phone.

import type { Page } from '@playwright/test';

import { isSaved } from '../support/board.ts';
import { block, planIsLive, plannedToday } from '../support/plan.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

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

/** Pulls a block's lower edge down by so many CSS pixels, and holds it for a while on the way. It is not let go. */
async function pull(page: Page, title: string, pixels: number, held = 0) {
  const edge = block(page, title).locator('.block__stretch');
  await edge.scrollIntoViewIfNeeded();
  const box = await edge.boundingBox();
  if (!box) throw new Error('nothing to pull');
  const [x, y] = [box.x + 40, box.y + 6];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + pixels / 2, { steps: 4 });
  await page.waitForTimeout(held);
  await page.mouse.move(x, y + pixels, { steps: 4 });
}

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

test('a block is made longer by its edge: one pull, however slow, is one step of undo, which says what it was', async ({ as }) => {
  const helen = await as('helen', { viewport: { width: 1366, height: 900 } });
  await startPlan(helen, 5, 'TRG half day');
  const minutes = block(helen, 'Break').locator('.block__minutes');
  const undo = helen.locator('.topbar__undo').getByRole('button', { name: 'Undo', exact: true });
  await pull(helen, 'Break', 48, 1_500);
  await expect(minutes, 'it is seen while one pulls').toContainText('30');
  await helen.mouse.up();
  await expect(minutes).toContainText('30');
  await undo.click();
  await expect(block(helen, 'Break')).toHaveAttribute('data-changed', '');
  await expect(minutes).toContainText('15');
  await expect(helen.locator('.toast')).toContainText('Undone: “Break” takes 15 min');
  await expect(undo, 'there was nothing else').toBeDisabled();

  // Where a minute is higher, it takes a longer pull.
  await helen.setViewportSize({ width: 1700, height: 900 });
  await pull(helen, 'Break', 77);
  await helen.mouse.up();
  await expect(minutes).toContainText('35');
  await pull(helen, 'Break', 77);
  await expect(minutes).toContainText('55');
  await helen.keyboard.press('Escape');
  await helen.mouse.up();
  await expect(minutes).toContainText('35');
  await undo.click();
  await expect(minutes, 'what was taken back is no step').toContainText('15');
});

test('undo says what it did, takes back what was said before, and goes there', async ({ as }) => {
  const helen = await as('helen', { viewport: { width: 1366, height: 500 } });
  await startPlan(helen, 6, 'Leadership day');
  const toast = helen.locator('.toast');
  const first = helen.locator('li.block').first();
  const name = (await titles(helen))[0];
  const count = await helen.locator('li.block').count();
  await first.locator('.block__title textarea').click();
  await helen.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(toast).toContainText(`“${name}” deleted`);
  await helen.locator('.plan__end').scrollIntoViewIfNeeded();
  await helen.keyboard.press('Control+z');
  await expect(toast).toHaveCount(1);
  await expect(toast).toContainText(`Undone: “${name}” is back`);
  await expect(helen.locator('li.block')).toHaveCount(count);
  await expect(first).toBeInViewport();
  await expect(first).toHaveAttribute('data-current', '');
  await helen.keyboard.press('Control+Shift+z');
  await expect(toast).toContainText(`Redone: “${name}” is among the deleted blocks`);
  await helen.getByText('Deleted blocks, 1').click();
  await helen.getByRole('button', { name: `Restore ${name}` }).click();
  await expect(toast, 'it is true no more').toHaveCount(0);
});

test('what is typed in the details of one block does not stand in those of the next', async ({ as }) => {
  const helen = await as('helen');
  await helen.goto(await plannedToday(helen));
  await planIsLive(helen);
  const heading = helen.locator('li.block .block__title textarea');
  const words = helen.locator('#block-details').getByLabel('What we do');
  await heading.nth(1).click();
  const others = await words.inputValue();
  await heading.nth(0).click();
  await words.fill('Name badges are on the first table.');
  await heading.nth(1).click();
  await expect(words).toHaveValue(others);
  await heading.nth(0).click();
  await expect(words).toHaveValue('Name badges are on the first table.');
});

test('half hours stand beside long blocks, and nobody hears them', async ({ as }) => {
  const helen = await as('helen', { viewport: { width: 1366, height: 900 } });
  await helen.goto(await plannedToday(helen));
  await planIsLive(helen);
  const marks = helen.locator('li.block .plan__mark');
  expect(await marks.count()).toBeGreaterThan(1);
  for (const mark of await marks.all()) {
    await expect(mark).toHaveText(/^\d\d:[03]0$/);
    await expect(mark).toHaveAttribute('aria-hidden', 'true');
    const [own, around] = [await mark.boundingBox(), await mark.locator('xpath=..').boundingBox()];
    if (!own || !around) throw new Error('not drawn');
    // Clear of the block's own time above it, and of the next one's.
    expect(own.y).toBeGreaterThan(around.y + own.height);
    expect(own.y + own.height).toBeLessThan(around.y + around.height);
  }
});

test('what mends the times follows the block one is at, and a board is linked once one says so', async ({ as }) => {
  const helen = await as('helen', { viewport: { width: 1366, height: 900 } });
  await helen.goto(await plannedToday(helen));
  await planIsLive(helen);
  await expect(helen.locator('.balance[data-over] button')).toHaveText('Take 5 from “Parts of a quantity”');
  await block(helen, 'Task 1: what did you notice?').locator('.block__title textarea').click();
  await expect(helen.locator('.balance[data-over] button')).toHaveText('Take 5 from “Task 1: what did you notice?”');

  const links = helen.locator('.block-board');
  const before = await links.count();
  const choice = helen.getByLabel('Link a board of the group');
  await choice.selectOption({ index: 1 });
  await expect(links, 'it is only chosen').toHaveCount(before);
  await helen.getByRole('button', { name: 'Add the link to the board' }).click();
  await expect(links).toHaveCount(before + 1);
  await expect(choice).toHaveValue('');
  await expect(helen.locator('.toast')).toContainText('linked');
  await helen.locator('.topbar__undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(links).toHaveCount(before);
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

test('lines that are pasted into its title become one, and all words can be copied by hand where a browser gives no clipboard', async ({ browser }) => {
  const world = await World.make(browser);
  try {
    const helen = await world.as('helen');
    await helen.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
      document.execCommand = () => false;
    });
    await helen.goto(await plannedToday(helen));
    await planIsLive(helen);
    const title = helen.locator('.planner__title textarea');
    await title.click();
    await title.evaluate((field) => {
      (field as HTMLTextAreaElement).select();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Parts\nof a whole');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(title).toHaveValue('Parts of a whole');
    await isSaved(helen);
    await helen.getByLabel('More for this plan').click();
    await helen.getByRole('button', { name: 'Copy as text' }).click();
    const dialog = helen.getByRole('dialog', { name: 'Copy the words by hand' });
    await expect(dialog.getByRole('textbox')).toHaveValue(/Parts of a whole/);
  } finally {
    await world.end();
  }
});
