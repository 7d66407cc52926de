// Whole boards: from Today to the first letter, what they are called, copied, archived and brought back, and a step taken to another.

import type { Locator, Page } from '@playwright/test';

import { field, groupAddress, isLive, isSaved, startBoard, step } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';
import { writeSteps } from '../support/written.mjs';

/** Clicks with the mouse, and counts them. */
function mouse(page: Page) {
  let clicks = 0;
  return {
    async click(what: Locator) {
      clicks += 1;
      await what.click();
    },
    clicks: () => clicks,
  };
}

test('from Today to a cursor in a new board’s first field it is four clicks at most', async ({ as }) => {
  const page = await as('grace');
  await page.goto('/today');
  const hand = mouse(page);
  await hand.click(page.getByRole('link', { name: 'Start a board' }).first());
  // The search has the cursor: nothing has to be clicked to type.
  await expect(page.getByRole('searchbox', { name: 'Which criterion is it for?' })).toBeFocused();
  await page.keyboard.type('unit fraction of a quantity');
  await expect(page.getByRole('status').filter({ hasText: 'criteri' })).toBeVisible();
  await axe(page);
  await hand.click(page.getByRole('button', { name: /3F–2/ }));
  await page.waitForURL(/\/boards\/[0-9a-f-]{36}$/);
  await expect(field(page, 'title')).toBeFocused();
  await page.keyboard.type('Sharing twelve strawberries');
  await expect(field(page, 'title')).toHaveValue('Sharing twelve strawberries');
  await isSaved(page);
  expect(hand.clicks()).toBeLessThanOrEqual(4);
  await expect(page.locator('.chip--criterion .chip__code')).toHaveText(['3F–2']);
  await expect(page.locator('.board-head__chips')).toContainText('Year 3');
});

