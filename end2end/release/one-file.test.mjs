// A release alone in an empty folder: it serves all that browsers download, to the byte and with the headers
// that the built folder is served with.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Server, binary, makeDemonstration, site, temporaryFolder } from '../support/server.mjs';

const ENCODINGS = { br: '.br', gzip: '.gz', identity: '' };
/** What differs from one answer to the next. */
const OWN = ['date', 'x-request-id'];

const version = readFileSync(join(site, 'version'), 'utf8').trim();
const built = readdirSync(site, { recursive: true })
  .filter((name) => statSync(join(site, name)).isFile() && !/\.(br|gz)$/.test(name))
  .filter((name) => !['version', 'sizes.json'].includes(name))
  .map((name) => ({ name, address: `/${name.replace(/^pkg\//, `pkg/${version}/`)}` }));

let folder, alone, fromFolder;

before(async () => {
  folder = temporaryFolder();
  const [empty, other] = ['alone', 'other'].map((name) => join(folder.path, name));
  [empty, other].forEach((path) => mkdirSync(path));
  const program = binary();
  copyFileSync(program, join(empty, 'twilight'));
  process.env.TWILIGHT_BIN = join(empty, 'twilight');
  process.chdir(empty);
  makeDemonstration('twilight.db');
  alone = await Server.start(join(empty, 'twilight.db'));
  process.env.TWILIGHT_BIN = program;
  fromFolder = await Server.start(join(other, 'twilight.db'), undefined, { TWILIGHT_SITE: site });
});
after(async () => {
  await Promise.all([alone, fromFolder].map((server) => server?.stop()));
  process.chdir('/');
  folder.remove();
});

/** An answer as it comes, not unpacked. */
function ask(server, path, headers, method = 'GET') {
  return new Promise((resolve, reject) => {
    const asking = request(`${server.url}${path}`, { method, headers, agent: false }, async (answer) => {
      const parts = await answer.toArray();
      const told = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !OWN.includes(name)));
      resolve({ status: answer.statusCode, headers: told, body: Buffer.concat(parts) });
    });
    asking.on('error', reject).end();
  });
}

test('what browsers download is inside', () => {
  const program = readFileSync(join(folder.path, 'alone', 'twilight'));
  for (const { name } of built) assert.ok(program.includes(readFileSync(join(site, name))), name);
});

test('a page and the demonstration are served', async () => {
  const { status, body } = await ask(alone, '/', { accept: 'text/html' });
  assert.equal(status, 200);
  assert.match(body.toString(), new RegExp(`/pkg/${version}/twilight\\.css`));
});

for (const [encoding, ending] of Object.entries(ENCODINGS)) {
  test(`every file, ${encoding}`, async () => {
    assert.ok(built.length > 20);
    for (const { name, address } of built) {
      const headers = { 'accept-encoding': encoding };
      const answer = await ask(alone, address, headers);
      // What stands at the top is too small to be sent in another way.
      const sibling = name.includes('/') && existsSync(join(site, name + ending)) ? ending : '';
      assert.equal(answer.status, 200, address);
      assert.equal(answer.headers['content-encoding'], sibling ? encoding : undefined, address);
      assert.ok(answer.body.equals(readFileSync(join(site, name + sibling))), address);
      for (const [method, more] of [
        ['GET', {}],
        ['HEAD', {}],
        ['GET', { 'if-none-match': answer.headers.etag }],
        ['GET', { 'if-modified-since': answer.headers['last-modified'] }],
        ['GET', { range: 'bytes=2-9' }],
      ]) {
        const asked = [address, { ...headers, ...more }, method];
        const [inside, outside] = await Promise.all([alone, fromFolder].map((server) => ask(server, ...asked)));
        assert.deepEqual([inside.status, inside.headers], [outside.status, outside.headers], JSON.stringify(asked));
        assert.ok(inside.body.equals(outside.body), JSON.stringify(asked));
      }
    }
  });
}

test('nothing else is there, and what is not is not found', async () => {
  for (const path of ['/sizes.json', '/version', '/scripts', '/scripts/', '/scripts/check', '/pkg/twilight.js', `/pkg/${version}/../version`, '/fonts/none.woff2']) {
    const [inside, outside] = await Promise.all([alone, fromFolder].map((server) => ask(server, path, {})));
    assert.equal(inside.status, 404, path);
    assert.equal(outside.status, 404, path);
  }
  const beside = readdirSync(join(folder.path, 'alone')).filter((name) => !/^(twilight\.db|server\.log)/.test(name));
  assert.deepEqual(beside, ['twilight']);
});
