// Every page, and how one comes to it. A page that is in none of these lists makes a test fail (`pages.spec.ts`).

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type APIRequestContext, type Page, expect } from '@playwright/test';

import { boardAddress, groupAddress } from './board.ts';
import { extract } from './gias.mjs';
import { answerUntil, answers, goOn, send } from './interest.ts';
import { type Person, people } from './people.ts';
import type { World } from './world.ts';

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

/** Its route, what is special about it, who looks, and where it is found. */
type Listed = [route: string, name: string, person: Person | undefined, address: Address];

const id = '[0-9a-f-]{36}';
const school = linkOn(ofGroup('/people'), new RegExp(`/people/${id}`));
const commitment = linkOn(ofGroup('/commitments'), new RegExp(`/commitments/${id}\\?year=\\d+$`));
const signed = linkOn(ofGroup('/commitments'), new RegExp(`/commitments/${id}\\?year=\\d+$`), 1);
const one = linkOn(at('/hub/interest'), new RegExp(`^/hub/interest/${id}$`));
const board: Address = (request) => boardAddress(request, 'Finding a unit fraction of a quantity');
const planned = linkOn(ofGroup(''), /\/workshops\/[0-9a-f-]{36}$/, 1);
const person = linkOn(at('/hub/people'), new RegExp(`^/hub/people/${id}`));
/** Of the first school of the group: Ash Lane, whose head is Judith. */
const closedDays = linkOn(linkOn(ofGroup(''), new RegExp(`^/schools/${id}$`)), /\/closed-days$/);
const poll = linkOn(ofGroup('/polls'), new RegExp(`/polls/${id}$`));
/** What the schools are given. */
const pollLink = linkOn(ofGroup('/polls'), /^\/polls\/[0-9a-f]+$/);

/** This evening's in the demonstration. */
const twilight = ofGroup('/workshops/2/twilight');

