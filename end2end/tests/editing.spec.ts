// What one does with a board, with the mouse and without.

import { boardAddress, chooseForStep, field, isSaved, mirrorAgrees, openBoard, read, startBoard, step, stepField, stepId, stepWith } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';
import { settled } from '../support/visit.ts';

test('a new board is started, filled and found again', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'Halves of odd numbers');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Halves of odd numbers');
  await page.getByRole('button', { name: 'Add a step' }).first().click();
  // The new step's title has the focus: one can go on typing.
  await expect(page.locator('textarea:focus')).toHaveValue('');
  await page.keyboard.type('Half of seven');
  const id = await stepId(page, 1);
  await expect(stepField(page, id, 'title')).toHaveValue('Half of seven');
  await stepField(page, id, 'stem_sentence').fill('Half of [7] is [ ].');
  await field(page, 'key_learning_point').fill('An odd number can be halved too: 1/2 is left over.');
  await isSaved(page);
  await axe(page);
  await page.goto(address);
  await expect(stepField(page, id, 'stem_sentence')).toHaveValue('Half of [7] is [ ].');
  await expect(page).toHaveTitle('Halves of odd numbers · Twilight');
});

test('steps are added, duplicated and deleted, and the minutes add up', async ({ as }) => {
  const page = await as('yusuf');
  await openBoard(page, 'Estimate the angle, then measure it');
  const planned = page.locator('.board-head__minutes strong');
  const minutes = async () => (await read(page)).minutes.slice(1).map(Number);
  const sum = async () => String((await minutes()).reduce((all, one) => all + one, 0));
  await expect(planned).toHaveText(await sum());

  const second = await stepId(page, 2);
  await stepWith(page, second).locator('.minutes__input').fill('17');
  await page.keyboard.press('Enter');
  await expect(planned).toHaveText(await sum());

  await chooseForStep(stepWith(page, second), 'Duplicate');
  await expect(step(page, 3).locator('.minutes__input')).toHaveValue('17');
  const [original, copy] = [second, await stepId(page, 3)];
  for (const name of ['title', 'exposition', 'key_questions', 'check']) {
    await expect(stepField(page, copy, name)).toHaveValue(await stepField(page, original, name).inputValue());
  }
  await expect(stepField(page, copy, 'title')).toBeFocused();
  await expect(planned).toHaveText(await sum());
  await expect(page.locator('.board-head__minutes')).toHaveAttribute('data-over', '');

  const title = await stepField(page, original, 'title').inputValue();
  await chooseForStep(stepWith(page, original), 'Delete step');
  await expect(stepWith(page, original)).toHaveCount(0);
  await expect(planned).toHaveText(await sum());
  const toast = page.locator('.toast');
  await expect(toast).toContainText(`“${title}” deleted`);
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(stepWith(page, original)).toBeVisible();
  await expect(stepWith(page, original).locator('.step__disc')).toHaveText('2');
  await isSaved(page);
});

test('by keyboard alone a step is moved, and the focus stays where it was', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Moved by keyboard');
  for (const title of ['one', 'two', 'three']) {
    await page.getByRole('button', { name: 'Add a step' }).first().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('textarea:focus')).toHaveValue('');
    await page.keyboard.type(title);
  }
  const id = await stepId(page, 3);
  const title = stepField(page, id, 'title');
  const places = async () => (await read(page)).outline;
  await title.press('Alt+ArrowUp');
  await expect.poll(places).toEqual(['one', 'three', 'two']);
  await expect(title).toBeFocused();
  await title.press('Alt+ArrowUp');
  await title.press('Alt+ArrowUp');
  await expect.poll(places).toEqual(['three', 'one', 'two']);
  await title.press('Alt+ArrowDown');
  await expect.poll(places).toEqual(['one', 'three', 'two']);
  await page.keyboard.type('!');
  await expect(title).toHaveValue('three!');
  await expect(page.locator('[aria-live], [role=status]').filter({ hasText: /moved to place 2/ })).not.toHaveCount(0);

  // The same by the menu, with keys only: the focus comes back to the menu's button.
  const menu = stepWith(page, id).locator('details.menu > summary');
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Move up' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(places).toEqual(['three!', 'one', 'two']);
  await expect(menu, 'the focus after choosing from the menu').toBeFocused();
});

test('a step is dragged by its grip', async ({ as }) => {
  const page = await as('yusuf');
  await openBoard(page, 'Which fraction is greater? Choosing how to compare');
  for (const title of ['first', 'second', 'third']) {
    await page.getByRole('button', { name: 'Add a step' }).first().click();
    await expect(page.locator('textarea:focus')).toHaveValue('');
    await page.keyboard.type(title);
  }
  const toggles = page.locator('.step__toggle[aria-expanded=true]');
  while ((await toggles.count()) > 0) await toggles.first().click();
  await step(page, 1).scrollIntoViewIfNeeded();
  const grip = await step(page, 1).locator('.step__grip').boundingBox();
  const last = await step(page, 3).boundingBox();
  await page.mouse.move(grip!.x + grip!.width / 2, grip!.y + grip!.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip!.x + 10, last!.y + last!.height / 2, { steps: 8 });
  await page.mouse.move(grip!.x + 10, last!.y + last!.height - 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await read(page)).outline).toEqual(['second', 'third', 'first']);
  await isSaved(page);
});

