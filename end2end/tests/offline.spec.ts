// Without a network: what is typed is kept on the device, says so, and comes back. Each test has a server of its own.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { BrowserContextOptions, Page } from '@playwright/test';

import { field, isLive, saved } from '../support/board.ts';
import { KillableBrowser } from '../support/browser.mjs';
import { Network } from '../support/proxy.mjs';
import { Server, makeFixture, temporaryFolder } from '../support/server.mjs';
import { expect, test as base } from '../support/test.ts';

type World = {
  folder: string;
  server: Server;
  /** The way from the first person's browser to the server. */
  network: Network;
  board: string;
  /** Options of a browser context in which person 0 or 1 has signed in. */
  signedIn: (person: number, url: string) => BrowserContextOptions;
  cookie: (person: number) => { name: string; value: string };
};

const test = base.extend<{ world: World }>({
  world: async ({}, use) => {
    const folder = temporaryFolder();
    const database = join(folder.path, 'offline.db');
    const { cookies, documents } = makeFixture(database, { boards: 1, people: 2 });
    const server = await Server.start(database);
    const network = await Network.to(server);
    const cookie = (person: number) => {
      const [name, value] = cookies[person].split(/=(.*)/s);
      return { name, value };
    };
    const signedIn = (person: number, url: string): BrowserContextOptions => {
      const session = { ...cookie(person), domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const };
      return { baseURL: url, storageState: { cookies: [session], origins: [] } };
    };
    await use({ folder: folder.path, server, network, board: `/boards/${documents[0]}`, signedIn, cookie });
    await server.stop();
    await network.cut();
    folder.remove();
  },
});

// A browser says in the console that there is no network.
test.use({ allowed: /WebSocket connection to .* failed|ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/ });

const KEPT = 'Kept on this device, will send when the connection is back';

test('typed without a network, the tab closed: it is there when the board is opened again', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  const colleague = await visitor(world.signedIn(1, world.server.url));
  for (const each of [page, colleague]) await open(each, world.board);
  await type(page, 'vocabulary', 'before, ');
  await says(page, /^Saved/);

  await world.network.cut();
  await says(page, 'Not connected. All you wrote is saved');
  await type(page, 'vocabulary', 'written on the train, ');
  await says(page, KEPT);
  await type(colleague, 'vocabulary', 'meanwhile in school, ');
  await says(colleague, /^Saved/);
  await leaveQuietly(page);

  await world.network.mend();
  const again = await page.context().newPage();
  await open(again, world.board);
  await says(again, /^Saved/);
  for (const each of [again, colleague]) {
    for (const words of ['before, ', 'written on the train, ', 'meanwhile in school, ']) {
      await expect(field(each, 'vocabulary')).toHaveValue(new RegExp(words));
    }
  }
  expect(await field(again, 'vocabulary').inputValue()).toBe(await field(colleague, 'vocabulary').inputValue());
  await expect.poll(() => kept(again), 'updates left in the device’s store').toBe(0);
});

test('typed without a network, the whole browser killed: it is there when the board is opened again', async ({ visitor, world }) => {
  const profile = join(world.folder, 'profile');
  mkdirSync(profile);
  let browser = await KillableBrowser.start(profile);
  try {
    const signIn = () => browser.context.addCookies([{ ...world.cookie(0), url: world.network.url }]);
    await signIn();
    const page = await browser.context.newPage();
    await open(page, `${world.network.url}${world.board}`);
    await world.network.cut();
    await type(page, 'prior_learning', 'typed just before the battery died');
    await says(page, KEPT);
    await browser.kill();

    await world.network.mend();
    browser = await KillableBrowser.start(profile);
    await signIn();
    const again = await browser.context.newPage();
    await open(again, `${world.network.url}${world.board}`);
    await expect(field(again, 'prior_learning')).toHaveValue(/typed just before the battery died/);
    await says(again, /^Saved/);
    const colleague = await visitor(world.signedIn(1, world.server.url));
    await open(colleague, world.board);
    await expect(field(colleague, 'prior_learning')).toHaveValue(/typed just before the battery died/);
  } finally {
    await browser.kill();
  }
});

test('a cut connection comes back by itself, and what both wrote meanwhile is merged', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  const colleague = await visitor(world.signedIn(1, world.server.url));
  for (const each of [page, colleague]) await open(each, world.board);
  await world.network.cut();
  await type(page, 'title', 'mine ');
  await says(page, KEPT);
  await type(colleague, 'title', 'yours ');
  await world.network.mend();
  await says(page, /^Saved/, 20_000);
  await expect(field(page, 'title')).toHaveValue(/yours /);
  await expect(field(colleague, 'title')).toHaveValue(/mine /);
});

test('the saved state tells the truth while the server is held, and after it died', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.server.url));
  await open(page, world.board);
  await watchStates(page);
  world.server.pause();
  await type(page, 'title', 'held ');
  await says(page, 'Saving');
  // Ten seconds are no longer "saving".
  await says(page, KEPT, 15_000);
  expect(await states(page), 'never called saved while nobody can have saved it').not.toContain('saved');
  world.server.resume();
  await says(page, /^Saved/);

  await world.server.kill();
  await type(page, 'title', 'dead ');
  await says(page, KEPT);
  await world.server.start();
  await says(page, /^Saved/, 20_000);
  const fresh = await visitor(world.signedIn(1, world.server.url));
  await open(fresh, world.board);
  await expect(field(fresh, 'title')).toHaveValue(/held .*dead |dead .*held /);
});

test('a server that is asked to stop saves all, says so, and is found again', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.server.url));
  await open(page, world.board);
  await type(page, 'key_learning_point', 'typed in the last second');
  await world.server.stop();
  await expect(saved(page)).toHaveText(/Not connected. All you wrote is saved|Kept on this device/);
  await world.server.start();
  await says(page, /^Saved/, 20_000);
  await expect(field(page, 'key_learning_point')).toHaveValue(/typed in the last second/);
});

test('leaving is only questioned when something would be lost', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  await open(page, world.board);
  await type(page, 'title', 'saved ');
  await says(page, /^Saved/);
  await leaveQuietly(page);

  // A browser that can keep nothing: private windows, a full disk, a policy.
  const bare = await page.context().newPage();
  await bare.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('not allowed here', 'SecurityError');
      },
    });
  });
  await open(bare, world.board);
  await world.network.cut();
  await type(bare, 'title', 'lost? ');
  await says(bare, /^Not saved: copy your words/);
  const asked = bare.waitForEvent('dialog');
  void bare.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();

  // It is told at once when it is saved after all.
  await world.network.mend();
  await says(bare, /^Saved/, 20_000);
  await leaveQuietly(bare);
});

async function open(page: Page, address: string) {
  await page.goto(address);
  await isLive(page);
}

async function type(page: Page, name: string, words: string) {
  await field(page, name).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function says(page: Page, words: string | RegExp, timeout = 8_000) {
  await expect(saved(page).locator('span').first()).toHaveText(words, { timeout });
}

/** Closes the tab as a person does; fails when the page asks whether one is sure. */
async function leaveQuietly(page: Page) {
  let asked = false;
  page.on('dialog', (dialog) => {
    asked = true;
    void dialog.accept();
  });
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked, 'asked before leaving').toBe(false);
}

/** How many updates wait in the device's store. */
async function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('twilight');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('pending').objectStore('pending').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
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
