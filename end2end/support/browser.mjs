// A browser of its own, which can be killed as a whole and started again on the same profile, like a tablet whose battery died.

import { spawn } from 'node:child_process';

import { chromium as playwright } from '@playwright/test';

import { chromium, flags } from './chromium.mjs';

export class KillableBrowser {
  // `profile` is a folder that outlives the process.
  static async start(profile) {
    const words = [...flags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    // A group of its own, so that all its processes end together, and none but those.
    const child = spawn(chromium(), words, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (data) => {
        said += data;
        const found = /DevTools listening on (ws:\S+)/.exec(said);
        if (found) resolve(found[1]);
      });
      child.once('exit', () => reject(new Error(`The browser ended at once:\n${said}`)));
    });
    const browser = new KillableBrowser();
    browser.child = child;
    browser.connection = await playwright.connectOverCDP(address);
    browser.context = browser.connection.contexts()[0];
    return browser;
  }

  async kill() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    process.kill(-this.child.pid, 'SIGKILL');
    await ended;
    await this.connection.close().catch(() => {});
  }
}
