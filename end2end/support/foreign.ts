// What others put into our pages: elements and attributes anywhere, as from a seed; and three kinds of extensions that most browsers have one
// of. Each is a function that runs in the page, and has all it needs inside.

import type { Page } from '@playwright/test';

export type Foreign = (seed: number) => void;

/** Has it done before the page's program begins: when the page is read to its end, and no script of it has run. */
export async function beforeStart(page: Page, foreign: Foreign, seed = 0) {
  const source = `document.addEventListener('readystatechange', () => document.readyState === 'interactive' && (${foreign})(${seed}))`;
  await page.addInitScript(source);
}

export async function now(page: Page, foreign: Foreign, seed = 0) {
  await page.evaluate(foreign, seed);
}

/** One to six things, anywhere on the page. */
export const strewn: Foreign = (seed) => {
  let state = seed * 7919 + 1;
  const random = (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const make = (): Node => {
    const name = ['div', 'span', 'p', 'li', 'a', 'font', 'button', 'input', 'svg', 'style', 'template', 'x-foreign', '#', '!', ' '][random(15)]!;
    if (name === '#') return document.createTextNode('•');
    if (name === ' ') return document.createTextNode('');
    if (name === '!') return document.createComment('foreign');
    const element = document.createElement(name);
    element.setAttribute('data-foreign', '');
    if (name === 'input') element.setAttribute('aria-hidden', 'true');
    if (name === 'x-foreign') element.attachShadow({ mode: 'open' }).append(document.createElement('input'));
    if (name === 'div' && random(2)) element.append(document.createElement('span'), 'x');
    return element;
  };
  const all = [...document.body.querySelectorAll<HTMLElement>('*:not(script, [data-foreign])')].filter((element) => element.closest('svg') === null);
  const holds = (element: Element) => !element.matches('input, textarea, img, br, hr, select, noscript, iframe');
  for (let left = 1 + random(6); left > 0; left -= 1) {
    const element = all[random(all.length)]!;
    const inside = holds(element);
    switch (random(7)) {
      case 0: element.before(make()); break;
      case 1: element.after(make()); break;
      case 2: (inside ? element.prepend : element.before).call(element, make()); break;
      case 3: (inside ? element.append : element.after).call(element, make()); break;
      case 4: {
        element.setAttribute(`data-foreign-${random(9)}`, 'x');
        element.classList.add('foreign');
        element.style.setProperty('--foreign', '1');
        break;
      }
      case 5: {
        // A text in two halves, as highlighters leave it.
        const text = [...element.childNodes].find((node): node is Text => node instanceof Text && node.length > 1 && inside);
        if (text) text.splitText(1);
        break;
      }
      default: {
        const text = [...element.childNodes].find((node): node is Text => node instanceof Text && inside);
        const wrapper = document.createElement('mark');
        text?.replaceWith(wrapper);
        if (text) wrapper.append(text);
      }
    }
  }
};

/** Icons in and beside every field, attributes on it, and an element of its own behind the page. */
export const passwordManager: Foreign = () => {
  document.documentElement.setAttribute('data-bwautofill', 'true');
  for (const input of document.querySelectorAll('input:not([type=hidden]), textarea')) {
    input.setAttribute('data-com.bitwarden.browser.user-edited', 'yes');
    input.setAttribute('data-np-intersection-state', 'visible');
    (input as HTMLElement).style.backgroundRepeat = 'no-repeat';
    const icon = document.createElement('div');
    icon.setAttribute('data-lastpass-icon-root', '');
    icon.style.cssText = 'position: relative; height: 0; width: 0; float: left;';
    icon.attachShadow({ mode: 'closed' }).append(document.createElement('svg'));
    input.before(icon);
    const number = document.createElement('span');
    number.setAttribute('data-1p-id', '7');
    input.after(number);
  }
  for (const form of document.querySelectorAll('form')) form.setAttribute('data-np-checked', '1');
  const style = document.createElement('style');
  style.id = 'password-manager';
  document.head.prepend(style);
  document.body.prepend(document.createElement('com-1password-notification'));
  document.documentElement.append(document.createElement('com-1password-button'));
};

/** A layer beside every text area, attributes on it, and one behind the page. */
export const grammarChecker: Foreign = () => {
  document.body.setAttribute('data-new-gr-c-s-check-loaded', '14.1093.0');
  document.body.setAttribute('data-gr-ext-installed', '');
  let number = 0;
  for (const area of document.querySelectorAll<HTMLElement>('textarea, input[type=text], input:not([type])')) {
    for (const [name, value] of [['data-gramm', 'true'], ['data-gr-id', String((number += 1))], ['data-lt-tmp-id', `lt-${number}`], ['spellcheck', 'false']]) area.setAttribute(name!, value!);
    const layer = document.createElement('grammarly-extension');
    layer.setAttribute('data-grammarly-shadow-root', 'true');
    layer.style.cssText = 'position: absolute; top: 0; left: 0; pointer-events: none;';
    layer.attachShadow({ mode: 'open' }).append(document.createElement('div'));
    area.before(layer);
    const highlighter = document.createElement('lt-highlighter');
    highlighter.style.display = 'none';
    highlighter.append(document.createElement('lt-div'));
    area.before(highlighter);
  }
  document.documentElement.append(document.createElement('grammarly-desktop-integration'));
};

/** Every text goes, two elements come in its place; and so does every text that comes later. */
export const translator: Foreign = () => {
  const root = document.documentElement;
  root.lang = 'uk';
  root.classList.add('translated-ltr');
  const translate = (text: Text) => {
    const parent = text.parentElement;
    if (!parent || !text.data.trim() || parent.closest('[translate=no], .notranslate, script, style, noscript, textarea, font, svg, title')) return;
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
    inner.append(`«${text.data}»`);
    outer.append(inner);
    text.replaceWith(outer);
  };
  const all = (node: Node) => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    if (node instanceof Text) texts.push(node);
    texts.forEach(translate);
  };
  all(document.body);
  const options = { childList: true, characterData: true, subtree: true };
  const observer = new MutationObserver((records) => {
    observer.disconnect();
    for (const { type, target, addedNodes } of records) for (const node of type === 'characterData' ? [target] : addedNodes) if (node.isConnected) all(node);
    observer.observe(document.body, options);
  });
  observer.observe(document.body, options);
  const bar = document.createElement('div');
  bar.className = 'skiptranslate';
  bar.id = 'goog-gt-tt';
  document.body.append(bar);
};

export const extensions = { 'a password manager': passwordManager, 'a grammar checker': grammarChecker, 'a translator': translator };
