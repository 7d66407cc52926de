// Many steps: dragging, moving without dragging, shutting, and the outline beside them.

import type { Locator, Page } from '@playwright/test';

import { isSaved, read, startBoard, step } from '../support/board.ts';
import { Screen, type Size } from '../support/screen.ts';
import { writeSteps } from '../support/steps.ts';
import { axe, expect, test } from '../support/test.ts';

const MANY = 40;
const outlineOf = async (page: Page) => (await read(page)).outline;

/** Presses on a grip and moves a little, so that the step is lifted; returns where it was pressed. */
async function lift(page: Page, of: Locator) {
  const grip = of.locator('.step__grip');
  await grip.scrollIntoViewIfNeeded();
  const box = (await grip.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 8, { steps: 2 });
  await expect(of).toHaveAttribute('data-lifted', '');
  return { x, y };
}

/** Presses on something in the bar that stands over the page, without bringing it "into view" first: that would scroll the page under it. */
async function pressAsItIs(page: Page, control: Locator) {
  const { x, y, width, height } = (await control.boundingBox())!;
  await page.mouse.click(x + width / 2, y + height / 2);
}

test('a step taller than the screen is lifted, shows where it would land, scrolls the page and lands anywhere', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Dragged far');
  // Each is taller than the window.
  await writeSteps(page, 12, 40);
  const first = step(page, 1);
  expect((await first.boundingBox())!.height).toBeGreaterThan(768);
  const { x, y } = await lift(page, first);
  // It is as low as its head, under the pointer, and comes off the paper.
  await expect.poll(async () => (await first.boundingBox())!.height).toBeLessThan(120);
  const held = await first.locator('.step__grip').boundingBox();
  expect(Math.abs(held!.y + held!.height / 2 - (y + 8))).toBeLessThan(12);
  // A line shows where it would land.
  const third = (await step(page, 3).boundingBox())!;
  await page.mouse.move(x, third.y + third.height - 4, { steps: 4 });
  await expect(step(page, 4)).toHaveAttribute('data-drop', 'before');
  await expect(page.locator('[data-drop]')).toHaveCount(1);
  // At the window's edge it scrolls, to the very end.
  await page.mouse.move(x, 764, { steps: 4 });
  await expect(step(page, 12)).toHaveAttribute('data-drop', 'after');
  await page.mouse.up();
  await expect.poll(() => outlineOf(page)).toEqual([...Array(11).keys()].map((place) => `Part ${place + 2}`).concat('Part 1'));
  // Dropped, it is whole again and in sight.
  await expect(page.locator('[data-dragging], [data-lifted], [data-drop]')).toHaveCount(0);
  await expect(step(page, 12).locator('.step__head')).toBeInViewport();
  expect((await step(page, 12).boundingBox())!.height).toBeGreaterThan(768);
  await isSaved(page);

  // Escape takes it back.
  const before = await outlineOf(page);
  const again = await lift(page, step(page, 12));
  await page.mouse.move(again.x, 80, { steps: 4 });
  await expect(page.locator('[data-drop]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-dragging], [data-lifted], [data-drop]')).toHaveCount(0);
  await page.mouse.up();
  expect(await outlineOf(page)).toEqual(before);
  // Who was not dragging chooses a place from a list.
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a finger drags by the grip, and elsewhere it scrolls', async ({ as }) => {
  const page = await as('yusuf', { viewport: { width: 1024, height: 768 }, hasTouch: true });
  await startBoard(page, 'Dragged by finger');
  await writeSteps(page, 3);
  const tools = await page.context().newCDPSession(page);
  const touch = (type: string, x?: number, y?: number) => tools.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: x === undefined ? [] : [{ x, y: y! }] });
  const [grip, last] = [(await step(page, 1).locator('.step__grip').boundingBox())!, (await step(page, 3).boundingBox())!];
  const [x, y] = [grip.x + 22, grip.y + 22];
  await touch('touchStart', x, y);
  for (let part = 1; part <= 6; part++) await touch('touchMove', x, y + part * 12);
  await expect(step(page, 1)).toHaveAttribute('data-lifted', '');
  await touch('touchMove', x, Math.min(700, last.y + last.height));
  await expect(step(page, 3)).toHaveAttribute('data-drop', 'after');
  await touch('touchEnd');
  await expect.poll(() => outlineOf(page)).toEqual(['Part 2', 'Part 3', 'Part 1']);
});

