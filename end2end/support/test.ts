// Playwright's `test` with people: `await as('amy')` is Amy's browser, signed in through the real form.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test as base, expect } from '@playwright/test';

import { Guard } from './guard.ts';
import { type Person, password, people } from './people.ts';

export { expect } from '@playwright/test';
export { axe } from './axe.ts';

type Options = {
  /** Problems that this test provokes. */
  allowed: RegExp | undefined;
};

type Fixtures = Options & {
  guard: Guard;
  /** A new browser context with a page in it, nobody signed in. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** A page for looking only, in a context that other tests of this worker look with too: its fonts and its program are there. */
  reader: (person?: Person) => Promise<Page>;
  /** A new browser context with a page in it, signed in. */
  as: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
};

type WorkerFixtures = {
  /** Contexts of people who only look, by their name. */
  readers: Map<string, BrowserContext>;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  allowed: [undefined, { option: true }],
  baseURL: async ({}, use) => use(process.env.TWILIGHT_TEST_URL),

  guard: async ({ allowed }, use) => {
    const guard = new Guard(allowed);
    await use(guard);
    expect(guard.problems, 'what must never happen on any page').toEqual([]);
  },

  // The fixtures `context` and `page` are watched too.
  context: async ({ context, guard, baseURL }, use) => {
    guard.watch(context, baseURL!);
    await use(context);
  },

  visitor: async ({ browser, guard, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      guard.watch(context, options.baseURL ?? baseURL!);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  readers: [
    async ({}, use) => {
      const readers = new Map<string, BrowserContext>();
      await use(readers);
      for (const context of readers.values()) await context.close();
    },
    { scope: 'worker' },
  ],

  reader: async ({ browser, readers, guard, baseURL }, use, info) => {
    const pages: Page[] = [];
    await use(async (person) => {
      const name = person ?? 'nobody';
      const storageState = person && (await signedIn(browser, person, info.parallelIndex));
      const context = readers.get(name) ?? (await browser.newContext({ storageState }));
      readers.set(name, context);
      const page = await context.newPage();
      pages.push(page);
      guard.watchPage(page, baseURL!);
      return page;
    });
    for (const page of pages) await page.close();
  },

  as: async ({ browser, visitor }, use, info) => {
    await use(async (person, options = {}) => {
      const storageState = await signedIn(browser, person, info.parallelIndex);
      return visitor({ ...options, storageState });
    });
  },
});

/** Cookies of somebody who has signed in; done once for each worker. */
async function signedIn(browser: Browser, person: Person, worker: number): Promise<string> {
  const file = join(process.env.TWILIGHT_TEST_FOLDER ?? '', `signed-in-${person}-${worker}.json`);
  if (!existsSync(file)) {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    await signIn(page, person);
    await context.storageState({ path: file });
    await context.close();
  }
  return file;
}

/** Signs in by the form, and waits for the page behind it. */
export async function signIn(page: Page, person: Person, next?: string) {
  await page.goto(next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in');
  await page.locator('#email').fill(people[person].email);
  await page.locator('#password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
