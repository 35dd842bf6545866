import { type Evolver, isRefusal } from '@ledgerdesk/kernel';
import type { LoadedStream } from './loaded-stream.js';
import { LogPatience, LogUnreachable, LONG_PATIENCE_MS } from './log-patience.js';
import type { StreamCache } from './stream-cache.js';

/** Time for which readers go on with what they know of a log that cannot be reached, in ms. */
export const GRACE_MS = 60_000;
/** How long a reader waits for the log if it can go on without, in ms. */
const PATIENCE_MS = 1_000;

/** Reads a stream up to its last event. */
export type StreamReader = <State>(evolver: Evolver<State>, stream: string) => Promise<LoadedStream<State>>;

/**
 * Streams as readers see them, who record nothing: while the log of a server cannot be reached, as they are known from
 * before, for a minute. A stream that has never been read is not shown meanwhile.
 *
 * @example
 * const { state: member } = await views.load(memberDecider, memberStream('acme', 'aiko'));
 * const refused = await views.decide(async (read) => hubRefusal(await member(read), await addOns(read)));
 */
export class StreamViews {
  readonly #patience: LogPatience;

  /** `elapsed` is monotonic time in ms. */
  constructor(
    private readonly streams: Pick<StreamCache, 'load' | 'read' | 'cached' | 'isRemote' | 'areCurrentWithin'>,
    elapsed?: () => number,
  ) {
    this.#patience = new LogPatience(elapsed);
  }

  /**
   * The stream up to its last event, or while the log cannot be reached, up to the last one that is known.
   * @throws LogUnreachable
   */
  load<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    return this.#view(evolver, stream, (...of) => this.streams.load(...of));
  }

  /**
   * Decides on streams as `load` shows them. Before it refuses, decides again on what the log has now: another engine
   * may have recorded a moment ago what is asked for. `isRefused` says which outcomes are refusals.
   * @throws LogUnreachable
   */
  async decide<Outcome>(
    decide: (read: StreamReader) => Promise<Outcome>,
    isRefused: (outcome: Outcome) => boolean = isRefusal,
  ): Promise<Outcome> {
    const outcome = await decide((evolver, stream) => this.load(evolver, stream));
    if (!this.streams.isRemote || !isRefused(outcome)) return outcome;
    return decide((...view) => this.#view(...view, (...of) => this.streams.read(...of)));
  }

  async #view<State>(evolver: Evolver<State>, stream: string, read: StreamReader): Promise<LoadedStream<State>> {
    if (!this.streams.isRemote) return read(evolver, stream);
    const known = (): LoadedStream<State> | undefined =>
      this.streams.areCurrentWithin(GRACE_MS) ? this.streams.cached(evolver, stream) : undefined;
    const patienceMs = known() ? PATIENCE_MS : LONG_PATIENCE_MS;
    const loaded = (await this.#patience.ask(() => read(evolver, stream), patienceMs)) ?? known();
    if (!loaded) throw new LogUnreachable(stream);
    return loaded;
  }
}
