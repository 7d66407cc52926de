// With JavaScript off: signing in, and everything that is written can be read.

import { boardAddress, groupAddress } from '../support/board.ts';
import { password, people } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const BOARD = 'Finding a unit fraction of a quantity';

test('a plain form signs in, and leads on to where one wanted to go', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/today');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.locator('#email').fill(people.rosa.email);
  await page.locator('#password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Rosa');
});

test('a wrong password is said next to the field, and the typed email is kept', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await page.locator('#email').fill('rosa@elmbank.example');
  await page.locator('#password').fill('not the right one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('.field--error')).not.toHaveCount(0);
  await expect(page.locator('#email')).toHaveValue('rosa@elmbank.example');
  await expect(page.locator('#password')).toHaveValue('');
});

test('today and the group are complete', async ({ as }) => {
  const page = await as('rosa');
  await page.goto('/today');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(await groupAddress(page.request));
  await expect(page.getByRole('link', { name: BOARD })).toBeVisible();
  await expect(page.locator('.year__item')).toHaveCount(6);
  await expect(page.locator('.school')).toHaveCount(8);
});

test('a board reads as a whole lesson', async ({ as }) => {
  const page = await as('rosa');
  await page.goto(await boardAddress(page.request, BOARD));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(BOARD);
  for (const words of ['One quarter of 12', 'Same whole, new denominator', 'Dong nao jin']) {
    await expect(page.locator('.live-field__mirror', { hasText: words }).first()).toBeVisible();
  }
  // Long fields too: exposition and check of a step in the middle.
  await expect(page.locator('.line', { hasText: 'Let us put the strawberries in, one to each part' })).toBeVisible();
  await expect(page.locator('.live-field__mirror', { hasText: 'of 20 on whiteboards' })).toBeVisible();
  // (Chromium takes `noscript` for text when a test switches scripts off, so this is looked for in the source.)
  expect(await (await page.request.get(page.url())).text()).toContain('open this page with JavaScript switched on');
  await expect(page.locator('textarea:not([readonly])')).toHaveCount(0);
});

test('signing out by a plain form ends the session', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await page.locator('#email').fill(people.callum.email);
  await page.locator('#password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/today$/);
  await page.locator('header details.menu > summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/today');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the page that tries what works says that it could not, and what the server sees', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/check');
  await expect(page.getByText('Nothing has been tried: this browser has not run this page’s script.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the report' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'What the server sees' })).toContainText('British time');
  await expect(page.getByRole('region', { name: 'For your school’s technician' })).toContainText('application/wasm');
});
