// Who is here, where, and what others do to my own caret, scroll and undo: nothing.

import type { Locator, Page } from '@playwright/test';

import { chooseForStep, converge, field, isLive, isSaved, openBoard, startBoard, stepField, stepId, stepWith } from '../support/board.ts';
import { expect, test } from '../support/test.ts';

test('colleagues are shown with name, school and colour, and where they write', async ({ as }) => {
  const title = 'Split one factor, keep the product';
  const [amy, tom, sana] = await Promise.all([as('amy'), as('tom'), as('sana')]);
  for (const page of [amy, tom, sana]) await openBoard(page, title);
  const id = await stepId(amy, 2);
  await stepField(tom, id, 'key_questions').focus();
  await field(sana, 'key_learning_point').focus();

  await expect(amy.locator('.presence')).toContainText('3 people here');
  const row = (name: string) => amy.locator('.panel--here .person', { hasText: name });
  await expect(row('Tom Obaseki')).toContainText('Elm Bank');
  await expect(row('Tom Obaseki')).toContainText(/step 2.*key questions/i);
  await expect(row('Sana Mirza')).toContainText('Rowan Fold');
  await expect(row('Sana Mirza')).toContainText(/key learning point/i);
  await expect(row('Amy Charlesworth (you)')).toContainText('Ash Lane');

  // One colour each, the same everywhere.
  const colours = await Promise.all(['Amy', 'Tom', 'Sana'].map((name) => row(name).locator('.avatar').getAttribute('data-colour')));
  expect(new Set(colours).size).toBe(3);
  const caret = caretsIn(stepField(amy, id, 'key_questions'));
  await expect(caret).toHaveAttribute('data-colour', colours[1]!);
  await expect(flagsOver(stepField(amy, id, 'key_questions'))).toHaveText(/^Tom, Elm Bank/);

  await tom.close();
  await expect(amy.locator('.presence')).toContainText('2 people here');
  await expect(row('Tom Obaseki')).toHaveCount(0);
  await expect(caret).toHaveCount(0);
});

test('a colleague’s caret and selection stand where they are, letter by letter', async ({ as }) => {
  const title = 'Seeing five without counting';
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, title);
  await openBoard(tom, title);
  const id = await stepId(amy, 1);
  for (const name of ['exposition', 'stem_sentence', 'key_questions', 'difficult_point']) {
    const [hers, his] = [amy, tom].map((page) => stepField(page, id, name));
    const value = await his.inputValue();
    for (const offset of plainPlaces(value)) {
      await his.focus();
      await his.evaluate((element: HTMLTextAreaElement, at) => element.setSelectionRange(at, at), offset);
      await expect.poll(() => caretOffset(hers), `${name} at ${offset}`).toBe(offset);
    }
    const words = /[a-z]{3,}( [a-z]{3,})?/.exec(value)!;
    const ends = [words.index, words.index + words[0].length];
    await his.evaluate((element: HTMLTextAreaElement, [from, to]) => element.setSelectionRange(from, to), ends);
    await expect.poll(() => selected(hers), name).toBe(words[0]);
    await expect(flagsOver(hers)).toHaveText(/^Tom, /);
    // Within the field, and where the letters are: not somewhere beside it.
    const [caretBox, fieldBox] = await Promise.all([caretsIn(hers).boundingBox(), hers.boundingBox()]);
    expect(caretBox!.y).toBeGreaterThanOrEqual(fieldBox!.y - 4);
    expect(caretBox!.y).toBeLessThanOrEqual(fieldBox!.y + fieldBox!.height + 4);
  }

  // His name covers no line, whether I read there or write there myself.
  for (const name of ['title', 'exposition', 'stem_sentence', 'key_questions', 'expected_response', 'planned_answer', 'check']) {
    const [hers, his] = [amy, tom].map((page) => stepField(page, id, name));
    await his.focus();
    await tom.keyboard.press('Control+End');
    await hers.focus();
    await expect(flagsOver(hers)).toBeVisible();
    expect(await coveredBy(flagsOver(hers)), name).toEqual([]);
  }
});

