// Two people work on a board as on a long afternoon; then every letter that anybody typed is looked for. TWILIGHT_MIXED_MINUTES says how long,
// TWILIGHT_CPU how many times slower than this machine theirs are, TWILIGHT_SEED which afternoon it is.

import * as Y from 'yjs';

import { converge, field, isLive, saved } from '../support/board.ts';
import { expect, test as base, withoutNetwork } from '../support/board-world.ts';
import { Ledger, fieldsOf, lettersOf } from '../support/ledger.ts';
import { Network } from '../support/proxy.mjs';
import { Random } from '../support/random.ts';
import { join } from '../support/stock.mjs';
import { Teacher } from '../support/teacher.ts';

const MINUTES = Number(process.env.TWILIGHT_MIXED_MINUTES ?? 0.4);
const CPU = Number(process.env.TWILIGHT_CPU ?? 1);
const SEED = Number(process.env.TWILIGHT_SEED ?? 1);

/** In so many minutes everything of the list comes up. */
const LONG = 5;

const test = base.extend<{ secondNetwork: Network }>({
  /** The way from the second person's browser to the server. */
  secondNetwork: async ({ world }, use) => {
    const network = await Network.to(world.server);
    await use(network);
    await network.cut();
  },
});

test.use({ allowed: withoutNetwork });

test('two people at work: nothing that anybody typed and nobody deleted is missing, and nothing stands there twice', async ({ visitor, world, secondNetwork }, info) => {
  test.setTimeout(MINUTES * 60_000 + 180_000);
  const ledger = new Ledger();
  const clipboard = { busy: Promise.resolve() as Promise<unknown> };
  const teachers: Teacher[] = [];
  for (const [person, network] of [world.network, secondNetwork].entries()) {
    const page = await visitor({ ...world.signedIn(person, network.url), permissions: ['clipboard-read', 'clipboard-write'] });
    await ledger.watch(page, person);
    await page.goto(world.board);
    await isLive(page);
    if (CPU > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: CPU });
    teachers.push(new Teacher(page, person, new Random(SEED * 2 + person), ledger, network, world.board, clipboard));
  }
  for (let steps = 0; steps < 5; steps += 1) await teachers[0].page.locator('.add-step').click();

  const until = Date.now() + MINUTES * 60_000;
  await Promise.all(teachers.map((teacher) => teacher.work(until)));
  const pages = teachers.map(({ page }) => page);
  // Who undid last may still have been on the way, or without a network: a page tries again after at most fifteen seconds.
  for (const page of pages) await expect(saved(page)).toHaveAttribute('data-state', 'saved', { timeout: 30_000 });
  // A step that a colleague deletes stays for as long as one's cursor is in it.
  for (const page of pages) await field(page, 'title').focus();
  await converge(...pages);

  const { name, value } = world.cookie(0);
  const stock = await join(world.server, world.document, `${name}=${value}`);
  const document = allWords(stock.doc);
  stock.leave();
  const account = ledger.account(document);
  console.log(JSON.stringify({ seed: SEED, minutes: MINUTES, cpu: CPU, ...account, did: teachers.map(({ done }) => done), missed: teachers.map(({ missed }) => missed) }, null, 1));
  await info.attach('account', { body: JSON.stringify(account), contentType: 'application/json' });
  expect(account).toMatchObject({ lost: '', doubled: '', unknown: '', robbed: '' });
  expect(account.typed, 'letters typed').toBeGreaterThan(MINUTES * 100);
  // What fails now and then is part of the day; what fails every time would leave nothing to account for.
  const times = (of: Record<string, number>[], kind: string) => of.reduce((sum, each) => sum + (each[kind] ?? 0), 0);
  for (const kind of MINUTES < LONG ? ['typing', 'pasting', 'undo'] : teachers[0].kinds) {
    const done = times(teachers.map(({ done }) => done), kind);
    expect(done, `${kind}: how often it was done`).toBeGreaterThan(0);
    if (MINUTES >= LONG) expect(times(teachers.map(({ missed }) => missed), kind), `${kind}: how often it failed, done ${done} times`).toBeLessThanOrEqual(done);
  }
  // The screens say what the document says.
  const shown = new Set(lettersOf(Object.values(await fieldsOf(pages[0])).join('')));
  expect([...shown].filter((letter) => !document.includes(letter))).toEqual([]);
});

/** Every text of a document, those of deleted steps too. */
function allWords(doc: Y.Doc): string {
  const words: string[] = [];
  const read = (value: unknown) => {
    if (value instanceof Y.Text) words.push(value.toString());
    else if (value instanceof Y.Map) value.forEach(read);
    else if (value instanceof Y.Array) value.forEach(read);
  };
  for (const name of doc.share.keys()) {
    const type = doc.share.get(name)!;
    // What a stock client has not asked for by its type has none yet.
    read(type instanceof Y.Text || type instanceof Y.Map || type instanceof Y.Array ? type : name === 'steps' ? doc.getMap(name) : doc.getText(name));
  }
  return words.join('');
}
