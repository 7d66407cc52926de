// The screens that people have, put on one page after another without loading it again.

import type { CDPSession, Page } from '@playwright/test';

export type Size = { width: number; height: number; touch?: boolean };

/** A school's laptop, a phone, a projector; a phone at 400 %, and a tablet held upright. */
export const sizes = {
  desktop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844, touch: true },
  wide: { width: 1920, height: 1080 },
  smallest: { width: 320, height: 1080, touch: true },
  tablet: { width: 820, height: 1080, touch: true },
} satisfies Record<string, Size>;

export class Screen {
  private constructor(
    private readonly page: Page,
    private readonly tools: CDPSession,
  ) {}

  static async of(page: Page) {
    return new Screen(page, await page.context().newCDPSession(page));
  }

  /** Shows the page on another screen, with a finger instead of a mouse where it has one. */
  async put({ width, height, touch = false }: Size) {
    await this.tools.send('Emulation.setTouchEmulationEnabled', { enabled: touch, maxTouchPoints: touch ? 5 : 1 });
    await this.tools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: touch ? 2 : 1, mobile: touch });
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** How wide the content is, where `width` is what is there. */
  async contentWidth(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth);
  }
}
