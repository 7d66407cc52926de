// What people type, paste and leave open: lists that do not stand in the way, days as they were understood, forms that outlive a session.

import { type Page } from '@playwright/test';

import { password, people } from '../support/people.ts';
import { axe, expect, test } from '../support/test.ts';

const PHONE = { viewport: { width: 390, height: 844 } };

/** The question for a school with its list open. */
async function withList(page: Page) {
  await page.goto('/interest');
  await page.getByRole('button').first().click();
  await page.waitForURL('**/interest/school');
  await expect(page.locator('#school')).toHaveAttribute('role', 'combobox');
  await page.locator('#school').pressSequentially('primary', { delay: 20 });
  await expect(page.getByRole('listbox')).toBeVisible();
}

test.describe('the list of schools', () => {
  test('is gone through by keys, and one that is taken stands in the field', async ({ visitor }) => {
    const page = await visitor({});
    await withList(page);
    const [field, options, chosen] = [page.locator('#school'), page.getByRole('option'), page.locator('[name=school_id]')];
    await field.fill('');
    await field.pressSequentially('lambsk');
    await expect(options).toHaveCount(1);
    await expect(page.locator('.combobox [role=status]')).toHaveText('1 school fits');
    await page.keyboard.press('Escape');
    await expect(options.filter({ visible: true })).toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await expect(options).toHaveAttribute('aria-selected', 'true');
    await expect(field).toHaveAttribute('aria-activedescendant', 'school-option-0');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue(/^Lambskin/);
    await expect(chosen).toHaveValue(/^[0-9a-f-]{36}$/);
    await expect(field).toHaveAttribute('aria-expanded', 'false');
    await field.pressSequentially('x');
    await expect(chosen).toHaveValue('');
    await page.keyboard.press('Backspace');
    await options.click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/interest/you');
  });

  for (const [screen, options] of [['a phone', PHONE], ['a desk', {}]] as const) {
    test(`never stands over what leads on, and the form goes on with what was typed, on ${screen}`, async ({ visitor }) => {
      const page = await visitor(options);
      await withList(page);
      const button = page.getByRole('button', { name: 'Continue' });
      await button.scrollIntoViewIfNeeded();
      const [list, box] = [(await page.locator('#school-list').boundingBox())!, (await button.boundingBox())!];
      expect(list.y + list.height <= box.y || list.y >= box.y + box.height).toBe(true);
      await page.locator('#school').pressSequentially(' ', { delay: 20 });
      await expect(page.getByRole('listbox')).toBeVisible();
      // As a finger does it: down, a moment, up. The button may not move away in between.
      const at = (await button.boundingBox())!;
      await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
      await page.mouse.down();
      await page.waitForTimeout(120);
      await page.mouse.up();
      await page.waitForURL('**/interest/which-school');
    });
  }

  test('shuts with Escape, when the field is left, and when the page is scrolled', async ({ visitor }) => {
    const page = await visitor(PHONE);
    await withList(page);
    const list = page.getByRole('listbox');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await page.keyboard.press('ArrowDown');
    await expect(list).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(list).toBeHidden();
    await page.locator('#school').focus();
    await page.keyboard.press('ArrowDown');
    await expect(list).toBeVisible();
    await page.evaluate(() => scrollBy(0, 200));
    await expect(list).toBeHidden();
    await expect(page.locator('#school')).toHaveValue('primary');
  });
});

test('a menu shuts with Escape, by pressing elsewhere, by going on and by scrolling', async ({ as }) => {
  const page = await as('helen', PHONE);
  // A page with a program, and one without.
  for (const address of ['/today', '/account']) {
    await page.goto(address);
    const [summary, list] = [page.locator('details.menu > summary').first(), page.locator('details.menu > .menu__list').first()];
    const open = async () => {
      await summary.click();
      await expect(list).toBeVisible();
    };
    await open();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(summary).toBeFocused();
    await open();
    await page.mouse.click(10, 700);
    await expect(list).toBeHidden();
    await open();
    await page.locator('main a:visible, main input:visible').first().focus();
    await expect(list).toBeHidden();
    await page.evaluate(() => scrollTo(0, 0));
    await open();
    await page.mouse.move(60, 700);
    await page.mouse.wheel(0, 300);
    await expect(list).toBeHidden();
  }
});

test('a day is said back while it is typed, and a calendar stands beside it', async ({ as }) => {
  const page = await as('nell');
  await page.goto('/hub/audit');
  const [field, read] = [page.locator('#from'), page.locator('#from-read')];
  await field.fill('3/3/27');
  await expect(read).toHaveText('Wednesday 3 March 2027');
  await field.fill('3 Mrch');
  await expect(read).toHaveText('');
  await field.blur();
  await expect(read).toHaveText('Not understood: “Mrch” is no month.');
  await page.locator('.day__calendar').first().evaluate((calendar: HTMLInputElement) => {
    calendar.value = '2027-03-04';
    calendar.dispatchEvent(new Event('change'));
  });
  await expect(field).toHaveValue('4 March 2027');
  await expect(read).toHaveText('Thursday 4 March 2027');
  await axe(page);
});

/** Signs in on the page that a form has led to. */
async function signInAgain(page: Page, person: keyof typeof people) {
  await page.waitForURL('**/sign-in?**');
  await page.locator('#email').fill(people[person].email);
  await page.locator('#password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

test.describe('a session that ends in mid-form', () => {
  test.use({ allowed: /401/ });

  test('loses nothing of a form that our script sends', async ({ as }) => {
    const page = await as('rosa');
    await page.goto('/today');
    await page.locator('a[href^="/groups/"]').first().click();
    await page.waitForURL('**/groups/*');
    await page.goto(`${new URL(page.url()).pathname}/boards/new`);
    await page.locator('#title').fill('Halves that were kept');
    await page.locator('input[value="Y3"]').check();
    await page.context().clearCookies({ name: 'session' });
    await page.getByRole('button', { name: 'Start the board' }).click();
    await signInAgain(page, 'rosa');
    await page.waitForURL('**/boards/new?kept=1');
    await expect(page.locator('#title')).toHaveValue('Halves that were kept');
    await expect(page.locator('input[value="Y3"]')).toBeChecked();
    await page.getByRole('button', { name: 'Start the board' }).click();
    await page.waitForURL(/\/boards\/[0-9a-f-]+$/);
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`loses nothing of a plain form, ${javaScriptEnabled ? 'with' : 'without'} JavaScript, and shows it to nobody else`, async ({ as }) => {
      const page = await as('nell', { javaScriptEnabled });
      await page.goto('/hub/people/invite');
      await page.locator('#name').fill('Cho that was kept');
      await page.locator('#email').fill('cho@kept.example');
      await page.context().clearCookies({ name: 'session' });
      await page.locator('main form button[type=submit]').click();
      await page.waitForURL('**/sign-in?**');
      const address = page.url();
      await signInAgain(page, 'omar');
      expect(await page.content()).not.toContain('that was kept');
      await page.context().clearCookies({ name: 'session' });
      await page.goto(address);
      await signInAgain(page, 'nell');
      await expect(page.locator('#name')).toHaveValue('Cho that was kept');
      await expect(page.locator('#email')).toHaveValue('cho@kept.example');
    });
  }
});
