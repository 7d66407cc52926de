// Writing in a field: where the caret lands, what Enter and Tab do, signs, and what is pasted.

import { type Page } from '@playwright/test';

import { field, isSaved, mirrorAgrees, startStep, step, stepField } from '../support/board.ts';
import { atRest, inFocus, paste } from '../support/letters.ts';
import { Random } from '../support/random.ts';
import { axe, expect, test } from '../support/test.ts';

const CLICKS = 180;

const WORDS: Record<string, string> = {
  exposition:
    'T: Here is a bar. It stands for 12 strawberries, and 1/4 of them are mine. How many equal parts has it been divided into, and how do you know?\nP: It has been divided into four equal parts, because each part is as long as the others: 3/12 = 1/4.\nt:Now cover 1/2 of it.\n\nA line that nobody says, long enough to be broken on any screen that a school has, with 12/15 and ½ in it.',
  stem_sentence: 'The whole is [12]. It is divided into [4] equal parts. One quarter of [ ] is [1/4] of ___, which is 3.',
  key_questions: 'Where is the denominator in the picture, and what does it say about the parts?\nWhat is the same about 1/4 of 12 and 1/3 of 12?\n□/4 = 3/12\nWhy?',
  expected_response: 'I can find 1/4 of 12 by dividing 12 by 4; 3/4kg is three of them. 3/3/27 is a day, and/or is none.',
  difficult_point: '“1/4 of 12 is 1”, counting the shaded parts.',
  planned_answer: 'Put 12 counters into the bar.\nHow many are in 1/4?',
  check: 'Draw a bar for 1/5 of 20. Not secure? Deal 20 cubes into 5 rows.',
};

/** A board with one step that has everything in it. */
async function written(page: Page, title: string): Promise<string> {
  const id = await startStep(page, title);
  await stepField(page, id, 'title').fill('One quarter of 12, and 3/4');
  for (const [name, words] of Object.entries(WORDS)) await stepField(page, id, name).fill(words);
  return id;
}

for (const [screen, viewport] of [['a desk', { width: 1366, height: 768 }], ['a phone', { width: 390, height: 844 }]] as const) {
  test(`the caret lands where one presses, and no field changes its height, on ${screen}`, async ({ as }) => {
    const page = await as('yusuf', { viewport });
    const id = await written(page, `Where the caret lands on ${screen}`);
    const fields = ['title', ...Object.keys(WORDS)].map((name) => stepField(page, id, name));
    for (const input of fields) await mirrorAgrees(input);
    const chance = new Random(7);
    const [beside, higher]: string[][] = [[], []];
    for (let click = 0; click < CLICKS / 2; click++) {
      const input = fields[click % fields.length]!;
      const { letters, height } = await atRest(input);
      const target = chance.one(letters);
      const isBehind = chance.next() < 0.5;
      await page.mouse.click(target.left + target.width * (isBehind ? 0.8 : 0.2), target.middle);
      const now = await inFocus(input);
      const [name, expected] = [fields.indexOf(input), target.at + (isBehind ? 1 : 0)];
      if (!now.isFocused || now.selected[0] !== expected) beside.push(`field ${name}: ${now.selected[0]} instead of ${expected} at “${target.letter}”`);
      if (Math.abs(now.height - height) > 0.01) higher.push(`field ${name}: ${now.height} high instead of ${height}`);
    }
    expect.soft(beside, `${beside.length} of ${CLICKS / 2} beside the letter`).toEqual([]);
    expect.soft(higher, `${higher.length} of ${CLICKS / 2} changed the height`).toEqual([]);

    // A selection that is drawn from a field at rest has both its ends where the mouse was.
    for (const input of fields) {
      const { letters } = await atRest(input);
      const [from, to] = [letters[Math.floor(letters.length / 4)]!, letters[Math.floor((letters.length * 3) / 4)]!];
      await page.mouse.move(from.left + from.width * 0.2, from.middle);
      await page.mouse.down();
      await page.mouse.move(to.left + to.width * 0.8, to.middle, { steps: 3 });
      await page.mouse.up();
      expect.soft((await inFocus(input)).selected).toEqual([from.at, to.at + 1]);
    }
  });
}

