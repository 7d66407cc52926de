// What must never happen on any page: an error in the console, an exception, a failed answer of our own server, a request
// to anybody else. A test that provokes one says so with `allowed`.

import type { BrowserContext, Page, Response } from '@playwright/test';

/** A form that was refused is answered with its page. */
function isRefusedForm(response: Response) {
  const request = response.request();
  return response.status() === 422 && request.method() === 'POST' && request.isNavigationRequest();
}

/** A browser's own word where a page is left while it is still taking the place of the one before: no script of ours holds that promise. */
const LEFT_IN_TRANSITION = 'Transition was skipped';

export class Guard {
  /** All that was noticed, also what the test provokes. */
  readonly seen: string[] = [];
  readonly problems: string[] = [];

  constructor(private readonly allowed: RegExp | undefined) {}

  /** Every page of a context, from now on. */
  watch(context: BrowserContext, origin: string) {
    context.on('page', (page) => this.#watchProgram(page));
    this.#watchTraffic(context, origin);
  }

  /** One page of a context that others use too. */
  watchPage(page: Page, origin: string) {
    this.#watchProgram(page);
    this.#watchTraffic(page, origin);
  }

  #watchTraffic(of: BrowserContext | Page, origin: string) {
    // The two have these events in common, which their types do not say.
    const traffic = of as Page;
    traffic.on('request', (request) => {
      const url = new URL(request.url());
      const ours = url.origin === origin || ['data:', 'blob:', 'about:'].includes(url.protocol);
      if (!ours) this.#note(`a request to another host: ${request.url()}`);
    });
    traffic.on('response', (response) => {
      if (response.status() >= 400 && !isRefusedForm(response)) this.#note(`${response.status()} for ${response.request().method()} ${response.url()}`);
    });
    traffic.on('requestfailed', (request) => {
      const failure = request.failure()?.errorText ?? '';
      // Leaving a page cuts off what it still loads; with JavaScript off, scripts count as refused (`csp`). What our own policy
      // really refuses is an error in the console.
      if (!['net::ERR_ABORTED', 'csp'].includes(failure)) this.#note(`${failure} for ${request.url()}`);
    });
  }

  #watchProgram(page: Page) {
    page.on('console', (message) => {
      // What was no form's answer is noted with the answers.
      const isRefusal = /responded with a status of 422/.test(message.text());
      if (message.type() === 'error' && !isRefusal) this.#note(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => {
      if (error.message !== LEFT_IN_TRANSITION) this.#note(`exception: ${error.message}`);
    });
    page.on('crash', () => this.#note('the page crashed'));
  }

  #note(problem: string) {
    this.seen.push(problem);
    if (!this.allowed?.test(problem)) this.problems.push(problem);
  }
}