test('by keyboard alone too, and a title typed before a criterion is chosen is the board’s', async ({ as }) => {
  const page = await as('grace');
  await page.goto(`${await groupAddress(page.request)}/boards/new`);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.getByLabel('What is the lesson about?').fill('Typed first');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('3F-2');
  await expect(page.getByRole('button', { name: /3F–2/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/boards\/[0-9a-f-]{36}$/);
  await expect(field(page, 'title')).toHaveValue('Typed first');
  // The title is there: one goes on with what is next.
  await expect(field(page, 'key_learning_point')).toBeFocused();
});

test('a board that says something leaves the cursor where it is', async ({ as }) => {
  const page = await as('grace');
  const address = await startBoard(page, 'Already begun');
  await expect(field(page, 'key_learning_point')).toBeFocused();
  await page.keyboard.type('An idea.');
  await isSaved(page);
  await page.goto(address);
  await isLive(page);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('the bar, the tab and every list say what a board is called, whoever changes it', async ({ as }) => {
  const [page, other] = await Promise.all([as('grace'), as('callum')]);
  const address = await startBoard(page, 'First name');
  await other.goto(address);
  await isLive(other);
  for (const each of [page, other]) await expect(each.locator('.crumbs__item[aria-current=page]')).toHaveText('First name');
  await field(page, 'title').fill('Second name');
  for (const each of [page, other]) {
    await expect(each.locator('.crumbs__item[aria-current=page]')).toHaveText('Second name');
    await expect(each).toHaveTitle('Second name · Twilight');
  }
  await field(other, 'title').fill('Third name');
  await expect(page).toHaveTitle('Third name · Twilight');
  await isSaved(other);
  // In the page, without loading it anew.
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.locator('.crumbs__item a').first().click();
  await page.waitForURL(/\/groups\//);
  await expect(page.getByRole('link', { name: 'Third name' })).toBeVisible();
  await page.getByRole('link', { name: 'Third name' }).click();
  await expect(page.locator('.crumbs__item[aria-current=page]')).toHaveText('Third name');
  await isLive(page);
  await field(page, 'title').fill('Fourth name');
  await isSaved(page);
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Fourth name' })).toBeVisible();
  expect(await page.evaluate(() => 'stays' in window)).toBe(true);
  await page.goto('/today');
  await expect(page.getByRole('link', { name: 'Fourth name' })).toBeVisible();
});

test('a board is copied from its menu and archived from a list, and comes back', async ({ as }) => {
  const page = await as('grace');
  await startBoard(page, 'Copied whole');
  await writeSteps(page, [{ title: 'The only step' }]);
  await page.getByLabel('More for this board').click();
  await page.getByRole('button', { name: 'Duplicate this board' }).click();
  await expect(field(page, 'title')).toHaveValue('Copy of Copied whole');
  await isLive(page);
  await expect(page.getByRole('status').filter({ hasText: 'This is the copy.' })).toBeVisible();
  await expect(step(page, 1).locator('.step__title textarea')).toHaveValue('The only step');
  await axe(page);
  const copy = new URL(page.url()).pathname;

  await page.goto('/today');
  const row = page.locator('.board-row', { hasText: 'Copy of Copied whole' });
  await row.locator('details.menu > summary').click();
  await row.getByRole('button', { name: 'Archive this board' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The board is archived' })).toBeVisible();
  await expect(row).toHaveCount(0);
  await axe(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();

  // Once more, from its own page; a colleague reads it, and brings it back from the list of those.
  await page.goto(copy);
  await page.getByLabel('More for this board').click();
  await page.getByRole('button', { name: 'Archive this board' }).click();
  await page.waitForURL(/\/groups\//);
  const other = await as('callum');
  await other.goto(copy);
  await expect(other.getByText(/^This board was archived today at .* by Grace/)).toBeVisible();
  await expect(other.locator('textarea:not([readonly])')).toHaveCount(0);
  await axe(other);
  await other.goto(await groupAddress(other.request));
  await other.getByRole('link', { name: /^Archived boards \(\d+\)$/ }).click();
  await axe(other);
  await other.getByRole('button', { name: 'Bring back Copy of Copied whole' }).click();
  await isLive(other);
  await expect(field(other, 'title')).toHaveValue('Copy of Copied whole');
});

test('a step goes to another board while a colleague is on it', async ({ as }) => {
  const [page, other] = await Promise.all([as('grace'), as('callum')]);
  const target = await startBoard(other, 'Where steps come to');
  await startBoard(page, 'Where steps come from');
  await writeSteps(page, [{ title: 'A step to share', stem_sentence: 'The whole is [12].' }]);
  await step(page, 1).locator('details.menu > summary').click();
  await step(page, 1).getByRole('link', { name: 'Copy to another board' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Copy a step to another board');
  await axe(page);
  await page.getByLabel('Where steps come to').check();
  await page.getByRole('button', { name: 'Copy the step' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'A copy of the step stands' })).toBeVisible();
  await expect(page.locator('#steps > li')).toHaveCount(1);
  // It came live.
  await expect(other.locator('#steps > li')).toHaveCount(1);
  await expect(other.locator('#steps textarea').first()).toHaveValue('A step to share');
  await page.getByRole('link', { name: 'Open that board' }).click();
  await page.waitForURL(`**${target}`);
});

test('all of it works by plain forms', async ({ as }) => {
  const page = await as('grace', { javaScriptEnabled: false });
  await page.goto(`${await groupAddress(page.request)}/boards/new`);
  await page.getByRole('searchbox').fill('3F-2');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('button', { name: /3F–2/ }).click();
  await page.waitForURL(/\/boards\/[0-9a-f-]{36}$/);
  await page.locator('summary[aria-label="More for this board"]').click();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await page.getByRole('button', { name: 'Duplicate this board' }).click();
  await page.waitForURL(/done=duplicated/);
  const inList = page.locator(`.board-row a[href="${new URL(page.url()).pathname}"]`);
  await page.locator('summary[aria-label="More for this board"]').click();
  await page.getByRole('button', { name: 'Archive this board' }).click();
  await page.waitForURL(/\/groups\/.*archived=/);
  await expect(inList).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  // An error page does not say either that the board is archived.
  await page.waitForURL(/\/groups\/[^/?]+$/);
  await expect(inList).toBeVisible();
  await expect(page.getByText('The board is archived')).toHaveCount(0);
});