test('no field changes its height with the focus, empty or full, and its hint stays', async ({ as }) => {
  const page = await as('yusuf', { viewport: { width: 390, height: 844 } });
  const id = await startStep(page, 'Hints that stay');
  const bar = page.locator('.writing-bar');
  for (const input of await step(page, 1).locator('textarea').all()) {
    const { height } = await atRest(input);
    await expect(bar).toBeHidden();
    await input.focus();
    expect((await inFocus(input)).height).toBe(height);
    await expect(input.locator('xpath=..').locator('.live-field__hint')).toBeVisible();
    await expect(bar).toBeVisible();
  }
  for (const [name, words] of [['exposition', 'T: and P:'], ['stem_sentence', '___'], ['check', '1/4']] as const) {
    await stepField(page, id, name).focus();
    await page.keyboard.type('Some words');
    await expect(bar).toContainText(words);
    await expect(stepField(page, id, name)).toHaveAccessibleDescription(new RegExp(words));
  }
});

test('Enter goes on from a line, Tab from the title to the exposition, and the tools come after', async ({ as }) => {
  const page = await as('yusuf');
  const id = await startStep(page, 'One Tab');
  await page.keyboard.type('Equal parts');
  await page.keyboard.press('Tab');
  await expect(stepField(page, id, 'exposition')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(stepField(page, id, 'exposition')).toBeFocused();
  await page.keyboard.type('T: Look.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('P: Four.');
  await expect(stepField(page, id, 'exposition')).toHaveValue('T: Look.\nP: Four.');
  await expect(stepField(page, id, 'title')).toHaveValue('Equal parts');
  await stepField(page, id, 'check').focus();
  await page.keyboard.press('Tab');
  await expect(step(page, 1).locator('.minutes__input')).toBeFocused();
  for (const name of [/^Move step/, /step 1/, /^Shut step/]) {
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAccessibleName(name);
  }
  await field(page, 'title').focus();
  await page.keyboard.press('Enter');
  await expect(field(page, 'key_learning_point')).toBeFocused();
  await page.keyboard.type('One idea.');
  await page.keyboard.press('Enter');
  await expect(field(page, 'prior_learning')).toBeFocused();
  await expect(field(page, 'key_learning_point')).toHaveValue('One idea.');
});

test('signs are pressed without losing the field, and taken back like typing', async ({ as }) => {
  const page = await as('yusuf');
  const id = await startStep(page, 'Signs by mouse and by keys');
  const [check, stem] = [stepField(page, id, 'check'), stepField(page, id, 'stem_sentence')];
  const sign = (name: string) => page.getByRole('toolbar', { name: 'Signs' }).getByRole('button', { name, exact: true });
  await check.focus();
  await page.keyboard.type('3 ');
  await sign('Times').click();
  await expect(check).toBeFocused();
  await page.keyboard.type(' 4 = ');
  await sign('Empty box').click();
  await expect(check).toHaveValue('3 × 4 =\u{a0}□');
  await page.keyboard.type(', ');
  await sign('Fraction').click();
  await page.keyboard.type('3/4');
  await expect(check).toHaveValue('3 × 4 =\u{a0}□, 3/4');
  await expect(sign('Slot')).toBeHidden();

  await stem.focus();
  await page.keyboard.type('A half is ');
  await page.keyboard.press('Control+m');
  await expect(sign('Times')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(sign('Slot')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stem).toBeFocused();
  await page.keyboard.type(', ');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('f');
  await page.keyboard.type('1/2');
  await expect(stem).toHaveValue('A half is [ ], 1/2');
  await axe(page);
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Escape');
  await expect(stem).toBeFocused();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('g');
  await expect(stem).toHaveValue('A half is [ ], 1/2≥');
  await page.keyboard.press('Control+z');
  await expect(stem).toHaveValue('A half is [ ], 1/2');
});

test('signs by touch are large enough and keep the field', async ({ as }) => {
  const page = await as('grace', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const stem = stepField(page, await startStep(page, 'Signs by touch'), 'stem_sentence');
  await stem.tap();
  for (const button of await page.locator('.signs__sign').all()) {
    const box = (await button.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  for (const name of ['Empty box', 'Slot']) {
    await page.getByRole('button', { name, exact: true }).tap();
    await expect(stem).toBeFocused();
  }
  await expect(stem).toHaveValue('□[ ]');
});

test('an equation does not break before its box', async ({ as }) => {
  const page = await as('yusuf', { viewport: { width: 390, height: 844 } });
  const check = stepField(page, await startStep(page, 'Equations that hold'), 'check');
  for (let length = 20; length < 36; length += 2) {
    await check.fill('');
    await check.focus();
    await page.keyboard.insertText(`${'x'.repeat(length)} 12 = □`);
    const { letters: drawn } = await atRest(check);
    const [equals, box] = [drawn.find(({ letter }) => letter === '='), drawn.find(({ letter }) => letter === '□')];
    expect(box!.middle, `${length}`).toBe(equals!.middle);
  }
});

test.describe('pasting', () => {
  test('ten lines of Word become ten questions, without its marks', async ({ as }) => {
    const page = await as('yusuf');
    const id = await startStep(page, 'Questions from elsewhere');
    const questions = stepField(page, id, 'key_questions');
    const ten = Array.from({ length: 10 }, (_, index) => `Question ${index + 1}?`);
    await questions.focus();
    await page.keyboard.type('Mine?');
    await paste(page, ten.map((line, index) => `${index + 1}.\t${line}\r\n`).join(''), '<p class=MsoListParagraph>1. Question 1?</p>');
    await expect(questions).toHaveValue(['Mine?', ...ten].join('\n'));
    await expect(questions.locator('xpath=..').locator('.line--numbered')).toHaveCount(11);
    const check = stepField(page, id, 'check');
    await check.focus();
    await paste(page, 'Whole\tParts\r\n12\t4\r\n', '<table><tr><td>Whole</td><td>Parts</td></tr><tr><td>12</td><td>4</td></tr></table>');
    await expect(check).toHaveValue('Whole\tParts\n12\t4');
    await page.keyboard.type('!');
    await isSaved(page);
    await expect(check).toHaveValue('Whole\tParts\n12\t4!');
  });

  test('several lines in a title are asked about', async ({ as }) => {
    const page = await as('yusuf');
    const first = await startStep(page, 'Lines for a title');
    const three = 'Equal parts\r\nOne quarter of 12\r\nFrom bar to division\r\n';
    const title = stepField(page, first, 'title');
    const dialog = page.getByRole('dialog', { name: '3 lines for a title' });
    await paste(page, three);
    await expect(dialog).toBeVisible();
    await expect(title).toHaveValue('');
    await axe(page);
    await page.keyboard.press('Escape');
    await expect(title).toBeFocused();
    await expect(title).toHaveValue('');
    // Dropped.
    const exposition = stepField(page, first, 'exposition');
    await exposition.fill('Equal parts\nOne quarter of 12\nFrom bar to division');
    await exposition.selectText();
    await exposition.dragTo(title, { sourcePosition: { x: 30, y: 12 } });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Nothing' }).click();
    await expect(title).toHaveValue('');
    // A keyboard's own clipboard comes without a paste.
    await title.focus();
    await page.keyboard.insertText('Equal parts\nOne quarter of 12\nFrom bar to division');
    await dialog.getByRole('button', { name: 'One line' }).click();
    await expect(title).toHaveValue('Equal parts One quarter of 12 From bar to division');
    await title.fill('');
    await paste(page, three);
    await dialog.getByRole('button', { name: '3 steps' }).click();
    await expect(page.locator('#steps > li.step')).toHaveCount(3);
    for (const [index, words] of ['Equal parts', 'One quarter of 12', 'From bar to division'].entries()) {
      await expect(step(page, index + 1).locator('textarea').first()).toHaveValue(words);
    }
    await isSaved(page);
  });
});
