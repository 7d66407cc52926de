// The page that tries what works from here: what it says where everything does, and where one thing does not.

import type { BrowserContextOptions } from '@playwright/test';

import { startBoard } from '../support/board.ts';
import { check, isOver, report, result, state, verdict } from '../support/check.ts';
import { chromium, flags } from '../support/chromium.mjs';
import { axe, expect, test } from '../support/test.ts';

// A name of this machine that a browser does not take for its own: what it allows pages from here it does not allow pages from there.
test.use({ launchOptions: { executablePath: chromium(), args: [...flags, '--host-resolver-rules=MAP school.test 127.0.0.1'] } });

test('where everything works it says so, of each thing', async ({ visitor }) => {
  const page = await visitor();
  await check(page);
  await expect(verdict(page)).toHaveText('Live editing gets through by its fastest way (WebSocket). Everything that was tried works.');
  for (const [name, words] of Object.entries({
    socket: /^Live editing gets through by its fastest way \(WebSocket\): \d+ ms there and back\./,
    events: 'Events arrive one by one',
    requests: 'Sending works, and so does waiting for an answer.',
    latency: /^Quick: \d+ ms there and back/,
    program: /arrives whole \(\d+(\.\d+)? MB\) and runs/,
    compression: /comes compressed \((br|gzip)/,
    storage: 'Words are kept on this device until they are saved.',
    cookies: 'Cookies are kept.',
    clock: /^The clock is right/,
    version: /on Linux: it can do what is needed/,
    extensions: 'None seen on this page.',
  })) {
    await expect(result(page, name)).toContainText(words);
    expect(await state(page, name), name).toBe('ok');
  }
  await expect(result(page, 'setting')).toContainText(/Window 1366 × 768 .* time zone Europe\/London; data saver off; service workers none; page over plain http/);
  await expect(result(page, 'minute')).toHaveText('Not tried: press “Test for a minute”.');
  const text = await report(page).inputValue();
  expect(text).toContain('[works] The fastest way (WebSocket): Live editing gets through');
  expect(text).toContain('For: hello@lanternvale.example');
  // What was tried leaves nothing behind.
  expect(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length, document.cookie])).toEqual([0, 0, '']);
});

test('whoever has signed in sees the same', async ({ as }) => {
  const page = await as('amy');
  await check(page);
  await expect(verdict(page)).toContainText('Everything that was tried works.');
  expect(await report(page).inputValue(), 'the report names nobody').not.toMatch(/Amy|amy@/);
});

test.describe('a program that does not come', () => {
  test.use({ allowed: /\.wasm|ERR_FAILED|status of 403/ });

  for (const [name, words, way] of [
    ['is refused with a page of the filter', /refused on the way \(the answer was 403\)/, { status: 403, contentType: 'text/html', body: 'Blocked' }],
    ['comes as a page of the filter', /Something else arrives in place of the program of a board \(its type is text\/html\)/, { status: 200, contentType: 'text/html', body: 'Blocked' }],
    ['gets no answer', /refused on the way\./, undefined],
  ] as const) {
    test(`${name}: it is said, with what it means`, async ({ visitor }) => {
      const page = await visitor();
      await page.route('**/*.wasm', (route) => (way ? route.fulfill(way) : route.abort()));
      await check(page);
      await expect(result(page, 'program')).toContainText(words);
      await expect(result(page, 'program')).toContainText('Boards can be read and printed here, but not written on.');
      await expect(result(page, 'compression')).toHaveText('Not tried.');
    });
  }

  test('has all its files but the board’s own: it is said, with what it means', async ({ visitor }) => {
    const page = await visitor();
    await page.route('**/board.*.wasm', (route) => route.abort());
    await check(page);
    await expect(result(page, 'program')).toContainText(/refused on the way\..*\/board\.\w+\.wasm/);
  });
});

test('a browser without WebAssembly, without a store and with the wrong time', async ({ visitor }) => {
  const page = await visitor();
  await page.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() - 12 * 60_000;
    Object.defineProperty(window, 'WebAssembly', { value: undefined });
    for (const name of ['localStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('not allowed here', 'SecurityError');
        },
      });
    }
  });
  await check(page);
  await expect(result(page, 'program')).toContainText('This browser runs no WebAssembly.');
  await expect(result(page, 'program')).toContainText('Lockdown Mode');
  await expect(result(page, 'storage')).toContainText('This browser keeps nothing on the device (IndexedDB: SecurityError).');
  await expect(result(page, 'storage')).toContainText('leave it open until it says “Saved”');
  await expect(result(page, 'clock')).toContainText('This device’s clock is 12 minutes slow.');
  expect(await Promise.all(['program', 'storage', 'clock'].map((name) => state(page, name)))).toEqual(['bad', 'bad', 'care']);
  await axe(page);
});

test('extensions are named, and nothing else of them', async ({ visitor }) => {
  const page = await visitor();
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      document.body.setAttribute('data-new-gr-c-s-check-loaded', '14.1100.0');
      document.documentElement.setAttribute('data-darkreader-mode', 'dynamic');
      document.documentElement.append(document.createElement('grammarly-desktop-integration'));
      const button = document.createElement('com-1password-button');
      button.textContent = 'a secret of mine';
      document.body.append(button, document.createElement('some-helper'));
    }),
  );
  await check(page);
  await expect(result(page, 'extensions')).toContainText('Seen on this page: Grammarly, 1Password, Dark Reader and one that we don’t know.');
  expect(await report(page).inputValue()).not.toContain('secret');
});

test.describe('the report', () => {
  const clipboard: BrowserContextOptions = { permissions: ['clipboard-read', 'clipboard-write'] };

  test('is copied, and the page says so', async ({ visitor }) => {
    const page = await visitor(clipboard);
    await check(page);
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await expect(page.getByText('The report is on the clipboard.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await report(page).inputValue());
  });

  test.describe('over plain http', () => {
    // What a browser says of every such page.
    test.use({ allowed: /Cross-Origin-Opener-Policy header has been ignored/ });

    test('is copied all the same', async ({ visitor, baseURL }) => {
      const page = await visitor({ baseURL: baseURL!.replace('127.0.0.1', 'school.test') });
      await check(page);
      expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);
      await page.getByRole('button', { name: 'Copy the report' }).click();
      await expect(page.getByText('The report is on the clipboard.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Copy the report' })).toBeFocused();
      // Pasted where a person can.
      await page.goto('/sign-in');
      await page.locator('#email').focus();
      await page.keyboard.press('Control+V');
      expect(await page.locator('#email').inputValue()).toContain('Twilight: what works from here');
    });
  });

  test('is there to be copied by hand where nothing is allowed', async ({ visitor }) => {
    const page = await visitor();
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
      document.execCommand = () => false;
    });
    await check(page);
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await expect(page.getByText('Nothing was copied')).toBeVisible();
    await expect(report(page)).toBeFocused();
    expect(await report(page).evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart)).toBeGreaterThan(500);
  });
});

test('it is found at the foot of every page, and opens beside a board', async ({ as }) => {
  const page = await as('yusuf');
  await page.goto('/today');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Check this device and network' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check this device and network');
  await isOver(page);
  const board = await startBoard(page, 'A board in trouble');
  await page.getByLabel('More for this board').click();
  const beside = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Check this network' }).click();
  await expect(verdict(await beside)).toContainText('Everything that was tried works.', { timeout: 40_000 });
  await expect(page).toHaveURL(new RegExp(`${board}$`));
});
