// What people type stays text in a browser too, after the program has taken a page over: words that would be elements, and words too long
// for any line, in every text of the database and of a board, on every page that a link leads to.

import { type Page, expect } from '@playwright/test';
import * as Y from 'yjs';

import { crawl, shapeOf, startsOf } from '../pages/crawl.mjs';
import { field, groupAddress, isLive } from '../support/board.ts';
import { Guard } from '../support/guard.ts';
import { answers, goOn } from '../support/interest.ts';
import { type Person } from '../support/people.ts';
import { Screen, sizes } from '../support/screen.ts';
import { join } from '../support/stock.mjs';
import { test } from '../support/test.ts';
import { settled } from '../support/visit.ts';
import { World } from '../support/world.ts';

/** Ends whatever it may stand in, begins elements and attributes of its own, and turns the direction of writing. */
const HOSTILE = `</title></textarea></script>--><script data-foreign>document.title="x"</script><img data-foreign src=x onerror=alert(1)>"'><i data-foreign onclick=x>&lt;{{\u202e`;
/** Ten thousand letters without a place to break. */
const ENDLESS = 'endless'.repeat(1_430);
/** Between them they may see every page that a link leads to. */
const ROLES: (Person | undefined)[] = [undefined, 'rosa', 'judith', 'helen', 'omar', 'nell'];

for (const [name, words] of [['words that would be elements', HOSTILE], ['ten thousand letters without a space', ENDLESS]] as const) {
  test(`${name} stay words on every page`, async ({ browser }) => {
    // Four minutes where a machine is quick: ten thousand letters are laid out on every screen.
    test.setTimeout(900_000);
    const world = await World.make(browser, {}, words);
    const guard = new Guard(undefined);
    const visitor = async (person?: Person) => {
      const page = await (person ? world.as(person) : world.visitor());
      guard.watchPage(page, world.url);
      return page;
    };
    try {
      const pages: string[] = await boardFullOf(words, await visitor('rosa'), world);
      for (const role of ROLES) pages.push(...(await everyPage(await visitor(role), world, words, new Set(pages.map(shapeOf)))));
      pages.push(...(await everyQuestion(await visitor(), words)));
      expect(pages.length, 'pages that show what was typed').toBeGreaterThan(45);
      expect(guard.problems).toEqual([]);
    } finally {
      await world.end();
    }
  });
}

/** Opens whatever links lead to that is of no shape seen before; returns what shows the words. */
async function everyPage(page: Page, world: World, words: string, seen: Set<string>): Promise<string[]> {
  const cookie = await cookieOf(page);
  const shown = [];
  for (const { address, html } of await crawl(world, cookie, startsOf(cookie), 1)) {
    if (!html || seen.has(shapeOf(address))) continue;
    await page.goto(address);
    if (await test.step(address, () => shows(page, words))) shown.push(address);
  }
  return shown;
}

/** A client of somebody's own puts the words into every text of a board; somebody looks. */
async function boardFullOf(words: string, page: Page, world: World): Promise<string[]> {
  const group = await (await page.request.get(await groupAddress(page.request))).text();
  const address = /href="(\/boards\/[0-9a-f-]{36})"/.exec(group)?.[1] ?? '';
  const client = await join(world, address.replace('/boards/', ''), await cookieOf(page));
  for (const name of ['title', 'key_learning_point', 'prior_learning', 'next_learning', 'vocabulary']) client.doc.getText(name).insert(0, words);
  const steps = client.doc.getMap<Y.Map<unknown>>('steps');
  for (const text of [...steps.values()][0]!.values()) if (text instanceof Y.Text) text.insert(0, words);
  client.awareness.setLocalStateField('user', { name: words, school: words });
  await page.goto(address);
  await isLive(page);
  await expect(field(page, 'title')).toHaveValue(new RegExp(`^.{${words.length}}`, 'u'));
  expect(await shows(page, words)).toBe(true);
  const text = client.doc.getText('next_learning');
  // What stood there for less than half a second is not remembered (S8).
  await page.waitForTimeout(1_500);
  text.delete(0, text.length);
  const removed = page.locator('.former');
  await removed.getByRole('button', { name: 'Show the words removed from' }).click();
  await expect(removed.locator('.former__words')).toContainText(words.slice(0, 40));
  expect(await shows(page, words)).toBe(true);
  client.leave();
  return [address];
}

/** Gives the words for an answer to every question of the public form, then one that is right. */
async function everyQuestion(page: Page, words: string): Promise<string[]> {
  const shown = [];
  await page.goto('/interest');
  await goOn(page, 'Start now');
  for (const [question, answer] of Object.entries(answers)) {
    await page.waitForURL(`**/interest/${question}`);
    for (const input of await page.getByRole('main').locator('input[type=text], input[type=email], input:not([type]), textarea').all()) await input.fill(words);
    await goOn(page);
    await page.waitForLoadState();
    if (await test.step(question, () => shows(page, words))) shown.push(page.url());
    await page.goto(`/interest/${question}`);
    for (const input of await page.getByRole('main').locator('input[type=text]').all()) await input.fill('');
    if (question === 'school') await chooseNoSchool(page);
    else await answer(page, true);
    await goOn(page);
  }
  await page.waitForURL('**/interest/check');
  return shown;
}

/** Every school's name is longer than a form takes. */
async function chooseNoSchool(page: Page) {
  await page.locator('#school').fill('lambskin');
  await page.getByLabel('Town or village').fill('Sallowford');
  await goOn(page);
  await page.waitForURL('**/interest/which-school**');
  await page.getByRole('radio').last().check();
}

/** Whether the words are somewhere on the page that is open, which has no element of theirs and fits the screen. */
async function shows(page: Page, words: string): Promise<boolean> {
  await settled(page);
  const foreign = await page.evaluate(() => [...document.querySelectorAll('[data-foreign]')].map(({ outerHTML }) => outerHTML.slice(0, 80)));
  expect(foreign, 'elements that somebody typed').toEqual([]);
  const screen = await Screen.of(page);
  for (const size of [sizes.phone, sizes.desktop]) {
    await screen.put(size);
    expect.soft(await tooWide(page), `stands out on a screen of ${size.width}`).toEqual([]);
  }
  return page.evaluate((start) => {
    const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value).join();
    return `${document.title}${document.body.textContent}${typed}`.includes(start);
  }, words.slice(0, 40));
}

/** What makes a page scroll sideways: elements that stand out to the right, and are not cut off by what they are in. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isCut = (element: Element | null): boolean => element !== null && (getComputedStyle(element).overflowX !== 'visible' || isCut(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth && !isCut(element.parentElement));
    return [`${location.pathname} is ${scrollWidth} wide`, ...wide.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`).slice(0, 12)];
  });
}

async function cookieOf(page: Page): Promise<string | undefined> {
  const cookies = await page.context().cookies();
  return cookies.some(({ name }) => name === 'session') ? cookies.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined;
}
