// A workshop is run from a telephone: the wall, a colleague and a guest see the same, at once; and an open board is locked.

import { type Page } from '@playwright/test';

import { field, isLive, isSaved, saved } from '../support/board.ts';
import { plannedToday } from '../support/plan.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const WALL = { viewport: { width: 1920, height: 1080 } };

const title = (page: Page) => page.locator('[data-run="title"]');
const time = (page: Page) => page.locator('[data-run="time"]');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Seconds that a page shows as left. */
async function left(page: Page): Promise<number> {
  const [minutes, seconds] = (await time(page).innerText()).replace('+', '-').split(':').map(Number);
  return minutes * 60 + seconds;
}

test('four devices follow what the lead presses, and one that has slept is right', async ({ browser }) => {
  test.setTimeout(120_000);
  const world = await World.make(browser);
  try {
    const helen = await world.as('helen', PHONE);
    const address = await plannedToday(helen);
    const wall = await world.as('grace', WALL);
    const rosa = await world.as('rosa');
    const other = await world.as('helen');
    await helen.goto(`${address}/run`);
    await wall.goto(`${address}/screen`);
    await rosa.goto(`${address}/screen`);
    await other.goto(`${address}/run`);
    const all = [helen, wall, rosa, other];
    for (const page of all) await expect(title(page)).toHaveText('Not begun yet');

    await press(helen, 'Start');
    const first = await helen.locator('.run-steps__title').first().innerText();
    for (const page of all) await expect(title(page)).toHaveText(first);
    expect(new URL(helen.url()).pathname, 'without leaving the page').toBe(`${address}/run`);
    await press(helen, 'Next');
    const second = await helen.locator('.run-steps__title').nth(1).innerText();
    for (const page of all) await expect(title(page)).toHaveText(second);
    const shown = await Promise.all(all.map(left));
    expect(Math.max(...shown) - Math.min(...shown), `${shown}`).toBeLessThanOrEqual(1);

    const third = other.locator('[data-starts="2"]');
    const before = await third.innerText();
    await press(helen, '5 minutes more');
    await expect(third).not.toHaveText(before);
    for (const page of [wall, rosa]) expect(await left(page)).toBeGreaterThan(shown[0] + 200);

    // A device without a network hears nothing, and is right with the first thing it hears.
    await rosa.context().setOffline(true);
    await press(helen, 'Pause');
    await expect(wall.locator('[data-run="words"]')).toHaveText('left, paused');
    await rosa.context().setOffline(false);
    await rosa.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(rosa.locator('[data-run="words"]')).toHaveText('left, paused');
    await press(other, 'Go on');
    await expect(helen.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();

    await helen.getByLabel('Shown on the projector').fill('Tea is ready');
    await press(helen, 'Show it');
    for (const page of [wall, rosa, other]) await expect(page.locator('[data-run="message"]')).toHaveText('Tea is ready');
    await expect(helen.getByLabel('Shown on the projector')).toHaveValue('');
    const size = await wall.locator('.wall__title').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(0.05 * 1080);

    // Whoever is signed out meanwhile is told so, and what they typed stays.
    await other.context().clearCookies();
    const line = other.getByLabel('Shown on the projector');
    await line.fill('Home at five');
    await press(other, 'Show it');
    await expect(other.locator('[data-run="offline"]')).toContainText('signed out');
    await expect(line).toHaveValue('Home at five');
  } finally {
    await world.end();
  }
});

test('an open board is locked at once, loses nothing, and is written on again when it is unlocked', async ({ browser }) => {
  test.setTimeout(120_000);
  const world = await World.make(browser);
  try {
    const helen = await world.as('helen', PHONE);
    await helen.goto(`${await plannedToday(helen)}/run`);
    const board = await helen.locator('.run-tables a').first().getAttribute('href');
    const rosa = await world.as('rosa');
    await rosa.goto(board ?? '');
    await isLive(rosa);
    const input = field(rosa, 'title');
    await input.click();
    await rosa.keyboard.press('End');
    await rosa.keyboard.type(' together');
    await isSaved(rosa);
    const words = await input.inputValue();
    await press(helen, 'Lock the boards');
    await expect(saved(rosa)).toContainText('locked');
    await expect(input).toHaveJSProperty('readOnly', true);
    await expect(rosa.locator('#add-step'), 'a button that would do nothing').toBeDisabled();
    await rosa.keyboard.type(' and more');
    expect(await input.inputValue()).toBe(words);
    // Whoever comes to it now reads it.
    const late = await world.as('callum');
    await late.goto(board ?? '');
    await expect(saved(late)).toContainText('locked');
    await expect(field(late, 'title')).toHaveValue(words);
    await press(helen, 'Unlock the boards');
    await expect(input).toHaveJSProperty('readOnly', false, { timeout: 15_000 });
    await expect(rosa.locator('#add-step')).toBeEnabled();
    await input.click();
    await rosa.keyboard.press('End');
    await rosa.keyboard.type(' again');
    await isSaved(rosa);
    await expect(field(late, 'title')).toHaveValue(`${words} again`, { timeout: 15_000 });

    // What is said to all is there as well for whoever works on a board.
    await press(helen, 'Start');
    await rosa.reload();
    await isLive(rosa);
    await helen.getByLabel('Shown on the projector').fill('Tea is ready');
    await press(helen, 'Show it');
    const called = rosa.locator('#called');
    await expect(called).toContainText('Tea is ready', { timeout: 20_000 });
    await called.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(called).toBeEmpty();
  } finally {
    await world.end();
  }
});

test('without a script it is run by forms, and the wall is shown anew by itself', async ({ browser }) => {
  const world = await World.make(browser);
  try {
    const helen = await world.as('helen', { javaScriptEnabled: false, ...PHONE });
    await helen.goto(`${await plannedToday(helen)}/run`);
    await press(helen, 'Start');
    await expect(title(helen)).not.toHaveText('Not begun yet');
    await press(helen, 'Next');
    await expect(helen.locator('[aria-current="step"]')).toHaveAttribute('data-step', '2');
    await helen.getByRole('link', { name: 'For the projector' }).click();
    await expect(helen.getByRole('link', { name: /every 15 seconds/ })).toBeVisible();
  } finally {
    await world.end();
  }
});
