// The program that does not come, or dies: every page says what is so, or works all the same. Prints what a person reads.

import { type Page } from '@playwright/test';

import { field, isLive, isSaved, saved, startBoard } from '../support/board.ts';
import { beforeStart } from '../support/foreign.ts';
import { hold, programPages, runs } from '../support/program-pages.ts';
import { axe, expect, test } from '../support/test.ts';

// All of this is provoked.
test.use({ allowed: /./ });

const WASM = '**/*.wasm';
const refuse = (status: number, type: string) => (page: Page) => page.route(WASM, (route) => route.fulfill({ status, contentType: type, body: '<p>Blocked</p>' }));

/** What happens to the program on its way, and the title of what a board says then. */
const troubles: [string, (page: Page) => Promise<unknown>, RegExp][] = [
  ['refused with 403', refuse(403, 'text/html'), /not write in it.*answered with 403/s],
  ['a page of the filter instead', refuse(200, 'text/html'), /not write in it.*came as text\/html/s],
  ['refused without an answer', (page) => page.route(WASM, (route) => route.abort('connectionreset')), /not write in it.*did not come/s],
  ['cut in half', (page) => page.route(WASM, async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ contentType: 'application/wasm', body: whole.subarray(0, whole.length / 2) });
  }), /not write in it.*arrived incomplete/s],
  ['its bindings refused', (page) => page.route('**/pkg/**/*.js*', (route) => route.fulfill({ status: 403, body: '' })), /not write in it.*did not come/s],
  ['no WebAssembly (Lockdown Mode)', (page) => page.addInitScript(() => delete (globalThis as { WebAssembly?: unknown }).WebAssembly), /not write in it.*Lockdown Mode/s],
  ['no script of ours at all', (page) => page.route('**/scripts/*', (route) => route.abort('blockedbyclient')), /has not come to life/],
];

/** What is read of the program's state, wherever it stands. */
async function read(page: Page) {
  // What a page says by itself after a while.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await page.evaluate(() => document.querySelectorAll('#program-state details').forEach((details) => details.setAttribute('open', '')));
  const said = await page.locator('#program-state, .not-started').filter({ visible: true }).allInnerTexts();
  const state = await page.locator('.saved').filter({ visible: true }).allInnerTexts();
  return [...state, ...said].join(' | ').replace(/\s+/g, ' ').replace(/https?:\/\/[^ ]*\//g, '…/').trim();
}

for (const { name, person, come, do: act } of programPages) {
  test(`${name}: whatever keeps the program away, it works without it or says why not`, async ({ as, visitor }) => {
    test.setTimeout(120_000);
    const first = await (person ? as(person) : visitor());
    const address = await come(first);
    const isBoard = /^\/(?:boards|workshops)\//.test(name);
    for (const [trouble, make, says] of troubles) {
      await test.step(trouble, async () => {
        const page = await first.context().newPage();
        await make(page);
        await page.goto(address);
        if (!trouble.startsWith('no script')) await expect(page.locator('html')).toHaveAttribute('data-program', /^(refused|incomplete|absent)$/);
        const words = await read(page);
        console.log(`| ${name} | ${trouble} | ${words || 'nothing: all of it works'} |`);
        if (isBoard) {
          expect(words).toMatch(says);
          expect(words).not.toMatch(/Saved/);
          await axe(page);
        } else expect(words).toBe('');
        await act(page);
        await page.close();
      });
    }
  });
}

test('a board whose program is slow says so, and opens when it has come', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'Slowly does it');
  const release = await hold(page);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await expect(saved(page)).toHaveText('Opening…');
  await expect(page.getByRole('status').filter({ hasText: 'This page is still opening' })).toBeVisible();
  console.log(`| /boards/:board | slow | ${await read(page)} |`);
  await axe(page);
  // A field that is chosen meanwhile takes what is typed afterwards.
  await field(page, 'vocabulary').focus();
  release();
  await isLive(page);
  await expect(page.locator('#program-state')).toBeEmpty();
  await page.keyboard.type('slowly');
  await expect(saved(page)).toHaveText(/^Saving/);
  await isSaved(page);
  await page.reload();
  await expect(field(page, 'vocabulary')).toHaveValue('slowly');
});

