// Somebody who works on a board as people do: types here and there, pastes, takes back, moves steps, loads the page anew, loses the network.

import { type Page, expect } from '@playwright/test';

import { chooseForStep } from './board.ts';
import { type Ledger, fieldsOf, lettersOf } from './ledger.ts';
import type { Network } from './proxy.mjs';
import type { Random } from './random.ts';

/** Fields that take any words in any lines. */
const FIELDS = 'textarea.live-field__input:not([readonly]):not([id$="title"])';

export class Teacher {
  /** What was done, and how often. */
  readonly done: Record<string, number> = {};
  /** What could not be done: a step went before it was reached, a menu was not there without a network. */
  readonly missed: Record<string, number> = {};

  /** What there is to do, and how often. Who finds nothing to do it with returns `nothing`: that is neither done nor missed. */
  readonly #acts: [weight: number, act: [name: string, act: () => Promise<unknown>]][] = [
    [50, ['typing', () => this.#type()]],
    [10, ['backspace', () => this.#backspace()]],
    [7, ['typing over', () => this.#typeOver()]],
    [2, ['wiping', () => this.#wipe()]],
    [7, ['pasting', () => this.#paste()]],
    [8, ['undo', () => this.#undoOrRedo('Control+z')]],
    [4, ['redo', () => this.#undoOrRedo('Control+Shift+z')]],
    [3, ['adding a step', () => this.#add()]],
    [2, ['moving a step', () => this.#choose(['Move up', 'Move down'])]],
    [1, ['duplicating a step', () => this.#duplicate()]],
    [1, ['deleting a step', () => this.#choose(['Delete step'])]],
    [1, ['restoring a step', () => this.#restore()]],
    [2, ['loading anew', () => this.#reload()]],
    [1, ['without a network', () => this.#offline()]],
  ];

  constructor(
    readonly page: Page,
    private readonly number: number,
    private readonly random: Random,
    private readonly ledger: Ledger,
    private readonly network: Network,
    private readonly board: string,
    /** The clipboard is one for everybody. */
    private readonly clipboard: { busy: Promise<unknown> },
  ) {}

  /** The names of all that there is to do. */
  get kinds(): string[] {
    return this.#acts.map(([, [name]]) => name);
  }

  async work(until: number) {
    while (Date.now() < until) {
      const [name, act] = this.random.weighted(this.#acts);
      try {
        if ((await act()) !== 'nothing') this.done[name] = (this.done[name] ?? 0) + 1;
      } catch (error) {
        // An element that has gone meanwhile is part of the day; all else is not.
        if (!/Timeout|detached|not attached|not visible|Execution context|nothing to/i.test(String(error))) throw error;
        this.missed[name] = (this.missed[name] ?? 0) + 1;
      }
    }
  }

  /** Puts the caret somewhere, in whatever is at hand. */
  async #placeCaret(): Promise<number> {
    const length = await this.page.evaluate(
      ([fields, which, where]) => {
        const all = [...document.querySelectorAll<HTMLTextAreaElement>(fields)];
        const field = all[Math.floor(which * all.length)];
        if (!field) return -1;
        field.focus();
        const at = Math.floor(where * (field.value.length + 1));
        field.setSelectionRange(at, at);
        return field.value.length;
      },
      [FIELDS, this.random.next(), this.random.next()] as const,
    );
    if (length < 0) throw new Error('nothing to type in');
    return length;
  }

  async #letters(count: number) {
    for (const letter of this.ledger.fresh(count)) {
      await this.page.keyboard.insertText(letter);
      if (this.random.next() < 0.1) await this.page.keyboard.insertText(this.random.one([' ', ' ', '\n', '3/4 ', '[', ']']));
    }
  }

  async #type() {
    await this.#placeCaret();
    await this.#letters(this.random.between(3, 30));
  }

  async #backspace() {
    await this.#placeCaret();
    for (let times = this.random.between(1, 5); times > 0; times -= 1) await this.page.keyboard.press(this.random.one(['Backspace', 'Delete']));
  }

  async #typeOver() {
    await this.#placeCaret();
    for (let times = this.random.between(1, 8); times > 0; times -= 1) await this.page.keyboard.press('Shift+ArrowRight');
    await this.#letters(this.random.between(1, 6));
  }

  async #wipe() {
    await this.#placeCaret();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Delete');
  }

  async #paste() {
    const lines = Array.from({ length: this.random.between(1, 5) }, () => this.ledger.fresh(this.random.between(2, 9)));
    const work = this.clipboard.busy.then(async () => {
      await this.#placeCaret();
      await this.page.evaluate((words) => navigator.clipboard.writeText(words), lines.join('\n'));
      await this.#recorded(() => this.page.keyboard.press('Control+v'));
    });
    this.clipboard.busy = work.catch(() => {});
    await work;
  }

  async #undoOrRedo(keys: string) {
    for (let times = this.random.between(1, 3); times > 0; times -= 1) await this.#recorded(() => this.page.keyboard.press(keys));
  }

  async #add() {
    await this.page.locator('.add-step').click({ timeout: 4_000 });
  }

  async #step() {
    const steps = this.page.locator('#steps > li.step');
    const count = await steps.count();
    if (count === 0) throw new Error('nothing to move');
    return steps.nth(this.random.between(0, count - 1));
  }

  async #choose(items: string[]) {
    await chooseForStep((await this.#step()), this.random.one(items));
  }

  async #duplicate() {
    const steps = this.page.locator('#steps > li.step');
    const words = await steps.evaluateAll((all) => all.map((step) => [...step.querySelectorAll('textarea')].map(({ value }) => value).join('')));
    // Copied letters may stand there twice from then on, so they are to stay few.
    const short = words.map((words) => lettersOf(words).length).flatMap((count, place) => (count > 0 && count <= 60 ? [place] : []));
    if (short.length === 0) return 'nothing';
    const before = await fieldsOf(this.page);
    await chooseForStep(steps.nth(this.random.one(short)), 'Duplicate');
    await expect(async () => {
      const [fresh, stood] = [[], []] as string[][];
      for (const [field, words] of Object.entries(await fieldsOf(this.page))) (field in before ? stood : fresh).push(...lettersOf(words));
      // Not what stood there when the menu was opened: a colleague may have written on meanwhile.
      const copied = fresh.filter((letter) => stood.includes(letter));
      expect(copied.length).toBeGreaterThan(0);
      this.ledger.copied(copied.join(''));
    }).toPass({ timeout: 4_000 });
  }

  async #restore() {
    const list = this.page.locator('details.deleted');
    if ((await list.count()) === 0) return 'nothing';
    // It may be open from the last time: a click would shut it.
    if ((await list.getAttribute('open', { timeout: 4_000 })) === null) await list.locator('summary').click({ timeout: 4_000 });
    await list.getByRole('button', { name: /^Restore / }).first().click({ timeout: 4_000 });
  }

  /** Types as soon as there is a field, long before the program runs. */
  async #reload() {
    await this.page.goto(this.board, { waitUntil: 'commit', timeout: 15_000 });
    await this.page.locator('#f-vocabulary').waitFor({ timeout: 10_000 });
    await this.page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#f-vocabulary')?.focus());
    for (const letter of this.ledger.fresh(this.random.between(4, 12))) {
      await this.page.keyboard.insertText(letter);
      await this.page.waitForTimeout(this.random.between(5, 150));
    }
    await this.page.locator('#f-title:not([readonly])').waitFor({ timeout: 20_000 });
  }

  async #offline() {
    await this.network.cut();
    try {
      const until = Date.now() + this.random.between(3_000, 20_000);
      while (Date.now() < until) {
        await this.random.one([() => this.#type(), () => this.#type(), () => this.#typeOver(), () => this.#undoOrRedo('Control+z')])();
      }
    } finally {
      await this.network.mend();
    }
  }

  /** Does something that is not typing, and notes what it changed on this page. */
  async #recorded(act: () => Promise<unknown>) {
    const before = await fieldsOf(this.page);
    await act();
    this.ledger.acted(this.number, before, await fieldsOf(this.page));
  }
}
