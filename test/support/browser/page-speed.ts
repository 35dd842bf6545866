import type { CDPSession, Page } from 'playwright-core';

/** Processors of readers are this many times as slow. */
const SLOWDOWN = 4;

/** Collects what the browser tells of its speed, before any script of the page runs. */
const OBSERVE = `
  window.speed = { lcp: 0, cls: 0, shifts: [], events: [] };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.speed.lcp = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.speed.cls += value;
      window.speed.shifts.push(value.toFixed(4) + ' ' + sources.map(({ node }) => node?.className ?? '?').join());
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries())
      if (interactionId > 0) window.speed.events.push({ name, duration });
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** Resolves after the browser has shown what changed, and told how long that took. */
const SHOWN = `
  new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(resolve, 50))))`;

/** What the browser tells of a page. */
export interface LoadedPage {
  /** Largest Contentful Paint, ms. */
  readonly lcpMs: number;
  /** Cumulative Layout Shift. */
  readonly cls: number;
  /** What moved, and by how much. */
  readonly shifts: readonly string[];
  readonly requests: number;
  /** Bytes received, with headers. */
  readonly bytes: number;
}

/** A page on a slow processor, with an empty cache, that tells its speed. */
export class SlowPage {
  private requests = 0;
  private bytes = 0;

  private constructor(
    readonly page: Page,
    private readonly session: CDPSession,
  ) {
    session.on('Network.requestWillBeSent', () => {
      this.requests += 1;
    });
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      this.bytes += encodedDataLength;
    });
  }

  /** Slows a page down, which then has to be loaded. */
  static async of(page: Page): Promise<SlowPage> {
    const session = await page.context().newCDPSession(page);
    await page.addInitScript(OBSERVE);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    return new SlowPage(page, session);
  }

  /** Loads a page, waits until `settled`, and tells how it went. */
  async load(url: string, settled: (page: Page) => Promise<void>): Promise<LoadedPage> {
    await this.page.goto('about:blank');
    this.requests = 0;
    this.bytes = 0;
    await this.page.goto(url);
    await settled(this.page);
    await this.page.evaluate(SHOWN);
    const { lcp, cls, shifts } = await this.page.evaluate<{ lcp: number; cls: number; shifts: string[] }>(
      'window.speed',
    );
    return { lcpMs: lcp, cls, shifts, requests: this.requests, bytes: this.bytes };
  }

  /** Time from an interaction until the browser showed its first effect, ms: of the slowest event, at least 16. */
  async interact(act: (page: Page) => Promise<void>): Promise<number> {
    await this.page.evaluate(`${SHOWN}.then(() => { window.speed.events = []; })`);
    await act(this.page);
    const events = await this.page.evaluate<{ duration: number }[]>(`${SHOWN}.then(() => window.speed.events)`);
    return Math.max(16, ...events.map(({ duration }) => duration));
  }

  async close(): Promise<void> {
    await this.session.detach();
  }
}