test('what was typed on a board whose program does not come after all stands on the screen, and can be copied', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'Typed in vain');
  let refuseNow = () => {};
  const held = new Promise<void>((resolve) => (refuseNow = resolve));
  await page.route(WASM, async (route) => {
    await held;
    await route.fulfill({ status: 403, contentType: 'text/html', body: '<p>Blocked</p>' });
  });
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await field(page, 'vocabulary').focus();
  await page.keyboard.type('numerator, denominator');
  refuseNow();
  const state = page.locator('#program-state');
  await expect(state).toContainText(/saved nowhere:\s*numerator, denominator/);
  await expect(state.getByRole('button', { name: 'Copy these words' })).toBeVisible();
  await expect(field(page, 'vocabulary')).toHaveValue('numerator, denominator');
  await expect(field(page, 'vocabulary')).not.toBeEditable();
  await axe(page);
  // The page that is loaded next, which opens, has them.
  await page.unrouteAll();
  await page.reload();
  await expect(field(page, 'vocabulary')).toHaveValue('numerator, denominator');
  await isSaved(page);
});

test('what a proxy has cut off once is asked for again', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'The second time');
  let asked = 0;
  // Its parts are in chunks.spec.
  await page.route('**/twilight_bg.wasm', async (route) => {
    if ((asked += 1) > 1) return route.continue();
    const whole = await (await route.fetch()).body();
    return route.fulfill({ contentType: 'application/wasm', body: whole.subarray(0, 4_000) });
  });
  await page.goto(address);
  await isLive(page);
  expect(asked).toBe(2);
  await expect(page.locator('#program-state')).toBeEmpty();
});

