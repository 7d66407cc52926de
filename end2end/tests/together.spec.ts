// People of several schools on one board at once: everything merges, nothing that was typed is lost, and nobody's caret jumps.

import type { Page } from '@playwright/test';

import {
  chooseForStep, converge, field, isLive, mirrorAgrees, openBoard, read, startBoard, step, stepField, stepId, stepWith,
} from '../support/board.ts';
import { expect, test } from '../support/test.ts';

test('two people type in the same field at once, and both their words stand there whole', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, 'How many groups? Division as grouping');
  await openBoard(tom, 'How many groups? Division as grouping');
  const id = await stepId(amy, 1);
  const [hers, his] = [amy, tom].map((page) => stepField(page, id, 'exposition'));
  const before = await hers.inputValue();

  // One at the beginning, one at the end; then both at the end.
  await caretAt(hers, 0);
  await caretAt(his, before.length);
  await Promise.all([slowly(hers, 'Begin with the bar. '), slowly(his, ' End with the sentence.')]);
  await converge(amy, tom);
  await expect(hers).toHaveValue(`Begin with the bar. ${before} End with the sentence.`);

  const middle = (await hers.inputValue()).length;
  await caretAt(hers, middle);
  await caretAt(his, middle);
  await Promise.all([slowly(hers, ' Amy adds this at the end.'), slowly(his, ' Tom adds that at the end.')]);
  await converge(amy, tom);
  const after = await hers.inputValue();
  expect(after).toContain(' Amy adds this at the end.');
  expect(after).toContain(' Tom adds that at the end.');
  expect(after).toHaveLength(middle + 52);
  await mirrorAgrees(hers);
  await mirrorAgrees(his);
});

test('a step can be moved while somebody types in it: the focus and the caret hold', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, 'Make ten first: adding across 10');
  await openBoard(tom, 'Make ten first: adding across 10');
  const id = await stepId(amy, 3);
  const hers = stepField(amy, id, 'exposition');
  const before = await hers.inputValue();
  await caretAt(hers, 2);
  await countBlurs(amy);

  const typing = slowly(hers, 'this was typed while the step went round the board ');
  for (const item of ['Move up', 'Move up', 'Move down', 'Move down', 'Move down', 'Move up']) {
    await chooseForStep(stepWith(tom, id), item);
  }
  // Others go round the typist's step too.
  await chooseForStep(step(tom, 1), 'Move down');
  await chooseForStep(step(tom, 5), 'Move up');
  await typing;

  expect(await blurs(amy), 'times the field lost the focus').toBe(0);
  await expect(hers).toBeFocused();
  await converge(amy, tom);
  await expect(hers).toHaveValue(`${before.slice(0, 2)}this was typed while the step went round the board ${before.slice(2)}`);
  expect(await hers.evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(2 + 51);
});

test('undoing an added step keeps what a colleague wrote in it, and restoring shows it', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, 'Make ten first: adding across 10');
  await openBoard(tom, 'Make ten first: adding across 10');
  const count = (await read(amy)).order.length;
  await amy.locator('.add-step').click();
  const id = await stepId(amy, count + 1);
  const his = stepField(tom, id, 'exposition');
  await his.pressSequentially('Fold the strip in half.');
  await expect(stepField(amy, id, 'exposition')).toHaveValue('Fold the strip in half.');
  await amy.locator('.topbar__undo').getByRole('button', { name: 'Undo' }).click();
  // It is gone for her who took it back; he is at it, and may go on.
  await expect(stepWith(amy, id)).toHaveCount(0);
  await expect(stepWith(tom, id).getByRole('status')).toContainText('A colleague deleted this step');
  await his.pressSequentially(' Then once more.');
  await stepWith(tom, id).getByRole('button', { name: 'Restore the step' }).click();
  await expect(stepField(amy, id, 'exposition')).toHaveValue('Fold the strip in half. Then once more.');
  await converge(amy, tom);
});

test('a step that a colleague deletes goes when its reader writes elsewhere, and never stays for who already does', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await startBoard(amy, 'Left for the title');
  for (let steps = 0; steps < 3; steps += 1) await amy.locator('.add-step').click();
  const [first, second] = [await stepId(amy, 1), await stepId(amy, 2)];
  await tom.goto(amy.url());
  await isLive(tom);
  await stepField(amy, second, 'check').focus();
  await chooseForStep(stepWith(tom, second), 'Delete step');
  await expect(stepWith(amy, second).getByRole('status')).toContainText('A colleague deleted this step');
  await field(amy, 'title').focus();
  await expect(stepWith(amy, second)).toHaveCount(0);
  await stepField(amy, first, 'check').focus();
  await field(amy, 'title').focus();
  await chooseForStep(stepWith(tom, first), 'Delete step');
  await expect(stepWith(amy, first)).toHaveCount(0);
  await converge(amy, tom);
});

