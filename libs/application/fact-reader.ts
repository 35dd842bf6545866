import type { Evolver } from './loaded-stream.js';
import type { StreamCache } from './stream-cache.js';

/** Reads what a decision needs from other streams, and remembers at which revision it did. */
export class FactReader {
  private readonly seen: Record<string, number> = {};

  constructor(private readonly streams: StreamCache) {}

  async read<State>(decider: Evolver<State>, stream: string): Promise<State> {
    const { state, revision } = await this.streams.load(decider, stream);
    this.seen[stream] = revision;
    return state;
  }

  /** Revisions by stream name, for the metadata of what was decided. */
  get revisions(): Readonly<Record<string, number>> {
    return this.seen;
  }
}