export const pages: Listed[] = [
  ['/', 'home', undefined, at('/')],
  ['/sign-in', 'sign in', undefined, at('/sign-in')],
  ['/check', 'checking device and network', undefined, at('/check')],
  ['/check', 'checking device and network, signed in', 'amy', at('/check')],
  ['/today', 'today', 'grace', at('/today')],
  ['/groups/:group', 'group', 'grace', ofGroup('')],
  ['/groups/:group', 'group, filtered', 'grace', ofGroup('?year=Y3')],
  ['/groups/:group/boards/new', 'start a board', 'grace', ofGroup('/boards/new')],
  ['/boards/:board', 'board', 'grace', board],
  ['/boards/:board/copy-step', 'copying a step', 'grace', linkOn(board, /\/copy-step\?step=/)],
  ['/workshops/:workshop', 'planner', 'helen', planned],
  ['/workshops/:workshop', 'planner, for somebody who may only read', 'grace', planned],
  ['/workshops/:workshop', 'planner, starting a plan', 'helen', linkOn(ofGroup(''), /\/workshops\/[0-9a-f-]{36}$/, 2)],
  ['/workshops/:workshop/run-sheet', 'run sheet', 'grace', async (request) => `${await planned(request)}/run-sheet`],
  ['/workshops/:workshop/template', 'keeping a plan as a template', 'helen', async (request) => `${await planned(request)}/template`],
  ['/groups/:group/templates', 'templates for plans', 'helen', ofGroup('/templates')],
  ['/groups/:group/templates/:template/rename', 'renaming a template', 'helen', linkOn(ofGroup('/templates'), /\/rename$/)],
  ['/groups/:group/templates/:template/delete', 'deleting a template', 'helen', linkOn(ofGroup('/templates'), /\/delete$/)],
  ['/workshops/:workshop/host-pack', 'host pack', 'grace', async (request) => `${await planned(request)}/host-pack`],
  ['/workshops/:workshop/host-pack/edit', 'filling in the host pack', 'helen', async (request) => `${await planned(request)}/host-pack/edit`],
  ['/workshops/:workshop/run', 'running a workshop', 'helen', async (request) => `${await planned(request)}/run`],
  ['/workshops/:workshop/screen', 'a workshop on the wall', 'grace', async (request) => `${await planned(request)}/screen`],
  ['/groups/:group/boards/archived', 'archived boards, none', 'grace', ofGroup('/boards/archived')],
  ['/boards/:board', 'board, for somebody who may only read', 'judith', board],
  ['/interest', 'interest, the start', undefined, at('/interest')],
  ['/sign-in/link', 'sign-in link', undefined, at('/sign-in/link')],
  ['/hub', 'hub', 'nell', at('/hub')],
  ['/hub/settings', 'hub settings', 'nell', at('/hub/settings')],
  ['/hub/interest', 'hub inbox', 'omar', at('/hub/interest')],
  ['/hub/interest/:interest', 'one expression of interest', 'omar', one],
  ['/hub/interest/:interest/decide', 'deciding on one', 'omar', linkOn(one, /\/decide\?to=/)],
  ['/hub/interest/:interest/school', 'finding its school', 'omar', linkOn(one, /\/hub\/interest\/[0-9a-f-]{36}\/school/)],
  ['/hub/forming', 'forming groups', 'omar', at('/hub/forming')],
  ['/hub/forming', 'forming groups, next year', 'omar', linkOn(at('/hub/forming'), /^\/hub\/forming\?year=\d+$/)],
  ['/hub/people', 'hub people', 'nell', at('/hub/people')],
  ['/hub/people/invite', 'inviting somebody', 'nell', at('/hub/people/invite')],
  ['/hub/people/:person', 'one person', 'nell', person],
  ['/hub/people/:person/place', 'moving a person', 'nell', async (request) => `${await person(request)}/place`],
  ['/hub/people/:person/close', 'closing an account', 'nell', async (request) => `${await person(request)}/close`],
  ['/hub/mail', 'hub mail', 'omar', at('/hub/mail?folder=sent')],
  ['/hub/mail/:message', 'one message', 'omar', linkOn(at('/hub/mail?folder=sent'), new RegExp(`^/hub/mail/${id}`))],
  ['/hub/rollover', 'turning the year', 'nell', at('/hub/rollover')],
  ['/hub/term-dates', 'term dates', 'omar', at('/hub/term-dates')],
  ['/hub/term-dates/edit', 'entering term dates', 'omar', linkOn(at('/hub/term-dates'), /\/term-dates\/edit\?/)],
  ['/hub/term-dates/usual', 'going back to the usual term dates', 'omar', linkOn(at('/hub/term-dates'), /\/term-dates\/usual\?/)],
  ['/hub/clauses', 'wording', 'nell', at('/hub/clauses')],
  ['/hub/clauses/edit', 'changing the wording', 'nell', at('/hub/clauses/edit')],
  ['/hub/audit', 'audit', 'nell', at('/hub/audit')],
  ['/schools', 'schools', 'nell', at('/schools?q=primary')],
  ['/schools/import', 'bringing schools in', 'nell', at('/schools/import')],
  ['/schools/new-numbers', 'schools under a new number', 'nell', at('/schools/new-numbers')],
  ['/schools/:school', 'a school, from inside', 'amy', linkOn(ofGroup(''), new RegExp(`^/schools/${id}$`))],
  ['/schools/:school/closed-days', 'a school’s closed days', 'judith', closedDays],
  ['/schools/:school/closed-days/import', 'closed days from a file', 'judith', linkOn(closedDays, /\/closed-days\/import$/)],
  ['/groups/:group/people', 'group people', 'helen', ofGroup('/people')],
  ['/groups/:group/people/:school', 'a school of the group', 'helen', school],
  ['/groups/:group/people/:school/choose', 'choosing who leads at a school', 'helen', linkOn(school, /\/choose/)],
  ['/groups/:group/people/:school/invite', 'inviting a teacher', 'helen', linkOn(school, /\/invite/)],
  ['/groups/:group/commitments', 'commitments', 'helen', ofGroup('/commitments')],
  ['/groups/:group/commitments/:school', 'a commitment that is signed', 'helen', signed],
  ['/groups/:group/commitments/:school', 'a commitment to sign', 'judith', linkOn(at('/today'), new RegExp(`/commitments/${id}`))],
  ['/groups/:group/commitments/:school/ink', 'recording a signature in ink', 'helen', linkOn(commitment, /\/ink\?/)],
  ['/groups/:group/commitments/:school/set-aside', 'setting a signature aside', 'helen', linkOn(signed, /\/set-aside\?/)],
  ['/groups/:group/commitments/print', 'all papers', 'helen', ofGroup('/commitments/print')],
  ['/groups/:group/staying', 'who stays', 'helen', ofGroup('/staying')],
  ['/groups/:group/settings', 'group settings', 'helen', ofGroup('/settings')],
  ['/groups/:group/workshops', 'workshops', 'helen', ofGroup('/workshops')],
  ['/groups/:group/workshops/add', 'adding a workshop', 'helen', linkOn(ofGroup('/workshops'), /\/workshops\/add\?year=/)],
  ['/groups/:group/workshops/:workshop/split', 'splitting a workshop', 'helen', linkOn(ofGroup('/workshops'), /\/split$/)],
  ['/groups/:group/workshops/:workshop/cancel', 'cancelling a workshop', 'helen', linkOn(ofGroup('/workshops'), /\/cancel$/)],
  ['/groups/:group/workshops/:workshop/remove', 'removing a workshop', 'idris', linkOn(ofGroup('/workshops'), /\/remove$/)],
  ['/groups/:group/polls', 'date polls', 'helen', ofGroup('/polls')],
  ['/groups/:group/polls/new', 'asking which dates suit', 'idris', ofGroup('/polls/new')],
  ['/groups/:group/polls/:poll', 'a date poll', 'helen', poll],
  ['/groups/:group/polls/:poll/close', 'choosing a date', 'helen', linkOn(poll, /\/close\?option=/)],
  ['/groups/:group/polls/:poll/close', 'closing without a date', 'helen', linkOn(poll, /\/close$/)],
  ['/groups/:group/polls/:poll/reopen', 'giving the schools longer', 'helen', linkOn(poll, /\/reopen$/)],
  ['/groups/:group/polls/:poll/link', 'a new link for a poll', 'helen', linkOn(poll, /\/link$/)],
  ['/groups/:group/polls/:poll/remove', 'removing an answer', 'helen', linkOn(poll, /\/remove\?answer=/)],
  ['/polls/:secret', 'answering a date poll, signed in', 'rosa', pollLink],
  ['/join', 'joining by a code', undefined, at('/join')],
  ['/join/:code', 'joining a twilight as oneself', 'helen', linkOn(twilight, /\/join\/[0-9a-f]{64}$/)],
  ['/groups/:group/workshops/:number/twilight', 'a twilight', 'helen', twilight],
  ['/groups/:group/workshops/:number/twilight/code', 'asking before a code is renewed', 'helen', linkOn(twilight, /\/code\?what=new$/)],
  ['/groups/:group/workshops/:number/twilight/guest', 'asking before a guest is taken out', 'helen', linkOn(twilight, /\/guest\?guest=/)],
  ['/groups/:group/workshops/:number/twilight/seat', 'giving a guest a table', 'helen', linkOn(twilight, /\/seat\?guest=/)],
  ['/groups/:group/workshops/:number/twilight/mix', 'asking before guests are mixed', 'helen', linkOn(twilight, /\/mix$/)],
  ['/groups/:group/workshops/:number/twilight/poster', 'poster of a twilight', 'helen', linkOn(twilight, /\/poster$/)],
  ['/groups/:group/workshops/:number/attendance', 'who was at a twilight', 'helen', linkOn(twilight, /\/attendance\?part=twilight$/)],
  ['/groups/:group/workshops/:number/attendance/sheet', 'sign-in sheet', 'helen', ofGroup('/workshops/2/attendance/sheet')],
  ['/groups/:group/years/:year', 'last year', 'helen', linkOn(ofGroup('/settings'), /\/years\/\d+$/)],
  ['/account', 'own account', 'rosa', at('/account')],
  ['/account/guest', 'nothing done as a guest', 'rosa', at('/account/guest')],
  ['/account/calendars', 'links for calendars', 'rosa', at('/account/calendars')],
];

