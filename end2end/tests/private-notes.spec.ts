// Private notes beside a plan: written by whoever leads, read by whoever plans with them, on nobody else's page, and no part of the plan.

import { mirrorAgrees } from '../support/board.ts';
import { planIsLive, plannedToday } from '../support/plan.ts';
import { expect, test } from '../support/test.ts';

const NOTE = '#f-note-workshop';

test('a private note comes to whoever plans and to nobody else, and undo in it leaves the plan alone', async ({ as }) => {
  const [helen, nell, grace] = await Promise.all([as('helen'), as('nell'), as('grace')]);
  const address = await plannedToday(helen);
  const sent: string[] = [];
  grace.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => sent.push(payload.toString())));
  await Promise.all([helen, nell, grace].map((page) => page.goto(address)));
  await Promise.all([helen, nell].map(planIsLive));

  const [mine, hers] = [helen.locator(NOTE), nell.locator(NOTE)];
  await expect(helen.getByLabel('Private note: only you and those who plan with you see this').first()).toBeVisible();
  await mine.click();
  await helen.keyboard.press('Control+End');
  await helen.keyboard.type(' Bring the bar models.');
  await expect(hers).toHaveValue(/ Bring the bar models\.$/);
  await mirrorAgrees(mine);
  await mirrorAgrees(hers);
  await expect(helen.locator('.notes .note-saved')).toHaveText(/^Saved/);

  // What is there is there after loading, for her and not for others.
  await nell.reload();
  await planIsLive(nell);
  await expect(hers).toHaveValue(/ Bring the bar models\.$/);
  expect(await grace.locator('[id^="f-note-"]').count()).toBe(0);
  await grace.reload();
  expect(await grace.content()).not.toContain('bar models.');
  expect(sent.join('')).not.toContain('bar models.');

  const titles = () => helen.locator('li.block .block__title textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value));
  const before = await titles();
  await mine.focus();
  await helen.keyboard.press('Control+z');
  await expect(mine).not.toHaveValue(/bar models/);
  await expect(hers).not.toHaveValue(/bar models/);
  expect(await titles()).toEqual(before);
});

test('each block has a note of its own, which is there again when one comes back to it', async ({ as }) => {
  const helen = await as('helen');
  await helen.goto(await plannedToday(helen));
  await planIsLive(helen);
  const heading = helen.locator('li.block .block__title textarea');
  const note = helen.locator('#block-details [id^="f-note-"]');
  await heading.nth(0).click();
  const first = await note.getAttribute('id');
  await note.fill('Doors open late.');
  await heading.nth(1).click();
  await expect(note).not.toHaveAttribute('id', first ?? '');
  await expect(note).not.toHaveValue('Doors open late.');
  await heading.nth(0).click();
  await expect(note).toHaveValue('Doors open late.');
  await note.fill('');
  await expect(helen.locator('#block-details .note-saved')).toHaveText(/^Saved/);
});
