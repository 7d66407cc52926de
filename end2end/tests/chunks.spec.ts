// The program comes in parts. Every page with a program is taken over without a word in the console, with the parts at hand and without; and
// where one does not come, the page says so and offers to load itself again.

import { type Page } from '@playwright/test';

import { TOOLS, field, holdTools, isLive, isSaved, startBoard } from '../support/board.ts';
import { programPages, runs } from '../support/program-pages.ts';
import { axe, expect, test } from '../support/test.ts';

/** All that is a part of its own, and no other part of the program. */
const CHUNKS = /\/pkg\/[^/]+\/(?!twilight)[^/]+\.(?:wasm|pack)$/;
const MISSING = 'This page did not come';

// A form that is refused answers 422.
const REFUSED_FORM = /^422 for POST .*\/api\/|status of 422/;
test.use({ allowed: REFUSED_FORM });

/** What the console says, warnings as well. */
function listen(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !REFUSED_FORM.test(message.text())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  return said;
}

const chunksOf = (page: Page) =>
  page.evaluate((pattern) => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new RegExp(pattern).test(name)), CHUNKS.source);

for (const { name, person, come, use } of programPages) {
  test(`${name} is taken over without a word, with a cache and without`, async ({ as, visitor }) => {
    const first = await (person ? as(person) : visitor());
    const address = await come(first);
    // A context of its own has an empty cache; its second page has all of it.
    const context = first.context();
    for (const cached of [false, true]) {
      const page = await context.newPage();
      const said = listen(page);
      if (!cached) await page.route('**/*', (route) => route.continue());
      await page.goto(address);
      await runs(page);
      await expect(page.locator('html'), 'taken over, not drawn').not.toHaveAttribute('data-drawn');
      await use(page);
      // A preload that nobody used is told of after some seconds.
      await page.waitForTimeout(4_000);
      expect(said, cached ? 'from the cache' : 'from the network').toEqual([]);
      await page.close();
    }
  });
}

test('each page asks for its own part beside the program, at once, and not for others’', async ({ as }) => {
  const page = await as('grace');
  await page.goto('/today');
  await runs(page);
  const ofToday = await chunksOf(page);
  expect(ofToday.filter((name) => name.includes('/board.'))).toEqual([]);
  const preloaded = await page.locator('link[rel=preload][as=fetch]').evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(preloaded).toEqual(expect.arrayContaining(ofToday));
  const address = await startBoard(page, 'With a part of its own');
  await page.goto(address);
  await isLive(page);
  const ofBoard = await chunksOf(page);
  expect(ofBoard.filter((name) => name.includes('/board.'))).toHaveLength(1);
  expect(new Set(ofBoard).size, 'each once').toBe(ofBoard.length);
});

