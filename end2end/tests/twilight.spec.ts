// A twilight as it goes on: three people with phones join by the code, each is at a board after four taps and types; their lead prints the poster and
// sees who was there.

import type { Locator, Page, TestInfo } from '@playwright/test';

import { phone } from '../playwright.config.ts';
import { field, groupAddress, isLive, isSaved } from '../support/board.ts';
import { sheets } from '../support/paper.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

/** Name, school, table. Nobody of the demonstration is called so. */
const GUESTS: [name: string, school: string, table: number][] = [
  ['Petronella', 'Ash Lane Primary School', 1],
  ['Quilla', 'Elm Bank Primary School', 2],
  ['Ravindran', 'Rowan Fold Primary Academy', 3],
];
const TAPS_AT_MOST = 4;
/** From the page of the code to a board that takes letters. */
const TIME_AT_MOST = 20_000;

/** For eyes: where the pictures of a run are. */
const picture = async (page: Page, name: string, info: TestInfo) => {
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, fullPage: true });
  await info.attach(name, { path, contentType: 'image/png' });
};

async function joins(page: Page, address: string, name: string, school: string, table: number) {
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.tap();
  };
  const began = Date.now();
  await page.goto(address);
  await tap(page.getByLabel('Your first name'));
  await page.keyboard.type(name);
  await tap(page.getByText(school, { exact: true }));
  await tap(page.getByRole('button', { name: 'Join', exact: true }));
  await page.waitForURL('**/join/tables');
  await tap(page.locator('.table-row').nth(table - 1));
  await page.waitForURL('**/boards/*');
  await isLive(page);
  expect(taps, `${name}’s taps`).toBeLessThanOrEqual(TAPS_AT_MOST);
  expect(Date.now() - began, `${name}’s way to a board`).toBeLessThan(TIME_AT_MOST);
}

test('three phones are at a board after four taps and type, and their lead sees who came', async ({ browser }, info) => {
  const world = await World.make(browser);
  try {
    const helen = await world.as('helen', { viewport: { width: 1366, height: 768 } });
    await helen.goto(`${await groupAddress(helen.request)}/workshops/2/twilight`);
    const code = (await helen.locator('.door-code').innerText()).replaceAll(/\s/g, '');
    const phones = await Promise.all(GUESTS.map(async () => world.visitor(phone)));
    await Promise.all(GUESTS.map(async ([name, school, table], place) => joins(phones[place], `/join/${code}`, name, school, table)));
    for (const [place, [name]] of GUESTS.entries()) {
      const page = phones[place];
      await field(page, 'title').focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type(`${name} wrote `);
      await isSaved(page);
      // Nothing is wider than the screen.
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await picture(phones[0], 'a guest at a board', info);
    // What a colleague of the group sees there.
    for (const [place, [name]] of GUESTS.entries()) {
      await helen.goto(new URL(phones[place].url()).pathname);
      await expect(field(helen, 'title')).toHaveValue(new RegExp(`^${name} wrote `));
    }

    const twilight = `${await groupAddress(helen.request)}/workshops/2`;
    await helen.goto(`${twilight}/attendance?part=twilight`);
    for (const [name, school] of GUESTS) {
      const group = helen.locator('.attendance__school').filter({ hasText: school });
      await expect(group).toContainText(name);
    }
    await picture(helen, 'who was there', info);
    await helen.goto(`${twilight}/twilight/poster`);
    await expect(helen.locator('.poster__code')).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await sheets(helen), 'sheets of A4').toBe(1);
    await helen.emulateMedia({ media: 'print' });
    await picture(helen, 'the poster', info);
  } finally {
    await world.end();
  }
});
