// An account of every letter that two people type: each letter is used once in the whole world, so that it can be found again.
//
// What a page's fields take is noted in the page itself, at the moment the browser has changed the field and before the program hears of it:
// whatever stands there for a moment counts as typed.

import type { Page } from '@playwright/test';

type Event = { by: number; what: 'typed' | 'deleted' | 'back' };

/** Ideographs: no rule of ours draws, replaces or pairs them. */
const FIRST = 0x4e00;
const LAST = 0x9fa5;

const isOurs = (letter: string) => letter >= String.fromCharCode(FIRST) && letter <= String.fromCharCode(LAST);

/** Our letters in some words, each as often as it stands there. */
export const lettersOf = (words: string) => [...words].filter(isOurs);

export class Ledger {
  #next = FIRST;
  readonly #events = new Map<string, Event[]>();
  /** Letters that "Duplicate" has copied: they may stand there more than once. */
  readonly #copied = new Set<string>();
  /** Letters somebody's undo took away that somebody else had typed. */
  readonly robbed: string[] = [];

  /** So many letters that nobody has used. */
  fresh(count: number): string {
    const codes = Array.from({ length: count }, () => this.#next++);
    if (this.#next > LAST) throw new Error('There are no more letters');
    return String.fromCharCode(...codes);
  }

  /** Notes what this page's fields take, from its next address on. */
  async watch(page: Page, person: number) {
    await page.context().exposeBinding('noteLetters', (_, was: string, now: string) => this.#changed(person, was, now));
    await page.context().addInitScript(() => {
      const note = (window as unknown as { noteLetters: (was: string, now: string) => void }).noteLetters;
      const fields = new WeakMap<EventTarget, string>();
      const text = (event: globalThis.Event) => (event.target as HTMLTextAreaElement).value ?? '';
      addEventListener('beforeinput', (event) => fields.set(event.target!, text(event)), true);
      addEventListener('input', (event) => note(fields.get(event.target!) ?? '', text(event)), true);
    });
  }

  #changed(person: number, was: string, now: string) {
    const [before, after] = [new Set(lettersOf(was)), new Set(lettersOf(now))];
    for (const letter of after) if (!before.has(letter)) this.#note(letter, { by: person, what: this.#events.has(letter) ? 'back' : 'typed' });
    for (const letter of before) if (!after.has(letter)) this.#note(letter, { by: person, what: 'deleted' });
  }

  /** Something other than typing has changed the fields: `undo` and `redo` may only touch what this person did. */
  acted(person: number, before: Record<string, string>, after: Record<string, string>) {
    const still = new Set(lettersOf(Object.values(after).join('')));
    const stood = new Set(lettersOf(Object.values(before).join('')));
    for (const [field, words] of Object.entries(before)) {
      // The letters of a step that is no longer shown are in the document all the same.
      if (!(field in after)) continue;
      for (const letter of lettersOf(words)) {
        if (still.has(letter)) continue;
        if (this.#was(letter, person, 'typed') || this.#was(letter, person, 'deleted')) this.#note(letter, { by: person, what: 'deleted' });
        else this.robbed.push(letter);
      }
    }
    for (const letter of still) {
      if (stood.has(letter)) continue;
      if (!this.#events.has(letter)) this.#note(letter, { by: person, what: 'typed' });
      else if (this.#was(letter, person, 'deleted')) this.#note(letter, { by: person, what: 'back' });
    }
  }

  copied(words: string) {
    for (const letter of lettersOf(words)) this.#copied.add(letter);
  }

  /** What became of every letter, where `document` is all that the document holds, deleted steps too. */
  account(document: string) {
    const found = new Map<string, number>();
    for (const letter of lettersOf(document)) found.set(letter, (found.get(letter) ?? 0) + 1);
    const account = { typed: 0, there: 0, deleted: 0, contested: 0, copied: this.#copied.size, lost: '', doubled: '', unknown: '', robbed: '' };
    for (const [letter, events] of this.#events) {
      account.typed += 1;
      const times = found.get(letter) ?? 0;
      const deleters = new Set(events.filter(({ what }) => what === 'deleted').map(({ by }) => by));
      const restorers = new Set(events.filter(({ what }) => what === 'back').map(({ by }) => by));
      const isThere = events.at(-1)!.what !== 'deleted';
      // One deletes it while the other brings it back: either may be right.
      const isContested = deleters.size > 1 || (deleters.size === 1 && restorers.size > 0 && [...restorers].some((by) => !deleters.has(by)));
      if (times > 0) account.there += 1;
      else if (!isThere) account.deleted += 1;
      else if (isContested) account.contested += 1;
      else account.lost += letter;
      if (times > 1 && !this.#copied.has(letter) && !isContested) account.doubled += letter;
    }
    for (const letter of found.keys()) if (!this.#events.has(letter)) account.unknown += letter;
    // A letter that its author or the one who undid had deleted at the same time was nobody's any more.
    account.robbed = this.robbed.filter((letter) => !this.#events.get(letter)?.some(({ what }) => what === 'deleted')).join('');
    return account;
  }

  #was(letter: string, person: number, what: Event['what']) {
    return this.#events.get(letter)?.some((event) => event.by === person && event.what === what) ?? false;
  }

  #note(letter: string, event: Event) {
    const events = this.#events.get(letter) ?? [];
    events.push(event);
    this.#events.set(letter, events);
  }
}

/** What every field of the board shows on this page, by its element's id. */
export async function fieldsOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll<HTMLTextAreaElement>('textarea.live-field__input')].map((field) => [field.id, field.value])),
  );
}
