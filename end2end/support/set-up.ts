// Starts the server that most tests share, with a demonstration made for this run; returns what ends it.

import { join } from 'node:path';

import { Server, makeDemonstration, temporaryFolder } from './server.mjs';

export default async function setUp() {
  const folder = temporaryFolder();
  const database = join(folder.path, 'demonstration.db');
  const password = makeDemonstration(database);
  const server = await Server.start(database);
  // Workers inherit these.
  process.env.TWILIGHT_TEST_URL = server.url;
  process.env.TWILIGHT_TEST_FOLDER = folder.path;
  process.env.TWILIGHT_TEST_PASSWORD = password;
  return async () => {
    await server.stop();
    const log = server.log();
    folder.remove();
    const bad = log.split('\n').filter((line) => /\bERROR\b|panicked/.test(line));
    if (bad.length > 0) throw new Error(`The server logged errors:\n${bad.join('\n')}`);
  };
}