test('criteria are found among all 79 and chosen by keyboard', async ({ as }) => {
  const page = await as('yusuf');
  await openBoard(page, 'Two unknowns need two facts');
  const open = page.getByRole('button', { name: 'Criterion', exact: true });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Which criteria is this lesson for?' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('status')).toHaveText('79 of 79 criteria');
  await axe(page);
  // One types at once.
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('6F-2');
  await expect(dialog.getByRole('status')).toHaveText('1 of 79 criteria');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  const chips = page.locator('.chip--criterion .chip__code');
  await expect(chips).toHaveText(['6AS/MD–4', '6F–2']);
  await page.getByRole('button', { name: 'Remove 6F–2' }).press('Enter');
  await expect(chips).toHaveCount(1);
  await isSaved(page);
});

test('a search that finds nothing says so, and what else to try', async ({ as }) => {
  const page = await as('yusuf');
  await openBoard(page, 'Two unknowns need two facts');
  await page.getByRole('button', { name: 'Criterion', exact: true }).click();
  await page.getByRole('searchbox').fill('quaternions');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('None of the 79 criteria');
});

test('year groups, strand and state are set for everybody', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'For two year groups', 'Year 4');
  await page.locator('summary', { hasText: 'Year group' }).click();
  await page.getByRole('checkbox', { name: 'Year 5' }).check();
  await page.getByRole('combobox', { name: 'Strand' }).selectOption({ index: 3 });
  await page.getByRole('combobox', { name: 'How far the lesson is' }).selectOption('ready');
  await isSaved(page);
  const strand = await page.getByRole('combobox', { name: 'Strand' }).inputValue();
  const other = await as('tamsin');
  await other.goto(address);
  await expect(other.locator('.board-head__chips > .chip:not(.chip--criterion)').filter({ hasText: /^Year [45]$/ })).toHaveText(['Year 4', 'Year 5']);
  await expect(other.getByRole('combobox', { name: 'Strand' })).toHaveValue(strand);
  await expect(other.getByRole('combobox', { name: 'How far the lesson is' })).toHaveValue('ready');
});

test('the outline jumps to a step, and steps open and shut on my page alone', async ({ as }) => {
  const [page, other] = await Promise.all([as('yusuf'), as('tamsin')]);
  const title = 'Finding a unit fraction of a quantity';
  await openBoard(page, title);
  await openBoard(other, title);
  await page.locator('.outline__link', { hasText: 'Dong nao jin' }).click();
  await expect(step(page, 6).locator('.step__head')).toBeInViewport();
  await expect(page.locator('.outline__link[aria-current=step]')).toContainText('Dong nao jin');

  const toggle = step(page, 6).locator('.step__toggle');
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(toggle).toBeFocused();
  const id = await stepId(page, 6);
  await expect(stepField(page, id, 'exposition')).toBeHidden();
  await expect(stepField(other, id, 'exposition')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(stepField(page, id, 'exposition')).toBeVisible();
});

test('what is drawn under every field has exactly its letters', async ({ as }) => {
  const page = await as('yusuf');
  await openBoard(page, 'Split one factor, keep the product');
  for (const input of await page.locator('textarea.live-field__input').all()) await mirrorAgrees(input);
});

test('somebody who may only read sees everything and can change nothing', async ({ as }) => {
  const page = await as('judith');
  await page.goto(await boardAddress(page.request, 'Finding a unit fraction of a quantity'));
  await settled(page);
  await expect(page.getByText('You can read this lesson.')).toBeVisible();
  await expect(page.locator('textarea:not([readonly])')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add a step' }).first()).toBeDisabled();
  await field(page, 'title').focus();
  await page.keyboard.type('x');
  await expect(field(page, 'title')).toHaveValue('Finding a unit fraction of a quantity');
});

test('what a field can’t hold is left out, the field says so, and all the rest is kept', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'A paste that is too long');
  const words = field(page, 'vocabulary');
  const full = page.locator('.live-field__full');
  await words.focus();
  await page.keyboard.type('begin end');
  for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft');
  // Pasted.
  await page.keyboard.insertText('x'.repeat(1_100_000));
  await expect(full).toHaveText('A field holds 20,000 letters. The last 1,080,009 of what you put in are left out; the rest is here.');
  await expect(words).toHaveValue(/^begin x+end$/);
  expect(await words.inputValue()).toHaveLength(20_000);
  expect(await words.evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(20_000 - 3);
  await axe(page);
  await isSaved(page);
  // It is the field's own matter, until one goes on.
  await field(page, 'prior_learning').focus();
  await expect(full).toHaveCount(0);
  // Filled in by the browser, and dropped.
  await field(page, 'prior_learning').fill('y'.repeat(1_100_000));
  await expect(full).toBeVisible();
  await field(page, 'next_learning').evaluate((element: HTMLTextAreaElement) => {
    element.focus();
    element.value += 'z'.repeat(1_100_000);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromDrop' }));
  });
  expect(await field(page, 'next_learning').inputValue()).toHaveLength(20_000);
  // Taken back, and made again.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'next_learning')).toHaveValue('');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(async () => (await field(page, 'next_learning').inputValue()).length).toBe(20_000);
  await words.press('Control+End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('D');
  await isSaved(page);
  await page.goto(address);
  await expect(words).toHaveValue(/^begin x+enD$/);
  expect(await field(page, 'prior_learning').inputValue()).toHaveLength(20_000);
});
