// One server with the demonstration for all tests but those that stop or hold it, which start their own.

import { defineConfig } from '@playwright/test';

import { chromium, flags } from './support/chromium.mjs';

const desktop = { viewport: { width: 1366, height: 768 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const wide = { viewport: { width: 1920, height: 1080 } };

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  globalSetup: './support/set-up.ts',
  workers: 2,
  fullyParallel: true,
  // A test that fails now and then tells of a fault that happens now and then.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 8_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // Less than a test's time, so that it says what it waited for.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    launchOptions: { executablePath: chromium(), args: flags },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', use: desktop, testIgnore: /(plain|phone)\.spec/ },
    { name: 'phone', use: phone, testMatch: /(pages|programme|screenshots|phone)\.spec/ },
    { name: 'wide', use: wide, testMatch: /(programme|screenshots)\.spec/ },
    // Key pages must be useful without our program: a proxy that strips scripts, an old tablet, a bundle that does not load.
    { name: 'no-javascript', use: { ...desktop, javaScriptEnabled: false }, testMatch: /plain\.spec/ },
  ],
});
