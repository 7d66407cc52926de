// The page that tries what works from here, as tests read it.

import { type Page, expect } from '@playwright/test';

/** Opens it, and waits for what comes of it. */
export async function check(page: Page) {
  await page.goto('/check');
  await isOver(page);
}

/** Everything has been tried, but for what takes a minute. */
export async function isOver(page: Page) {
  await expect(page.locator('#tried[aria-busy]')).toHaveCount(0, { timeout: 40_000 });
}

export const verdict = (page: Page) => page.locator('#verdict');
export const result = (page: Page, name: string) => page.locator(`[data-result=${name}]`);
export const state = (page: Page, name: string) => page.locator(`[data-thing=${name}]`).getAttribute('data-state');
export const report = (page: Page) => page.getByRole('textbox', { name: 'The report' });
