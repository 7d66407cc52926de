// The real `yjs` from npm on private notes (docs/PLAN.md): each is a root text, which needs nobody to make it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { eventually, join } from '../support/stock.mjs';
import { world } from './world.mjs';

let w;
before(async () => {
  w = await world({ notes: 2, people: 3 });
});
after(() => w.end());

const note = (client, key) => client.doc.getText(`note/${key}`);

test('a stock client reads what our own code wrote', async () => {
  const client = await join(w.server, w.documents[0], w.cookies[0]);
  assert.equal(note(client, 'workshop').toString(), 'Notes of many');
  client.leave();
});

test('two who begin one note while they are apart keep the words of both', async () => {
  const [one, two] = await Promise.all([0, 1].map((person) => join(w.server, w.documents[1], w.cookies[person])));
  one.provider.disconnect();
  note(one, 'a-block').insert(0, 'Ask Tom first. ');
  note(two, 'a-block').insert(0, 'Doors open late. ');
  await new Promise((resolve) => setTimeout(resolve, 100));
  one.provider.connect();
  const both = (client) => ['Ask Tom first. ', 'Doors open late. '].every((words) => note(client, 'a-block').toString().includes(words));
  await eventually(() => both(one) && both(two));
  const late = await join(w.server, w.documents[1], w.cookies[2]);
  assert.equal(note(late, 'a-block').toString(), note(one, 'a-block').toString());
  for (const client of [one, two, late]) client.leave();
});

test('a stranger is not let in', async () => {
  const answer = await fetch(`http://${w.server.host}/sync/${w.documents[0]}/sessions`, { method: 'POST', headers: { cookie: w.stranger, origin: `http://${w.server.host}` } });
  assert.equal(answer.status, 403);
});
