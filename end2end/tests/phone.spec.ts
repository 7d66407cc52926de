// The board on a phone: one part at a time, and the focused field clear of the bar.

import { chooseForStep, field, holdTools, isLive, isSaved, openBoard, startBoard, stepField } from '../support/board.ts';
import { writeSteps } from '../support/steps.ts';
import { everyTarget } from '../support/targets.ts';
import { axe, expect, test } from '../support/test.ts';

const TITLE = 'Finding a unit fraction of a quantity';

test('the bottom bar leads between the board’s parts', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  const bar = page.getByRole('navigation', { name: 'Parts of the board' });
  await expect(bar).toBeVisible();
  for (const [item, view, shown] of [
    ['Checks', 'checks', '#checks'],
    ['Here', 'here', '#here'],
    ['Step', 'step', 'li.step[data-current]'],
    ['Steps', 'steps', '.outline'],
  ]) {
    await bar.getByRole('link', { name: item === 'Step' ? /^Step \d/ : item }).click();
    await expect(page.locator('.board')).toHaveAttribute('data-view', view);
    await expect(page.locator(shown)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${view} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await axe(page);
});

test('a field that is typed in stands clear of the bars', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, 'Rounding by looking both ways');
  await page.locator('.outline__link', { hasText: 'Round to the nearest thousand' }).click();
  const current = (await page.locator('li.step[data-current]').getAttribute('id'))!;
  const check = stepField(page, current.replace('step-', ''), 'check');
  await expect(check).toBeVisible();
  await check.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' And so on.');
  const [box, bar] = [await check.boundingBox(), await page.locator('.bottom-bar').boundingBox()];
  expect(box!.y + box!.height).toBeLessThanOrEqual(bar!.y + 1);
  await isSaved(page);
});

test('everything written on the board can be reached', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  for (const [link, name] of [['Key learning point', 'key_learning_point'], ['Before and next', 'vocabulary']]) {
    await page.locator('.bottom-bar__item', { hasText: 'Steps' }).click();
    await page.locator('.outline__link', { hasText: link }).click();
    await expect(field(page, name)).toBeInViewport();
  }
});

test('the title and the saved state stand in the top bar', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  await expect(page.locator('.topbar__phone-title')).toHaveText(TITLE);
  await expect(page.locator('.topbar__phone .saved')).toBeVisible();
  await expect(field(page, 'title')).toBeEditable();
});

test('every target takes a finger', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  const bar = page.locator('.bottom-bar');
  for (const item of ['Checks', 'Here', 'Steps', /^Step \d/]) {
    await bar.getByRole('link', { name: item }).click();
    await everyTarget(page, String(item));
  }
  const menu = page.locator('.step[data-current] details.menu > summary');
  await menu.click();
  await everyTarget(page, 'a step’s menu');
  await page.keyboard.press('Escape');
  await page.getByLabel('More for this board').click();
  await everyTarget(page, 'the board’s menu');
  await page.keyboard.press('Escape');
  await bar.getByRole('link', { name: 'Steps' }).click();
  await page.getByRole('button', { name: 'Criterion', exact: true }).click();
  await page.getByRole('searchbox').fill('fraction');
  await everyTarget(page, 'criteria');
});

test('a step leads on to the next, a deleted one too, and the last one to all of them', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Step by step on a phone');
  await writeSteps(page, 3);
  await page.locator('.outline__link', { hasText: 'Part 1' }).click();
  const shown = page.locator('li.step[data-current] .step__title textarea');
  const on = page.locator('.next-step__link');
  await expect(shown).toHaveValue('Part 1');
  await on.click();
  await expect(shown).toHaveValue('Part 2');
  await expect(shown).toBeInViewport();
  await chooseForStep(page.locator('li.step[data-current]'), 'Delete step');
  await expect(shown).toHaveValue('Part 3');
  await expect(shown).toBeVisible();
  await expect(page.locator('.bottom-bar')).toContainText('Step 2');
  await expect(on).toHaveText('All steps');
  // The last but one, and then the only one: there is always something to see.
  await chooseForStep(page.locator('li.step[data-current]'), 'Delete step');
  await expect(shown).toHaveValue('Part 1');
  await chooseForStep(page.locator('li.step[data-current]'), 'Delete step');
  await expect(page.locator('.board')).toHaveAttribute('data-view', 'steps');
  await expect(page.locator('.outline')).toBeVisible();
  await isSaved(page);
});

test('a step that a colleague deletes says so, and leads on', async ({ as }) => {
  const [page, other] = await Promise.all([as('yusuf'), as('tamsin')]);
  const address = await startBoard(page, 'Deleted under one’s hands');
  await writeSteps(page, 2);
  await page.locator('.outline__link', { hasText: 'Part 1' }).click();
  await other.goto(address);
  await other.locator('.outline__link', { hasText: 'Part 1' }).click();
  await chooseForStep(other.locator('li.step[data-current]'), 'Delete step');
  await expect(page.getByText('A colleague deleted this step.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave it deleted' }).click();
  await expect(page.locator('li.step[data-current] .step__title textarea')).toHaveValue('Part 2');
});

test('a link to a step leads there before what stands around its words has come, after a reload, and on the way back', async ({ as }) => {
  const page = await as('yusuf');
  const address = await startBoard(page, 'Straight to a step');
  await writeSteps(page, 3);
  await isSaved(page);
  const title = (number: number) => page.locator('.step__title textarea').nth(number - 1);
  const letGo = await holdTools(page);
  await page.goto(address);
  await expect(page.locator('.board-page')).toHaveAttribute('data-ready');
  await page.locator('.outline__link', { hasText: 'Part 2' }).click();
  await expect(title(2)).toBeVisible();
  await expect(title(1)).toBeHidden();
  letGo();
  await isLive(page);
  await expect(title(2)).toBeVisible();
  await page.reload();
  await isLive(page);
  await expect(title(2)).toBeVisible();
  await page.locator('.bottom-bar').getByRole('link', { name: 'Steps' }).click();
  await page.locator('.outline__link', { hasText: 'Part 3' }).click();
  await expect(title(3)).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(title(2)).toBeVisible();
  // A step that is not there leaves the list.
  await page.goto(`${address}#step-none`);
  await page.reload();
  await isLive(page);
  await expect(page.locator('.outline')).toBeVisible();
});

test('the board’s menu is there', async ({ as }) => {
  const page = await as('grace');
  await openBoard(page, TITLE);
  await page.getByLabel('More for this board').click();
  await expect(page.getByRole('button', { name: 'Copy all words' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('at 400 % there is room to type: nothing stands over the page', async ({ as }) => {
  const page = await as('grace', { viewport: { width: 320, height: 256 }, isMobile: false, hasTouch: false });
  await openBoard(page, TITLE);
  await page.locator('.outline__link', { hasText: 'Dong nao jin' }).click();
  const input = page.locator('li.step[data-current] textarea').nth(1);
  await input.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowRight');
  const room = await page.evaluate(() => {
    const isOver = (y: number) => {
      let element = document.elementFromPoint(160, y);
      for (; element; element = element.parentElement) {
        const { position } = getComputedStyle(element);
        if (position === 'fixed' || position === 'sticky') return true;
      }
      return false;
    };
    return [...Array(256).keys()].filter((y) => !isOver(y)).length;
  });
  expect(room).toBeGreaterThan(200);
  await expect(input).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
