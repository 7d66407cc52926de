// Words that were removed from a field are there for the rest of the day, for everybody on the board.

import type { Page } from '@playwright/test';

import { converge, field, isLive, isSaved, startBoard, stepField, stepId } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';

const SENTENCE = 'A unit fraction of a quantity is found by dividing by the denominator.';

/** The lines below a field that offer what was removed from it. */
const offered = (page: Page, name: string) => page.locator('.live-field', { has: page.locator(`#f-${name}`) }).locator('.former');

test('a field that was wiped offers its words: at once, after a reload and to who comes later, and they are put back', async ({ as }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  const address = await startBoard(amy, 'Words that were wiped');
  await tom.goto(address);
  await isLive(tom);
  await field(amy, 'key_learning_point').fill(SENTENCE);
  await expect(field(tom, 'key_learning_point')).toHaveValue(SENTENCE);
  await isSaved(amy);
  await expect(offered(amy, 'key_learning_point')).toHaveCount(0);
  await field(amy, 'key_learning_point').press('Control+a');
  await field(amy, 'key_learning_point').press('Delete');
  for (const page of [amy, tom]) {
    await expect(offered(page, 'key_learning_point')).toHaveCount(1);
    await expect(offered(page, 'key_learning_point')).toContainText(/^Words were removed here at \d\d:\d\d/);
  }
  await isSaved(amy);

  // Nobody who could take it back by undo is left.
  await amy.reload();
  await isLive(amy);
  await expect(offered(amy, 'key_learning_point')).toContainText(/removed here at \d\d:\d\d/);
  const judith = await as('judith');
  await judith.goto(address);
  const line = offered(judith, 'key_learning_point');
  await line.getByRole('button', { name: 'Show the words removed from Key learning point' }).click();
  await expect(line.locator('.former__words')).toHaveText(SENTENCE);
  await expect(line.getByRole('button', { name: /Put back/ }), 'who may only read').toHaveCount(0);
  await axe(judith);

  await field(tom, 'key_learning_point').fill('Something new.');
  await expect(offered(tom, 'key_learning_point')).toHaveCount(1);
  const putBack = offered(tom, 'key_learning_point').getByRole('button', { name: 'Put back the words removed from Key learning point' });
  await putBack.focus();
  const mirror = tom.locator('.live-field', { has: field(tom, 'key_learning_point') }).locator('.live-field__mirror');
  await expect(mirror, 'what stands there can still be read').not.toHaveCSS('color', 'rgba(0, 0, 0, 0)');
  await putBack.press('Enter');
  await expect(field(tom, 'key_learning_point')).toHaveValue(`Something new.\n${SENTENCE}`);
  await expect(field(tom, 'key_learning_point')).toBeFocused();
  await converge(amy, tom);
  for (const page of [amy, tom, judith]) await expect(offered(page, 'key_learning_point')).toHaveCount(0);
});

test('a step’s words that were typed over are offered too, and neither what was only edited nor what was undone is', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Words that were typed over');
  await page.locator('.add-step').click();
  const id = await stepId(page, 1);
  const check = stepField(page, id, 'check');
  await check.fill(SENTENCE);
  await isSaved(page);
  await check.press('Control+a');
  await check.pressSequentially('Something');
  await expect(offered(page, `step-${id}-check`)).toHaveCount(1);
  await check.press('Control+z');
  await expect(check).toHaveValue(SENTENCE);
  await expect(offered(page, `step-${id}-check`)).toHaveCount(0);
  await check.press('Control+End');
  for (let n = 0; n < 12; n += 1) await check.press('Backspace');
  await isSaved(page);
  await page.reload();
  await isLive(page);
  await expect(check).toHaveValue(SENTENCE.slice(0, -12));
  await expect(offered(page, `step-${id}-check`)).toHaveCount(0);
});
