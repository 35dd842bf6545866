import { type Appended, decode, type EventStore, type StoredEvent } from '@ledgerdesk/event-store';
import type { DomainEvent, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import type { RecordedCommand, Evolver, LoadedStream } from './loaded-stream.js';

/** What an append has put into the log. */
export interface AppendedCommand extends Omit<RecordedCommand, 'revision'> {
  readonly commandId: string;
  readonly events: readonly DomainEvent[];
  readonly occurredAt: Instant;
  readonly appended: Appended;
}

/** A stream before its first event. */
export const emptyStream = <State>(decider: Evolver<State>): LoadedStream<State> => ({
  state: decider.initial,
  revision: -1,
  position: '0',
  lastOccurredAt: '',
  commands: new Map(),
});

/** Folds one more event into what is loaded. The marks only ever grow, so all stages of a stream share one map. */
const foldOne = <State>(
  decider: Evolver<State>,
  loaded: LoadedStream<State>,
  event: RecordedEvent,
): LoadedStream<State> => {
  const { revision, position, occurredAt, metadata } = event;
  loaded.commands.set(metadata.commandId, { revision, requestHash: metadata.requestHash });
  return {
    state: decider.evolve(loaded.state, event, occurredAt),
    revision,
    position,
    lastOccurredAt: occurredAt,
    commands: loaded.commands,
  };
};

/**
 * Folded streams by name, so that a command costs a look at the tail of its stream instead of a read of all of it.
 * Every load still asks the store for what came after, so it is right with any number of writers.
 */
export class StreamCache {
  private readonly kept: LRUCache<string, LoadedStream<unknown>>;

  constructor(
    private readonly store: EventStore,
    size = 20_000,
  ) {
    this.kept = new LRUCache({ max: size });
  }

  async load<State>(decider: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    const before = (this.kept.get(stream) as LoadedStream<State> | undefined) ?? emptyStream(decider);
    const tail = await this.store.readStream(stream, { from: before.revision + 1 });
    if (tail.length === 0) return before;
    const after = tail.map(decode).reduce((loaded, event) => foldOne(decider, loaded, event), before);
    this.kept.set(stream, after);
    return after;
  }

  /** The stream as it stood at a revision, for the answer to a repeated command. */
  async loadAt<State>(decider: Evolver<State>, stream: string, revision: number): Promise<LoadedStream<State>> {
    const events = await this.store.readStream(stream, { from: 0, limit: revision + 1 });
    return events.map(decode).reduce((loaded, event) => foldOne(decider, loaded, event), emptyStream(decider));
  }

  /** The stream as it stood at a moment: what those of its events come to that count. */
  async loadWhere<State>(
    decider: Evolver<State>,
    stream: string,
    counts: (event: StoredEvent) => boolean,
  ): Promise<LoadedStream<State>> {
    const events = (await this.store.readStream(stream)).filter(counts);
    return events.map(decode).reduce((loaded, event) => foldOne(decider, loaded, event), emptyStream(decider));
  }

  /** Goes on from what was loaded with what has just been written, without reading it back. */
  advance<State>(
    decider: Evolver<State>,
    stream: string,
    before: LoadedStream<State>,
    written: AppendedCommand,
  ): LoadedStream<State> {
    const { events, occurredAt, appended, commandId, requestHash } = written;
    before.commands.set(commandId, { revision: appended.revision, requestHash });
    const state = events.reduce((folded, event) => decider.evolve(folded, event, occurredAt), before.state);
    const after = { state, ...appended, lastOccurredAt: occurredAt, commands: before.commands };
    this.kept.set(stream, after);
    return after;
  }
}
