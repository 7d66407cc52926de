// Every page that somebody can reach, for everybody who can sign in, as the server sends it: no browser, no program.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { problemsIn } from '../support/html.mjs';
import { people } from '../support/people.mjs';
import { Server, makeDemonstration, temporaryFolder } from '../support/server.mjs';
import { crawl, shapeOf, signIn, startsOf } from './crawl.mjs';

/** One of each kind of person, and nobody. */
const ROLES = ['nobody', 'rosa', 'amy', 'judith', 'helen', 'idris', 'omar', 'nell'];
/** Of pages that differ only in what they are of, so many are opened. */
const EACH = 3;

let server, folder;
const visited = new Map();

before(async () => {
  folder = temporaryFolder();
  const database = join(folder.path, 'world.db');
  const password = makeDemonstration(database);
  server = await Server.start(database);
  for (const role of ROLES) {
    const cookie = role === 'nobody' ? undefined : await signIn(server, people[role].email, password);
    visited.set(role, await crawl(server, cookie, startsOf(cookie), EACH));
  }
});
after(async () => {
  await server.stop();
  folder.remove();
});

for (const role of ROLES) {
  describe(`for ${role}`, () => {
    const pages = () => visited.get(role);

    test('every link leads somewhere', () => {
      const dead = pages().flatMap(({ address, status, from, location, dead = [] }) => [
        ...(status >= 400 ? [`${address}: ${status}, from ${from}`] : []),
        ...(location?.startsWith('/sign-in') && role !== 'nobody' ? [`${address} leads to sign in, from ${from}`] : []),
        ...dead.map((words) => `${address}: ${words}`),
      ]);
      assert.deepEqual(dead, []);
    });

    test('every page is whole and needs no repair', () => {
      const wrong = {};
      for (const { address, html } of pages()) if (html) for (const problem of problemsIn(html)) (wrong[problem] ??= []).push(address);
      assert.deepEqual(wrong, {});
    });

    test('every page says that it is a demonstration, and whom to ask', () => {
      const silent = pages().filter(({ html }) => html && !(html.includes('aria-label="Demonstration"') && html.includes('hello@lanternvale.example')));
      assert.deepEqual(silent.map(({ address }) => address), []);
    });
  });
}
