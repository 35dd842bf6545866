import { StoreFailed } from '@ledgerdesk/event-store';
import type { Evolver } from '@ledgerdesk/kernel';
import type { LoadedStream } from './loaded-stream.js';
import type { StreamCache } from './stream-cache.js';
import { within } from './within.js';

/** The log cannot be reached, and what is known of a stream is too old or missing. Retry. */
class LogUnreachable extends Error {
  readonly code = 'log-unreachable';
  constructor(stream: string) {
    super(`The log cannot be reached, and ${stream} is not known well enough to go on without it.`);
  }
}

/** Time for which readers go on with what they know of a log that cannot be reached, in ms. */
export const GRACE_MS = 60_000;
/** How long a reader waits for the log if it can go on without, in ms. */
const PATIENCE_MS = 1_000;
/** How long it waits otherwise. */
const LONG_PATIENCE_MS = 5_000;
/** Time for which readers do not ask a log again that has not answered one of them, in ms. */
const PAUSE_MS = 1_000;

/**
 * Streams as readers see them, who record nothing: while the log of a server cannot be reached, as they are known from
 * before, for a minute. A stream that has never been read is not shown meanwhile.
 *
 * @example
 * const { state: member } = await views.load(memberDecider, memberStream('acme', 'aiko'));
 */
export class StreamViews {
  #askAgainAt = -Infinity;

  /** `elapsed` is monotonic time in ms. */
  constructor(
    private readonly streams: Pick<StreamCache, 'load' | 'cached' | 'isRemote' | 'areCurrentWithin'>,
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /**
   * The stream up to its last event, or while the log cannot be reached, up to the last one that is known.
   * @throws LogUnreachable
   */
  async load<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    if (!this.streams.isRemote) return this.streams.load(evolver, stream);
    const known = (): LoadedStream<State> | undefined =>
      this.streams.areCurrentWithin(GRACE_MS) ? this.streams.cached(evolver, stream) : undefined;
    const patienceMs = known() ? PATIENCE_MS : LONG_PATIENCE_MS;
    const isAsked = this.elapsed() >= this.#askAgainAt;
    const loaded = (isAsked ? await this.#ask(evolver, stream, patienceMs) : undefined) ?? known();
    if (!loaded) throw new LogUnreachable(stream);
    return loaded;
  }

  /** Returns undefined if the log does not answer. */
  async #ask<State>(
    evolver: Evolver<State>,
    stream: string,
    patienceMs: number,
  ): Promise<LoadedStream<State> | undefined> {
    const loaded = await within(patienceMs, this.streams.load(evolver, stream).catch(undefinedIfUnreachable));
    if (!loaded) this.#askAgainAt = this.elapsed() + PAUSE_MS;
    return loaded;
  }
}

const undefinedIfUnreachable = (error: unknown): undefined => {
  if (error instanceof StoreFailed) return undefined;
  throw error;
};
