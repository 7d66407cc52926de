// The checks of `html.mjs`, each with a fault planted for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { problemsIn } from '../support/html.mjs';

const page = (main, { head = '', title = 'Today · Twilight', attributes = 'lang="en-GB"' } = {}) =>
  `<!DOCTYPE html><html ${attributes}><head><meta charset="utf-8"><title>${title}</title>${head}</head>` +
  `<body><a href="#main">Skip to the main part</a><main id="main"><h1>Today<!></h1>${main}</main></body></html>`;

test('a good page has no problem', () => {
  const main = '<h2>Boards</h2><p>Two.</p><h3>One</h3><table><tbody><tr><td>1</td></tr></tbody></table><label for="q">Find</label><input id="q" name="q"><br><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>';
  assert.deepEqual(problemsIn(page(main)), []);
});

for (const [kind, html, expected] of [
  ['a block in a paragraph', page('<p>One<div>two</div></p>'), /<p> is never closed|stumbles/],
  ['a table without its body', page('<table><tr><td>1</td></tr></table>'), /<tbody> is not in the source/],
  ['an element that a table casts out', page('<table><tbody><tr><td>1</td></tr><div>2</div></tbody></table>'), /<div> is moved/],
  ['an element that nobody closes', page('<ul><li>One</ul>'), /<li> is never closed/],
  ['a block where words belong', page('<h2><div>Boards</div></h2>'), /element-permitted-content/],
  ['one id twice', page('<p id="a">1</p><p id="a">2</p>'), /no-dup-id/],
  ['a description that is not there', page('<input id="q" aria-label="Find" aria-describedby="hint">'), /no-missing-references/],
  ['a field without a label', page('<input id="q" name="q">'), /input-missing-label/],
  ['a button without words', page('<button type="button"></button>'), /text-content/],
  ['a link without words', page('<a href="/"><svg></svg></a>'), /wcag\/h30/],
  ['a picture without words', page('<img src="/a.png">'), /wcag\/h37/],
  ['a group of choices without a name', page('<fieldset><input type="radio" id="a" name="a"><label for="a">A</label></fieldset>'), /wcag\/h71/],
  ['a rank left out', page('<h2>Boards</h2><h4>One</h4>'), /<h4> “One” comes after <h2>/],
  ['a second heading of the first rank', page('<h1>Tomorrow</h1>'), /2 headings of the first rank/],
  ['a second main part', page('<main></main>'), /2 main parts/],
  ['a title without its end', page('', { title: 'Today' }), /the title is “Today”/],
  ['another language', page('', { attributes: 'lang="en"' }), /the language is en/],
  ['a script from elsewhere', page('', { head: '<script src="https://cdn.example/a.js"></script>' }), /asks another host/],
  ['a stylesheet from elsewhere', page('', { head: '<link rel="stylesheet" href="//cdn.example/a.css">' }), /asks another host/],
  ['a background from elsewhere', page('<p style="background: url(https://cdn.example/a.png)">1</p>'), /asks another host/],
  ['a form that is sent elsewhere', page('<form action="https://evil.example/" method="post"><button>Send</button></form>'), /asks another host/],
]) {
  test(`${kind} is found`, () => {
    const problems = problemsIn(html);
    assert.ok(problems.some((problem) => expected.test(problem)), JSON.stringify(problems));
  });
}

test('a page that does not begin by skipping to its main part is found', () => {
  assert.match(problemsIn(page('').replace('Skip to the main part', 'Front page')).join(), /does not skip/);
});
