// What a screen reader hears of colleagues, what it finds of them, and where the focus goes.

import type { Page } from '@playwright/test';

import { chooseForStep, field, isLive, startBoard, step, stepField, stepId, stepWith } from '../support/board.ts';
import { axe, expect, test } from '../support/test.ts';

const spoken = (page: Page) => page.locator('.board-page .saved-spoken[role="status"]');

/** Everything that was said from here on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await spoken(page).evaluate((element) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => heard.push(element.textContent ?? '')).observe(element, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

test('colleagues’ coming, going and work on steps is said politely and seldom, and where they write on demand', async ({ as }) => {
  const amy = await as('amy');
  const address = await startBoard(amy, 'Heard, not seen');
  for (const title of ['Halves', 'Thirds']) {
    await amy.locator('.add-step').click();
    await expect(amy.locator('textarea:focus')).toHaveValue('');
    await amy.keyboard.type(title);
  }
  await field(amy, 'vocabulary').focus();
  await expect(spoken(amy)).toHaveCount(1);
  const heard = await listen(amy);

  const tom = await as('tom');
  await tom.goto(address);
  await isLive(tom);
  await expect(spoken(amy)).toHaveText('Tom Obaseki joined.');
  const halves = await stepId(tom, 1);
  await stepField(tom, halves, 'exposition').pressSequentially('Fold the strip in half, and in half again.', { delay: 20 });
  await expect(stepField(amy, halves, 'exposition')).toHaveValue(/again\.$/);
  await amy.keyboard.press('Alt+Shift+H');
  await expect(spoken(amy)).toHaveText('Tom Obaseki is writing in step 1, Exposition.');
  await expect(field(amy, 'vocabulary'), 'nothing is typed by asking').toHaveValue('');
  expect((await heard()).join(' '), 'no letter of it is said').not.toContain('Fold');

  await chooseForStep(step(tom, 2), 'Move up');
  await chooseForStep(step(tom, 1), 'Add a step below');
  await expect(spoken(amy)).toHaveText('Tom Obaseki moved Thirds to place 1. Tom Obaseki added step 2.');
  await chooseForStep(stepWith(tom, halves), 'Delete step');
  await expect(spoken(amy)).toHaveText('Tom Obaseki deleted step 3, Halves.');

  await expect(amy.locator('.panel--here')).toMatchAriaSnapshot(`
    - heading "Here now 2 people" [level=2]
    - button "Say who is writing where"
    - list:
      - listitem:
        - link /Amy Charlesworth \\(you\\) Ash Lane On the vocabulary/
      - listitem:
        - link /Tom Obaseki Elm Bank/
  `);
  await expect(amy.locator('.topbar')).toMatchAriaSnapshot(`
    - link /2 people here.* Ash Lane, Elm Bank/
  `);
  await axe(amy);
  await tom.close();
  await expect(spoken(amy)).toHaveText('Tom Obaseki left.');
  expect((await heard()).length, 'all that was said').toBeLessThanOrEqual(8);
});

test('what one does oneself is said once, and after a deletion the focus is at the next step', async ({ as }) => {
  const page = await as('callum');
  await startBoard(page, 'Deleted by keyboard');
  for (const title of ['one', 'two', 'three']) {
    await page.locator('.add-step').click();
    await expect(page.locator('textarea:focus')).toHaveValue('');
    await page.keyboard.type(title);
  }
  const heard = await listen(page);
  const [second, third] = [await stepId(page, 2), await stepId(page, 3)];
  const deletes = async (id: string) => {
    await stepWith(page, id).locator('details.menu > summary').focus();
    await page.keyboard.press('Enter');
    const item = stepWith(page, id).getByRole('button', { name: 'Delete step' });
    await item.focus();
    await page.keyboard.press('Enter');
    await expect(stepWith(page, id)).toHaveCount(0);
  };
  await deletes(second);
  await expect(spoken(page)).toContainText('“two” deleted');
  await expect(stepWith(page, third).getByRole('heading', { name: 'Step 2: three' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(stepField(page, third, 'title'), 'the next thing is its title').toBeFocused();
  await deletes(third);
  await expect(page.getByRole('heading', { name: 'Step 1: one' })).toBeFocused();
  await deletes(await stepId(page, 1));
  await expect(page.locator('.add-step')).toBeFocused();
  await expect(spoken(page)).toContainText('“one” deleted');
  const said = (await heard()).join(' ');
  for (const title of ['one', 'two', 'three']) expect(said.split(`“${title}” deleted`), title).toHaveLength(2);
});
