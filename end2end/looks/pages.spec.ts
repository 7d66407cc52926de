// Pictures of every page on three screens.

import { fromLetters, movedOn, pages, reached } from '../support/every-page.ts';
import { test } from '../support/test.ts';
import { World } from '../support/world.ts';
import { draw } from './pictures.ts';

for (const [, name, person, address] of pages) {
  test(name, async ({ as, visitor }, info) => {
    const page = person ? await as(person) : await visitor();
    await page.goto(await address(page.request));
    await draw(page, name, info);
  });
}

for (const [, name, person, reach] of reached) {
  test(name, async ({ as, visitor }, info) => {
    const page = person ? await as(person) : await visitor();
    await reach(page);
    await draw(page, name, info);
  });
}

for (const [which, lead] of [['that letters lead to', fromLetters], ['of a world that has moved on', movedOn]] as const) {
  test(`pages ${which}`, async ({ browser }, info) => {
    test.setTimeout(300_000);
    const { viewport, isMobile, hasTouch, deviceScaleFactor } = info.project.use;
    const world = await World.make(browser, { viewport, isMobile, hasTouch, deviceScaleFactor });
    try {
      await lead(world, (page, name) => draw(page, name, info));
    } finally {
      await world.end();
    }
  });
}