test('a chunk is kept for ever, compressed, and has a name of its build', async ({ as, request }) => {
  const page = await as('grace');
  await startBoard(page, 'For ever');
  for (const chunk of await chunksOf(page)) {
    expect(chunk).toMatch(/\.[0-9a-f]{16}\.(?:wasm|pack)$/);
    const kind = chunk.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    const answer = await request.get(chunk, { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers()).toMatchObject({ 'content-type': kind, 'content-encoding': 'br', 'cache-control': expect.stringContaining('immutable') });
  }
});

test('whoever goes on to another page is sent the chunks that are missing', async ({ as }) => {
  const page = await as('grace');
  await startBoard(page, 'Gone on to');
  await page.goto('/today');
  await runs(page);
  await page.locator('main a[href^="/boards/"]').first().click();
  await isLive(page);
  const all = await chunksOf(page);
  expect(all.filter((name) => name.endsWith('.pack'))).toHaveLength(1);
  expect(new Set(all).size, 'each once').toBe(all.length);
});

test('where a network lets no pack through, its chunks come one by one', async ({ as }) => {
  const page = await as('grace');
  const address = await startBoard(page, 'One by one');
  await page.route('**/*.pack', (route) => route.fulfill({ contentType: 'application/octet-stream', body: 'A page of the filter' }));
  await page.goto(address);
  await isLive(page);
  await field(page, 'vocabulary').fill('numerator');
  await isSaved(page);
});

test('a board is written on before what stands around its words has come, and that keeps the focus when it does', async ({ as }) => {
  const page = await as('grace');
  const address = await startBoard(page, 'Words first');
  const letGo = await holdTools(page);
  await page.goto(address);
  await expect(page.locator('.board-page')).toHaveAttribute('data-ready');
  await field(page, 'vocabulary').fill('numerator');
  await isSaved(page);
  // As the server drew it: it is read, and its links lead on.
  const outline = page.getByRole('navigation', { name: 'Outline' });
  await expect(outline.getByRole('link', { name: 'Before and next' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a step' }).first()).toBeDisabled();
  await outline.getByRole('link', { name: 'Before and next' }).focus();
  letGo();
  await isLive(page);
  await expect(outline.getByRole('link', { name: 'Before and next' })).toBeFocused();
  await outline.getByRole('button', { name: 'Add a step' }).click();
  await expect(page.locator('#steps > li.step')).toHaveCount(1);
});

test('an outline that was opened on a tablet before its part had come stays open', async ({ as }) => {
  const page = await as('grace');
  const address = await startBoard(page, 'Opened early');
  await page.setViewportSize({ width: 820, height: 1180 });
  const letGo = await holdTools(page);
  await page.goto(address);
  await expect(page.locator('.board-page')).toHaveAttribute('data-ready');
  await page.getByRole('button', { name: 'Outline' }).click();
  await expect(page.locator('#outline:popover-open')).toBeVisible();
  letGo();
  await isLive(page);
  await expect(page.locator('#outline:popover-open')).toBeVisible();
});

test.describe('where a part does not come', () => {
  // All of this is provoked.
  test.use({ allowed: /./ });

  const refuse = (page: Page) => page.route(CHUNKS, (route) => route.fulfill({ status: 404, body: 'Not found' }));

  test('after a link, the page says so, and its button loads it', async ({ as }) => {
    const page = await as('yusuf');
    const address = await startBoard(page, 'Behind a link');
    await page.goto('/today');
    await runs(page);
    await refuse(page);
    await page.locator(`a[href="${address}"]`).first().click();
    await expect(page.getByRole('heading', { name: MISSING })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await expect(page.locator('html')).toHaveAttribute('data-program', 'running');
    await expect(page).toHaveTitle(new RegExp(MISSING));
    await axe(page);
    // Nothing else has stopped: back is back.
    await page.goBack();
    await expect(page.locator('main h1')).toContainText('Yusuf');
    await page.goForward();
    await expect(page.getByRole('heading', { name: MISSING })).toBeVisible();
    await page.unroute(CHUNKS);
    await page.getByRole('button', { name: 'Reload' }).click();
    await isLive(page);
    await field(page, 'vocabulary').fill('half');
    await isSaved(page);
  });

  test('a part that came late is asked for again by the next link', async ({ as }) => {
    const page = await as('yusuf');
    const address = await startBoard(page, 'The second link');
    await page.goto('/today');
    await runs(page);
    await refuse(page);
    await page.locator(`a[href="${address}"]`).first().click();
    await expect(page.getByRole('heading', { name: MISSING })).toBeVisible();
    await page.unroute(CHUNKS);
    await page.goBack();
    await page.locator(`a[href="${address}"]`).first().click();
    await isLive(page);
  });

  test('a board that is opened says so, keeps what was typed, and has it after the reload', async ({ as }) => {
    const page = await as('yusuf');
    const address = await startBoard(page, 'Without its part');
    let refuseNow = () => {};
    const held = new Promise<void>((resolve) => (refuseNow = resolve));
    await page.route(CHUNKS, async (route) => {
      await held;
      await route.fulfill({ status: 404, body: 'Not found' });
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await field(page, 'vocabulary').pressSequentially('numerator');
    refuseNow();
    const state = page.locator('#program-state');
    await expect(state).toContainText('You can read this page, but not write in it');
    await expect(state).toContainText('numerator');
    await axe(page);
    await page.unroute(CHUNKS);
    await state.getByRole('button', { name: 'Try again' }).click();
    await expect(field(page, 'vocabulary')).toHaveValue('numerator');
    await isSaved(page);
  });

  test('a board without what stands around its words says so, and is written on all the same', async ({ as }) => {
    const page = await as('yusuf');
    const address = await startBoard(page, 'Without its tools');
    await page.route(TOOLS, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto(address);
    const said = page.getByRole('alert').filter({ hasText: 'the menus and lists of this page did not come' });
    await expect(said).toBeVisible();
    await field(page, 'vocabulary').fill('denominator');
    await isSaved(page);
    await axe(page);
    await page.unroute(TOOLS);
    await said.getByRole('button', { name: 'Reload' }).click();
    await isLive(page);
    await expect(field(page, 'vocabulary')).toHaveValue('denominator');
    await expect(said).toHaveCount(0);
  });

  for (const { name, person, come, do: act } of programPages) {
    test(`${name} works without its part or says why not`, async ({ as, visitor }) => {
      const first = await (person ? as(person) : visitor());
      const address = await come(first);
      const page = await first.context().newPage();
      await refuse(page);
      await page.goto(address);
      const chunks = await page.locator('link[rel=preload][as=fetch]').count();
      if (chunks > 1) await expect(page.locator('html')).toHaveAttribute('data-program', 'refused');
      await act(page);
    });
  }

  test('one that was cut short once is asked for again, past the cache', async ({ as }) => {
    const page = await as('yusuf');
    const address = await startBoard(page, 'Cut short');
    const asked = new Map<string, number>();
    await page.route(CHUNKS, async (route) => {
      const url = route.request().url();
      asked.set(url, (asked.get(url) ?? 0) + 1);
      if (!url.includes('/board.') || asked.get(url)! > 1) return route.continue();
      const whole = await (await route.fetch()).body();
      return route.fulfill({ contentType: 'application/wasm', body: whole.subarray(0, 4_000) });
    });
    await page.goto(address);
    await isLive(page);
    await expect(page.locator('#program-state')).toBeEmpty();
  });
});
