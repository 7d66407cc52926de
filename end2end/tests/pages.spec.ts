// Every page in a browser, once: what must hold on each of them stands in `visit.ts`, and which they are in `every-page.ts`.

import { boardAddress } from '../support/board.ts';
import { fromLetters, inOwnWorlds, movedOn, pages, reached, routes } from '../support/every-page.ts';
import { axe, expect, test } from '../support/test.ts';
import { documentOf, visit } from '../support/visit.ts';
import { World } from '../support/world.ts';

// A letter's preview is a frame in which no script may run. The browser says so when the tests' own tools try.
test.use({ allowed: /Blocked script execution in 'about:srcdoc'/ });

for (const [, name, person, address] of pages) {
  test(`${name}: breaks no rule, by day and by night, and fits every screen`, async ({ reader }) => {
    const page = await reader(person);
    await page.goto(await address(page.request));
    await visit(page);
  });
}

for (const [, name, person, reach] of reached) {
  test(`${name}: breaks no rule, by day and by night, and fits every screen`, async ({ as, visitor }) => {
    const page = person ? await as(person) : await visitor();
    const html = documentOf(page);
    await reach(page);
    await visit(page, await html());
  });
}

for (const [which, lead] of [['that letters lead to', fromLetters], ['of a world that has moved on', movedOn]] as const) {
  test(`pages ${which}: break no rule, by day and by night, and fit every screen`, async ({ browser }) => {
    test.setTimeout(300_000);
    const world = await World.make(browser);
    try {
      await lead(world, (page, name) => test.step(name, () => visit(page)));
    } finally {
      await world.end();
    }
  });
}

test('no page is forgotten', async () => {
  const there = routes();
  const listed = new Set([...inOwnWorlds, ...[...pages, ...reached].map(([route]) => route)]);
  expect(there.length).toBeGreaterThan(50);
  expect(there.filter((route) => !listed.has(route)), 'in no list').toEqual([]);
  expect([...listed].filter((route) => !there.includes(route)), 'no such page').toEqual([]);
});

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
  const address = await boardAddress(grace.request, 'Finding a unit fraction of a quantity');
  const page = await visitor();
  await page.goto(address);
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=`));
  expect(new URL(page.url()).searchParams.get('next')).toBe(address);
});
