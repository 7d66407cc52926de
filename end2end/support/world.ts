// A server of one's own with the demonstration in it, whose letters come to us: for tests that change the programme.

import { join } from 'node:path';

import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test';

import { type Person, people } from './people.ts';
import { Post } from './post.mjs';
import { Server, fillTexts, makeDemonstration, temporaryFolder } from './server.mjs';

export class World {
  readonly #contexts: { close(): Promise<void> }[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly folder: { path: string; remove(): void },
    private readonly server: Server,
    readonly password: string,
    readonly post: Post,
    /** The screen of everybody in it. */
    private readonly screen: BrowserContextOptions,
  ) {}

  /** `words` are put before every text in it. */
  static async make(browser: Browser, screen: BrowserContextOptions = {}, words?: string) {
    const folder = temporaryFolder();
    const database = join(folder.path, 'world.db');
    const password = makeDemonstration(database);
    if (words) fillTexts(database, words);
    const post = await Post.start();
    const settings = { TWILIGHT_SMTP: post.url, TWILIGHT_MAIL_FROM: 'twilight@lanternvale.example' };
    return new World(browser, folder, await Server.start(database, undefined, settings), password, post, screen);
  }

  get url() {
    return this.server.url;
  }

  get host() {
    return this.server.host;
  }

  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.server.url, ...this.screen, ...options });
    this.#contexts.push(context);
    return context.newPage();
  }

  async as(person: Person, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.visitor(options);
    await page.goto('/sign-in');
    await page.locator('#email').fill(people[person].email);
    await page.locator('#password').fill(this.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/today$/);
    return page;
  }

  /** The address in the newest letter to somebody whose subject fits. */
  async link(to: string, subject: RegExp, path: string): Promise<string> {
    const letter = await this.post.letter(to, subject);
    const link = letter.links.find((link: string) => link.includes(path));
    if (!link) throw new Error(`“${letter.subject}” has no link with ${path}`);
    return link;
  }

  async end() {
    for (const context of this.#contexts) await context.close();
    await this.server.stop();
    const log = this.server.log();
    await this.post.stop();
    this.folder.remove();
    expect(log.split('\n').filter((line) => /\bERROR\b|panicked/.test(line))).toEqual([]);
  }
}
