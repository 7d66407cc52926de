// A stock Yjs client from npm and a browser on the same board: each sees what the other writes, and who it is.

import * as Y from 'yjs';

import { field, isSaved, openBoard, stepField, stepId } from '../support/board.ts';
import { eventually, join } from '../support/stock.mjs';
import { expect, test } from '../support/test.ts';

test('a stock y-websocket client syncs both ways with a browser on the same board', async ({ as, baseURL }) => {
  const [amy, tom] = await Promise.all([as('amy'), as('tom')]);
  const address = await openBoard(amy, 'Split one factor, keep the product');
  await tom.goto('/today');
  const cookie = (await tom.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stock = await join({ host: new URL(baseURL!).host }, address.replace('/boards/', ''), cookie);
  const words = stock.doc.getText('vocabulary');

  // What it reads is what the page shows.
  expect(words.toString()).toBe(await field(amy, 'vocabulary').inputValue());
  const id = await stepId(amy, 2);
  const check = (stock.doc.getMap('steps').get(id) as Y.Map<unknown>).get('check') as Y.Text;
  expect(check.toString()).toBe(await stepField(amy, id, 'check').inputValue());

  // Page to stock client, and back.
  await field(amy, 'vocabulary').focus();
  await amy.keyboard.press('Control+Home');
  await amy.keyboard.type('factor ½ 🙂 product\n');
  await eventually(() => words.toString().startsWith('factor ½ 🙂 product\n'), 'the page’s letters never came');
  words.insert(words.toString().indexOf('product'), 'times ');
  await expect(field(amy, 'vocabulary')).toHaveValue(/^factor ½ 🙂 times product\n/);
  check.insert(0, 'From elsewhere. ');
  await expect(stepField(amy, id, 'check')).toHaveValue(/^From elsewhere\. /);
  await isSaved(amy);

  // It is shown as the person whose session it uses, whatever it says of itself.
  stock.awareness.setLocalStateField('user', { name: 'Somebody else', color: '#000000' });
  const row = amy.locator('.panel--here .person', { hasText: 'Tom Obaseki' });
  await expect(row).toContainText('Elm Bank');
  const seen = await eventually(() => [...stock.awareness.getStates().values()].find((state) => state.user?.name === 'Amy Charlesworth'));
  expect(seen.user.school).toMatch(/^Ash Lane/);
  stock.leave();
  await expect(row).toHaveCount(0);
});
