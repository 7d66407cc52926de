// Undo takes back sensible portions, goes to where that was, and says what is true.

import { chooseForStep, field, isLive, startBoard, step, stepId, stepWith } from '../support/board.ts';
import { expect, test } from '../support/test.ts';

test('undo takes back a sentence, and goes to where that was', async ({ as }) => {
  const page = await as('grace', { viewport: { width: 1366, height: 600 } });
  await startBoard(page, 'Taken back by sentences');
  for (let n = 0; n < 2; n += 1) {
    await page.locator('.add-step').click();
    await expect(page.locator('textarea:focus')).toHaveValue('');
  }
  const words = field(page, 'vocabulary');
  await words.pressSequentially('Halves are equal. Quarters too');
  const scrollAway = async () => {
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, 5_000);
    await expect(words).not.toBeInViewport();
  };
  for (const left of ['Halves are equal. ', '']) {
    await scrollAway();
    await page.keyboard.press('Control+z');
    await expect(words).toHaveValue(left);
    await expect(words).toBeInViewport();
    await expect(words).toHaveAttribute('data-changed', '');
  }
  await scrollAway();
  await page.keyboard.press('Control+Shift+z');
  await expect(words).toHaveValue('Halves are equal. ');
  await expect(words).toBeInViewport();
  await expect(page.locator('.toast'), 'it is before one’s eyes').toHaveCount(0);
});

test('what the page says of an undo is true, and goes when it is not', async ({ as }) => {
  const [tom, rosa] = await Promise.all([as('tom'), as('rosa')]);
  const address = await startBoard(tom, 'True for as long as it is shown');
  await rosa.goto(address);
  await isLive(rosa);
  for (const title of ['one', 'two']) {
    await tom.locator('.add-step').click();
    await expect(tom.locator('textarea:focus')).toHaveValue('');
    await tom.keyboard.type(title);
  }
  const id = await stepId(tom, 2);
  const toast = tom.locator('.toast');
  await chooseForStep(stepWith(tom, id), 'Delete step');
  await expect(toast).toContainText('“two” deleted');
  await tom.keyboard.press('Control+z');
  await expect(toast).toHaveText(/Undone: deleted step 2/);
  await chooseForStep(stepWith(rosa, id), 'Delete step');
  await expect(toast, 'a colleague has deleted it once more').toHaveCount(0);

  await chooseForStep(step(rosa, 1), 'Duplicate');
  // He is at the one that she has deleted, so that he sees it still.
  await expect(tom.locator('#steps > li.step')).toHaveCount(3);
  const first = await stepId(tom, 1);
  await chooseForStep(stepWith(tom, first), 'Move down');
  await expect(toast).toContainText('Step 1 moved to place 2');
  await chooseForStep(stepWith(rosa, first), 'Move up');
  await expect(toast).toHaveCount(0);
});
