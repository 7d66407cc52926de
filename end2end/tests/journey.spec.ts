// From a stranger's telephone to a headteacher's signature, on a server and with a mail server of its own: once as it is, and
// once with JavaScript off where people from outside come in.

import type { BrowserContextOptions, Page } from '@playwright/test';

import { TEACHER, answers, goOn, send } from '../support/interest.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const HEAD = { name: 'Winifred Lacey', email: 'head@lambskin.example' };

for (const javaScriptEnabled of [true, false]) {
  test(`a school comes from its first question to a signed year, JavaScript ${javaScriptEnabled ? 'on' : 'off'} outside the hub`, async ({ browser }) => {
    test.setTimeout(180_000);
    const world = await World.make(browser);
    try {
      const { address, reference } = await interest(await world.visitor({ ...phone, javaScriptEnabled }), javaScriptEnabled);
      expect((await world.post.letter(TEACHER.email, /interest/i)).text).toContain(reference);
      await triage(await world.as('omar'), reference);
      const lead = await world.as('idris');
      const group = await form(await world.as('omar'), lead);
      await invite(lead, group, world, javaScriptEnabled);
      await plan(lead, group);
      await ask(lead, group);
      const link = await world.link(HEAD.email, /please sign/i, '/commitment/');
      await scanner(link);
      await sign(await world.visitor({ ...phone, javaScriptEnabled }), link, javaScriptEnabled);
      expect((await world.post.letter(HEAD.email, /copy|signed/i)).to).toContain(HEAD.email);
      await lead.goto(`${group}/commitments`);
      await expect(lead.getByRole('main')).toContainText('1 of 8 signed');
      expect(address).toContain('/interest/sent');
    } finally {
      await world.end();
    }
  });
}

/** Six questions on a telephone; returns where it ended, and the reference. */
async function interest(page: Page, script: boolean) {
  await page.goto('/interest');
  await page.getByRole('button', { name: 'Start now' }).click();
  for (const [question, answer] of Object.entries(answers)) {
    await page.waitForURL(`**/interest/${question}`);
    if (question === 'you') {
      await goOn(page);
      // Nothing was typed: it says so, and nothing is lost.
      await expect(page.getByRole('alert')).toContainText('Enter your name');
    }
    await answer(page, script);
    await goOn(page);
  }
  await expect(page.getByRole('main')).toContainText('Lambskin Lane Primary School');
  await send(page);
  return { address: page.url(), reference: (await page.locator('.interest__reference').innerText()).trim() };
}

/** Somebody at the hub finds it, moves it to this year, and accepts it. */
async function triage(page: Page, reference: string) {
  await page.goto(`/hub/interest?q=${reference}`);
  await page.getByRole('link', { name: /Lambskin Lane/ }).first().click();
  await page.locator('#year').selectOption({ index: 0 });
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('Saved');
  await page.getByRole('link', { name: 'Accept' }).or(page.getByRole('button', { name: 'Accept' })).first().click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('main')).toContainText('Accepted');
}

