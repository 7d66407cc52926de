// Through the real nginx and Caddy: set up as deploy/ says, and as schools' networks do it to us. Two people write on one board; one of them
// is without a network for a while, TWILIGHT_OFFLINE_SECONDS long.

import type { Page } from '@playwright/test';

import { boardAddress, converge, field, isLive } from '../support/board.ts';
import { KEPT, expect, says, states, test, type, watchStates, withoutNetwork } from '../support/board-world.ts';
import { people } from '../support/people.ts';
import { Network } from '../support/proxy.mjs';
import { sampleCaddy, sampleNginx, troubledNginx, troubles } from '../support/proxies.mjs';
import { Server, freePort, makeDemonstration, temporaryFolder } from '../support/server.mjs';

const OFFLINE_SECONDS = Number(process.env.TWILIGHT_OFFLINE_SECONDS ?? 6);
const TITLE = 'How many groups? Division as grouping';

// A WebSocket may be refused, too.
test.use({ allowed: new RegExp(`${withoutNetwork.source}|40[04] for GET http:\\S+\\/sync\\/[^/]+$`) });

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
