// The expression of interest as a school fills it in, question by question.

import { type Page, expect } from '@playwright/test';

export const TEACHER = { name: 'Jonah Prewett', email: 'jonah@lambskin.example' };

/** Presses the one button that leads on. */
export const goOn = (page: Page, name = 'Continue') => page.getByRole('button', { name }).click();

/** What is answered to each question, in the order of the form; the school with the list that opens while one types, or without. */
export const answers: Record<string, (page: Page, script: boolean) => Promise<void>> = {
  async school(page, script) {
    const school = page.locator('#school');
    if (!script) {
      // Nothing is taken that was only begun, however few schools fit it.
      await school.fill('lambskin');
      await goOn(page);
      await page.waitForURL('**/interest/which-school');
      return page.getByRole('radio', { name: /^Lambskin Lane Primary School/ }).check();
    }
    await expect(school).toHaveAttribute('role', 'combobox');
    await school.pressSequentially('lambsk', { delay: 20 });
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(school).toHaveValue(/Lambskin Lane Primary School/);
  },
  async you(page) {
    await page.getByLabel('Your name').fill(TEACHER.name);
    await page.getByLabel('Work email').fill(TEACHER.email);
    await page.getByLabel('Your role in school').fill('Maths subject lead');
  },
  async journey(page) {
    await page.locator('input[name="phases[]"][value="development"]').check();
    await page.locator('select[name="development_year"]').selectOption({ index: 2 });
  },
  async practice(page) {
    await page.getByLabel('Teachers who teach maths').fill('9');
    await page.getByLabel(/already teach for mastery/).fill('7');
  },
  async leadership(page) {
    await page.locator('input[name="pledges[]"][value="head"]').check();
    await page.locator('input[name="pledges[]"][value="release"]').check();
  },
  async notes(page) {
    await page.locator('#notes').fill('We have a hall for thirty.');
  },
};

/** Begins, and answers everything before a question (or `check`), which is then open. */
export async function answerUntil(page: Page, question: string) {
  await page.goto('/interest');
  await page.getByRole('button', { name: 'Start now' }).click();
  for (const [name, answer] of Object.entries(answers)) {
    await page.waitForURL(`**/interest/${name}`);
    if (name === question) return;
    await answer(page, true);
    await goOn(page);
  }
  await page.waitForURL(`**/interest/${question}`);
}

/** Sends what is checked. Nobody fills the form in within three seconds but a program, which is asked to press once more. */
export async function send(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers');
  await expect(async () => {
    await goOn(page, 'Send to the hub');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you. Your form has arrived.', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
}