test('a step can be deleted while somebody types in it: what is typed is kept, and restoring shows it', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, 'A triangle, whichever way up');
  await openBoard(tom, 'A triangle, whichever way up');
  const id = await stepId(amy, 2);
  const hers = stepField(amy, id, 'check');
  const title = await stepField(amy, id, 'title').inputValue();
  const before = await hers.inputValue();
  await caretAt(hers, before.length);
  await countBlurs(amy);

  const typing = slowly(hers, ' Written while it was being deleted.');
  await chooseForStep(stepWith(tom, id), 'Delete step');
  await expect(stepWith(tom, id)).toHaveCount(0);
  await typing;
  await expect(stepWith(amy, id).getByRole('status')).toContainText('A colleague deleted this step');
  await slowly(hers, ' And after.');
  expect(await blurs(amy), 'times the field lost the focus').toBe(0);

  await tom.locator('.deleted__summary').click();
  await tom.getByRole('button', { name: `Restore ${title}` }).click();
  const whole = `${before} Written while it was being deleted. And after.`;
  await expect(stepField(tom, id, 'check')).toHaveValue(whole);
  await expect(hers).toHaveValue(whole);
  await converge(amy, tom);
});

test('whoever joins late sees the same', async ({ as }) => {
  const title = 'Same fact, new unit: tens and hundreds';
  const [amy, tom, sana] = await Promise.all([as('amy'), as('tom'), as('sana')]);
  await openBoard(amy, title);
  await openBoard(tom, title);
  const id = await stepId(amy, 2);
  await Promise.all([
    slowly(field(amy, 'prior_learning'), 'Ten ones are a ten. '),
    slowly(stepField(tom, id, 'stem_sentence'), 'And so are they in hundreds. '),
  ]);
  const typing = slowly(field(amy, 'vocabulary'), 'unit, fact, group, and still typing when she came');
  await openBoard(sana, title);
  await slowly(field(sana, 'vocabulary'), 'Sana was here. ');
  await chooseForStep(step(tom, 4), 'Duplicate');
  await typing;
  await converge(amy, tom, sana);
  const board = await read(sana);
  expect(board.fields['f-prior_learning']).toContain('Ten ones are a ten. ');
  expect(board.fields[`f-step-${id}-stem_sentence`]).toContain('And so are they in hundreds. ');
  expect(board.fields['f-vocabulary']).toContain('Sana was here. ');
  expect(board.fields['f-vocabulary']).toContain('and still typing when she came');

  // And whoever reloads.
  await tom.reload();
  await isLive(tom);
  await converge(amy, tom, sana);
});

test('many edits of every kind at once converge', async ({ as }) => {
  const title = 'Where numbers live, to 20';
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, title);
  await openBoard(tom, title);
  const ids = await Promise.all([1, 2, 3, 4].map((place) => stepId(amy, place)));
  const work = async (page: Page, mark: string, unwanted: string) => {
    await slowly(field(page, 'title'), mark);
    await chooseForStep(stepWith(page, ids[1]), 'Duplicate');
    await slowly(stepField(page, ids[0], 'title'), mark);
    await chooseForStep(stepWith(page, ids[0]), 'Move down');
    await chooseForStep(stepWith(page, unwanted), 'Delete step');
    await page.getByRole('button', { name: 'Add a step' }).first().click();
    await expect(page.locator('textarea:focus')).toHaveValue('');
    await slowly(page.locator('textarea:focus'), `${mark} new`);
    await stepWith(page, ids[0]).locator('.minutes__input').fill(mark === 'A' ? '11' : '12');
    await page.keyboard.press('Tab');
  };
  await Promise.all([work(amy, 'A', ids[2]), work(tom, 'B', ids[3])]);
  await converge(amy, tom);
  const { fields } = await read(amy);
  expect(Object.values(fields)).toEqual(expect.arrayContaining(['A new', 'B new']));
  expect(fields['f-title']).toMatch(/A.*B|B.*A/);
});

/** Puts the caret somewhere, as a click would. */
async function caretAt(input: ReturnType<typeof field>, offset: number) {
  await input.focus();
  await input.evaluate((element: HTMLTextAreaElement, at) => element.setSelectionRange(at, at), offset);
}

/** Types where the caret is, a little slower than a good typist. */
async function slowly(input: ReturnType<typeof field>, words: string) {
  await input.pressSequentially(words, { delay: 25 });
}

async function countBlurs(page: Page) {
  await page.evaluate(() => {
    const counter = window as unknown as { blurs: number };
    counter.blurs = 0;
    document.addEventListener('focusout', () => (counter.blurs += 1), true);
  });
}

const blurs = (page: Page) => page.evaluate(() => (window as unknown as { blurs: number }).blurs);
