// What a board looks like on paper: Chromium's own PDF, and the words that its print style shows.

import type { Page } from '@playwright/test';

/** The board as A4; how many sheets it is. `path` keeps it for eyes. */
export async function sheets(page: Page, path?: string): Promise<number> {
  const pdf = await page.pdf({ path, preferCSSPageSize: true });
  const sizes = new Set([...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => `${Math.round(Number(width))} × ${Math.round(Number(height))}`));
  if ([...sizes].join() !== '595 × 842') throw new Error(`Not A4: ${[...sizes].join()}`);
  return (pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length;
}

/** Everything that a sheet of this page shows, in order, without what is only on the screen. */
export async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const words = await page.evaluate(() => {
    const lines: string[] = [];
    const walk = (node: Node) => {
      if (node instanceof Text) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const style = getComputedStyle(node.parentElement!);
        const drawn = [...range.getClientRects()].some((box) => box.width > 0 && box.height > 0);
        // White on white, and what is as clear as glass, is not there.
        const [red, green, blue, alpha = 1] = (style.color.match(/[\d.]+/g) ?? []).map(Number);
        if (drawn && style.visibility === 'visible' && alpha > 0.5 && red + green + blue < 500 && Number(style.opacity) > 0.5) lines.push(node.data);
      } else if (node instanceof HTMLElement && (node.dataset.n ?? node.dataset.who) && getComputedStyle(node).fontSize === '0px') {
        // What is drawn upon letters, in their place.
        if (node.getClientRects().length > 0) lines.push(node.dataset.who ?? `${node.dataset.n} ${node.dataset.d}`);
      } else if (node instanceof HTMLInputElement) {
        if (node.getClientRects().length > 0) lines.push(node.value);
      } else if (node instanceof HTMLTextAreaElement || node instanceof HTMLScriptElement || node instanceof HTMLSelectElement) {
        return;
      } else {
        node.childNodes.forEach(walk);
      }
    };
    walk(document.body);
    return lines.join(' ').replace(/[\s\u200b]+/g, ' ');
  });
  await page.emulateMedia({ media: null });
  return words;
}

/** What is printed of a text with its brackets, slashes and speakers drawn. */
export const drawn = (text: string) => text.replace(/[[\]/]/g, ' ').replace(/^([TP]): /gm, '$1 ').replace(/\s+/g, ' ').trim();
