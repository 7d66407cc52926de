// Who begins to write before the board has opened: what stands on the screen is taken over, letter by letter, and nothing says meanwhile that it
// is saved. TWILIGHT_SEEDS says how many moments are tried at each speed.

import { type Page } from '@playwright/test';
import * as Y from 'yjs';

import { field, isLive, isSaved, saved } from '../support/board.ts';
import { type BoardWorld, expect, test, type, withoutNetwork } from '../support/board-world.ts';
import { hold } from '../support/program-pages.ts';
import { Random } from '../support/random.ts';
import { eventually, join } from '../support/stock.mjs';

const SEEDS = Number(process.env.TWILIGHT_SEEDS ?? 1);
const PHONE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** How slow, and for how long after a field is there it may take until the board has opened, in milliseconds. */
const SPEEDS = [
  { name: '1×', rate: 1, opening: 500 },
  { name: '4×', rate: 4, opening: 1_800 },
  { name: '6×', rate: 6, opening: 2_800 },
  { name: '4× and 3G', rate: 4, opening: 5_000, network: PHONE },
];

test.use({ allowed: withoutNetwork });

test('what is typed while a board opens is taken over, whatever colleagues write meanwhile', async ({ visitor, world }) => {
  const colleague = await join(world.server, world.document, named(world, 1));
  const vocabulary: Y.Text = colleague.doc.getText('vocabulary');
  vocabulary.insert(0, 'part, whole');
  const page = await visitor(world.signedIn(0, world.server.url));
  const release = await hold(page);
  await page.goto(world.board, { waitUntil: 'domcontentloaded' });
  await watchTruth(page);

  // A field with words in it, which a colleague changes meanwhile, and two empty ones, each left by Tab.
  await type(page, 'vocabulary', ', equal');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('Next: tenths');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('Before: halvs');
  await page.keyboard.press('ArrowLeft');
  vocabulary.insert(0, 'numerator, ');
  await expect(field(page, 'vocabulary')).toHaveValue('part, whole, equal');
  await expect(field(page, 'vocabulary')).not.toHaveCSS('color', 'rgba(0, 0, 0, 0)');
  await expect(saved(page)).toHaveText('Opening…');
  release();
  await isLive(page);
  await page.keyboard.type('e');
  await isSaved(page);
  await eventually(() => vocabulary.toString() === 'numerator, part, whole, equal', 'the words in the field with words');
  await eventually(() => colleague.doc.getText('next_learning').toString() === 'Next: tenths', 'the words in the first empty field');
  await eventually(() => colleague.doc.getText('prior_learning').toString() === 'Before: halves', 'the words in the second, and the caret in it');
  await expect(field(page, 'vocabulary')).toHaveValue('numerator, part, whole, equal');
  expect(await untruths(page)).toEqual([]);
  // It is undone like anything else that one has typed.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'prior_learning')).toHaveValue('Before: halvs');
  colleague.leave();
});

test('a page that is loaded anew before it has opened, or loses its network, keeps what was typed', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  page.on('dialog', (dialog) => dialog.accept());
  await hold(page);
  await page.goto(world.board, { waitUntil: 'domcontentloaded' });
  await type(page, 'vocabulary', 'typed before');
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.unrouteAll();
  await isLive(page);
  await expect(field(page, 'vocabulary')).toHaveValue('typed before');
  await isSaved(page);

  // The board can't be had at first: its words wait in their field, and the bar does not call them saved.
  await page.route('**/sync/**', (route) => route.abort('connectionrefused'));
  await page.routeWebSocket('**/sync/**', (socket) => socket.close());
  await page.reload({ waitUntil: 'domcontentloaded' });
  await expect(page.locator('html')).toHaveAttribute('data-program', 'running');
  await watchTruth(page);
  await type(page, 'vocabulary', ' and after');
  await world.network.cut();
  await page.unrouteAll();
  await world.network.mend();
  await expect(page.locator('.board-page[data-ready]')).toBeAttached({ timeout: 20_000 });
  await isSaved(page);
  await expect(field(page, 'vocabulary')).toHaveValue('typed before and after');
  expect(await untruths(page)).toEqual([]);
  const stock = await join(world.server, world.document, named(world, 0));
  expect(stock.doc.getText('vocabulary').toString()).toBe('typed before and after');
  stock.leave();
});