/** Those that something must be done for first. */
export const reached: [route: string, name: string, person: Person | undefined, reach: (page: Page) => Promise<void>][] = [
  ...Object.keys(answers).map((question): (typeof reached)[number] => [
    question === 'school' ? '/interest/school' : '/interest/:question',
    `interest, ${question}`,
    undefined,
    (page) => answerUntil(page, question),
  ]),
  ['/interest/:question', 'interest, a question answered badly', undefined, async (page) => {
    await answerUntil(page, 'you');
    await page.getByLabel('Your name').fill('Jonah Prewett');
    await page.getByLabel('Work email').fill('jonah at lambskin');
    await goOn(page);
    await expect(page.getByRole('alert')).toBeVisible();
  }],
  ['/interest/which-school', 'interest, which school', undefined, async (page) => {
    await answerUntil(page, 'school');
    await page.locator('#school').fill('primary');
    await goOn(page);
    await page.waitForURL('**/interest/which-school**');
  }],
  ['/interest/check', 'interest, checking', undefined, (page) => answerUntil(page, 'check')],
  ['/groups/:group/people/:school/confirm', 'confirming who leads at a school', 'helen', async (page) => {
    await page.goto(await linkOn(school, /\/choose/)(page.request));
    await page.getByRole('radio').first().check();
    await goOn(page);
    await page.waitForURL('**/confirm**');
  }],
  ['/hub/forming/confirm', 'asking before a school leaves its group', 'omar', async (page) => {
    await page.goto('/hub/forming');
    const card = page.getByRole('article', { name: /Two Rivers/ });
    await card.getByRole('checkbox', { name: /Ash Lane/ }).check();
    await card.getByRole('button', { name: /^Take chosen out/ }).click();
    await page.waitForURL('**/forming/confirm**');
  }],
  ['/account/calendars', 'a link for a calendar, just made', 'rosa', async (page) => {
    await page.goto('/account/calendars');
    await goOn(page, 'Make a link');
    await expect(page.getByLabel('The address')).toHaveValue(/\/calendars\/feeds\//);
  }],
  ['/account/calendars/:feed/stop', 'asking before a calendar’s link is stopped', 'rosa', async (page) => {
    await page.goto('/account/calendars');
    await goOn(page, 'Make a link');
    await page.getByRole('link', { name: /^Stop this link/ }).first().click();
    await page.waitForURL('**/stop');
  }],
  ['/schools/:school/closed-days/import', 'closed days that were found', 'judith', async (page) => {
    await page.goto(await linkOn(closedDays, /\/closed-days\/import$/)(page.request));
    await page.getByLabel('Days', { exact: true }).fill(`4 January ${new Date().getFullYear() + 1}, INSET day\nsoon, INSET day`);
    await goOn(page, 'Look at the lines');
    await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible();
  }],
  ['/schools/import/:import', 'looking what an import would change', 'nell', async (page) => {
    await page.goto('/schools/import');
    await page.locator('#extract').setInputFiles({ name: 'edubasealldata20261120.csv', mimeType: 'text/csv', buffer: extract() });
    await goOn(page, 'Look what would change');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This would change', { timeout: 20_000 });
  }],
];

/** What is done on each page. */
export type Visit = (page: Page, name: string) => Promise<void>;

/** Those that letters lead to, in a world of its own. */
export async function fromLetters(world: World, visit: Visit) {
  const stranger = await world.visitor();
  await answerUntil(stranger, 'check');
  await send(stranger);
  await visit(stranger, 'interest, sent');

  await stranger.goto('/sign-in/link');
  await stranger.getByLabel('Work email').fill(people.rosa.email);
  await goOn(stranger, 'Email me a link');
  await visit(stranger, 'sign-in link, sent');
  await stranger.goto(await world.link(people.rosa.email, /sign/i, '/sign-in/link/'));
  await visit(stranger, 'sign-in link, from the letter');
  await stranger.goto('/sign-in/link/this-was-never-one');
  await visit(stranger, 'sign-in link, dead');

  const rosa = await world.as('rosa');
  await rosa.goto('/account');
  await rosa.getByLabel('New address').fill('rosa.figueira@elmbank.example');
  await rosa.getByLabel('Your password', { exact: true }).fill(world.password);
  await isDone(rosa, 'Send the link');
  await rosa.goto(await world.link('rosa.figueira@elmbank.example', /./, '/account/email/'));
  await visit(rosa, 'change of email, from the letter');

  const helen = await world.as('helen');
  await helen.goto(await linkOn(school, /\/invite/)(helen.request));
  await helen.getByLabel('Name', { exact: true }).fill('Petra Longfellow');
  await helen.getByLabel('Work email').fill('petra@ashlane.example');
  await isDone(helen, 'Send the invitation');
  await stranger.goto(await world.link('petra@ashlane.example', /./, '/invitation/'));
  await visit(stranger, 'invitation, from the letter');
  // Whoever writes twice on one day is asked.
  await helen.goto(await commitment(helen.request));
  await isDone(helen, 'Remind the head');
  await helen.goto(await commitment(helen.request));
  await goOn(helen, 'Remind the head');
  await helen.waitForURL(/\/remind/);
  await visit(helen, 'reminding a head again');
  await stranger.goto(await world.link(people.judith.email, /./, '/commitment/'));
  await visit(stranger, 'commitment, from the letter');
  await stranger.goto('/commitment/this-was-never-one');
  await visit(stranger, 'commitment, dead link');

  // One that is still to come.
  await helen.goto(await linkOn(ofGroup('/workshops'), /\/cancel$/, 2)(helen.request));
  await isDone(helen, 'Cancel the workshop');
  await helen.goto(await linkOn(ofGroup('/workshops'), /\/hold$/)(helen.request));
  await visit(helen, 'holding a workshop after all');
  await stranger.goto(await pollLink(helen.request));
  await visit(stranger, 'answering a date poll, by its link');
  await stranger.getByLabel('Your name').fill('Jonah Prewett');
  await stranger.getByLabel('Your school').selectOption({ label: 'Willow Weir Primary School' });
  for (const choice of await stranger.getByLabel('If need be').all()) await choice.check();
  await isDone(stranger, 'Send my answer');
  await visit(stranger, 'own answer to a date poll');
  await helen.goto(await twilight(helen.request));
  const code = (await helen.locator('.door-code').innerText()).replaceAll(' ', '');
  const guest = await world.visitor();
  await guest.goto(`/join/${code}`);
  await visit(guest, 'joining a twilight');
  await guest.getByLabel('Your first name').fill('Nia');
  await guest.getByLabel('Ash Lane Primary School').check();
  await goOn(guest, 'Join');
  await guest.waitForURL('**/join/tables');
  await visit(guest, 'tables of a twilight');
  await guest.goto(`/join/${code}`);
  await visit(guest, 'joining a twilight twice');
  await guest.goto('/join/claim');
  await visit(guest, 'keeping what a guest wrote');
  await guest.getByLabel('Your email address').fill('nia.green@ashlane.example');
  await isDone(guest, 'Send the link');
  await guest.goto('/join/return');
  await visit(guest, 'own way back');
  const back = await guest.locator('.way-back__address a').getAttribute('href');
  await stranger.goto(back ?? '');
  await visit(stranger, 'coming back to a twilight');
  await stranger.goto('/join/back/this-was-never-one');
  await visit(stranger, 'coming back to a twilight, dead link');
  await stranger.goto('/join/this-was-never-one');
  await visit(stranger, 'joining by a wrong code');
  await stranger.goto('/join/claim/this-was-never-one');
  await visit(stranger, 'keeping what a guest wrote, dead link');
  await guest.goto(await world.link('nia.green@ashlane.example', /./, '/join/claim/'));
  await visit(guest, 'keeping what a guest wrote, from the letter');
  await guest.getByLabel('Your name').fill('Nia Green');
  await isDone(guest, 'Keep it under my name');
  await visit(guest, 'what a guest wrote, kept');
  await guest.getByRole('link', { name: /^Take it back/ }).click();
  await guest.waitForURL(/\/undo$/);
  await visit(guest, 'asking before it is a guest’s again');
}

/** Those of a world that has moved on. */
export async function movedOn(world: World, visit: Visit) {
  // A letter that waits until the next school day: somebody has filled in the form.
  const stranger = await world.visitor();
  await answerUntil(stranger, 'check');
  await send(stranger);
  const nell = await world.as('nell');
  await nell.goto('/hub/people/invite');
  await nell.getByLabel('Name', { exact: true }).fill('Petra Longfellow');
  await nell.getByLabel('Work email').fill('petra@lanternvale.example');
  await nell.getByLabel('Hub staff').check();
  await isDone(nell, 'Send the invitation');
  await nell.goto('/hub/people/invitations');
  await visit(nell, 'invitations');
  await nell.goto(await linkOn(linkOn(at('/hub/mail'), new RegExp(`^/hub/mail/${id}`)), /\/withdraw/)(nell.request));
  await visit(nell, 'withdrawing a message');
  await nell.goto('/hub/clauses/edit');
  const points = nell.getByLabel('Points to agree to');
  await points.fill(`${await points.inputValue()}\nShare with the group what the school has learnt`);
  await isDone(nell, 'Save as a new version');
  await nell.goto(await linkOn(at('/hub/clauses'), /^\/hub\/clauses\/compare/)(nell.request));
  await visit(nell, 'comparing the wording');
  await nell.goto('/hub/rollover');
  await isDone(nell, 'Turn the year into');
  await visit(nell, 'turning the year, done');
  await nell.goto(await linkOn(at('/hub/rollover'), /\/hub\/rollover\/back/)(nell.request));
  await visit(nell, 'turning the year back');
}

/** Routes of the pages in those two worlds. */
export const inOwnWorlds = [
  '/interest/sent', '/join/tables', '/join/return', '/join/claim', '/join/claim/:token', '/account/guest/:claim/undo', '/join/back/:token', '/sign-in/link/:token', '/invitation/:token', '/account/email/:token', '/commitment/:token',
  '/polls/:secret/:own', '/groups/:group/commitments/:school/remind', '/groups/:group/workshops/:workshop/hold', '/hub/people/invitations', '/hub/mail/:message/withdraw',
  '/hub/clauses/compare', '/hub/rollover/back',
];

/** Sends a form, and waits for the page that says it is done. */
async function isDone(page: Page, button: string | RegExp) {
  await page.getByRole('main').getByRole('button', { name: button }).click();
  await page.waitForURL(/[?&]done=/);
}

/** All routes of pages, as they are written in their source: the table of the app, and what each folder of `pages` says of its own. */
export function routes(): string[] {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const app = readFileSync(join(root, 'app/src/lib.rs'), 'utf8').matchAll(/<Route path=path!\("([^"]+)"\)/g);
  const folders = readdirSync(join(root, 'server/pages/src'), { recursive: true, encoding: 'utf8' }).filter((file) => basename(file) === 'mod.rs');
  const own = folders.flatMap((file) => [...readFileSync(join(root, 'server/pages/src', file), 'utf8').matchAll(/\bpage\(\s*"([^"]+)"/g)]);
  return [...app, ...own].map(([, route]) => route);
}