test('what others write moves neither my caret nor what I look at', async ({ as }) => {
  const title = 'Rounding by looking both ways';
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, title);
  await openBoard(tom, title);
  const [second, fourth] = [await stepId(amy, 2), await stepId(amy, 4)];
  const hers = stepField(amy, fourth, 'exposition');
  await hers.focus();
  await hers.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(10, 14));
  await scrolled(amy);
  const before = await looksAt(hers);

  // Behind my caret, far above me, and in another step: nothing moves.
  await append(stepField(tom, fourth, 'exposition'), '\nT: one more line\nP: and another');
  await append(field(tom, 'vocabulary'), '\none\ntwo\nthree\nfour');
  await append(stepField(tom, second, 'key_questions'), '\nWhat if?\nAnd why?');
  await chooseForStep(stepWith(tom, second), 'Duplicate');
  await isSaved(tom);
  await expect(stepField(amy, second, 'key_questions')).toHaveValue(/And why\?$/);
  await expect(hers).toHaveValue(/and another$/);
  await expect(amy.locator('#steps > li.step')).toHaveCount(7);
  const after = await looksAt(hers);
  expect([after.start, after.end]).toEqual([10, 14]);
  expect(Math.abs(after.top - before.top), 'pixels my field has moved on the screen').toBeLessThanOrEqual(2);
  await expect(hers).toBeFocused();

  // In front of my caret: it stays with its letters.
  await stepField(tom, fourth, 'exposition').focus();
  await tom.keyboard.press('Control+Home');
  await tom.keyboard.type('NB ');
  await expect(hers).toHaveValue(/^NB /);
  const moved = await looksAt(hers);
  expect([moved.start, moved.end]).toEqual([13, 17]);
  await converge(amy, tom);
});

test('undo and redo are about my own edits, whatever others did meanwhile', async ({ as }) => {
  const title = 'Same place on the line, another name';
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  await openBoard(amy, title);
  await openBoard(tom, title);
  const [hers, his] = [amy, tom].map((page) => field(page, 'next_learning'));
  const before = await hers.inputValue();
  const undo = amy.locator('.topbar__undo').getByRole('button', { name: 'Undo' });
  await expect(undo).toBeDisabled();
  await append(hers, ' Amy wrote this.');
  await append(his, ' Tom wrote that.');
  await expect(hers).toHaveValue(`${before} Amy wrote this. Tom wrote that.`);

  await hers.press('Control+z');
  await expect(hers).toHaveValue(`${before} Tom wrote that.`);
  await hers.press('Control+Shift+z');
  await expect(hers).toHaveValue(`${before} Amy wrote this. Tom wrote that.`);
  await undo.click();
  await expect(his).toHaveValue(`${before} Tom wrote that.`);
  await expect(undo).toBeDisabled();

  // A move and a deletion are taken back one by one.
  const id = await stepId(amy, 2);
  await chooseForStep(stepWith(amy, id), 'Move down');
  await append(stepField(tom, id, 'title'), ', says Tom');
  // Who stands in a step that is deleted still sees it, so he goes on to another.
  await stepField(tom, await stepId(tom, 1), 'title').focus();
  await chooseForStep(stepWith(amy, id), 'Delete step');
  await expect(stepWith(tom, id)).toHaveCount(0);
  await undo.click();
  await expect(stepWith(tom, id).locator('.step__disc')).toHaveText('3');
  await undo.click();
  await expect(stepWith(tom, id).locator('.step__disc')).toHaveText('2');
  await expect(stepField(amy, id, 'title')).toHaveValue(/, says Tom$/);
  await converge(amy, tom);
});

