// Where the letters of a field are drawn, and what a press on one of them does.

import { type Locator, type Page } from '@playwright/test';

export interface Letter {
  /** Its place in the field's text, in UTF-16 units. */
  at: number;
  letter: string;
  left: number;
  width: number;
  middle: number;
}

/** The letters of a field that are seen, where they are drawn while nobody writes in it; the field is brought to the middle for it. */
export const atRest = (input: Locator) =>
  input.evaluate((element) => {
    (document.activeElement as HTMLElement | null)?.blur();
    element.scrollIntoView({ block: 'center' });
    const mirror = element.parentElement!.querySelector('.live-field__mirror')!;
    const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
    const letters: Letter[] = [];
    const range = document.createRange();
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement!.closest('.caret, .flags, .live-field__hint')) continue;
      const text = node.textContent!;
      for (let index = 0; index < text.length; index++) {
        if (text[index] === '\u200b') continue;
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const box = range.getBoundingClientRect();
        if (text[index] !== '\n' && box.width > 1) letters.push({ at, letter: text[index]!, left: box.left, width: box.width, middle: box.top + box.height / 2 });
        at += 1;
      }
    }
    return { letters, height: element.closest('.live-field')!.getBoundingClientRect().height };
  });

/** Whether a field is written in, what is selected in it, and how high it is. */
export const inFocus = (input: Locator) =>
  input.evaluate((element: HTMLTextAreaElement) => ({
    isFocused: document.activeElement === element,
    selected: [element.selectionStart, element.selectionEnd],
    height: element.closest('.live-field')!.getBoundingClientRect().height,
  }));

/** Puts words on the clipboard as another program would, and pastes them where the caret is. */
export async function paste(page: Page, plain: string, html?: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(
    async ([plain, html]) => {
      const kinds: Record<string, Blob> = { 'text/plain': new Blob([plain!], { type: 'text/plain' }) };
      if (html) kinds['text/html'] = new Blob([html], { type: 'text/html' });
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    },
    [plain, html],
  );
  await page.keyboard.press('Control+v');
}
