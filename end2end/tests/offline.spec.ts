// Without a network: what is typed is kept on the device, says so, and comes back. Each test has a server of its own.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import * as Y from 'yjs';

import { field, isLive, saved } from '../support/board.ts';
import { KEPT, expect, says, states, test, type, watchStates, withoutNetwork } from '../support/board-world.ts';
import { KillableBrowser } from '../support/browser.mjs';

test.use({ allowed: withoutNetwork });

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
  await type(page, 'title', 'longer ');
  await says(page, KEPT);
  const seen = await states(page);
  expect(seen, 'never called saved while nobody can have saved it').not.toContain('saved');
  expect(seen, 'nor lost while each letter goes to the device').not.toContain('failed');
  world.server.resume();
  await says(page, /^Saved/);

  await world.server.kill();
  await type(page, 'title', 'dead ');
  await says(page, KEPT);
  await world.server.start();
  await says(page, /^Saved/, 20_000);
  const fresh = await visitor(world.signedIn(1, world.server.url));
  await open(fresh, world.board);
  await expect(field(fresh, 'title')).toHaveValue(/held longer .*dead |dead .*held longer /);
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

test('the clock set back ten minutes while there is no network: the connection comes back all the same', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  await page.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ((window as unknown as { setBy?: number }).setBy ?? 0);
  });
  await open(page, world.board);
  await says(page, /^Saved/);
  await world.network.cut();
  await says(page, 'Not connected. All you wrote is saved');
  await page.evaluate(() => ((window as unknown as { setBy: number }).setBy = -600_000));
  await type(page, 'title', 'typed in the past ');
  await says(page, KEPT);
  await world.network.mend();
  await says(page, /^Saved/, 20_000);
});

test('the browser closes the device’s store: it is opened again, and all that waits is in it', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  await page.addInitScript(holdStores);
  await open(page, world.board);
  await says(page, /^Saved/);
  await world.network.cut();
  await says(page, 'Not connected. All you wrote is saved');
  await type(page, 'title', 'one ');
  await says(page, KEPT);

  // Without a word, as tablets do.
  await page.evaluate(() => (window as unknown as Stores).stores.splice(0).forEach((store) => store.close()));
  await type(page, 'title', 'two ');
  await says(page, KEPT);

  // With a word, after everything in it has been cleared.
  const before = await kept(page);
  expect(before).toBeGreaterThan(0);
  await page.evaluate(async () => {
    const [store] = (window as unknown as Stores).stores.splice(0);
    const clearing = store.transaction('pending', 'readwrite');
    clearing.objectStore('pending').clear();
    await new Promise((resolve) => (clearing.oncomplete = resolve));
    store.close();
    store.dispatchEvent(new Event('close'));
  });
  await says(page, KEPT);
  await expect.poll(() => kept(page), 'updates kept again').toBe(before);
  await world.network.mend();
  await says(page, /^Saved/, 20_000);
});

test('a store that can’t be opened at first: what was typed meanwhile is kept as soon as it can', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  await page.addInitScript(holdStores);
  await page.addInitScript(() => ((window as unknown as Stores).shut = true));
  await open(page, world.board);
  await world.network.cut();
  await type(page, 'title', 'nowhere yet ');
  await says(page, /^Not saved: copy your words/);
  await page.evaluate(() => ((window as unknown as Stores).shut = false));
  await says(page, KEPT, 20_000);
  expect(await kept(page)).toBeGreaterThan(0);
});

test('what can’t be sent does not keep the rest from being sent', async ({ visitor, world }) => {
  const page = await visitor(world.signedIn(0, world.network.url));
  await open(page, world.board);
  await world.network.cut();
  await type(page, 'title', 'typed before ');
  await says(page, KEPT);
  const words = 'far too much for one frame, '.repeat(40_000);
  const paste = new Y.Doc();
  paste.getText('vocabulary').insert(0, words);
  // Of another editor on this page: a document within the document is what no board takes.
  const poison = new Y.Doc();
  poison.getMap('other').set('inner', new Y.Doc());
  poison.getText('prior_learning').insert(0, 'words of the other editor');
  const bytes = (doc: Y.Doc) => [...Y.encodeStateAsUpdate(doc)];
  await page.evaluate(putFirst, [[1, 2, 3], [0, 0], bytes(poison), bytes(paste)]);
  await leaveQuietly(page);

  await world.network.mend();
  const again = await page.context().newPage();
  await open(again, world.board);
  await says(again, /^Saved/, 30_000);
  await expect(field(again, 'title')).toHaveValue(/typed before /);
  expect((await field(again, 'vocabulary').inputValue()).length).toBeGreaterThan(1_100_000);
  const aside = again.getByRole('region', { name: 'Not on the board' });
  await expect(aside).toContainText('words of the other editor');
  await expect.poll(() => kept(again, 'aside/'), 'it is kept on the device').toBe(1);
  // And what is typed now is saved as ever, and seen by others.
  await type(again, 'title', 'and after ');
  await says(again, /^Saved/);
  const colleague = await visitor(world.signedIn(1, world.server.url));
  await open(colleague, world.board);
  await expect(field(colleague, 'title')).toHaveValue(/typed before and after /);
  expect(await kept(again)).toBe(0);
  await aside.getByRole('button', { name: 'Remove from this device' }).click();
  await expect(aside).toHaveCount(0);
  await expect.poll(() => kept(again, 'aside/')).toBe(0);
});

type Stores = { stores: IDBDatabase[]; shut: boolean };

/** Holds every store that the page opens, and keeps them shut while a test says so. */
function holdStores() {
  const held = window as unknown as Stores;
  held.stores = [];
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...name) {
    if (held.shut) throw new DOMException('the connection was lost', 'UnknownError');
    const request = open.apply(this, name);
    request.addEventListener('success', () => held.stores.push(request.result));
    return request;
  };
}

async function open(page: Page, address: string) {
  await page.goto(address);
  await isLive(page);
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

/** Puts updates into the device's store, before those that are there. */
async function putFirst(entries: number[][]) {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('twilight');
    opening.onsuccess = () => resolve(opening.result);
  });
  const store = database.transaction('pending', 'readwrite').objectStore('pending');
  const first = await new Promise<string>((resolve) => {
    const all = store.getAllKeys();
    all.onsuccess = () => resolve(all.result.map(String).sort()[0]);
  });
  const place = first.slice(0, first.lastIndexOf('/') + 1);
  await Promise.all(
    entries.map(
      (entry, index) =>
        new Promise((resolve) => {
          const number = String(Math.floor(Math.random() * 1_000_000) * 10 + index).padStart(20, '0');
          store.put(new Uint8Array(entry), `${place}${number}`).onsuccess = resolve;
        }),
    ),
  );
  database.close();
}

/** How many updates wait in the device's store, or stand among others there. */
async function kept(page: Page, prefix = ''): Promise<number> {
  return page.evaluate(
    (prefix) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('twilight');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('pending').objectStore('pending').getAllKeys();
          counting.onsuccess = () => {
            opening.result.close();
            const keys = counting.result.map(String);
            resolve(keys.filter((key) => (prefix ? key.startsWith(prefix) : !key.startsWith('aside/'))).length);
          };
        };
      }),
    prefix,
  );
}
