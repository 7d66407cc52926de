// The pages that a program takes over: how one comes to each, what only the program does there, and what works without it.

import { type Page, expect } from '@playwright/test';

import { field, groupAddress, isLive, isSaved, startBoard } from './board.ts';
import { type Person, password, people } from './people.ts';
import { planIsLive, plannedToday } from './plan.ts';

export type ProgramPage = {
  name: string;
  person?: Person;
  /** Goes there and returns the address. Where something has to be done before, that is done. */
  come: (page: Page) => Promise<string>;
  /** What only the program does; it can be done again. */
  use: (page: Page) => Promise<void>;
  /** What people come for, without the program. */
  do: (page: Page) => Promise<void>;
};

/** Runs `act`, and sees to it that the page was not loaded anew. */
async function withoutLoading(page: Page, act: () => Promise<void>) {
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await act();
  expect(await page.evaluate(() => 'stays' in window), 'the page was loaded anew').toBe(true);
}

const group = async (page: Page) => groupAddress(page.request);

export const programPages: ProgramPage[] = [
  {
    name: '/sign-in',
    come: async () => '/sign-in',
    async use(page) {
      const input = page.locator('#password');
      const type = await input.getAttribute('type');
      await input.fill('typed');
      await page.locator('.field__show').click();
      await expect(input).toHaveAttribute('type', type === 'password' ? 'text' : 'password');
      await expect(page.locator('.field__show')).toContainText(type === 'password' ? 'Hide' : 'Show');
    },
    async do(page) {
      await page.locator('#email').fill(people.tamsin.email);
      await page.locator('#password').fill(password());
      await page.locator('.sign-in__form button[type=submit]').click();
      await page.waitForURL('**/today');
      await page.context().clearCookies();
    },
  },
  {
    name: '/today',
    person: 'grace',
    come: async () => '/today',
    async use(page) {
      await withoutLoading(page, async () => {
        await page.locator('main a[href^="/groups/"]').first().click();
        await page.waitForURL('**/groups/*');
        await expect(page.locator('#boards')).toBeVisible();
        await page.goBack();
        await page.waitForURL('**/today');
        await expect(page.locator('main h1')).toContainText('Grace');
      });
    },
    async do(page) {
      await page.locator('main a[href^="/groups/"]').first().click();
      await page.waitForURL('**/groups/*');
    },
  },
  {
    name: '/groups/:group',
    person: 'grace',
    come: group,
    async use(page) {
      await withoutLoading(page, async () => {
        const all = await page.locator('.board-row').count();
        await page.locator('.filter a[href*="year=Y3"], a.chip[href*="year=Y3"]').first().click();
        await page.waitForURL('**year=Y3**');
        await expect(page.locator('.board-row')).not.toHaveCount(all);
        await page.goBack();
        await expect(page.locator('.board-row')).toHaveCount(all);
      });
    },
    async do(page) {
      await page.locator('a[href*="year=Y3"]').first().click();
      await page.waitForURL('**year=Y3**');
    },
  },
  {
    name: '/groups/:group/boards/new',
    person: 'grace',
    come: async (page) => `${await group(page)}/boards/new`,
    async use(page) {
      await withoutLoading(page, async () => {
        await page.locator('#title').fill('');
        await page.getByRole('button', { name: 'Start the board' }).click();
        await expect(page.getByRole('alert').filter({ visible: true })).toBeVisible();
        await page.locator('#title').fill('Typed');
      });
    },
    async do(page) {
      await page.locator('#title').fill('A board without a program');
      await page.locator('.chip--state').first().click();
      await page.getByRole('button', { name: 'Start the board' }).click();
      await page.waitForURL(/\/boards\/[0-9a-f-]{36}$/);
    },
  },
  {
    name: '/boards/:board',
    person: 'grace',
    come: async (page) => startBoard(page, 'Halves among strangers'),
    async use(page) {
      await isLive(page);
      const key = field(page, 'key_learning_point');
      const before = await key.inputValue();
      await key.focus();
      await key.press('End');
      await page.keyboard.type('ab');
      await expect(key).toHaveValue(`${before}ab`);
      const steps = page.locator('#steps > li.step');
      const count = await steps.count();
      await page.locator('.add-step').click();
      await expect(steps).toHaveCount(count + 1);
      await expect(steps.last().locator('.step__disc')).toHaveText(String(count + 1));
      await page.locator('.topbar__undo button').first().click();
      await expect(steps).toHaveCount(count);
      await isSaved(page);
    },
    async do(page) {
      await expect(page.locator('h1')).toContainText('Halves among strangers');
      await expect(field(page, 'key_learning_point')).not.toBeEditable();
    },
  },
  {
    name: '/workshops/:workshop',
    person: 'helen',
    come: plannedToday,
    async use(page) {
      await planIsLive(page);
      // Other tests are at this plan too.
      await page.locator('.blocks__add').first().click();
      await expect(page.locator('li.block[data-current] textarea')).toHaveValue('');
      const added = await page.locator('li.block[data-current]').getAttribute('id');
      await page.locator('.topbar__undo button').first().click();
      await expect(page.locator(`[id="${added}"]`)).toHaveCount(0);
      await isSaved(page);
    },
    async do(page) {
      await expect(page.locator('h1')).toContainText('Workshop 2');
      await expect(page.locator('#blocks .live-field__input').first()).not.toBeEditable();
    },
  },
];

/** Keeps the program back; returns what lets it come. */
export async function hold(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Whether its program runs. */
export const runs = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-program', 'running');

