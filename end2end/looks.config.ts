// Pictures and papers for eyes, on three screens: `script/test looks`. Nothing is checked but that there is something on them.

import { defineConfig } from '@playwright/test';

import checks, { desktop, phone } from './playwright.config.ts';

const wide = { viewport: { width: 1920, height: 1080 } };

export default defineConfig({
  ...checks,
  testDir: 'looks',
  projects: [
    { name: 'desktop', use: desktop },
    { name: 'phone', use: phone },
    { name: 'wide', use: wide },
  ],
});
