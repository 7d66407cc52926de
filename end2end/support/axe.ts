// The rules of WCAG 2.2 AA that a program can check.

import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** No accessibility rule of WCAG 2.2 AA, nor axe's own best practices, is broken on the page as it is now. */
export async function axe(page: Page) {
  const found = await new AxeBuilder({ page }).analyze();
  const broken = found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary, html }) => ({ id, where: target.join(' '), failureSummary, html })));
  expect(broken).toEqual([]);
}
