// Every page: its frame, its accessibility by day and by night, and its width on the smallest screen.

import { boardAddress, groupAddress } from '../support/board.ts';
import { type Person } from '../support/people.ts';
import { axe, expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

const BOARD = 'Finding a unit fraction of a quantity';

/** Each page with who looks at it and its address. */
const pages: [string, Person | undefined, (page: Page) => Promise<string>][] = [
  ['home', undefined, async () => '/'],
  ['sign in', undefined, async () => '/sign-in'],
  ['today', 'grace', async () => '/today'],
  ['group', 'grace', async (page) => groupAddress(page.request)],
  ['group, filtered', 'grace', async (page) => `${await groupAddress(page.request)}?year=Y3`],
  ['start a board', 'grace', async (page) => `${await groupAddress(page.request)}/boards/new`],
  ['board', 'grace', async (page) => boardAddress(page.request, BOARD)],
  ['board, for somebody who may only read', 'judith', async (page) => boardAddress(page.request, BOARD)],
];

for (const [name, person, address] of pages) {
  test.describe(name, () => {
    let page: Page;

    test.beforeEach(async ({ as, visitor }) => {
      page = person ? await as(person) : await visitor();
      await page.goto(await address(page));
      await settled(page);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`breaks no rule of accessibility, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await axe(page);
      });
    }

    test('has one heading of the first rank, a title, a main part and a language', async () => {
      await expect(page).toHaveTitle(/.+ · Twilight$/);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
      await expect(page.getByRole('main')).toHaveCount(1);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      const [first] = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((heading) => heading.tagName));
      expect(['H1', 'H2']).toContain(first);
    });

    test('says that it is a demonstration', async () => {
      await expect(page.getByRole('complementary', { name: 'Demonstration' })).toBeVisible();
    });

    test('never scrolls sideways at 320 pixels', async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await settled(page);
      const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(width);
    });

    test('can be used by keyboard from its first link, which skips to the main part', async () => {
      await page.keyboard.press('Tab');
      const skip = page.getByRole('link', { name: /^Skip to/ });
      await expect(skip).toBeFocused();
      await expect(skip).toBeInViewport();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/#main$/);
      // Not only the view has moved there: so has the keyboard.
      await page.keyboard.press('Tab');
      // (Where nothing in it can have the focus, the next Tab goes behind it.)
      const beyond = await page.evaluate(() => {
        const [main, focus] = [document.querySelector('#main'), document.activeElement];
        const { DOCUMENT_POSITION_FOLLOWING: behind } = Node;
        return Boolean(main && focus && (main === focus || main.compareDocumentPosition(focus) & behind));
      });
      expect(beyond, 'the next Tab goes on from the main part').toBe(true);
    });
  });
}

test.describe('a page that does not exist', () => {
  // The browser says so in the console.
  test.use({ allowed: /^404 for GET .*\/nowhere$|status of 404/ });

  test('answers 404 in words, with a way on', async ({ visitor }) => {
    const page = await visitor();
    const answer = await page.goto('/nowhere');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot find that page');
    await expect(page.getByRole('link', { name: 'Front page' })).toBeVisible();
    await axe(page);
  });
});

test('whoever is signed out is led to sign in, and then to where they wanted to go', async ({ as, visitor }) => {
  const grace = await as('grace');
  const address = await boardAddress(grace.request, BOARD);
  const page = await visitor();
  await page.goto(address);
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=`));
  expect(new URL(page.url()).searchParams.get('next')).toBe(address);
});

/** Fonts are there, and on a board the program runs. */
async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
}
