// A stock Yjs client from npm and a browser on the same board: each sees what the other writes, and who it is.

import * as Y from 'yjs';

import { field, isSaved, openBoard, startBoard, stepField, stepId } from '../support/board.ts';
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

test('lines that end as on another system, pictures and formatting in a text: a letter typed in the page changes just that', async ({ as, baseURL }) => {
  const tom = await as('tom');
  const address = await startBoard(tom, 'Written elsewhere');
  const cookie = (await tom.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stock = await join({ host: new URL(baseURL!).host }, address.replace('/boards/', ''), cookie);
  const words = stock.doc.getText('vocabulary');
  words.insert(0, 'one\r\ntwo\r\nthree\r\nfour');
  words.insertEmbed(5, { picture: 'bar' });
  words.format(6, 3, { bold: true });
  const input = field(tom, 'vocabulary');
  await expect(input).toHaveValue('one\ntwo\nthree\nfour');
  await input.focus();
  await tom.keyboard.press('Control+End');
  await tom.keyboard.press('ArrowLeft');
  await tom.keyboard.type('X');
  await eventually(() => words.toString().includes('X'));
  expect(words.toString()).toBe('one\r\ntwo\r\nthree\r\nfouXr');
  // A line end is deleted whole, and what is embedded there stays.
  await tom.keyboard.press('Control+Home');
  await tom.keyboard.press('End');
  await tom.keyboard.press('Delete');
  await eventually(() => words.toString().startsWith('onetwo'));
  expect(words.toString()).toBe('onetwo\r\nthree\r\nfouXr');
  expect(words.toDelta().filter((part: { insert: unknown }) => typeof part.insert !== 'string')).toHaveLength(1);
  expect(words.toDelta().find((part: { attributes?: unknown }) => part.attributes)?.insert).toBe('two');
  await expect(input).toHaveValue('onetwo\nthree\nfouXr');
  await isSaved(tom);
  stock.leave();
});
