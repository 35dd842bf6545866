import { type ReadableLog, streamPagesOf } from '@ledgerdesk/event-store';
import { prefixOf, type StreamCategory } from '@ledgerdesk/events';
import type { Evolver, RecordedEvent } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import { decodeClear } from '../decode-clear.js';

const PAGE = { limit: 1_000, maxBytes: 1_048_576 };

interface Folded<State> {
  readonly state: State;
  readonly revision: number;
}

/**
 * The states of the streams of one category, folded as the events of the log come in order. Those that are not in
 * memory, and earlier ones, are folded from the log when they are needed.
 */
export class FoldedStreams<State> {
  private readonly known: LRUCache<string, Folded<State>>;
  private readonly prefix: string;

  constructor(
    private readonly log: Pick<ReadableLog, 'readStream'>,
    category: StreamCategory,
    private readonly evolver: Evolver<State>,
    maxStates = 20_000,
  ) {
    this.prefix = prefixOf(category);
    this.known = new LRUCache({ maxSize: maxStates, sizeCalculation: () => 1 });
  }

  has(stream: string): boolean {
    return stream.startsWith(this.prefix);
  }

  /** Takes the next event of the log that belongs to one of the streams. */
  apply(event: RecordedEvent): void {
    const { stream, revision, occurredAt } = event;
    const before = revision === 0 ? { state: this.evolver.initial } : this.before(stream, revision);
    if (before) this.known.set(stream, { state: this.evolver.evolve(before.state, event, occurredAt), revision });
    else this.known.delete(stream);
  }

  /** The state of a stream after the event of a revision; the initial one for -1. */
  async at(stream: string, revision: number): Promise<State> {
    if (revision < 0) return this.evolver.initial;
    const known = this.known.get(stream);
    return known?.revision === revision ? known.state : this.fold(stream, revision);
  }

  private before(stream: string, revision: number): Folded<State> | undefined {
    const known = this.known.get(stream);
    return known?.revision === revision - 1 ? known : undefined;
  }

  private async fold(stream: string, revision: number): Promise<State> {
    let state = this.evolver.initial;
    for await (const page of streamPagesOf(this.log, stream, PAGE))
      for (const stored of page) {
        if (stored.revision > revision) return state;
        state = this.evolver.evolve(state, decodeClear(stored), stored.occurredAt);
        if (stored.revision === revision) this.known.set(stream, { state, revision });
      }
    return state;
  }
}
