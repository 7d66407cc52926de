// A board on paper: all of it, whatever the screen shows, on two sheets.

import type { Page } from '@playwright/test';

import { boardAddress, groupAddress, startBoard, step, stepField } from '../support/board.ts';
import { drawn, onPaper, sheets } from '../support/paper.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';
import { writeSteps } from '../support/written.mjs';

const BOARD = 'Finding a unit fraction of a quantity';
const BOARDS_OF_SIX_STEPS = [BOARD, 'Two unknowns need two facts', 'Rounding by looking both ways', 'Make ten first: adding across 10'];

/** Every text of a board as it is typed, and its minutes. */
const texts = async (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll<HTMLTextAreaElement>('textarea.live-field__input')].map(({ id, value }) => [id, value]));

const plain = (words: string) => drawn(words).replace(/\s/g, '');

async function hasAll(page: Page, all: string[][], where: string) {
  const paper = (await onPaper(page)).replace(/\s/g, '');
  for (const [id, value] of all) for (const line of value.split('\n')) expect(paper, `${id} ${where}`).toContain(plain(line));
}

test('boards of six steps are two sheets of A4', async ({ browser }) => {
  // Other tests add steps to them.
  const world = await World.make(browser);
  try {
    const page = await world.as('judith');
    for (const title of BOARDS_OF_SIX_STEPS) {
      await page.goto(await boardAddress(page.request, title));
      expect(await page.locator('#steps > li').count()).toBe(6);
      expect(await sheets(page), title).toBe(2);
    }
  } finally {
    await world.end();
  }
});

test('every word of a board is on paper, and whose they are', async ({ as }) => {
  const page = await as('judith');
  await page.goto(await boardAddress(page.request, BOARD));
  await hasAll(page, await texts(page), 'for a reader');
  const paper = await onPaper(page);
  for (const words of ['Two Rivers Work Group', 'Amy Charlesworth', 'Ash Lane', 'Elm Bank', 'Printed on', new URL(page.url()).pathname]) expect(paper).toContain(words);
  for (const words of ['Undo', 'Here now', 'Checks', 'Year group', 'Name this step', 'More for', 'Add a step']) expect(paper).not.toContain(words);
});

test('what is shut, current, being written in or deleted on the screen changes nothing on paper', async ({ as }) => {
  const page = await as('grace', { colorScheme: 'dark' });
  const address = await startBoard(page, 'On paper as it is');
  const [first, , third] = await writeSteps(page, [
    { title: 'first', exposition: 'T: One quarter of 12 is 1/4 of it.\nP: Three of 20/5.' },
    { title: 'second', key_questions: 'Which is it?\nHow do you know?' },
    { title: 'third', check: 'A step that goes' },
  ]);
  await step(page, 3).locator('details.menu > summary').click();
  await step(page, 3).getByRole('button', { name: 'Delete step' }).click();
  await step(page, 2).locator('.step__toggle').click();
  // The cursor stands in the stem sentence, in the middle of what is typed.
  await stepField(page, first, 'stem_sentence').click();
  await page.keyboard.type('The whole is [12], one part is [ ].');
  const seen = async (where: string) => {
    const all = (await texts(page)).filter(([id]) => !id.includes(third));
    await hasAll(page, all, where);
    const paper = await onPaper(page);
    expect(paper, where).toContain('The whole is');
    expect(paper, `the slash of a fraction and the brackets of a slot are drawn, ${where}`).not.toMatch(/1\s*\/\s*4|\[\s*12/);
    expect(paper, where).not.toContain('A step that goes');
    expect(paper, where).toContain('By Grace');
    expect(await sheets(page), where).toBe(1);
  };
  await expect(stepField(page, first, 'stem_sentence')).toBeFocused();
  await seen('with the cursor in a field, by night');
  await expect(stepField(page, first, 'stem_sentence'), 'printing takes nobody’s cursor').toBeFocused();
  await page.emulateMedia({ colorScheme: 'light', media: null });
  await seen('by day');
  for (const size of [{ width: 390, height: 844 }, { width: 320, height: 640 }]) {
    await page.setViewportSize(size);
    for (const view of ['Steps', 'Step ', 'Checks', 'Here']) {
      await page.locator('.bottom-bar__item', { hasText: view }).first().click();
      await seen(`${view}, ${size.width} wide`);
    }
  }
  // A reader on a phone, and whoever has no program.
  const reader = await as('grace', { javaScriptEnabled: false });
  await reader.goto(address);
  await hasAll(reader, (await texts(page)).filter(([id]) => !id.includes(third)), 'without JavaScript');
});

test.describe('without its program', () => {
  test.use({ allowed: /wasm|ERR_FAILED/ });

  test('a page prints what it shows', async ({ as }) => {
    const page = await as('judith');
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(await boardAddress(page.request, BOARD));
    await expect(page.locator('.program-state')).not.toBeEmpty();
    await hasAll(page, await texts(page), 'without a program');
    expect(await sheets(page)).toBe(2);
    // Letters that the program was about to take are in the field alone.
    await page.locator('#f-vocabulary').evaluate((field: HTMLTextAreaElement) => Object.assign(field, { value: `${field.value}\nthe last word before it stopped` }));
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await hasAll(page, await texts(page), 'with what was typed last');
    const printed = page.evaluate(() => new Promise((resolve) => Object.assign(window, { print: () => resolve('printed') })));
    await page.getByLabel('More for this board').click();
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await printed).toBe('printed');
  });
});

test('forty steps and words without an end keep to the sheet', async ({ as }) => {
  const page = await as('grace');
  await startBoard(page, 'A long afternoon');
  const talk = Array.from({ length: 160 }, (_, line) => `T: Line ${line} of a very long talk about one half.`).join('\n');
  const long = { title: `Long${'words'.repeat(40)}`, exposition: talk, check: 'w'.repeat(600) };
  const short = { title: 'Short', exposition: 'T: Yes?\nP: Yes.' };
  await writeSteps(page, [long, ...Array.from({ length: 39 }, () => short)]);
  await hasAll(page, await texts(page), 'of forty steps');
  const pages = await sheets(page, process.env.TWILIGHT_PAPERS && `${process.env.TWILIGHT_PAPERS}/forty.pdf`);
  expect(pages).toBeGreaterThan(3);
  expect(pages, 'no sheet is left empty').toBeLessThan(9);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 700, height: 1000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(700);
});

test('the papers of a group are a sheet each', async ({ as }) => {
  const page = await as('helen');
  await page.goto(`${await groupAddress(page.request)}/commitments/print`);
  expect(await sheets(page)).toBe(await page.locator('.sheet').count());
});
