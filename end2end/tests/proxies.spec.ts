// Through the real nginx and Caddy: set up as deploy/ says, and as schools' networks do it to us. Two people write on one board; one of them
// is without a network for a while, TWILIGHT_OFFLINE_SECONDS long.

import type { BrowserContextOptions, Page } from '@playwright/test';

import { boardAddress, converge, field, isLive, saved } from '../support/board.ts';
import { people } from '../support/people.ts';
import { Network } from '../support/proxy.mjs';
import { sampleCaddy, sampleNginx, troubledNginx, troubles } from '../support/proxies.mjs';
import { Server, freePort, makeDemonstration, makeFixture, temporaryFolder } from '../support/server.mjs';
import { expect, test as base } from '../support/test.ts';

const OFFLINE_SECONDS = Number(process.env.TWILIGHT_OFFLINE_SECONDS ?? 6);
const KEPT = 'Kept on this device, will send when the connection is back';
const TITLE = 'How many groups? Division as grouping';

type World = {
  server: Server;
  board: string;
  /** Options of a browser context in which person 0 or 1 has signed in. */
  signedIn: (person: number, url: string) => BrowserContextOptions;
};

const test = base.extend<{ world: World }>({
  world: async ({}, use) => {
    const folder = temporaryFolder();
    const database = `${folder.path}/proxies.db`;
    const { cookies, documents } = makeFixture(database, { boards: 1, people: 2 });
    const server = await Server.start(database);
    const signedIn = (person: number, url: string): BrowserContextOptions => {
      const [name, value] = cookies[person].split(/=(.*)/s);
      const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const };
      return { baseURL: url, storageState: { cookies: [cookie], origins: [] } };
    };
    await use({ server, board: `/boards/${documents[0]}`, signedIn });
    await server.stop();
    folder.remove();
  },
});

// A browser says in the console that there is no network, and that a WebSocket was refused.
test.use({
  allowed: /WebSocket connection to .* failed|ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING)|40[04] for GET http:\S+\/sync\/[^/]+$/,
});

for (const [trouble, transport] of [['refuses', 'events'], ['buffers', 'polling']] as const) {
  test(`a proxy that ${trouble}: two people write, one of them without a network for a while`, async ({ visitor, world }) => {
    test.setTimeout(120_000 + OFFLINE_SECONDS * 1000);
    const proxy = await troubledNginx(world.server, troubles[trouble]);
    const network = await Network.to(proxy);
    const [one, two] = [await visitor(world.signedIn(0, network.url)), await visitor(world.signedIn(1, proxy.url))];
    try {
      for (const page of [one, two]) {
        await page.goto(world.board);
        await expect(field(page, 'title')).toBeEditable({ timeout: 30_000 });
        await says(page, /^Saved/, 20_000);
        await expect.poll(() => carriedBy(page), 'what carries it is remembered').toBe(transport);
      }
      await Promise.all([type(one, 'vocabulary', 'whole, part, '), type(two, 'prior_learning', 'halves and quarters')]);
      await converge(one, two);
      await expect(field(two, 'vocabulary')).toHaveValue(/whole, part, /);

      await network.cut();
      await says(one, 'Not connected. All you wrote is saved');
      await watchStates(one);
      await type(one, 'vocabulary', 'written on the train, ');
      await type(two, 'vocabulary', 'meanwhile in school, ');
      await says(one, KEPT);
      await says(two, /^Saved/);
      await one.waitForTimeout(OFFLINE_SECONDS * 1000);
      expect(await states(one), 'nothing is called saved without a network').not.toContain('saved');
      await network.mend();
      await says(one, /^Saved/, 30_000);
      await converge(one, two);

      // What is called saved has reached the server, and whoever comes by another way.
      const colleague = await visitor(world.signedIn(1, world.server.url));
      await colleague.goto(world.board);
      await isLive(colleague);
      for (const words of ['whole, part, ', 'written on the train, ', 'meanwhile in school, ']) {
        await expect(field(colleague, 'vocabulary')).toHaveValue(new RegExp(words));
      }
      await type(colleague, 'next_learning', 'by WebSocket');
      await converge(one, two, colleague);

      // The next page begins with what worked.
      await one.reload();
      await expect(field(one, 'title')).toBeEditable({ timeout: 5_000 });
      await says(one, /^Saved/);
    } finally {
      for (const page of [one, two]) await page.context().close();
      await network.cut();
      await proxy.stop();
    }
  });
}

