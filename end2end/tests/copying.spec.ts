// Copying all words: the way out when nothing else works, so it works everywhere, and says whether it did.

import type { Page } from '@playwright/test';

import { field, isLive, isSaved, startBoard } from '../support/board.ts';
import { chromium, flags } from '../support/chromium.mjs';
import { axe, expect, signIn, test } from '../support/test.ts';

// A name of this machine that a browser does not take for its own: what it allows pages from here it does not allow pages from there.
test.use({ launchOptions: { executablePath: chromium(), args: [...flags, '--host-resolver-rules=MAP school.test 127.0.0.1'] } });

async function copyAll(page: Page) {
  await page.getByLabel('More for this board').click();
  await page.getByRole('button', { name: 'Copy all words' }).click();
}

/** What is on the clipboard: pasted into a field of the same board, as a person does. */
async function pasted(page: Page) {
  await field(page, 'vocabulary').focus();
  await page.keyboard.press('Control+V');
  return field(page, 'vocabulary').inputValue();
}

test('all words are on the clipboard, and the page says so', async ({ as }) => {
  const page = await as('yusuf', { permissions: ['clipboard-read', 'clipboard-write'] });
  await startBoard(page, 'Copied over https');
  await copyAll(page);
  await expect(page.locator('.toast')).toHaveText(/The words are on the clipboard/);
  expect(await pasted(page)).toContain('Copied over https');
});

test.describe('over plain http', () => {
  // What it says of every such page.
  test.use({ allowed: /Cross-Origin-Opener-Policy header has been ignored/ });

  test('so they are, though a browser gives no clipboard there', async ({ as, visitor, baseURL }) => {
    const address = await startBoard(await as('yusuf'), 'Copied over plain http');
    const page = await visitor({ baseURL: baseURL!.replace('127.0.0.1', 'school.test') });
    await signIn(page, 'yusuf', address);
    await isLive(page);
    expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);
    await field(page, 'vocabulary').focus();
    await copyAll(page);
    await expect(page.locator('.toast')).toHaveText(/The words are on the clipboard/);
    expect(await pasted(page)).toContain('Copied over plain http');
    await isSaved(page);
  });
});

test('and where nothing is allowed they are there to be copied by hand', async ({ as }) => {
  const page = await as('yusuf');
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    document.execCommand = () => false;
  });
  await startBoard(page, 'Copied by hand');
  await copyAll(page);
  const dialog = page.getByRole('dialog', { name: 'Copy the words by hand' });
  await expect(dialog).toContainText('Nothing was copied');
  const area = dialog.getByRole('textbox');
  await expect(area).toHaveValue(/Copied by hand/);
  expect(await area.evaluate((element: HTMLTextAreaElement) => element.selectionEnd - element.selectionStart)).toBeGreaterThan(10);
  await axe(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.toast')).toHaveCount(0);
});
