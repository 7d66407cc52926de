// A server of one's own with one empty board and two people, each with a network that can be cut: for tests that stop, hold or cut something.

import type { BrowserContextOptions, Page } from '@playwright/test';

import { field, saved } from './board.ts';
import { Network } from './proxy.mjs';
import { Server, makeFixture, temporaryFolder } from './server.mjs';
import { expect, test as base } from './test.ts';

export { expect } from './test.ts';

export type BoardWorld = {
  folder: string;
  server: Server;
  /** The way from the first person's browser to the server. */
  network: Network;
  document: string;
  board: string;
  /** Options of a browser context in which person 0 or 1 has signed in. */
  signedIn: (person: number, url: string) => BrowserContextOptions;
  cookie: (person: number) => { name: string; value: string };
};

export const test = base.extend<{ world: BoardWorld }>({
  world: async ({}, use) => {
    const folder = temporaryFolder();
    const database = `${folder.path}/board.db`;
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
    const [document] = documents;
    await use({ folder: folder.path, server, network, document, board: `/boards/${document}`, signedIn, cookie });
    await server.stop();
    await network.cut();
    folder.remove();
  },
});

/** What a browser says in the console when there is no network. */
export const withoutNetwork =
  /WebSocket connection to .* failed|ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING)/;

/** What is said of words that wait on the device. */
export const KEPT = 'Kept on this device, will send when the connection is back';

/** Types at the end of a text of the lesson. */
export async function type(page: Page, name: string, words: string) {
  await field(page, name).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

/** Waits until the saved state reads so. */
export async function says(page: Page, words: string | RegExp, timeout = 8_000) {
  await expect(saved(page).locator('span').first()).toHaveText(words, { timeout });
}

/** Notes every saved state that the page goes through from now on. */
export async function watchStates(page: Page) {
  await page.evaluate(() => {
    const seen = ((window as unknown as { states: string[] }).states = []) as string[];
    const sign = document.querySelector('.saved');
    const note = () => seen.push(sign?.getAttribute('data-state') ?? '');
    new MutationObserver(note).observe(sign!, { attributes: true });
  });
}

export const states = (page: Page) => page.evaluate(() => (window as unknown as { states: string[] }).states);
