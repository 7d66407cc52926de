// Every page of the programme: its accessibility by day and by night, its headings, its width on the smallest screen, and
// a picture of each for eyes in `test-results/looks/programme/`.

import { join } from 'node:path';

import type { APIRequestContext, Page } from '@playwright/test';

import { groupAddress } from '../support/board.ts';
import { type Person } from '../support/people.ts';
import { axe, expect, test } from '../support/test.ts';

type Address = (request: APIRequestContext) => Promise<string>;

const at = (address: string): Address => async () => address;
/** A page of the group of whoever looks. */
const ofGroup = (rest: string): Address => async (request) => `${await groupAddress(request)}${rest}`;
/** An address on a page that fits: the first, or a later one. */
const linkOn = (page: Address, pattern: RegExp, place = 0): Address => async (request) => {
  const address = await page(request);
  const html = await (await request.get(address)).text();
  const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&')).filter((href, at, all) => pattern.test(href) && all.indexOf(href) === at)[place];
  if (!found) throw new Error(`Nothing on ${address} leads to ${pattern}`);
  return found;
};

const pages: [string, Person | undefined, Address][] = [
  ['interest, the start', undefined, at('/interest')],
  ['sign-in link', undefined, at('/sign-in/link')],
  ['hub', 'nell', at('/hub')],
  ['hub settings', 'nell', at('/hub/settings')],
  ['hub inbox', 'omar', at('/hub/interest')],
  ['one expression of interest', 'omar', linkOn(at('/hub/interest'), /^\/hub\/interest\/[0-9a-f-]{36}$/)],
  ['forming groups', 'omar', at('/hub/forming')],
  ['forming groups, next year', 'omar', linkOn(at('/hub/forming'), /^\/hub\/forming\?year=\d+$/)],
  ['hub people', 'nell', at('/hub/people')],
  ['one person', 'nell', linkOn(at('/hub/people'), /^\/hub\/people\/[0-9a-f-]{36}/)],
  ['hub mail', 'omar', at('/hub/mail?folder=sent')],
  ['one message', 'omar', linkOn(at('/hub/mail?folder=sent'), /^\/hub\/mail\/[0-9a-f-]{36}/)],
  ['turning the year', 'nell', at('/hub/rollover')],
  ['wording', 'nell', at('/hub/clauses')],
  ['changing the wording', 'nell', at('/hub/clauses/edit')],
  ['audit', 'nell', at('/hub/audit')],
  ['schools', 'nell', at('/schools?q=primary')],
  ['bringing schools in', 'nell', at('/schools/import')],
  ['a school, from inside', 'amy', linkOn(ofGroup(''), /^\/schools\/[0-9a-f-]{36}$/)],
  ['group people', 'helen', ofGroup('/people')],
  ['a school of the group', 'helen', linkOn(ofGroup('/people'), /\/people\/[0-9a-f-]{36}/)],
  ['commitments', 'helen', ofGroup('/commitments')],
  ['a commitment that is signed', 'helen', linkOn(ofGroup('/commitments'), /\/commitments\/[0-9a-f-]{36}\?year=\d+$/, 1)],
  ['a commitment to sign', 'judith', linkOn(at('/today'), /\/commitments\/[0-9a-f-]{36}/)],
  ['all papers', 'helen', ofGroup('/commitments/print')],
  ['who stays', 'helen', ofGroup('/staying')],
  ['group settings', 'helen', ofGroup('/settings')],
  ['last year', 'helen', linkOn(ofGroup('/settings'), /\/years\/\d+$/)],
  ['own account', 'rosa', at('/account')],
];

for (const [name, person, address] of pages) {
  test(`${name}: breaks no rule, by day and by night, and fits`, async ({ as, visitor }, info) => {
    const page = person ? await as(person) : await visitor();
    await page.goto(await address(page.request));
    await settled(page);
    await expect(page).toHaveTitle(/.+ · Twilight$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('contentinfo')).toContainText('hello@lanternvale.example');
    // The papers as pages of A4, for eyes too.
    if (info.project.name === 'desktop') await page.pdf({ path: join('test-results', 'looks', 'papers', `${name.replace(/[^a-z]+/g, '-')}.pdf`), preferCSSPageSize: true });
    const picture = `${name.replace(/[^a-z]+/g, '-')}-${info.project.name}`;
    await page.screenshot({ path: join('test-results', 'looks', 'programme', `${picture}.png`), fullPage: true });
    // A letter's preview is a frame in which no script may run: not even one that looks for mistakes.
    await page.evaluate(() => document.querySelectorAll('iframe[sandbox]').forEach((frame) => frame.remove()));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await axe(page);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content, 'never scrolls sideways at 320 pixels').toBeLessThanOrEqual(width);
  });
}

async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
}
