// What every page must hold as the server sends it, before any browser has mended it: HTML that needs no repairs (hydration walks
// the tree as it was written), one frame, headings in order, a name for every control, nothing from anywhere but our own server.

import { HtmlValidate } from 'html-validate';
import { defaultTreeAdapter as tree, parse } from 'parse5';

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Leptos marks places with `<!>`, which every browser reads as an empty comment. */
const HARMLESS = new Set(['incorrectly-opened-comment']);

const validator = new HtmlValidate({
  root: true,
  elements: ['html5'],
  rules: {
    'aria-label-misuse': 'error',
    'attribute-allowed-values': 'error',
    'attribute-misuse': 'error',
    'deprecated': 'error',
    'element-permitted-content': 'error',
    'element-permitted-occurrences': 'error',
    'element-permitted-order': 'error',
    'element-permitted-parent': 'error',
    'element-required-ancestor': 'error',
    'element-required-attributes': 'error',
    'element-required-content': 'error',
    'input-missing-label': 'error',
    'map-id-name': 'error',
    'meta-refresh': 'error',
    'multiple-labeled-controls': 'error',
    'no-abstract-role': 'error',
    'no-dup-attr': 'error',
    'no-dup-class': 'error',
    'no-dup-id': 'error',
    'no-missing-references': 'error',
    'no-multiple-main': 'error',
    'script-element': 'error',
    'text-content': 'error',
    'unrecognized-char-ref': 'error',
    'valid-autocomplete': 'error',
    'valid-id': ['error', { relaxed: true }],
    'wcag/h30': 'error',
    'wcag/h36': 'error',
    'wcag/h37': 'error',
    'wcag/h67': 'error',
    'wcag/h71': 'error',
  },
});

/** What is wrong with a page, in words; an empty list when nothing is. */
export function problemsIn(html) {
  const read = readPage(html);
  return [...read.repairs, ...frame(read), ...headings(read), ...foreign(read), ...invalid(html)];
}

/** A page's elements in the order of the source, and what a parser had to mend in it. */
export function readPage(html) {
  const repairs = [];
  const onParseError = ({ code, startLine, startOffset }) => {
    if (!HARMLESS.has(code)) repairs.push(`the parser stumbles: ${code} in line ${startLine}: ${excerpt(html, startOffset)}`);
  };
  const document = parse(html, { sourceCodeLocationInfo: true, onParseError });
  const elements = [];
  const walk = (parent) => {
    let next = html.length;
    for (const node of (tree.getChildNodes(parent) ?? []).toReversed()) {
      if (!tree.isElementNode(node)) continue;
      repairs.push(...mended(node, parent, next, html));
      next = node.sourceCodeLocation?.startOffset ?? next;
    }
    for (const node of tree.getChildNodes(parent) ?? []) {
      if (!tree.isElementNode(node)) continue;
      elements.push(node);
      walk(node);
      if (node.content) walk(node.content);
    }
  };
  walk(document);
  return { elements, repairs };
}

/** What a browser would do to an element that the source does not say; its next sibling starts at `next`. */
function mended({ tagName, sourceCodeLocation: at }, parent, next, html) {
  if (!at?.startTag) return [`<${tagName}> is not in the source: the parser adds it inside <${parent.tagName ?? 'document'}>`];
  const written = html.slice(at.startOffset, at.startTag.endOffset);
  if (!at.endTag && !VOID.has(tagName) && !written.endsWith('/>')) return [`${written} is never closed`];
  const around = parent.sourceCodeLocation;
  // Leptos writes what its resources hold behind the document's end, from where every parser takes it into the body.
  if (tagName === 'script' && at.startOffset >= html.lastIndexOf('</body>')) return [];
  const outside = at.startOffset > next || (around && (at.startOffset < around.startOffset || at.endOffset > around.endOffset));
  return outside ? [`${written} is moved by the parser`] : [];
}

export const attribute = (element, name) => tree.getAttrList(element).find((found) => found.name === name)?.value;

/** An element's text, apart from what nobody sees. */
export function text(element) {
  return tree
    .getChildNodes(element)
    .map((node) => (tree.isTextNode(node) ? node.value : tree.isElementNode(node) ? text(node) : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function frame({ elements }) {
  const wrong = [];
  const only = (name, what) => {
    const found = elements.filter(({ tagName }) => tagName === name);
    if (found.length !== 1) wrong.push(`there are ${found.length} ${what}, not one`);
    return found[0];
  };
  const title = elements.find(({ tagName }) => tagName === 'title');
  const words = title ? text(title) : '';
  if (!/.+ · Twilight$/.test(words)) wrong.push(`the title is “${words}”`);
  const language = attribute(only('html', 'documents'), 'lang');
  if (language !== 'en-GB') wrong.push(`the language is ${language}`);
  only('main', 'main parts');
  const first = only('h1', 'headings of the first rank');
  if (first && !text(first)) wrong.push('the heading of the first rank is empty');
  const skip = elements.find(({ tagName }) => tagName === 'a');
  if (!skip || !/^Skip to/.test(text(skip))) wrong.push('the first link does not skip to the main part');
  return wrong;
}

function headings({ elements }) {
  const wrong = [];
  let rank = 0;
  for (const element of elements.filter(({ tagName }) => /^h[1-6]$/.test(tagName))) {
    const own = Number(element.tagName[1]);
    if (rank === 0 ? own > 2 : own > rank + 1) wrong.push(`<h${own}> “${text(element)}” comes after ${rank ? `<h${rank}>` : 'nothing'}`);
    rank = own;
  }
  return wrong;
}

/** Attributes by which a page loads something, or sends something, without anybody choosing to go there. */
const LOADS = { script: ['src'], link: ['href'], img: ['src', 'srcset'], iframe: ['src'], form: ['action'], button: ['formaction'], source: ['src', 'srcset'], use: ['href', 'xlink:href'], image: ['href'], object: ['data'], embed: ['src'] };

function foreign({ elements }) {
  return elements.flatMap((element) =>
    [...(LOADS[element.tagName] ?? []), 'style']
      .map((name) => attribute(element, name))
      .filter((value) => value !== undefined && /(^|[\s(,'"])([a-z]+:)?\/\//i.test(value))
      .map((value) => `<${element.tagName}> asks another host: ${value}`),
  );
}

function invalid(html) {
  // Leptos' markers are comments to every browser.
  const { results } = validator.validateStringSync(html.replaceAll('<!>', '<!---->'));
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`));
}

const excerpt = (html, offset) => html.slice(Math.max(0, offset - 60), offset + 60).replace(/\s+/g, ' ');
