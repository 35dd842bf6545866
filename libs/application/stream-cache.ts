import { type AppendResult, decode, type EventStore, ReadBehind, type StoredEvent } from '@ledgerdesk/event-store';
import type { DomainEvent, Evolver, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoadedStream, RecordedCommand } from './loaded-stream.js';

/** A command and the events that were appended for it. */
interface AppendedCommand extends Omit<RecordedCommand, 'revision'> {
  readonly commandId: string;
  readonly events: readonly DomainEvent[];
  readonly occurredAt: Instant;
  readonly appended: AppendResult;
}

/** A stream before its first event. */
export const emptyStream = <State>({ initial }: Evolver<State>): LoadedStream<State> => ({
  state: initial,
  revision: -1,
  position: '0',
  lastOccurredAt: '',
  commands: new Map(),
});

/** Adds one event. `commands` only grows, so all states of a stream share one map. */
const addEvent = <State>(
  evolver: Evolver<State>,
  loaded: LoadedStream<State>,
  event: RecordedEvent,
): LoadedStream<State> => {
  const { revision, position, occurredAt, metadata } = event;
  loaded.commands.set(metadata.commandId, { revision, requestHash: metadata.requestHash });
  return {
    state: evolver.evolve(loaded.state, event, occurredAt),
    revision,
    position,
    lastOccurredAt: occurredAt,
    commands: loaded.commands,
  };
};

const addEvents = <State>(
  evolver: Evolver<State>,
  loaded: LoadedStream<State>,
  events: readonly StoredEvent[],
): LoadedStream<State> => events.map(decode).reduce((stream, event) => addEvent(evolver, stream, event), loaded);

/** Reads of a stream that is behind, before it is given up. */
const MAX_READS = 5;

/**
 * Caches folded streams, so that a command reads only the new events of its stream. Every load reads newer events
 * from the store, so it is correct with any number of writers. A load never returns less of a stream than was expected.
 *
 * @example
 * const { state, revision } = await streams.load(ticketDecider, ticketStream('t-1'));
 */
export class StreamCache {
  private readonly cache: LRUCache<string, LoadedStream<unknown>>;
  /** By stream: the revision up to which the log was seen. */
  private readonly expected: LRUCache<string, number>;

  constructor(
    private readonly store: EventStore,
    size = 20_000,
  ) {
    this.cache = new LRUCache({ maxSize: size, sizeCalculation: () => 1 });
    this.expected = new LRUCache({ maxSize: size, sizeCalculation: () => 1 });
  }

  /** Notes that a stream is known to have an event, so that every later load includes it. */
  expect(stream: string, revision: number): void {
    this.expected.set(stream, Math.max(revision, this.expected.get(stream) ?? revision));
  }

  /**
   * The stream up to its last event.
   * @throws ReadBehind if the store does not show an expected event after several reads
   */
  async load<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    const expected = this.expected.get(stream) ?? -1;
    for (let read = 1; read <= MAX_READS; read += 1) {
      const loaded = await this.loadTail(evolver, stream);
      if (loaded.revision >= expected) return loaded;
      await nextTurn();
    }
    throw new ReadBehind(stream, expected);
  }

  private async loadTail<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    const before = (this.cache.get(stream) as LoadedStream<State> | undefined) ?? emptyStream(evolver);
    const tail = await this.store.readStream(stream, { from: before.revision + 1 });
    if (tail.length === 0) return before;
    const after = addEvents(evolver, before, tail);
    this.keep(stream, after);
    return after;
  }

  /** The stream up to a revision; used for the result of a repeated command. Not cached. */
  async loadAt<State>(evolver: Evolver<State>, stream: string, revision: number): Promise<LoadedStream<State>> {
    const events = await this.store.readStream(stream, { from: 0, limit: revision + 1 });
    return addEvents(evolver, emptyStream(evolver), events);
  }

  /** The stream folded from the events that pass `filter`; used for as-of queries. Not cached. */
  async loadWhere<State>(
    evolver: Evolver<State>,
    stream: string,
    filter: (event: StoredEvent) => boolean,
  ): Promise<LoadedStream<State>> {
    const events = (await this.store.readStream(stream)).filter(filter);
    return addEvents(evolver, emptyStream(evolver), events);
  }

  /** Adds events that were just appended, without reading them back. */
  advance<State>(
    evolver: Evolver<State>,
    stream: string,
    before: LoadedStream<State>,
    { events, occurredAt, appended, commandId, requestHash }: AppendedCommand,
  ): LoadedStream<State> {
    before.commands.set(commandId, { revision: appended.revision, requestHash });
    const state = events.reduce((folded, event) => evolver.evolve(folded, event, occurredAt), before.state);
    const after = { state, ...appended, lastOccurredAt: occurredAt, commands: before.commands };
    this.keep(stream, after);
    return after;
  }

  /** Caches a stream, unless a concurrent load has cached more of it. */
  private keep(stream: string, loaded: LoadedStream<unknown>): void {
    if ((this.cache.get(stream)?.revision ?? -1) <= loaded.revision) this.cache.set(stream, loaded);
  }
}
