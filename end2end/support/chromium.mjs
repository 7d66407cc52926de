// Which browser, and how it is started: Chromium from the distribution; nothing is downloaded.

import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function chromium() {
  const path = process.env.CHROMIUM ?? usual.find(existsSync);
  if (!path) throw new Error('There is no Chromium: install the package `chromium`, or say where it is with CHROMIUM=…');
  return path;
}

// It must not phone home, and containers have neither a sandbox nor a graphics card.
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
