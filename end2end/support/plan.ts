// The planner as tests use it.

import { type Locator, type Page, expect } from '@playwright/test';

import { groupAddress } from './board.ts';

/** The address of the plan of today's workshop, which the demonstration has. */
export async function plannedToday(page: Page): Promise<string> {
  const html = await (await page.request.get(await groupAddress(page.request))).text();
  const found = [...new Set([...html.matchAll(/href="(\/workshops\/[0-9a-f-]{36})"/g)].map(([, href]) => href))];
  return found[1];
}

/** Waits until the plan takes words. */
export const planIsLive = (page: Page) => expect(page.locator('.planner-page')).toHaveAttribute('data-ready', '', { timeout: 30_000 });

/** The block with this title. */
export const block = (page: Page, title: string): Locator =>
  page.locator('li.block').filter({ has: page.locator(`.live-field__mirror:text-is("${title}")`) });
