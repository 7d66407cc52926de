// A board as somebody sees it: finding it, reading all of it, and what one does with it.

import { type APIRequestContext, type Locator, type Page, expect } from '@playwright/test';

/** Boards of the demonstration by their titles. A test that changes one takes one that no other test changes. */
export async function boardAddress(request: APIRequestContext, title: string): Promise<string> {
  const group = await groupAddress(request);
  const html = await (await request.get(group)).text();
  for (const [, address, words] of html.matchAll(/<a[^>]*href="(\/boards\/[^"]+)"[^>]*>([\s\S]*?)<\/a>/g)) {
    if (words.replace(/<[^>]*>/g, '').trim() === title) return address;
  }
  throw new Error(`There is no board “${title}” on ${group}`);
}

/** The page of the signed-in person's Work Group. */
export async function groupAddress(request: APIRequestContext): Promise<string> {
  const html = await (await request.get('/today')).text();
  const address = /href="(\/groups\/[^"/#?]+)"/.exec(html)?.[1];
  if (!address) throw new Error('No group on /today');
  return address;
}

/** Opens a board and waits until it is live. */
export async function openBoard(page: Page, title: string): Promise<string> {
  const address = await boardAddress(page.request, title);
  await page.goto(address);
  await isLive(page);
  return address;
}

/** Starts a new board by the form, as a person of the group. */
export async function startBoard(page: Page, title: string, year = 'Year 3'): Promise<string> {
  await page.goto(`${await groupAddress(page.request)}/boards/new`);
  await page.getByLabel('What is the lesson about?').fill(title);
  await page.getByLabel(year).check();
  await page.getByRole('button', { name: 'Start the board' }).click();
  await page.waitForURL(/\/boards\/[^/]+$/);
  await isLive(page);
  return new URL(page.url()).pathname;
}

/** Starts a new board and the first step on it, whose title has the cursor; returns the step's id. */
export async function startStep(page: Page, title: string): Promise<string> {
  await startBoard(page, title);
  await page.getByRole('button', { name: 'Add a step' }).first().click();
  await expect(page.locator('textarea:focus')).toHaveValue('');
  return stepId(page, 1);
}

/** Its fields take letters before that; from now on they are the document's. */
export async function isLive(page: Page) {
  await expect(page.locator('.board-page[data-whole]')).toHaveAttribute('data-ready');
}

/** The part of the program that draws what stands around a board's words. */
export const TOOLS = /\/pkg\/[^/]+\/board-tools\.[^/]+\.wasm$/;

/** Keeps it back until it is let go. */
export async function holdTools(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(TOOLS, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** A text of the lesson: `title`, `key_learning_point`, `prior_learning`, `next_learning`, `vocabulary`. */
export const field = (page: Page, name: string) => page.locator(`#f-${name}`);

/** The step at a place, counted from 1. */
export const step = (page: Page, place: number) => page.locator('#steps > li.step').nth(place - 1);

/** The step with a key, wherever it stands. */
export const stepWith = (page: Page, id: string) => page.locator(`li#step-${id}`);

export async function stepId(page: Page, place: number): Promise<string> {
  const id = await step(page, place).getAttribute('id');
  return (id ?? '').replace(/^step-/, '');
}

/** A text of a step: `title`, `exposition`, `key_questions`, `stem_sentence`, `expected_response`, `difficult_point`, `planned_answer`, `check`. */
export const stepField = (page: Page, id: string, name: string) => page.locator(`#f-step-${id}-${name}`);

/** Chooses an item of a step's menu. */
export async function chooseForStep(within: Locator, item: string) {
  await within.locator('details.menu > summary').click();
  await within.getByRole('button', { name: item, exact: true }).click();
}

/** Waits until everything typed on this page is in the server's file. */
export async function isSaved(page: Page) {
  await expect(saved(page)).toHaveAttribute('data-state', 'saved');
}

/** The saved state that is seen at this size. */
export const saved = (page: Page) => page.locator('.saved').filter({ visible: true }).first();

/** Everything a board says on one page, apart from what is that page's own (carets, what is open, who is here). */
export async function read(page: Page) {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll<HTMLTextAreaElement>('textarea.live-field__input')];
    const words = (selector: string) => [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim());
    const minutes = [...document.querySelectorAll<HTMLInputElement>('.minutes__input')];
    return {
      fields: Object.fromEntries(texts.map((text) => [text.id, text.value]).sort()),
      order: [...document.querySelectorAll('#steps > li.step')].map((element) => element.id),
      numbers: words('#steps > li.step > .step__disc'),
      minutes: minutes.map((input) => input.value),
      outline: words('.outline__number + span'),
      criteria: words('.chip--criterion .chip__code'),
      deleted: words('.deleted__item strong'),
    };
  });
}

/** All pages come to say the same, and all of it is saved. */
export async function converge(...pages: Page[]) {
  for (const page of pages) await isSaved(page);
  await expect
    .poll(async () => {
      const [first, ...others] = await Promise.all(pages.map(read));
      return others.map((other) => differences(first, other)).flat();
    })
    .toEqual([]);
}

function differences(one: object, other: object): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => {
    const [a, b] = [one, other].map((value) => JSON.stringify((value as Record<string, unknown>)[key]));
    return a === b ? [] : [`${key}: ${a} / ${b}`];
  });
}

/** What the mirror under a field draws: the very letters of the field, carets and hints apart. */
export async function mirrorAgrees(input: Locator) {
  const [drawn, typed] = await input.evaluate((element: HTMLTextAreaElement) => {
    const mirror = element.parentElement?.querySelector('.live-field__mirror')?.cloneNode(true) as HTMLElement;
    mirror.querySelectorAll('.caret, .flags, .live-field__hint').forEach((extra) => extra.remove());
    return [mirror.textContent?.replaceAll('\u200b', ''), element.value];
  });
  expect(drawn).toBe(typed);
}
