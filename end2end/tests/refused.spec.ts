// A refused form is answered with its page. What it says is tested on the server; here, what a browser makes of it.

import { expect, test } from '../support/test.ts';

test('a refused form’s page has its own address: it is loaded anew and gone back to without sending anything again', async ({ as }) => {
  const page = await as('rosa');
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
  await page.goto('/account');
  const name = page.locator('#name');
  await name.fill(' ');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page).toHaveURL(/\/account$/);
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await page.reload();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(name).toHaveValue('Rosa Figueira');
  await name.fill('');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.goto('/schools');
  await page.goBack();
  await expect(page).toHaveURL(/\/account$/);
  await expect(name).toBeVisible();
  expect(sent).toEqual(['/api/rename-account', '/api/rename-account']);
});
