// The real binary, on a database and a port of its own. For Playwright and for the stock clients alike.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// How long the server may take to answer after it was started.
const COLD_START = 20_000;

// What `cargo xtask site` made.
export const site = join(workspace, 'target', 'site');

// The binary that is tested: TWILIGHT_BIN, else the one cargo built last in the dev profile.
export function binary() {
  const path = process.env.TWILIGHT_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(workspace, 'target'), machine(), 'debug', 'twilight');
  if (!existsSync(path)) throw new Error(`There is no ${path}: build it first (script/server, or cargo build)`);
  return path;
}

// The kind of this machine, by which cargo names the folder of its programs (.cargo/config.toml).
function machine() {
  return execFileSync('rustc', ['--print', 'host-tuple'], { encoding: 'utf8' }).trim();
}

// A folder that nobody else uses; `remove` it at the end.
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'twilight-end2end-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

// Runs `twilight ARGUMENTS` to its end; returns what it printed.
export function twilight(...words) {
  return execFileSync(binary(), words, { encoding: 'utf8', env: { ...process.env, TWILIGHT_LOG: 'warn' } });
}

// Makes the demonstration in a new database; returns the password that everybody has in it.
export function makeDemonstration(database) {
  const printed = twilight('demo', '--database', database);
  const password = /password: (.+)/.exec(printed)?.[1]?.trim();
  if (!password) throw new Error(`twilight demo does not say the password:\n${printed}`);
  return password;
}

// Puts words before every text in a database that nobody has open: the example `fill_texts`, which is built with the tests.
export function fillTexts(database, words) {
  execFileSync(join(dirname(binary()), 'examples', 'fill_texts'), [database, words]);
}

// Makes boards and signed-in people: `{ cookies: ['name=value', …], documents: ['id', …] }`.
// So many boards, or so many plans or documents of private notes.
export function makeFixture(database, { boards, plans, notes, people }) {
  const [kind, number] = notes !== undefined ? ['--notes', notes] : plans !== undefined ? ['--plans', plans] : ['--boards', boards];
  const documents = [kind, String(number)];
  return JSON.parse(twilight('fixture', ...documents, '--people', String(people), '--database', database));
}

// Makes a workshop whose twilight is on, with so many guests: `{ code, workshop, boards: ['id', …], lead_cookie }`.
export function makeEvening(database, guests) {
  return JSON.parse(twilight('fixture', '--workshop', '--guests', String(guests), '--database', database));
}

export async function freePort() {
  const listener = createServer();
  await new Promise((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

// A server that runs. What it says stands in `server.log` beside its database.
export class Server {
  #child;

  // `settings` are environment variables for it, like TWILIGHT_SMTP.
  constructor(database, port, settings = {}) {
    this.settings = settings;
    this.database = database;
    this.port = port;
    this.host = `127.0.0.1:${port}`;
    this.url = `http://${this.host}`;
    this.logFile = join(dirname(database), 'server.log');
  }

  static async start(database, port, settings) {
    const server = new Server(database, port ?? (await freePort()), settings);
    await server.start();
    return server;
  }

  async start() {
    const log = openSync(this.logFile, 'a');
    const env = { ...process.env, ...this.settings };
    const words = ['serve', '--database', this.database, '--address', this.host];
    this.#child = spawn(binary(), words, { env, stdio: ['ignore', log, log] });
    const until = Date.now() + COLD_START;
    while (!(await this.#answers())) {
      if (this.#child.exitCode !== null || Date.now() > until) throw new Error(`The server does not answer:\n${this.log()}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  // Asks it to stop, as an init system does: it saves all and says goodbye.
  async stop() {
    await this.#end('SIGTERM');
  }

  // `kill -9`: it gets no chance to save anything.
  async kill() {
    await this.#end('SIGKILL');
  }

  // Holds its breath, like a machine that swaps or a disk that hangs: connections stand, nothing is answered.
  pause() {
    this.#child.kill('SIGSTOP');
  }

  resume() {
    this.#child.kill('SIGCONT');
  }

  // How many seconds of a processor it has used (Linux: the 14th and 15th number, in hundredths; what stands before them may have blanks in it).
  processorSeconds() {
    const numbers = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return (Number(numbers[11]) + Number(numbers[12])) / 100;
  }

  log() {
    return readFileSync(this.logFile, 'utf8');
  }

  async #answers() {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGCONT');
    child.kill(signal);
    await ended;
  }
}
