// A server with its own database: a group with people and documents, boards, plans or private notes, and a person of another group.

import { join } from 'node:path';

import { Server, makeFixture, temporaryFolder } from '../support/server.mjs';

export async function world({ boards = 1, plans, notes, people = 2 } = {}) {
  const folder = temporaryFolder();
  const database = join(folder.path, 'interop.db');
  const { cookies, documents } = makeFixture(database, { boards, plans, notes, people });
  // A second group on the same database: its people are strangers to the first.
  const [stranger] = makeFixture(database, { boards: 1, people: 1 }).cookies;
  const server = await Server.start(database);
  const end = async () => {
    await server.stop();
    folder.remove();
  };
  return { server, cookies, documents, stranger, end };
}
