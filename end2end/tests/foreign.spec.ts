// Browser extensions, translators and proxies put their own into every page. Every page with a program is opened with that in it, from
// TWILIGHT_SEEDS seeds (one to six places each), before and after the program begins, and used.

import { type Page } from '@playwright/test';

import { field, isLive, isSaved, openBoard, saved, startBoard, step } from '../support/board.ts';
import { beforeStart, extensions, now, strewn, translator } from '../support/foreign.ts';
import { hold, programPages, runs } from '../support/program-pages.ts';
import { expect, test } from '../support/test.ts';

const SEEDS = Number(process.env.TWILIGHT_SEEDS ?? 12);

// A form that is refused answers 422, and foreign styles are refused by our policy: the browser says both in the console.
test.use({ allowed: /^422 for POST .*\/api\/|status of 422|Applying inline style violates/ });

for (const { name, person, come, use } of programPages) {
  test(`${name} is used with foreign nodes and attributes anywhere, from ${SEEDS} seeds`, async ({ as, visitor }) => {
    test.setTimeout(60_000 + SEEDS * 8_000);
    const first = await (person ? as(person) : visitor());
    const address = await come(first);
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      await test.step(`seed ${seed}`, async () => {
        const page = await first.context().newPage();
        await beforeStart(page, strewn, seed);
        await page.goto(address);
        await runs(page);
        await use(page);
        await now(page, strewn, seed + 1000);
        await use(page);
        await page.close();
      });
    }
  });

  for (const [what, extension] of Object.entries(extensions)) {
    test(`${name} is used with ${what}, there before the program and come after it`, async ({ as, visitor }) => {
      const page = await (person ? as(person) : visitor());
      const address = await come(page);
      await page.goto(address);
      await runs(page);
      await now(page, extension);
      await use(page);
      const another = await page.context().newPage();
      await beforeStart(another, extension);
      await another.goto(address);
      await runs(another);
      await use(another);
    });
  }
}

test('a page that nobody has changed is taken over as it is', async ({ as, visitor }) => {
  for (const { name, person, come } of programPages) {
    const page = await (person ? as(person) : visitor());
    await page.goto(await come(page));
    await runs(page);
    await expect(page.locator('html'), name).not.toHaveAttribute('data-drawn');
  }
});

test('what was typed before the program came, and where, is there when the page is drawn anew', async ({ visitor }) => {
  const page = await visitor();
  const release = await hold(page);
  await beforeStart(page, strewn, 3);
  await page.goto('/sign-in', { waitUntil: 'domcontentloaded' });
  await page.locator('#email').fill('marcus@sttansys.example');
  await page.locator('#password').pressSequentially('half a pass');
  await page.keyboard.press('ArrowLeft');
  release();
  await runs(page);
  await expect(page.locator('html')).toHaveAttribute('data-drawn', 'anew');
  await expect(page.locator('#email')).toHaveValue('marcus@sttansys.example');
  await page.keyboard.type('X');
  await expect(page.locator('#password')).toHaveValue('half a pasXs');
});

test('a translated page goes on saying what is so', async ({ as }) => {
  const [reader, writer] = [await as('rosa'), await as('callum')];
  const title = 'Show a half in different ways';
  const address = await openBoard(writer, title).catch(() => startBoard(writer, title));
  await reader.goto(address);
  await isLive(reader);
  await now(reader, translator);
  const shown = async (of: Page, text: string) => expect(of.locator('main, .topbar, .board-head').filter({ hasText: text }).first()).toBeVisible();
  await shown(reader, '«Add a step»');
  await expect(saved(reader)).toHaveText(/^Saved/);

  // What a colleague does: a new step, its number, the minutes, the words that are missing.
  const count = await step(reader, 1).locator('xpath=../li').count();
  await writer.locator('.add-step').click();
  await expect(step(reader, count + 1).locator('.step__disc')).toHaveText(String(count + 1));
  const missing = step(reader, count + 1).locator('.step__missing');
  await expect(missing).toHaveText('«Not begun»');
  await step(writer, count + 1).locator('textarea[id$=exposition]').fill('Fold it.');
  await expect(missing).toHaveText('«Three fields to fill»');
  await expect(reader.locator('.presence__words strong')).toHaveText('«2 people here»');
  await writer.close();
  await expect(reader.locator('.presence__words strong')).toHaveText('«Only you here»');

  await field(reader, 'vocabulary').fill('half');
  await expect(saved(reader)).toHaveText(/^Saving/);
  await expect(saved(reader)).toHaveText(/^Saved/);
});