test('without dragging a step is moved to any place, by its menu and by its grip', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Moved without dragging');
  await writeSteps(page, 5);
  const summary = step(page, 2).locator('details.menu > summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  await step(page, 2).getByRole('button', { name: 'Move to place…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Where should step 2 stand?' });
  await expect(dialog.getByRole('listitem')).toHaveText([/Before “Part 1”/, /Where it stands now/, /Before “Part 4”/, /Before “Part 5”/, /At the end/]);
  await axe(page);
  await dialog.getByRole('button', { name: 'At the end' }).press('Enter');
  await expect.poll(() => outlineOf(page)).toEqual(['Part 1', 'Part 3', 'Part 4', 'Part 5', 'Part 2']);
  await expect(step(page, 5).locator('details.menu > summary')).toBeFocused();
  await expect(page.locator('.toast')).toHaveText(/Step 2 moved to place 5/);
  const grip = step(page, 5).locator('.step__grip');
  await grip.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => outlineOf(page)).toEqual(['Part 1', 'Part 3', 'Part 4', 'Part 2', 'Part 5']);
  await expect(page.locator('.step__grip:focus')).toHaveAccessibleName(/^Move step 4/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Where should step 4 stand?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.step__grip:focus')).toHaveAccessibleName(/^Move step 4/);
});

test('shut steps stay shut for the person who shut them, and all are shut at once', async ({ as }) => {
  const [page, other] = await Promise.all([as('yusuf'), as('tamsin')]);
  const address = await startBoard(page, 'Shut for one person');
  await writeSteps(page, 4);
  const toggle = (of: Page, place: number) => step(of, place).locator('.step__toggle');
  const open = (of: Page) => of.locator('.step__toggle').evaluateAll((all) => all.map((one) => one.getAttribute('aria-expanded')));
  await toggle(page, 2).click();
  await page.reload();
  await expect.poll(() => open(page)).toEqual(['true', 'false', 'true', 'true']);
  await expect(step(page, 2).locator('.row').first()).toBeHidden();
  await other.goto(address);
  await expect.poll(() => open(other)).toEqual(['true', 'true', 'true', 'true']);
  const every = page.locator('.outline__every');
  await every.click();
  expect(await open(page)).toEqual(['false', 'false', 'false', 'false']);
  // Going to one opens it; what is printed is whole.
  await page.locator('.outline__link', { hasText: 'Part 3' }).click();
  await expect.poll(() => open(page)).toEqual(['false', 'false', 'true', 'false']);
  await page.emulateMedia({ media: 'print' });
  await expect(step(page, 1).locator('.row').first()).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  await expect.poll(() => open(page)).toEqual(['false', 'false', 'true', 'false']);
  await every.click();
  await expect(every).toHaveText(/Open all/);
  await every.click();
  await expect.poll(() => open(page)).toEqual(['true', 'true', 'true', 'true']);
});

test('the outline of forty steps shows the one that is current, on every screen', async ({ as }) => {
  const page = await as('yusuf');
  await startBoard(page, 'Forty steps');
  await writeSteps(page, MANY, 1);
  const screen = await Screen.of(page);
  const sheet = page.getByRole('button', { name: 'Outline' });
  const current = page.locator('.outline__link[aria-current=step]');
  for (const [name, size] of Object.entries<Size>({
    laptop: { width: 1366, height: 768 },
    'iPad across': { width: 1024, height: 768, touch: true },
    'iPad upright': { width: 768, height: 1024, touch: true },
    'laptop at 200 %': { width: 683, height: 384 },
  })) {
    await screen.put(size);
    for (const part of [38, 2]) {
      await page.locator(`#f-step-part${part}-title`).focus();
      if (await sheet.isVisible()) await pressAsItIs(page, sheet);
      await expect(current, name).toHaveCount(1);
      await expect(current, name).toContainText(`Part ${part}`);
      await expect(current, `${name}: part ${part}`).toBeInViewport({ ratio: 1 });
      // By going to one the sheet is shut.
      await page.locator(`#outline-part${part + 1}`).click();
      await expect(page.locator(`#step-part${part + 1} .step__head`), name).toBeInViewport();
      if (await sheet.isVisible()) await expect(current).toBeHidden();
    }
    if (!(await sheet.isVisible())) {
      // It follows what one reads.
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.locator('#step-part20').evaluate((element) => element.scrollIntoView());
      await expect(current, name).toContainText('Part 20');
      await expect(current, name).toBeInViewport({ ratio: 1 });
      continue;
    }
    await pressAsItIs(page, sheet);
    if (size.touch) await axe(page);
    await page.keyboard.press('Escape');
    await expect(current, name).toBeHidden();
    await expect(sheet).toBeFocused();
  }
});
