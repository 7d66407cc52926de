// The real `yjs` and `y-websocket` from npm as clients of our server, in both directions.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import * as Y from 'yjs';

import { eventually, join } from '../support/stock.mjs';
import { world } from './world.mjs';

// Every key that this file needs of each kind of document (docs/BOARD.md, docs/PLAN.md): all have a title, and a map of what stands in an order.
const kinds = {
  board: {
    items: 'steps',
    made: (documents) => ({ boards: documents }),
    written: { title: 'A board for many', items: ['First', 'Now', 'Then'] },
    alsoWritten: (client) => assert.equal(client.doc.getMap('lesson').get('lesson_minutes'), 50),
  },
  plan: {
    items: 'blocks',
    made: (documents) => ({ plans: documents }),
    written: { title: 'A plan for many', items: ['Feedback round', 'TRG', 'Twilight'] },
    alsoWritten: (client) => {
      const blocks = [...client.doc.getMap('blocks').values()].map((block) => [block.get('kind'), block.get('minutes')]);
      assert.deepEqual(blocks.sort(), [['feedback_round', 30], ['trg', 60], ['twilight', 90]]);
    },
  },
};
const title = (client) => client.doc.getText('title');

for (const [name, kind] of Object.entries(kinds)) describe(`stock clients on a ${name}`, () => {
  const items = (client) => client.doc.getMap(kind.items);
  let w;
  before(async () => {
    w = await world({ ...kind.made(6), people: 4 });
  });
  after(() => w.end());

  test('read what our own code wrote', async () => {
    const client = await join(w.server, w.documents[0], w.cookies[0]);
    assert.equal(title(client).toString(), kind.written.title);
    const written = [...items(client).values()].map((item) => item.get('title').toString());
    assert.deepEqual(written.sort(), kind.written.items);
    kind.alsoWritten(client);
    client.leave();
  });

  test('sync both ways with one another', async () => {
    const [one, two] = await Promise.all([0, 1].map((person) => join(w.server, w.documents[1], w.cookies[person])));
    title(one).insert(0, 'From one: ');
    title(two).insert(title(two).length, ' (two)');
    for (const client of [one, two]) await eventually(() => /^From one: .* \(two\)$/.test(title(client).toString()));

    const item = new Y.Map();
    item.set('title', new Y.Text('Made by a stock client'));
    item.set('position', 'z');
    items(one).set('stock-item', item);
    await eventually(() => items(two).get('stock-item')?.get('title')?.toString() === 'Made by a stock client');
    items(two).get('stock-item').get('title').delete(0, 5);
    await eventually(() => items(one).get('stock-item').get('title').toString() === 'by a stock client');

    const late = await join(w.server, w.documents[1], w.cookies[2]);
    assert.equal(title(late).toString(), title(one).toString());
    assert.deepEqual(Y.encodeStateVector(late.doc).length, Y.encodeStateVector(one.doc).length);
    for (const client of [one, two, late]) client.leave();
  });

  test('merge what was typed while they were apart', async () => {
    const [one, two] = await Promise.all([0, 1].map((person) => join(w.server, w.documents[2], w.cookies[person])));
    one.provider.disconnect();
    title(one).insert(0, 'apart ');
    title(two).insert(0, 'together ');
    await new Promise((resolve) => setTimeout(resolve, 100));
    one.provider.connect();
    await eventually(() => ['apart ', 'together '].every((words) => title(two).toString().includes(words)));
    await eventually(() => title(one).toString() === title(two).toString());
    for (const client of [one, two]) client.leave();
  });

  test('may have client ids of 32 or 53 bits, and see ours whole', async () => {
    const narrow = await join(w.server, w.documents[3], w.cookies[0], { clientID: 1 });
    const wide = await join(w.server, w.documents[3], w.cookies[1], { clientID: Number.MAX_SAFE_INTEGER });
    const beyond = await join(w.server, w.documents[3], w.cookies[2], { clientID: 2 ** 32 });
    title(narrow).insert(0, 'narrow ');
    title(wide).insert(0, 'wide ');
    title(beyond).insert(0, 'beyond ');
    const all = [narrow, wide, beyond];
    for (const client of all) {
      await eventually(() => ['narrow ', 'wide ', 'beyond '].every((words) => title(client).toString().includes(words)));
      await eventually(() => title(client).toString() === title(narrow).toString());
    }
    // A fresh copy knows each author by its whole id, and so on the server nothing was cut to 32 bits.
    const fresh = await join(w.server, w.documents[3], w.cookies[3]);
    const authors = new Set(fresh.doc.store.clients.keys());
    for (const id of [1, 2 ** 32, Number.MAX_SAFE_INTEGER]) assert.ok(authors.has(id), `no author ${id} among ${[...authors]}`);
    // What both sides would answer to "what do you have" is the same.
    assert.deepEqual(Y.decodeStateVector(Y.encodeStateVector(fresh.doc)), Y.decodeStateVector(Y.encodeStateVector(narrow.doc)));
    for (const client of [...all, fresh]) client.leave();
  });

  test('see who is here; the server alone says name and school', async () => {
    const [one, two] = await Promise.all([0, 1].map((person) => join(w.server, w.documents[4], w.cookies[person])));
    one.awareness.setLocalStateField('user', { name: 'The Queen', school: 'Elsewhere', color: '#ffffff' });
    one.awareness.setLocalStateField('cursor', { anchor: 3 });
    const seen = await eventually(() => {
      const state = two.awareness.getStates().get(one.doc.clientID);
      return state?.cursor && state;
    }, 'the second never saw the first');
    assert.equal(seen.user.name, 'Person 1');
    assert.equal(seen.user.school, 'Fixture School 1');
    assert.match(seen.user.color, /^#[0-9A-Fa-f]{6}$/);
    // What we don't know travels as it is.
    assert.deepEqual(seen.cursor, { anchor: 3 });
    assert.equal(two.awareness.getStates().get(two.doc.clientID)?.user?.name ?? 'Person 2', 'Person 2');

    one.leave();
    await eventually(() => !two.awareness.getStates().has(one.doc.clientID), 'the second still sees the first');
    two.leave();
  });

  test('write what we do not know: it is kept and synced, also over a restart', async () => {
    const one = await join(w.server, w.documents[5], w.cookies[0]);
    one.doc.getMap('from the future').set('shape', { kind: 'bar', parts: 4, shaded: [1, 2] });
    one.doc.getArray('rows').push(['a', 2, true, null]);
    one.doc.getXmlFragment('prose').insert(0, [new Y.XmlElement('paragraph')]);
    const [item] = [...items(one).values()];
    item.set('representation', new Y.Map([['type', 'ten frame']]));
    title(one).format(0, 1, { bold: true });
    const two = await join(w.server, w.documents[5], w.cookies[1]);
    const same = (client) => client.doc.getMap('from the future').get('shape')?.parts === 4;
    await eventually(() => same(two));
    one.leave();
    two.leave();
    // Saved, not only remembered. Stock clients are not told, so the server gets a moment; then it gets none.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await w.server.kill();
    await w.server.start();
    const fresh = await join(w.server, w.documents[5], w.cookies[2]);
    assert.deepEqual(fresh.doc.getMap('from the future').get('shape'), { kind: 'bar', parts: 4, shaded: [1, 2] });
    assert.deepEqual(fresh.doc.getArray('rows').toJSON(), ['a', 2, true, null]);
    assert.equal(fresh.doc.getXmlFragment('prose').toString(), '<paragraph></paragraph>');
    assert.ok([...items(fresh).values()].some((item) => item.get('representation')?.get('type') === 'ten frame'));
    assert.deepEqual(title(fresh).toDelta()[0], { insert: 'A', attributes: { bold: true } });
    fresh.leave();
  });

  test('come back by themselves when the server starts anew', async () => {
    const client = await join(w.server, w.documents[0], w.cookies[0]);
    await w.server.stop();
    title(client).insert(0, 'while it was away ');
    await w.server.start();
    await eventually(() => client.provider.synced, 'the stock client did not come back', 15_000);
    const fresh = await join(w.server, w.documents[0], w.cookies[1]);
    await eventually(() => title(fresh).toString().startsWith('while it was away '));
    client.leave();
    fresh.leave();
  });
});
