// Who is let in, decided before the upgrade; and what happens to a peer that speaks nonsense: it goes, and nobody else.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

import { eventually, join } from '../support/stock.mjs';
import { world } from './world.mjs';

describe('the door of a document', () => {
  let w;
  before(async () => {
    w = await world({ boards: 2, people: 3 });
  });
  after(() => w.end());

  const knock = (headers, document = w.documents[0]) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://${w.server.host}/sync/${document}`, { headers });
      socket.once('open', () => {
        socket.close();
        resolve(101);
      });
      socket.once('unexpected-response', (_, answer) => {
        answer.resume();
        socket.terminate();
        resolve(answer.statusCode);
      });
      socket.on('error', reject);
    });

  test('is open to people of the group', async () => {
    assert.equal(await knock({ cookie: w.cookies[0] }), 101);
  });

  test('is shut without a session: 401', async () => {
    assert.equal(await knock({}), 401);
    assert.equal(await knock({ cookie: 'session=nonsense' }), 401);
  });

  test('is shut to a stranger: 403', async () => {
    assert.equal(await knock({ cookie: w.stranger }), 403);
  });

  test('is shut to pages of other sites, whoever has signed in: 403', async () => {
    for (const origin of ['https://evil.example', 'null', `http://${w.server.host}.evil.example`, 'http://127.0.0.1']) {
      assert.equal(await knock({ cookie: w.cookies[0], origin }), 403, origin);
    }
  });

  test('is open to our own pages, and to what is no browser and has no Origin', async () => {
    assert.equal(await knock({ cookie: w.cookies[0], origin: w.server.url }), 101);
    assert.equal(await knock({ cookie: w.cookies[0] }), 101);
  });

  test('leads nowhere where there is no document: 404', async () => {
    assert.equal(await knock({ cookie: w.cookies[0] }, '01890000-0000-7000-8000-000000000000'), 404);
    assert.equal(await knock({ cookie: w.cookies[0] }, 'nonsense'), 404);
  });
});

describe('a peer that speaks nonsense', () => {
  let w;
  before(async () => {
    w = await world({ boards: 1, people: 3 });
  });
  after(() => w.end());

  const frame = (write) => encoding.encode(write);
  const update = (body) =>
    frame((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, syncProtocol.messageYjsUpdate);
      encoding.writeVarUint8Array(encoder, body);
    });
  const nonsense = {
    'a message of no known kind': new Uint8Array([60]),
    'a sync message of no known kind': new Uint8Array([0, 9]),
    'a frame that is cut off': new Uint8Array([0, 2, 50, 1, 2]),
    'an update that is none': update(new Uint8Array([255, 255, 255, 255, 7, 1, 2, 3])),
    'a state vector that is none': frame((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, syncProtocol.messageYjsSyncStep1);
      encoding.writeVarUint8Array(encoder, new Uint8Array([200, 200]));
    }),
    'awareness that is none': frame((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint8Array(encoder, new Uint8Array([9, 1, 2]));
    }),
    'a text frame': 'hello',
  };

  for (const [name, bytes] of Object.entries(nonsense)) {
    test(`is closed with 4400, and only that peer: ${name}`, async () => {
      const good = await join(w.server, w.documents[0], w.cookies[0]);
      let lost = false;
      good.provider.on('connection-close', () => (lost = true));
      const socket = new WebSocket(`ws://${w.server.host}/sync/${w.documents[0]}`, { headers: { cookie: w.cookies[1] } });
      const closed = new Promise((resolve, reject) => {
        socket.once('close', resolve);
        socket.once('error', reject);
      });
      await new Promise((resolve) => socket.once('open', resolve));
      socket.send(bytes);
      assert.equal(await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000, 'still open'))]), 4400);
      socket.terminate();

      // The room goes on.
      const other = await join(w.server, w.documents[0], w.cookies[2]);
      const mark = `after ${name}. `;
      good.doc.getText('title').insert(0, mark);
      await eventually(() => other.doc.getText('title').toString().startsWith(mark));
      assert.equal(lost, false, 'the other peer was closed too');
      good.leave();
      other.leave();
    });
  }

  test('an update that waits for one that never comes does no harm', async () => {
    const doc = new Y.Doc();
    doc.getText('title').insert(0, 'first');
    const first = Y.encodeStateVector(doc);
    doc.getText('title').insert(5, ' second');
    const second = Y.encodeStateAsUpdate(doc, first);
    const socket = new WebSocket(`ws://${w.server.host}/sync/${w.documents[0]}`, { headers: { cookie: w.cookies[1] } });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(update(second));
    const other = await join(w.server, w.documents[0], w.cookies[2]);
    other.doc.getText('title').insert(0, 'still here ');
    const fresh = await join(w.server, w.documents[0], w.cookies[0]);
    await eventually(() => fresh.doc.getText('title').toString().startsWith('still here '));
    assert.equal(fresh.doc.getText('title').toString().includes(' second'), false);
    // Its beginning comes after all: now all of it is there.
    socket.send(update(Y.encodeStateAsUpdate(doc)));
    await eventually(() => fresh.doc.getText('title').toString().includes('first second'));
    socket.close();
    other.leave();
    fresh.leave();
  });
});
