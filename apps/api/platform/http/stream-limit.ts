import type { Caller } from '../auth/caller.js';
import type { TrustedProxies } from './client-address.js';
import { clientNetwork } from './client-address.js';
import { Problem } from './problem.js';

/** Numbers of event streams that may be open at once. */
export interface StreamLimits {
  readonly perCaller: number;
  readonly perAddress: number;
  /** Proxies, whose own address counts as no client. */
  readonly proxies: TrustedProxies;
}

/** Who opens a stream, and from where. */
interface Follower {
  readonly caller?: Pick<Caller, 'actor' | 'onBehalfOf'> | undefined;
  readonly ip: string;
}

const RETRY_SECONDS = '5';

const tooMany = (whose: string, max: number): Problem =>
  new Problem(429, 'too-many-event-streams', `${whose} has ${max} open event streams. Close one first.`, {
    headers: { 'retry-after': RETRY_SECONDS },
    details: { max },
  });

/** Who follows a stream: the member that a service acts for, else the caller. */
export const callerKey = ({ actor, onBehalfOf }: NonNullable<Follower['caller']>): string =>
  [actor, onBehalfOf].map((one) => (one ? `${one.kind} ${one.id}` : '')).join('/');

/** Counts the open event streams of each caller and address. */
export class StreamLimit {
  private readonly open = new Map<string, number>();

  constructor(private readonly limits: StreamLimits) {}

  /** Counts a stream and returns what ends it. Throws Problem beyond a limit. */
  begin({ caller, ip }: Follower): () => void {
    const { perCaller, perAddress, proxies } = this.limits;
    const counted = [
      ...(caller ? [{ key: `caller ${callerKey(caller)}`, max: perCaller, whose: 'This caller' }] : []),
      ...(proxies.has(ip) ? [] : [{ key: `address ${clientNetwork(ip)}`, max: perAddress, whose: 'Your address' }]),
    ];
    for (const { key, max, whose } of counted) if ((this.open.get(key) ?? 0) >= max) throw tooMany(whose, max);
    for (const { key } of counted) this.add(key, 1);
    return () => {
      for (const { key } of counted) this.add(key, -1);
    };
  }

  private add(key: string, change: number): void {
    const count = (this.open.get(key) ?? 0) + change;
    if (count === 0) this.open.delete(key);
    else this.open.set(key, count);
  }
}
