import { LRUCache } from 'lru-cache';
import { clientNetwork, type TrustedProxies } from './client-address.js';
import { Problem } from './problem.js';

/** Addresses that are counted at once; beyond, the one that was counted longest ago is forgotten. */
const MAX_ADDRESSES = 100_000;

interface Window {
  count: number;
  /** On the monotonic clock, in ms. */
  readonly endsAt: number;
}

/** Counts attempts of each address in windows of a fixed length. */
export class AttemptLimit {
  private readonly windows = new LRUCache<string, Window>({ maxSize: MAX_ADDRESSES, sizeCalculation: () => 1 });

  /** `max` 0: no limit. */
  constructor(
    private readonly max: number,
    private readonly windowMs: number,
    private readonly proxies: TrustedProxies,
  ) {}

  /** Throws Problem if the attempts of an address in its window have reached the limit. */
  assertBelow(ip: string): void {
    const window = this.windowOf(ip);
    if (this.max === 0 || window.count < this.max || this.proxies.has(ip)) return;
    const seconds = Math.ceil((window.endsAt - performance.now()) / 1_000);
    throw new Problem(429, 'too-many-requests', `Too many requests. Retry in ${seconds} seconds.`, {
      headers: { 'retry-after': `${seconds}` },
      cause: 'too many of one address',
    });
  }

  count(ip: string): void {
    this.windowOf(ip).count += 1;
  }

  private windowOf(ip: string): Window {
    const address = clientNetwork(ip);
    const known = this.windows.get(address);
    if (known && known.endsAt > performance.now()) return known;
    const window = { count: 0, endsAt: performance.now() + this.windowMs };
    this.windows.set(address, window);
    return window;
  }
}
