// The page that tries what works from here, behind a proxy that does something to what passes it.

import type { Page } from '@playwright/test';

import { check, report, result, state, verdict } from '../support/check.ts';
import { Meddler } from '../support/meddler.mjs';
import { axe, expect, test as base } from '../support/test.ts';

type Ways = { upgrades?: 'pass' | 'refuse' | 'swallow'; gathers?: boolean; cuts?: RegExp };

type Fixtures = {
  /** The page behind a proxy that does something to what passes it. */
  behind: (ways: Ways) => Promise<{ page: Page; meddler: Meddler }>;
};

const test = base.extend<Fixtures>({
  behind: async ({ visitor, baseURL }, use) => {
    const meddlers: Meddler[] = [];
    await use(async (ways) => {
      const meddler = await Meddler.before(baseURL!, ways);
      meddlers.push(meddler);
      return { page: await visitor({ baseURL: meddler.url }), meddler };
    });
    for (const meddler of meddlers) await meddler.stop();
  },
});

test.describe('where upgrades are refused', () => {
  test.use({ allowed: /WebSocket connection to .* failed|426/ });

  test('it says which way is left, and what to change', async ({ behind }) => {
    const { page } = await behind({ upgrades: 'refuse' });
    await check(page);
    await expect(verdict(page)).toHaveText(/^Live editing gets through by its second way \(events\)/);
    await expect(result(page, 'socket')).toContainText('The fastest way (WebSocket) is refused on this network.');
    await expect(result(page, 'socket')).toContainText('The address itself answers, so it is the upgrade to WebSocket that is not let through.');
    expect([await state(page, 'socket'), await state(page, 'events')]).toEqual(['care', 'ok']);
    expect(await report(page).inputValue()).toContain('[look] The fastest way (WebSocket)');
    await axe(page);
  });

  test('and where answers are gathered as well, that the slowest is', async ({ behind }) => {
    const { page } = await behind({ upgrades: 'refuse', gathers: true });
    await check(page);
    await expect(verdict(page)).toHaveText(/^Live editing gets through by its slowest way: neither WebSocket nor events do/);
    await expect(result(page, 'events')).toContainText('Events arrive, but held back by something on the network: 4 that were sent over 2.1 seconds came together.');
    await expect(result(page, 'requests')).toContainText('Sending works, and so does waiting for an answer.');
  });
});

test('a socket that opens and passes nothing on is found out', async ({ behind }) => {
  const { page } = await behind({ upgrades: 'swallow' });
  await check(page);
  await expect(result(page, 'socket')).toContainText('A WebSocket opens, but nothing comes back through it.');
  await expect(verdict(page)).toContainText('by its second way (events)');
});

test.describe('a program', () => {
  test.use({ allowed: /\.wasm|ERR_CONTENT_DECODING_FAILED/ });

  test('that is cut on the way is said to be', async ({ behind }) => {
    const { page } = await behind({ cuts: /\.wasm/ });
    await check(page);
    await expect(verdict(page)).toHaveText(/^Boards can be read here, but not written on/);
    await expect(result(page, 'program')).toContainText(/The program of a board is cut off on the way/);
    expect(await state(page, 'program')).toBe('bad');
  });
});

test.describe('for a minute', () => {
  test('connections that stay open are said to', async ({ visitor }) => {
    const page = await visitor();
    await begin(page);
    await expect(result(page, 'minute')).toContainText('seconds to go');
    await longer(page, 60);
    await expect(page.locator('#said')).toHaveText(/^The minute is over\. Connections stay open: a silent one for 35 seconds, a busy one for a minute\./);
    expect(await state(page, 'minute')).toBe('ok');
  });

  test('sockets that are cut after half a minute are said to be', async ({ behind }) => {
    const { page, meddler } = await behind({});
    await begin(page);
    await expect(result(page, 'minute')).toContainText('seconds to go');
    await longer(page, 30);
    meddler.cutSockets();
    await longer(page, 30);
    await expect(result(page, 'minute')).toContainText(/WebSockets are cut after about 3\d seconds, though they are in use\./);
    await expect(result(page, 'minute')).toContainText('go another way when that happens twice in a row');
    await expect(verdict(page)).toContainText('One thing below is worth a look.');
  });

  /** Begins, and goes on when both sockets are open: the page counts from then. */
  async function begin(page: Page) {
    await page.clock.install();
    await page.addInitScript(() => {
      Object.assign(window, { opened: 0 });
      window.WebSocket = class extends WebSocket {
        constructor(...of: ConstructorParameters<typeof WebSocket>) {
          super(...of);
          this.addEventListener('open', () => Object.assign(window, { opened: Reflect.get(window, 'opened') + 1 }));
        }
      };
    });
    // The server’s clock is not the page’s.
    await page.route('**/check/wait?seconds=25', (route) => route.fulfill({ body: '25\n' }));
    await check(page);
    const opened = () => page.evaluate(() => Number(Reflect.get(window, 'opened')));
    const before = await opened();
    await page.getByRole('button', { name: 'Test for a minute' }).click();
    await expect.poll(opened).toBe(before + 2);
  }

  /** Seconds that pass at once, with a little real time in between for what goes to and fro. */
  async function longer(page: Page, seconds: number) {
    for (let passed = 0; passed < seconds; passed += 5) {
      await page.clock.runFor(5_000);
      await page.waitForTimeout(100);
    }
  }
});
