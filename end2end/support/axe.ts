// The rules of WCAG 2.2 AA that a program can check.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { type Page, expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No accessibility rule of WCAG 2.2 AA, nor axe's own best practices, is broken on the page as it is now. */
export async function axe(page: Page) {
  // The page's own policy lets no such script in; the browser's tools may. It stays for the next time.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const broken = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary, html }) => ({ id, where: target.join(' '), failureSummary, html })));
  });
  expect(broken).toEqual([]);
}
