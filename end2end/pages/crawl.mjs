// Goes wherever somebody can go from a page by links alone, and brings back every page.

import { attribute, readPage, text } from '../support/html.mjs';

/** Signs somebody in by the form; returns the cookie. */
export async function signIn(server, email, password) {
  const answer = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, accept: 'text/html' },
    body: new URLSearchParams({ email, password, next: '/today' }),
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('session='));
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookie.split(';')[0];
}

/** Where somebody begins. */
export const startsOf = (cookie) => ['/', '/sign-in', '/interest', ...(cookie ? ['/today', '/account'] : [])];

/**
 * All that can be reached from some addresses: `[{ address, status, type, html, from }]`.
 * Of pages that differ only in what they are of (an id, a filter's value) `each` are opened.
 */
export async function crawl(server, cookie, starts, each) {
  const seen = new Set(starts);
  const counts = new Map();
  const waiting = starts.map((address) => ({ address, from: 'the start' }));
  const found = [];
  while (waiting.length > 0) {
    const batch = waiting.splice(0, AT_ONCE);
    for (const page of await Promise.all(batch.map((next) => open(server, cookie, next)))) {
      found.push(page);
      for (const address of page.links ?? []) {
        const shape = shapeOf(address);
        const count = counts.get(shape) ?? 0;
        if (seen.has(address) || count >= each) continue;
        seen.add(address);
        counts.set(shape, count + 1);
        waiting.push({ address, from: page.address });
      }
    }
  }
  return found;
}

async function open(server, cookie, { address, from }) {
  const answer = await fetch(`${server.url}${address}`, { redirect: 'manual', headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } });
  const type = answer.headers.get('content-type') ?? '';
  const page = { address, from, status: answer.status, type, location: answer.headers.get('location') };
  const body = await answer.text();
  // A redirect has a body too, which nobody reads.
  if (answer.status !== 200 || !type.startsWith('text/html')) return page;
  const { elements } = readPage(body);
  const ids = new Set(elements.map((element) => attribute(element, 'id')).filter(Boolean));
  const links = elements
    .filter(({ tagName }) => tagName === 'a')
    .map((element) => ({ href: attribute(element, 'href'), words: text(element) }))
    .filter(({ href }) => href !== undefined);
  return { ...page, html: body, ...sorted(address, links, ids) };
}

/** Links to other pages of ours, and those that lead nowhere on their own page. */
function sorted(address, links, ids) {
  const here = new URL(address, 'http://here');
  const out = { links: [], dead: [] };
  for (const { href, words } of links) {
    const url = new URL(href, here);
    if (url.origin !== here.origin) continue;
    const same = url.pathname === here.pathname && url.search === here.search;
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (same && fragment && !ids.has(fragment)) out.dead.push(`“${words}” leads to #${fragment}, which is not on the page`);
    if (!same) out.links.push(`${url.pathname}${url.search}`);
  }
  return out;
}

/** So many pages are asked for at a time, as a browser with several tabs does. */
const AT_ONCE = 4;
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** An address with what it is of left out. */
export function shapeOf(address) {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const names = [...new Set(searchParams.keys())].sort().join('&');
  return `${pathname.replace(ID, ':id').replace(/\/\d+(?=\/|$)/g, '/:n')}?${names}`;
}
