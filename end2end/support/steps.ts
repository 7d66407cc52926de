// A board with many steps, written at once by another client, as by somebody's import.

import type { Page } from '@playwright/test';

import * as written from './written.mjs';

/** Writes steps called `Part 1` … onto the board that is open, each with `lines` lines of exposition, and waits until they are there. */
export async function writeSteps(page: Page, count: number, lines = 3) {
  const exposition = Array(lines).fill('A line of words.').join('\n');
  const steps = Array.from({ length: count }, (_, place) => ({ title: `Part ${place + 1}`, exposition }));
  await written.writeSteps(page, steps, { keyOf: (place: number) => `part${place + 1}` });
}