test('who opens a board is there, whoever it is and without touching it, and once, however many pages they open', async ({ as }) => {
  const amy = await as('amy');
  const address = await startBoard(amy, 'Who opens it is there');
  await expect(amy.locator('.presence__words strong')).toHaveText('Only you here');
  // A headteacher may only read, and does no more than that.
  const judith = await as('judith');
  await judith.goto(address);
  await expect(amy.locator('.presence')).toContainText('2 people here');
  await expect(amy.locator('.panel--here .person', { hasText: 'Judith Amankwah' })).toContainText('Reading');
  await expect(judith.locator('.presence')).toContainText('2 people here');

  const again = await amy.context().newPage();
  await again.goto(address);
  await isLive(again);
  await field(again, 'vocabulary').focus();
  for (const page of [amy, judith, again]) await expect(page.locator('.presence')).toContainText('2 people here');
  const rows = judith.locator('.panel--here .person', { hasText: 'Amy Charlesworth' });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('On the vocabulary');
  await expect(flagsOver(field(judith, 'vocabulary'))).toHaveText(/^Amy, /);
  await expect(flagsOver(field(amy, 'vocabulary'))).toHaveText('You, on another page');
  const colour = await rows.locator('.avatar').getAttribute('data-colour');
  await again.close();
  await amy.reload();
  await expect(judith.locator('.panel--here .person')).toHaveCount(2);
  await expect(rows.locator('.avatar')).toHaveAttribute('data-colour', colour!);
});

const flagsOver = (input: Locator): Locator => input.locator('xpath=preceding-sibling::*').locator('.flag');

/** The lines of any field that something on the page covers. */
async function coveredBy(flag: Locator): Promise<string[]> {
  return flag.evaluate((element) => {
    const box = element.getBoundingClientRect();
    // A line's box is higher than its letters by a few pixels.
    const covers = (line: DOMRect) => line.width > 1 && line.left < box.right && line.right > box.left && line.top + 4 < box.bottom && line.bottom - 4 > box.top;
    return [...document.querySelectorAll('.live-field__mirror')].flatMap((mirror) => {
      const flags = mirror.querySelector('.flags');
      const range = document.createRange();
      range.selectNodeContents(mirror);
      if (flags) range.setEndBefore(flags);
      return [...range.getClientRects()].filter(covers).map(() => range.toString());
    });
  });
}

const caretsIn = (input: Locator): Locator => input.locator('xpath=preceding-sibling::*').locator('.caret');

/** How many letters of the field stand before the colleague's caret in what is drawn; nothing while there is none. */
async function caretOffset(input: Locator): Promise<number | undefined> {
  return input.evaluate((element) => {
    const mirror = element.parentElement?.querySelector('.live-field__mirror');
    const caret = mirror?.querySelector('.caret');
    if (!mirror || !caret) return undefined;
    const range = document.createRange();
    range.setStart(mirror, 0);
    range.setEndBefore(caret);
    return range.toString().replaceAll('\u200b', '').length;
  });
}

/** Places in a text that are drawn letter by letter: not within `T: `, a fraction or a slot, which are drawn as one. */
function plainPlaces(text: string): number[] {
  const shapes = [...text.matchAll(/^[TP]: |\d+\/\d+|\[[^\]]*\]/gm)].map((found) => [found.index, found.index + found[0].length]);
  const plain = Array.from({ length: text.length + 1 }, (_, at) => at).filter((at) => !shapes.some(([from, to]) => at >= from && at < to));
  const middle = plain[Math.floor(plain.length / 2)];
  return [plain[0], plain[1], middle, text.length];
}

async function selected(input: Locator): Promise<string> {
  return input.evaluate((element) => {
    const marks = element.parentElement?.querySelectorAll('.live-field__mirror .selection') ?? [];
    return [...marks].map((mark) => {
      const copy = mark.cloneNode(true) as Element;
      copy.querySelectorAll('.caret').forEach((caret) => caret.remove());
      return copy.textContent ?? '';
    }).join('');
  });
}

async function looksAt(input: Locator) {
  return input.evaluate((element: HTMLTextAreaElement) => {
    const { selectionStart: start, selectionEnd: end } = element;
    return { start, end, top: element.getBoundingClientRect().top };
  });
}

/** Waits until a smooth scroll has come to rest. */
async function scrolled(page: Page) {
  let last = NaN;
  await expect
    .poll(async () => {
      const before = last;
      last = await page.evaluate(() => scrollY);
      return last === before;
    }, { intervals: [150] })
    .toBe(true);
}

async function append(input: Locator, words: string) {
  await input.focus();
  await input.press('Control+End');
  await input.pressSequentially(words, { delay: 5 });
}