test('what was typed into a board that was archived before it had opened is all shown, and can be copied', async ({ visitor, world }) => {
  const [page, colleague] = [await visitor(world.signedIn(0, world.server.url)), await visitor(world.signedIn(1, world.server.url))];
  await colleague.goto(world.board);
  await isLive(colleague);
  await hold(page);
  await page.goto(world.board, { waitUntil: 'domcontentloaded' });
  await type(page, 'vocabulary', 'part, whole');
  await type(page, 'next_learning', 'Next: tenths');
  await colleague.getByLabel('More for this board').click();
  await colleague.getByRole('button', { name: 'Archive this board' }).click();
  await colleague.waitForURL(/\/groups\//);
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.unrouteAll();
  for (const name of ['vocabulary', 'next_learning']) await expect(field(page, name)).not.toBeEditable();
  const words = page.locator('#program-state pre');
  // In the order of the page.
  await expect(words).toHaveText(/^Next: tenths\s+part, whole$/);
  for (const name of ['vocabulary', 'next_learning']) await expect(field(page, name)).toHaveValue('');
  await page.getByRole('button', { name: 'Copy these words' }).click();
  await expect(page.locator('#program-state')).toContainText('The words are on the clipboard.');
});

test('a board that is opened from another page takes what is typed at once', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.server.url));
  await page.goto(world.board);
  await isLive(page);
  await page.locator('.topbar a[href^="/groups/"]').first().click();
  await page.waitForURL(/\/groups\//);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await page.locator(`a[href="${world.board}"]`).first().click();
  await field(page, 'vocabulary').waitFor();
  await watchTruth(page);
  await field(page, 'vocabulary').focus();
  await page.keyboard.type('at once');
  await isLive(page);
  await isSaved(page);
  await expect(field(page, 'vocabulary')).toHaveValue('at once');
  expect(await untruths(page)).toEqual([]);
  const stock = await join(world.server, world.document, named(world, 0));
  expect(stock.doc.getText('vocabulary').toString()).toBe('at once');
  stock.leave();
});

test('who leaves a board before it has opened finds there what was typed, coming back', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.server.url));
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(world.board);
  await isLive(page);
  const [group, board] = [page.locator('.topbar a[href^="/groups/"]').first(), page.locator(`a[href="${world.board}"]`).first()];
  await group.click();
  await page.waitForURL(/\/groups\//);
  await page.route('**/sync/**', (route) => route.abort('connectionrefused'));
  await page.routeWebSocket('**/sync/**', (socket) => socket.close());
  await board.click();
  await type(page, 'vocabulary', 'part, whole');
  await group.click();
  await page.waitForURL(/\/groups\//);
  // Another page that is loaded meanwhile does not take it.
  await page.goto('/today');
  await page.unrouteAll();
  await board.click();
  await isLive(page);
  await expect(field(page, 'vocabulary')).toHaveValue('part, whole');
  await isSaved(page);
});

for (const { name, rate, opening, network } of SPEEDS) {
  test(`at ${name}, letters typed at any moment of loading come to the server`, async ({ visitor, world }) => {
    test.setTimeout(30_000 + SEEDS * 25_000);
    const colleague = await join(world.server, world.document, named(world, 1));
    const words: Y.Text = colleague.doc.getText('vocabulary');
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const random = new Random(seed * 1_000 + rate);
      // Half of the boards have words in the field already, and in half of them a colleague writes as well.
      words.delete(0, words.length);
      if (random.next() < 0.5) words.insert(0, 'part, whole. ');
      const page = await visitor({ ...world.signedIn(0, world.server.url), viewport: { width: 1366, height: 768 } });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      if (network) await devtools.send('Network.enable');
      if (network) await devtools.send('Network.emulateNetworkConditions', network);
      await page.goto(world.board, { waitUntil: 'commit' });
      await page.locator('#f-vocabulary:not([readonly])').waitFor({ timeout: 30_000 });
      await watchTruth(page);
      await page.waitForTimeout(random.next() * opening);
      await field(page, 'vocabulary').focus();
      await page.keyboard.press('Control+End');
      const typed = `seed ${seed} at ${name}, `;
      for (const letter of typed) {
        if (random.next() < 0.1) words.insert(0, '·');
        await page.keyboard.press(letter === ' ' ? 'Space' : letter === '×' ? 'x' : letter);
        await page.waitForTimeout(random.between(10, 60));
      }
      await isLive(page);
      await page.keyboard.type('end');
      const wanted = `${typed.replace('×', 'x')}end`;
      await isSaved(page);
      // Where two begin a text at one moment, either may come first.
      const hers = () => words.toString().replaceAll('·', '');
      await eventually(() => hers().endsWith(wanted), `${wanted} is not what came: ${words}`);
      await expect(field(page, 'vocabulary')).toHaveValue(words.toString());
      expect(await untruths(page), typed).toEqual([]);
      await page.context().close();
    }
    colleague.leave();
  });
}

function named(world: BoardWorld, person: number): string {
  const { name, value } = world.cookie(person);
  return `${name}=${value}`;
}

/** Notes whenever the bar says that all is saved while a field holds what nobody has taken. */
async function watchTruth(page: Page) {
  await page.evaluate(() => {
    const seen = ((window as unknown as { untruths: string[] }).untruths = []) as string[];
    const look = () => {
      const waits = document.querySelector('[data-earlier]') !== null;
      if (waits && document.querySelector('.saved[data-state=saved]')) seen.push(document.querySelector('.saved')?.textContent ?? '');
    };
    new MutationObserver(look).observe(document.body, { attributes: true, subtree: true });
  });
}

const untruths = (page: Page) => page.evaluate(() => (window as unknown as { untruths: string[] }).untruths);
