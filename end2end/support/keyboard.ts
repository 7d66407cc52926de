// Pages by keyboard alone.

import { type Locator, type Page, expect } from '@playwright/test';

/** Tab by tab to a control, which is then pressed. */
export async function press(page: Page, control: Locator) {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** Tab by tab to a control, which then has the focus. */
export async function tabTo(page: Page, control: Locator) {
  await expect(control.first()).toBeVisible();
  for (let tabs = 0; tabs < 250; tabs++) {
    if (await control.first().evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(control.first()).toBeFocused();
}

/** The first link skips to the main part: not only the view goes there, but the keyboard too. */
export async function skipLink(page: Page) {
  await fromTheStart(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: /^Skip to/ });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  await page.keyboard.press('Tab');
  // (Where nothing in it can have the focus, the next Tab goes behind it.)
  const beyond = await page.evaluate(() => {
    const [main, focus] = [document.querySelector('#main'), document.activeElement];
    const { DOCUMENT_POSITION_FOLLOWING: behind } = Node;
    return Boolean(main && focus && (main === focus || main.compareDocumentPosition(focus) & behind));
  });
  expect(beyond, 'the next Tab goes on from the main part').toBe(true);
}

/** As if nothing had had the focus yet, wherever the page has put it. */
async function fromTheStart(page: Page) {
  await page.evaluate(() => {
    scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
}

/**
 * From the beginning of the page to its end by Tab: every control that is seen gets the focus, shows that it has it
 * (2.4.7), and nothing lies over it (2.4.11).
 */
export async function wholeByKeyboard(page: Page) {
  const missing = await page.evaluate(markControls);
  await fromTheStart(page);
  const found: string[] = [];
  // A date has four stops, and a frame of its own controls has more.
  for (let tabs = 0; tabs < missing * 4 + 5; tabs++) {
    await page.keyboard.press('Tab');
    const wrong = await page.evaluate(inspectFocused);
    if (wrong === 'out') break;
    if (wrong) found.push(wrong);
  }
  const never = await page.evaluate(() => [...document.querySelectorAll('[data-to-reach]')].map((element) => element.outerHTML.slice(0, 120)));
  expect({ found, never }, 'by keyboard').toEqual({ found: [], never: [] });
}

/** Marks every control that can be seen; of radios with one name one is enough. Returns how many there are. */
function markControls() {
  const seen = new Set<string>();
  const all = document.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]');
  const visible = [...all].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) || element.closest('[inert]')) return false;
    if (element.matches('[tabindex="-1"]')) return false;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (seen.has(element.name)) return false;
      const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
      seen.add(element.name);
      (chosen ?? element).setAttribute('data-to-reach', '');
      return true;
    }
    element.setAttribute('data-to-reach', '');
    return true;
  });
  return visible.length;
}

/** What is wrong with the control that has the focus, or with the one that had it before: nothing is ''. */
function inspectFocused(): string {
  const parts = (element: HTMLElement): Element[] => {
    const labels = 'labels' in element ? Array.from((element.labels ?? []) as NodeListOf<HTMLElement>) : [];
    return [element, element.parentElement, ...labels, ...[...element.querySelectorAll('*')].slice(0, 20)].filter((part) => part !== null);
  };
  /** Everything by which a focus may be seen. */
  const looks = (element: HTMLElement) =>
    parts(element)
      .flatMap((part) => ['', '::before', '::after'].map((pseudo) => getComputedStyle(part, pseudo)))
      .map(({ outline, boxShadow, fill, stroke, backgroundColor, borderColor, transform }) => [outline.includes('rgba(0, 0, 0, 0)') ? '' : outline, boxShadow, fill, stroke, backgroundColor, borderColor, transform].join())
      .join('\n');
  const memory = window as unknown as { focused?: { element: HTMLElement; looked: string } };
  const element = document.activeElement as HTMLElement | null;
  const before = memory.focused;
  // A date is one control with four stops.
  if (before && before.element === element) return '';
  const wrong = [];
  if (before && before.element.tagName !== 'IFRAME' && looks(before.element) === before.looked) wrong.push(`did not show its focus: ${before.element.outerHTML.slice(0, 120)}`);
  if (!element || element === document.body) {
    memory.focused = undefined;
    return wrong[0] ?? 'out';
  }
  memory.focused = { element, looked: looks(element) };
  element.removeAttribute('data-to-reach');
  const words = element.outerHTML.slice(0, 120);
  // Of a link over several lines, the first.
  const box = element.getClientRects()[0];
  if (box && box.width > 0) {
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + box.height / 2];
    const over = document.elementFromPoint(x, y);
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) wrong.push(`has the focus out of sight: ${words}`);
    else if (!over || !(element.contains(over) || over.contains(element) || parts(element).some((part) => part.contains(over)))) wrong.push(`lies under something: ${words}`);
  }
  return wrong.join('; ');
}
