// One server with the demonstration for all tests but those that stop or hold it, which start their own.

import { defineConfig } from '@playwright/test';

import { chromium, flags } from './support/chromium.mjs';

export const desktop = { viewport: { width: 1366, height: 768 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

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
    // A trace of every test costs a third of its time: asked for when a failure can't be understood without.
    trace: process.env.TWILIGHT_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    // Every page is looked at here, on all screens in one visit (support/visit.ts).
    { name: 'desktop', use: desktop, testIgnore: /(plain|phone)\.spec/ },
    { name: 'phone', use: phone, testMatch: /phone\.spec/ },
    // Key pages must be useful without our program: a proxy that strips scripts, an old tablet, a bundle that does not load.
    { name: 'no-javascript', use: { ...desktop, javaScriptEnabled: false }, testMatch: /plain\.spec/ },
  ],
});
