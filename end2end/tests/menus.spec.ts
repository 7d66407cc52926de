// Menus, dialogs and copying: how they open and shut, by hand and by keys, and what they say.

import { openBoard, startBoard } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';

test('a menu is gone through by keys, and shuts with Escape, by another, by pressing elsewhere and by choosing', async ({ as }) => {
  const page = await as('yusuf', { permissions: ['clipboard-read', 'clipboard-write'] });
  await openBoard(page, 'Finding a unit fraction of a quantity');
  const menus = page.locator('.step details.menu');
  const [summary, list] = [menus.nth(1).locator('summary'), menus.nth(1).locator('.menu__list')];
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await summary.focus();
  for (const [key, item] of [
    ['ArrowDown', 'Move up'],
    ['ArrowDown', 'Move down'],
    ['End', 'Delete step'],
    ['ArrowDown', 'Move up'],
    ['ArrowUp', 'Delete step'],
    ['Home', 'Move up'],
  ]) {
    await page.keyboard.press(key);
    expect(await focused(), key).toBe(item);
  }
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(summary).toBeFocused();
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Delete step');
  // By going on from its last item.
  await page.keyboard.press('Tab');
  await expect(list).toBeHidden();
  // By another one, and by pressing elsewhere.
  await summary.click();
  await expect(list).toBeVisible();
  const board = page.getByLabel('More for this board');
  await board.click();
  await expect(list).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy all words' })).toBeVisible();
  await page.locator('.board__main').click({ position: { x: 5, y: 5 } });
  await expect(page.getByRole('button', { name: 'Copy all words' })).toBeHidden();
  // What was chosen is done, is said, and the focus is where one was.
  await board.click();
  await page.getByRole('button', { name: 'Copy all words' }).click();
  await expect(page.locator('.topbar .menu__list')).toBeHidden();
  await expect(board).toBeFocused();
  await expect(page.locator('.toast')).toHaveText(/The words are on the clipboard/);
});

test('one in which several things are chosen stays open meanwhile', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Years chosen from a menu', 'Year 4');
  const summary = page.locator('summary', { hasText: 'Year group' });
  await summary.click();
  await page.getByRole('checkbox', { name: 'Year 5' }).check();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('checkbox', { name: 'Year 6' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Year 6' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(summary).toBeFocused();
  await expect(page.locator('.board-head__chips > .chip:not(.chip--criterion)').filter({ hasText: /^Year [456]$/ })).toHaveCount(3);
});

test('criteria are found as they are meant, marked, gone through by arrows, and the dialog shuts by pressing beside it', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Criteria by arrows');
  await page.getByRole('button', { name: 'Criterion', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Which criteria is this lesson for?' });
  const [search, boxes, codes] = [dialog.getByRole('searchbox'), dialog.getByRole('checkbox'), dialog.locator('.picker__code')];
  await expect(search).toBeFocused();
  // The only one that is found is taken by Enter.
  await page.keyboard.type('3F2');
  await expect(codes).toHaveText(['3F–2']);
  await page.keyboard.press('Enter');
  await expect(boxes).toBeChecked();
  await search.fill('non-unit');
  await expect(codes).toHaveText(['3F–1', '5F–1']);
  await search.fill('devision');
  await expect(codes.filter({ hasText: '5MD–4' })).toBeVisible();
  const found = (await dialog.locator('.picker__found').allTextContents()).join(' ');
  expect(found).toMatch(/divi/i);
  await axe(page);
  await search.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(boxes.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(boxes.nth(1)).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await page.mouse.click(20, 400);
  await expect(dialog).toBeHidden();
  await expect(page.locator('.chip--criterion')).toHaveCount(2);
});