test('a page that dies while it is taken over is drawn anew', async ({ as }) => {
  const page = await as('callum');
  const address = await startBoard(page, 'Thirds, taken over badly');
  const another = await page.context().newPage();
  // Nobody sees the foreign nodes but the program that walks into them.
  await another.addInitScript(() => {
    const create = document.createTreeWalker.bind(document);
    document.createTreeWalker = (root) => create(root, NodeFilter.SHOW_ALL, (node) => (node.nodeName === 'X-FOREIGN' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  });
  await beforeStart(another, () => document.querySelectorAll('.board, main, .topbar__bar').forEach((element) => element.prepend(document.createElement('x-foreign'))));
  const errors: string[] = [];
  another.on('pageerror', ({ message }) => errors.push(message));
  await another.goto(address);
  await runs(another);
  await expect(another.locator('html')).toHaveAttribute('data-drawn', 'anew');
  await isLive(another);
  await field(another, 'vocabulary').fill('third');
  await isSaved(another);
  expect(errors).toEqual([]);
});

/** From now on making an element fails, which is what our program panics at. */
const breakElements = (page: Page) =>
  page.evaluate(() => {
    const clone = Node.prototype.cloneNode;
    Node.prototype.cloneNode = function (deep) {
      if (new Error().stack?.includes('.wasm')) throw new Error('no elements any more');
      return clone.call(this, deep);
    };
  });

test('a board that dies takes its tick away, closes its fields, and has all words again when it is loaded anew', async ({ as }) => {
  const [page, colleague] = [await as('tamsin'), await as('tamsin')];
  const address = await startBoard(page, 'The last of its kind');
  await field(page, 'key_learning_point').fill('All of it is kept.');
  await isSaved(page);
  await colleague.goto(address);
  await isLive(colleague);
  await breakElements(page);
  await page.locator('.add-step').click();
  const notice = page.getByRole('alert').filter({ hasText: 'This page has stopped' });
  await expect(notice).toBeVisible();
  await axe(page);
  console.log(`| /boards/:board | dies | ${await read(page)} |`);
  await expect(page.locator('.saved[data-state=saved]')).toHaveCount(0);
  await expect(saved(page)).toHaveText('Stopped, not saving');
  await expect(field(page, 'key_learning_point')).not.toBeEditable();
  await expect(page.locator('.add-step')).toBeDisabled();
  await expect(page.locator('.presence').or(page.locator('#here')).filter({ visible: true })).toHaveCount(0);

  // Nothing of it runs any more: what colleagues do, and time, leave the page as it is.
  await field(colleague, 'key_learning_point').fill('All of it is kept, and more.');
  await isSaved(colleague);
  await expect(field(page, 'key_learning_point')).toHaveValue('All of it is kept.');
  await expect(saved(page)).toHaveText('Stopped, not saving');

  await notice.getByRole('button', { name: 'Load the page anew' }).click();
  await isLive(page);
  await expect(field(page, 'key_learning_point')).toHaveValue('All of it is kept, and more.');
  await isSaved(page);
});

test('letters that a board died over are in their field again', async ({ as }) => {
  const page = await as('tamsin');
  await startBoard(page, 'Dead in mid-word');
  const key = field(page, 'key_learning_point');
  await key.fill('Before');
  await isSaved(page);
  // The clock stops between the browser's putting a letter in and the program's taking it.
  await page.evaluate(() => {
    addEventListener('beforeinput', () => {
      performance.now = () => {
        throw new Error('no time any more');
      };
    });
  });
  await key.press('End');
  await page.keyboard.insertText(' and after');
  await expect(page.getByRole('alert').filter({ hasText: 'This page has stopped' })).toBeVisible();
  await expect(key).toHaveValue('Before and after');
  await page.getByRole('button', { name: 'Load the page anew' }).click();
  await isLive(page);
  await expect(key).toHaveValue('Before and after');
  await expect(page.locator('#program-state')).toContainText('Here again');
  await isSaved(page);
  await page.reload();
  await isLive(page);
  await expect(key).toHaveValue('Before and after');
});

test('where a colleague has changed the field meanwhile, the letters stand beside it', async ({ as }) => {
  const [page, colleague] = [await as('tamsin'), await as('tamsin')];
  const address = await startBoard(page, 'Two in one field');
  const key = field(page, 'key_learning_point');
  await key.fill('Before');
  await isSaved(page);
  await page.evaluate(() => {
    addEventListener('beforeinput', () => {
      performance.now = () => {
        throw new Error('no time any more');
      };
    });
  });
  await key.press('End');
  await page.keyboard.insertText(' and after');
  await expect(page.getByRole('alert')).toBeVisible();
  await colleague.goto(address);
  await isLive(colleague);
  await field(colleague, 'key_learning_point').fill('Somebody else’s');
  await isSaved(colleague);
  await page.getByRole('button', { name: 'Load the page anew' }).click();
  await isLive(page);
  await expect(page.locator('#program-state pre')).toHaveText('Before and after');
  await expect(key).toHaveValue('Somebody else’s');
  await page.getByRole('button', { name: 'Copy these words' }).click();
  await expect(page.locator('#program-state')).toContainText('The words are on the clipboard.');
  await axe(page);
});

test('a form whose program dies is sent all the same, and is filled again when it is loaded anew', async ({ as }) => {
  const page = await as('yusuf');
  const { come, do: act } = programPages.find(({ name }) => name.endsWith('/boards/new'))!;
  await page.goto(await come(page));
  await runs(page);
  await page.locator('#title').fill('Typed before it died');
  await page.locator('.chip--state input').nth(2).check({ force: true });
  await page.evaluate(() => dispatchEvent(new Event('program-panicked')));
  await expect(page.getByRole('alert').filter({ hasText: 'Part of this page has stopped' })).toBeVisible();
  console.log(`| /groups/:group/boards/new | dies | ${await read(page)} |`);
  await page.getByRole('button', { name: 'Load the page anew' }).click();
  await runs(page);
  await expect(page.locator('#title')).toHaveValue('Typed before it died');
  await expect(page.locator('.chip--state input').nth(2)).toBeChecked();
  await page.evaluate(() => dispatchEvent(new Event('program-panicked')));
  await act(page);
});
