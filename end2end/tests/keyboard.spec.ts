// The programme by keyboard alone: nothing here is clicked.

import { press, tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test('a headteacher reads and signs', async ({ as }) => {
  const page = await as('anil');
  await page.goto('/today');
  await press(page, page.getByRole('link', { name: 'Read and sign' }));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) {
    await tabTo(page, box);
    await page.keyboard.press('Space');
    await expect(box).toBeChecked();
  }
  await tabTo(page, page.getByLabel('Sign by typing your name'));
  await page.keyboard.type('Anil Desai');
  await press(page, page.getByRole('button', { name: 'Sign for the school' }));
  await expect(page.getByRole('button', { name: 'Sign for the school' })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('Signed');
});

test('the hub puts a school into a group, and takes that back', async ({ as }) => {
  const page = await as('omar');
  await page.goto('/hub/forming');
  const box = page.getByRole('checkbox', { name: /^Gable End/ });
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await tabTo(page, page.getByLabel('Put the chosen schools into'));
  await page.keyboard.type('Three');
  await press(page, page.getByRole('button', { name: 'Put them there' }));
  await expect(page.getByRole('article', { name: /Three Mills/ })).toContainText('Gable End');
  await press(page, page.getByRole('button', { name: /^Undo/ }));
  await expect(page.getByRole('article', { name: /Three Mills/ })).not.toContainText('Gable End');
});

test('somebody at the hub finds a school on the map by its name', async ({ as }) => {
  const page = await as('omar');
  await page.goto('/hub/forming');
  await press(page, page.getByRole('link', { name: /^Wharf Road, in Three Mills/ }));
  await expect(page).toHaveURL(/school=/);
  await expect(page.locator('#chosen')).toContainText('Wharf Road');
});