/** Four schools are in it; with four more it is a group of eight. Returns the group's address. */
async function form(page: Page, lead: Page) {
  await page.goto('/hub/forming');
  for (const school of ['Lambskin Lane', 'Wexley Moor', 'Tarn View', 'Hobb’s Croft']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${school}`) }).check();
  }
  const into = page.getByLabel('Put the chosen schools into');
  await into.selectOption((await into.locator('option', { hasText: 'Three Mills' }).getAttribute('value'))!);
  await page.getByRole('button', { name: 'Put them there' }).click();
  const card = page.getByRole('article', { name: /Three Mills/ });
  await expect(card).toContainText('8 schools');
  await page.getByRole('button', { name: /^Start the year/ }).click();
  await expect(card).toContainText('Running');
  await lead.goto('/today');
  const address = await lead.getByRole('link', { name: /Three Mills Work Group/ }).getAttribute('href');
  return address!;
}

/** The lead invites the school's lead participant, who joins from the letter. */
async function invite(page: Page, group: string, world: World, javaScriptEnabled: boolean) {
  await page.goto(`${group}/people`);
  await page.getByRole('link', { name: /Lambskin Lane/ }).click();
  await page.getByRole('link', { name: /Name or invite/ }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(TEACHER.name);
  await page.getByLabel('Work email').fill(TEACHER.email);
  await page.getByRole('button', { name: 'Continue' }).click();
  const link = await world.link(TEACHER.email, /invit|join/i, '/invitation/');
  await scanner(link);
  const teacher = await world.visitor({ ...phone, javaScriptEnabled });
  await teacher.goto(link);
  await expect(teacher.getByLabel('Your name')).toHaveValue(TEACHER.name);
  await teacher.getByRole('button', { name: 'Join' }).click();
  await teacher.waitForURL(/\/today$/);
  await expect(teacher.getByRole('main')).toContainText('Three Mills');
  await page.goto(`${group}/people`);
  await expect(page.getByRole('row', { name: /Lambskin Lane/ })).toContainText(TEACHER.name);
}

/** The lead sets the dates of the six workshops, which the head is to see. */
async function plan(page: Page, group: string) {
  await page.goto(`${group}/workshops`);
  const year = Number(await page.locator('#workshops input[name="year"]').inputValue());
  const days = [`${year}-09-24`, `${year}-11-12`, `${year + 1}-01-14`, `${year + 1}-02-25`, `${year + 1}-04-22`, `${year + 1}-06-10`];
  for (const [at, day] of days.entries()) {
    const workshop = page.getByRole('group', { name: new RegExp(`^Workshop ${at + 1},`) });
    await workshop.getByLabel('Day', { exact: true }).fill(day);
    await workshop.getByLabel('From', { exact: true }).fill('13:30');
    await workshop.getByLabel('To', { exact: true }).fill('17:00');
    await workshop.getByLabel('Twilight from').fill('15:45');
  }
  await page.getByRole('button', { name: 'Save the workshops' }).click();
  await expect(page.getByRole('status').first()).toBeVisible();
}

/** The lead says who the head is, and asks. */
async function ask(page: Page, group: string) {
  await page.goto(`${group}/commitments`);
  await page.getByRole('link', { name: /Lambskin Lane/ }).filter({ hasText: /Change|Add|Who/ }).first().click();
  await page.getByLabel('Headteacher of Lambskin Lane Primary School').fill(HEAD.name);
  await page.getByLabel('Email').fill(HEAD.email);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /^Ask.*Lambskin Lane/ }).click();
  await expect(page.getByRole('row', { name: /Lambskin Lane/ })).toContainText('waiting for the head');
}

/** What a mail scanner does: it opens the link, again and again, and presses nothing. */
async function scanner(link: string) {
  for (let time = 0; time < 3; time++) expect((await fetch(link)).status).toBe(200);
}

/** The head draws with the mouse, thinks better of it, and draws again. */
async function draw(page: Page) {
  const field = page.getByRole('img', { name: /Draw your signature/ });
  await field.scrollIntoViewIfNeeded();
  for (const again of [true, false]) {
    const box = (await field.boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 60);
    await page.mouse.down();
    for (let step = 1; step < 30; step++) await page.mouse.move(box.x + 20 + 6 * step, box.y + 60 + 30 * Math.sin(step / 3));
    await page.mouse.up();
    await expect(page.locator('input[name=drawing]')).toHaveValue(/^M \d+ \d+( [ML] \d+ \d+)+$/);
    if (again) await page.getByRole('button', { name: 'Clear' }).click();
    if (again) await expect(page.locator('input[name=drawing]')).toHaveValue('');
  }
}

/** The head reads and signs; what is missing is said first. */
async function sign(page: Page, link: string, script: boolean) {
  await page.goto(link);
  await expect(page.getByRole('main')).toContainText('Lambskin Lane Primary School');
  await expect(page.getByRole('main')).toContainText(/10 Jun \d{4}/);
  await page.getByLabel('Sign by typing your name').fill(HEAD.name);
  await page.getByRole('button', { name: 'Sign for the school' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Sign by typing your name')).toHaveValue(HEAD.name);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  if (script) await draw(page);
  await page.getByRole('button', { name: 'Sign for the school' }).click();
  await expect(page.getByRole('main')).toContainText(HEAD.name);
  await expect(page.getByRole('img', { name: `Drawn signature of ${HEAD.name}` })).toHaveCount(script ? 1 : 0);
  await expect(page.getByRole('button', { name: 'Sign for the school' })).toHaveCount(0);
  await page.goto(link);
  await expect(page.getByRole('main')).toContainText(HEAD.name);
}