test('a proxy that cuts off after half a minute of silence: nobody notices', async ({ visitor, world }) => {
  test.setTimeout(90_000);
  const proxy = await troubledNginx(world.server, troubles.impatient);
  const [one, two] = [await visitor(world.signedIn(0, proxy.url)), await visitor(world.signedIn(1, world.server.url))];
  try {
    let sockets = 0;
    one.on('websocket', () => (sockets += 1));
    for (const page of [one, two]) {
      await page.goto(world.board);
      await isLive(page);
    }
    await says(one, /^Saved/);
    await watchStates(one);
    await one.waitForTimeout(35_000);
    await type(one, 'vocabulary', 'still there');
    await converge(one, two);
    expect(await states(one)).not.toContain('kept');
    expect([sockets, await carriedBy(one)], 'the one WebSocket there was').toEqual([1, null]);
  } finally {
    await one.context().close();
    await proxy.stop();
  }
});

for (const [name, start] of [
  ['nginx.conf', async (server: Server, port: number) => sampleNginx(server, port, await freePort())],
  ['Caddyfile', sampleCaddy],
] as const) {
  test(`deploy/${name}: people sign in, write together by WebSocket, and bring large files`, async ({ visitor }) => {
    const folder = temporaryFolder();
    const port = await freePort();
    const settings = { TWILIGHT_ORIGIN: `https://127.0.0.1:${port}`, TWILIGHT_TRUST_PROXY: 'true' };
    const database = `${folder.path}/sample.db`;
    const password = makeDemonstration(database);
    const server = await Server.start(database, undefined, settings);
    const proxy = await start(server, port);
    const options = { baseURL: proxy.url, ignoreHTTPSErrors: true };
    const [amy, tom, nell] = [await visitor(options), await visitor(options), await visitor(options)];
    try {
      for (const [page, person] of [[amy, 'amy'], [tom, 'tom'], [nell, 'nell']] as const) {
        await page.goto('/sign-in');
        await page.locator('#email').fill(people[person].email);
        await page.locator('#password').fill(password);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.waitForURL(/\/today$/);
      }
      const board = await boardAddress(amy.request, TITLE);
      let frames = 0;
      amy.on('websocket', (socket) => socket.on('framereceived', () => (frames += 1)));
      for (const page of [amy, tom]) {
        await page.goto(board);
        await isLive(page);
      }
      await type(amy, 'vocabulary', 'whole, part, ');
      await converge(amy, tom);
      expect(frames).toBeGreaterThan(0);
      expect(await carriedBy(amy)).toBeNull();

      // Far larger than what nginx takes by itself: it comes to us, who say that it is no such file.
      const extract = { name: 'edubasealldata20261129.csv', mimeType: 'text/csv', buffer: Buffer.alloc(30 << 20, 'no schools, ') };
      const answer = await nell.request.post('/schools/import/files', { multipart: { extract }, headers: { origin: proxy.url }, maxRedirects: 0 });
      expect([answer.status(), answer.headers()['location']]).toEqual([303, expect.stringMatching(/^\/schools\/import\/./)]);
      expect(server.log()).not.toContain('TWILIGHT_TRUST_PROXY is not set');
    } finally {
      for (const page of [amy, tom, nell]) await page.context().close();
      await proxy.stop();
      await server.stop();
      folder.remove();
    }
  });
}

const carriedBy = (page: Page) => page.evaluate(() => localStorage.getItem('twilight-transport')?.split(' ')[0] ?? null);

async function type(page: Page, name: string, words: string) {
  await field(page, name).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function says(page: Page, words: string | RegExp, timeout = 8_000) {
  await expect(saved(page).locator('span').first()).toHaveText(words, { timeout });
}

/** Notes every saved state that the page goes through from now on. */
async function watchStates(page: Page) {
  await page.evaluate(() => {
    const seen = ((window as unknown as { states: string[] }).states = []) as string[];
    const sign = document.querySelector('.saved');
    const note = () => seen.push(sign?.getAttribute('data-state') ?? '');
    new MutationObserver(note).observe(sign!, { attributes: true });
  });
}

const states = (page: Page) => page.evaluate(() => (window as unknown as { states: string[] }).states);
