// Going from page to page is one app, whichever half makes the next one: the bar stays, and a page is there before it is wanted.

import { expect, test } from '../support/test.ts';

const people = { name: 'People', exact: true };

test('a page of the server’s own is asked for when a pointer rests on its link, and is not asked for again', async ({ as }) => {
  const page = await as('nell');
  await page.goto('/hub');
  const link = page.getByRole('navigation', { name: 'Hub' }).getByRole('link', people);
  const early = page.context().waitForEvent('response', (response) => new URL(response.url()).pathname === '/hub/people');
  await link.hover();
  expect(await (await early).request().headerValue('sec-purpose')).toContain('prefetch');
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/People/);
  // What was asked for early is what is shown.
  const delivered = await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceEntry & { deliveryType: string }).deliveryType);
  expect(delivered).toBe('navigational-prefetch');
});

for (const motion of ['no-preference', 'reduce'] as const) {
  test(`the next page ${motion === 'reduce' ? 'is simply there for whoever wants less motion' : 'takes the place of this one, and the bar stays'}`, async ({ as }) => {
    const page = await as('nell');
    await page.emulateMedia({ reducedMotion: motion });
    await page.addInitScript(() => {
      addEventListener('pagereveal', (event) => {
        const transition = (event as Event & { viewTransition?: { ready: Promise<void> } }).viewTransition;
        document.documentElement.dataset.revealed = transition ? 'in-transition' : 'at-once';
      });
    });
    await page.goto('/hub');
    await page.getByRole('navigation', { name: 'Hub' }).getByRole('link', people).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/People/);
    await expect(page.locator('html')).toHaveAttribute('data-revealed', motion === 'reduce' ? 'at-once' : 'in-transition');
    // Nothing lies over the page that could take a press meant for it.
    await page.getByRole('link', { name: 'Invite somebody' }).first().click();
    await expect(page).toHaveURL(/\/hub\/people\/invite/);
  });
}
