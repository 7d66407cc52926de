// How large what one touches is: found by touching round its middle, so that what lies over it or reaches beyond its box counts.

import { type Page, expect } from '@playwright/test';

/** Every control that is seen takes a finger: 44 × 44 CSS pixels, apart from links within a sentence. */
export async function everyTarget(page: Page, where: string) {
  expect(await page.evaluate(tooSmall), `targets: ${where}`).toEqual([]);
}

async function tooSmall(): Promise<string[]> {
  const LEAST = 44;
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  const within = document.querySelector('dialog[open]') ?? document.querySelector('details.menu[open]') ?? document.body;
  const small: string[] = [];
  const before = scrollY;
  for (const control of all) {
    if (!within.contains(control) || control.matches(':disabled') || !control.checkVisibility({ visibilityProperty: true }) || control.closest('[inert], .skip-link')) continue;
    const inSentence = control.matches('p a, p button') && (control.closest('p')!.textContent ?? '').trim() !== (control.textContent ?? '').trim() && getComputedStyle(control).display === 'inline';
    if (inSentence) continue;
    control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const box = control.getBoundingClientRect();
    if (box.width < 2) continue;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    // A label, and what is in a row that is one label, belong to their control.
    const label = 'labels' in control ? (control as HTMLInputElement).labels?.[0] : null;
    const hits = (dx: number, dy: number) => {
      const hit = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, x + dx)), y + dy);
      return hit !== null && (control.contains(hit) || Boolean(label?.contains(hit)));
    };
    const reach = (dx: number, dy: number) => {
      let far = 0;
      while (far < LEAST && hits(dx * (far + 1), dy * (far + 1))) far++;
      return far;
    };
    const [wide, high] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
    // Half a pixel at each end is lost in counting.
    if (wide < LEAST - 1 || high < LEAST - 1) small.push(`${wide} × ${high}: ${control.outerHTML.slice(0, 110)}`);
  }
  scrollTo(0, before);
  return small;
}
