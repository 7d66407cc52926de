// Signing in and out, with our program running; `plain.spec` does it without.

import { password, people } from '../support/people.ts';
import { axe, expect, signIn, test } from '../support/test.ts';
import { settled } from '../support/visit.ts';

// A form that is refused answers 422 (429 for too many tries), and the browser says so in the console.
test.use({ allowed: /^4(22|29|01) for POST .*\/api\/sign-in$|status of 4(22|29|01)/ });

test('a wrong password is said next to the field, and the typed email is kept', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await page.locator('#email').fill('marcus@sttansys.example');
  await page.locator('#password').fill('not the right one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeVisible();
  const described = page.locator('.field__error').filter({ visible: true }).first();
  await expect(described).toBeVisible();
  await expect(page.locator('[aria-invalid=true]')).not.toHaveCount(0);
  await expect(page.locator('#email')).toHaveValue('marcus@sttansys.example');
  await axe(page);
});

test('an unknown address and a wrong password get the same answer', async ({ visitor }) => {
  const answers = [];
  for (const email of ['marcus@sttansys.example', 'nobody@nowhere.example']) {
    const page = await visitor();
    await page.goto('/sign-in');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill('not the right one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    answers.push(await page.getByRole('alert').innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test('an empty form says everything that is missing, with links to the fields', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await settled(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const links = page.getByRole('alert').getByRole('link');
  await expect(links).toHaveCount(2);
  await links.first().click();
  await expect(page.locator('#email')).toBeFocused();
});

test('the password can be shown', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await page.locator('#password').fill('seen');
  const show = page.getByRole('button', { name: 'Show password' });
  await show.click();
  await expect(page.locator('#password')).toHaveAttribute('type', 'text');
  await expect(show).toHaveAttribute('aria-pressed', 'true');
});

test('too many wrong passwords for one account say how long to wait, and others still get in', async ({ visitor, baseURL }) => {
  const page = await visitor();
  const email = 'davinder@elmbank.example';
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const form = { email, password: `wrong guess ${attempt}`, next: '' };
    await page.request.post('/api/sign-in', { form, headers: { origin: baseURL! }, maxRedirects: 0 });
  }
  await page.goto('/sign-in');
  await settled(page);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill('wrong guess 11');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(/1[45] minutes/);
  // Not even the right password helps now.
  await page.locator('#email').fill('davinder@elmbank.example');
  await page.locator('#password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(/minutes/);
  await expect(page).toHaveURL(/\/sign-in/);
  const other = await visitor();
  await signIn(other, 'rosa');
  await expect(other).toHaveURL(/\/today$/);
});

for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
  test(`after signing in one never lands elsewhere: next=${next}`, async ({ visitor, baseURL }) => {
    const page = await visitor();
    await signIn(page, 'callum', next);
    await expect(page).toHaveURL(`${baseURL}/today`);
  });
}

test('after signing in one lands on the page one wanted', async ({ visitor }) => {
  const page = await visitor();
  await signIn(page, 'callum', '/today');
  await expect(page).toHaveURL(/\/today$/);
});

test('signing out ends the session, also for a copy of its cookie', async ({ visitor }) => {
  const page = await visitor();
  await signIn(page, 'tamsin');
  await page.goto('/today');
  const cookies = await page.context().cookies();
  expect(cookies.find((cookie) => cookie.name === 'session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await page.locator('header details.menu > summary').first().click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  const thief = await visitor();
  await thief.context().addCookies(cookies);
  await thief.goto('/today');
  await expect(thief).toHaveURL(/\/sign-in/);
});

test('the sign-in page of a demonstration says the password, and lets one be somebody at once', async ({ visitor }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await expect(page.getByRole('main')).toContainText(password());
  await page.getByRole('button', { name: /^Helen, Work Group Lead/ }).click();
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Helen');
});

test('a form that another site sends is refused', async ({ visitor, baseURL }) => {
  const page = await visitor();
  const form = { email: people.rosa.email, password: password(), next: '/' };
  const answer = await page.request.post(`${baseURL}/api/sign-in`, { form, headers: { origin: 'https://evil.example' } });
  expect(answer.status()).toBe(403);
});

test('the choice of light is remembered', async ({ visitor }) => {
  const page = await visitor();
  await signIn(page, 'sana');
  await page.goto('/today');
  await page.locator('header details.menu > summary').first().click();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page).toHaveURL(/\/today$/);
  await axe(page);
});
