// Minutes: one click and a number, one after another, and what happens to what is no number.

import { isLive, isSaved, startBoard } from '../support/board.ts';
import { writeSteps } from '../support/steps.ts';
import { axe, expect, test } from '../support/test.ts';

test('a click selects, typing replaces, arrows count, Enter goes on, a wheel changes nothing', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'Minutes typed over');
  await writeSteps(page, 2);
  const minutes = page.locator('.step .minutes__input');
  await minutes.nth(0).click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(minutes.nth(0)).toHaveValue('12');
  await expect(minutes.nth(0)).not.toBeFocused();
  // On to the next thing to be written in.
  expect(await page.evaluate(() => document.activeElement?.matches('.live-field__input, .minutes__input'))).toBe(true);
  await minutes.nth(1).click();
  await page.keyboard.press('ArrowUp');
  await expect(minutes.nth(1)).toHaveValue('2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(minutes.nth(1)).toHaveValue('0');
  await minutes.nth(1).hover();
  await minutes.nth(1).evaluate((input) => input.addEventListener('wheel', () => Object.assign(window, { wheelTurned: true })));
  await page.mouse.wheel(0, -120);
  // The value is right before the wheel has come as well.
  await page.waitForFunction(() => 'wheelTurned' in window);
  await expect(minutes.nth(1)).toHaveValue('0');
  await page.keyboard.type('9 min');
  await page.keyboard.press('Tab');
  await expect(minutes.nth(1)).toHaveValue('9');
  await page.locator('#minutes').click();
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await expect(page.locator('.board-head__minutes strong')).toHaveText('21');
  await isSaved(page);
  await page.goto(address);
  expect(await page.locator('.minutes__input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual(expect.arrayContaining(['60', '12', '9']));
});

test('what is no number of minutes stays, is said beside it in words, and nothing is ticked', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Minutes that are none');
  await writeSteps(page, 1);
  const minutes = page.locator('.step .minutes__input');
  const wrong = page.locator('.minutes__error');
  for (const [typed, words] of [
    ['500', '120 minutes at most'],
    ['ten', 'A whole number, like 8'],
  ]) {
    await minutes.click();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(minutes).toBeFocused();
    await expect(minutes).toHaveValue(typed);
    await expect(minutes).toHaveAttribute('aria-invalid', 'true');
    await expect(minutes).toHaveAccessibleDescription(words);
    await expect(wrong).toHaveText(words);
    await expect(page.locator('.toast')).toHaveCount(0);
  }
  await axe(page);
  // Left, it stays; mended, it is gone.
  await page.keyboard.press('Tab');
  await expect(minutes).toHaveValue('ten');
  await minutes.click();
  await page.keyboard.type('10');
  await expect(wrong).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(minutes).toHaveValue('1');
});

test('a colleague’s number shows while one only looks at it, and waits while one types', async ({ as }) => {
  const [page, other] = await Promise.all([as('yusuf'), as('tamsin')]);
  await other.goto(await startBoard(page, 'Minutes of two people'));
  await isLive(other);
  const [mine, theirs] = [page.locator('#minutes'), other.locator('#minutes')];
  await mine.click();
  await theirs.fill('45');
  await other.keyboard.press('Enter');
  await expect(mine).toHaveValue('45');
  // It is there to be typed over like the one before.
  await expect.poll(() => mine.evaluate((input: HTMLInputElement) => input.selectionEnd! - input.selectionStart!)).toBe(2);
  await page.keyboard.type('5');
  await theirs.fill('40');
  await other.keyboard.press('Enter');
  await isSaved(other);
  await expect(mine).toHaveValue('5');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(theirs).toHaveValue('55');
});
