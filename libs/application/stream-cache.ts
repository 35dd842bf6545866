import {
  type AppendResult,
  decode,
  type EventStore,
  isFullPage,
  ReadBehind,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import type { DomainEvent, Evolver, Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoadedStream, RecordedCommand } from './loaded-stream.js';
import { WatchedStreams } from './stream-news.js';

/** A command and the events that were appended for it. */
interface AppendedCommand extends Omit<RecordedCommand, 'revision'> {
  readonly commandId: string;
  readonly events: readonly DomainEvent[];
  readonly occurredAt: Instant;
  readonly appended: AppendResult;
}

/** A stream before its first event. */
const emptyStream = <State>({ initial }: Evolver<State>): LoadedStream<State> => ({
  state: initial,
  revision: -1,
  position: '0',
  lastOccurredAt: '',
  commands: new Map(),
});

/**
 * Events at the end of a stream that are read at once if its state is recorded in snapshots, and in which a repeated
 * command is recognised: well beyond what an agent does in a day.
 */
const WINDOW = 2_000;

/** Limits on the events that are read and folded in one turn of the event loop. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };

/** The commands of a stream after an event at `revision`. After a snapshot, only those near the end are kept. */
const commandsAfter = (
  { commands }: Pick<LoadedStream<unknown>, 'commands'>,
  isSnapshot: boolean,
  last: number,
): LoadedStream<unknown>['commands'] =>
  isSnapshot ? new Map([...commands].filter(([, { revision }]) => revision > last - WINDOW)) : commands;

/** Adds one event. `commands` only grows between snapshots, so all states of a stream share one map. */
const addEvent = <State>(
  evolver: Evolver<State>,
  loaded: LoadedStream<State>,
  event: RecordedEvent,
): LoadedStream<State> => {
  const { revision, position, occurredAt, metadata } = event;
  loaded.commands.set(metadata.commandId, { revision, requestHash: metadata.requestHash });
  return {
    ...loaded,
    state: evolver.evolve(loaded.state, event, occurredAt),
    revision,
    position,
    lastOccurredAt: occurredAt,
    commands: commandsAfter(loaded, event.type === evolver.snapshot, revision),
  };
};

const addEvents = <State>(
  evolver: Evolver<State>,
  loaded: LoadedStream<State>,
  events: readonly StoredEvent[],
): LoadedStream<State> => events.map(decode).reduce((stream, event) => addEvent(evolver, stream, event), loaded);

interface FoldOptions {
  /** Revision of the last event to fold. */
  readonly upTo?: number;
  readonly filter?: (event: StoredEvent) => boolean;
}

/** Reads of a stream that is behind, before it is given up. */
const MAX_READS = 5;

/** Whether the cache may be used. */
type IsUsable = () => boolean;

/** How old the news of a remote log may be for `load` to rely on them, in ms. */
const MAX_AGE_MS = 5_000;

/**
 * Caches folded streams, so that a command reads only the new events of its stream. On the log of a server, where each
 * read is a round trip, the news of the log bring cached streams up to date. A load never returns less of a stream than
 * was expected.
 *
 * @example
 * const { state } = await streams.load(ticketDecider, ticketStream('t-1'));
 */
export class StreamCache {
  private readonly cache: LRUCache<string, LoadedStream<unknown>>;
  /** By stream: the revision up to which the log was seen. */
  private readonly expected: LRUCache<string, number>;
  private readonly watched: WatchedStreams | undefined;

  constructor(
    private readonly store: Pick<EventStore, 'readStream' | 'isRemote' | 'tail' | 'endsBefore'>,
    size = 20_000,
    /** While it returns false, streams are read as if none were cached. */
    private readonly isUsable: IsUsable = () => true,
  ) {
    this.watched = store.isRemote && store.tail ? new WatchedStreams(store.tail, size) : undefined;
    this.cache = new LRUCache({ maxSize: size, sizeCalculation: () => 1 });
    this.expected = new LRUCache({ maxSize: size, sizeCalculation: () => 1 });
  }

  /** Notes that a stream is known to have an event, so that every later load includes it. */
  expect(stream: string, revision: number): void {
    this.expected.set(stream, Math.max(revision, this.expected.get(stream) ?? revision));
  }

  /**
   * The stream up to its last event. On a remote log, events that other processes recorded in the last 5 seconds may be
   * missing: they usually arrive within milliseconds.
   * @throws ReadBehind if the store does not show an expected event after several reads
   */
  async load<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    return (this.isCurrent ? this.cached(evolver, stream) : undefined) ?? this.read(evolver, stream);
  }

  /**
   * The stream up to its last event, as the log has it now.
   * @throws ReadBehind if the store does not show an expected event after several reads
   */
  async read<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    const known = this.known<State>(stream);
    if (known) return known;
    const expected = this.expected.get(stream) ?? -1;
    for (let read = 1; read <= MAX_READS; read += 1) {
      const loaded = await this.loadTail(evolver, stream);
      if (loaded.revision >= expected) return loaded;
      await nextTurn();
    }
    throw new ReadBehind(stream, expected);
  }

  /** What `read` resolves with, if that is known without a read: on a log that only this process writes. */
  known<State>(stream: string): LoadedStream<State> | undefined {
    const cached = this.usable<State>(stream);
    if (!cached || cached.revision < (this.expected.get(stream) ?? -1)) return undefined;
    return this.store.endsBefore?.(stream, cached.revision + 1) ? cached : undefined;
  }

  /**
   * The stream as far as it is known without a read, for a decision whose append fails if it has more events. Undefined
   * if it has to be read; always so on an embedded log, whose reads cost little.
   */
  cached<State>(evolver: Evolver<State>, stream: string): LoadedStream<State> | undefined {
    const cached = this.usable<State>(stream);
    if (!this.watched || !cached?.news) return undefined;
    const events = this.watched.takeAfter(stream, cached.news, cached.revision);
    if (!events) return undefined;
    const loaded = events.length > 0 ? addEvents(evolver, cached, events) : cached;
    if (loaded !== cached) this.cache.set(stream, loaded);
    return loaded.revision >= (this.expected.get(stream) ?? -1) ? loaded : undefined;
  }

  /** True if `load` may answer without a read. */
  get isCurrent(): boolean {
    return this.areCurrentWithin(MAX_AGE_MS);
  }

  /** True if a server keeps the log. */
  get isRemote(): boolean {
    return this.store.isRemote === true;
  }

  /** True if what is known without a read includes all events that the log had `ms` ago. */
  areCurrentWithin(ms: number): boolean {
    return this.watched?.areCurrentWithin(ms) ?? false;
  }

  /** A stream that is known to be empty, since its name is new. Call `keepingNews` before an append to it. */
  empty<State>(evolver: Evolver<State>): LoadedStream<State> {
    return emptyStream(evolver);
  }

  /** The stream, whose news are collected from now on: whatever is recorded later can be added without a read. */
  keepingNews<State>(stream: string, loaded: LoadedStream<State>): LoadedStream<State> {
    return loaded.news || !this.watched ? loaded : { ...loaded, news: this.watched.watch(stream) };
  }

  private async loadTail<State>(evolver: Evolver<State>, stream: string): Promise<LoadedStream<State>> {
    const cached = this.usable<State>(stream);
    const news = this.watched?.watch(stream);
    const read =
      !cached && evolver.snapshot !== undefined
        ? await this.loadFromSnapshot(evolver, stream)
        : await this.fold(evolver, stream, cached ?? emptyStream(evolver));
    const loaded = news ? { ...read, news } : read;
    if (loaded !== cached && (loaded.revision >= 0 || news)) this.keep(stream, loaded);
    return loaded;
  }

  /** A stream after its events that follow `before` and pass the filter, up to a revision. */
  private async fold<State>(
    evolver: Evolver<State>,
    stream: string,
    before: LoadedStream<State>,
    { upTo = Infinity, filter = () => true }: FoldOptions = {},
  ): Promise<LoadedStream<State>> {
    let folded = before;
    for (let from = before.revision + 1; ;) {
      const events = await this.store.readStream(stream, { ...PAGE, from });
      const wanted = events.filter((event) => event.revision <= upTo && filter(event));
      folded = addEvents(evolver, folded, wanted);
      from = (events.at(-1)?.revision ?? from) + 1;
      if (from > upTo || !isFullPage(events, PAGE)) return folded;
      // Long streams are folded beside other work.
      await nextTurn();
    }
  }

  /** The stream up to a revision, by default the last one, read from a snapshot if its end has one. */
  private async loadFromSnapshot<State>(
    evolver: Evolver<State>,
    stream: string,
    revision?: number,
  ): Promise<LoadedStream<State>> {
    const range = revision === undefined ? {} : { from: revision };
    const window = await this.store.readStream(stream, { ...range, direction: 'backward', limit: WINDOW });
    const events = window.toReversed();
    const [first] = events;
    if (!first || first.revision === 0) return addEvents(evolver, emptyStream(evolver), events);
    const start = events.findIndex(({ type }) => type === evolver.snapshot);
    if (start < 0) {
      // Recorded by version 0.1.0, which had no snapshots.
      const earlier = await this.store.readStream(stream, { from: 0, limit: first.revision });
      return addEvents(evolver, emptyStream(evolver), [...earlier, ...events]);
    }
    const loaded = addEvents(evolver, emptyStream(evolver), events.slice(start));
    for (const { revision: before, metadata } of events.slice(0, start).map(decode))
      loaded.commands.set(metadata.commandId, { revision: before, requestHash: metadata.requestHash });
    return loaded;
  }

  /** The stream up to a revision; used for the result of a repeated command. Not cached. */
  async loadAt<State>(evolver: Evolver<State>, stream: string, revision: number): Promise<LoadedStream<State>> {
    if (evolver.snapshot !== undefined) return this.loadFromSnapshot(evolver, stream, revision);
    return this.fold(evolver, stream, emptyStream(evolver), { upTo: revision });
  }

  /** The stream folded from the events that pass `filter`; used for as-of queries. Not cached. */
  async loadWhere<State>(
    evolver: Evolver<State>,
    stream: string,
    filter: (event: StoredEvent) => boolean,
  ): Promise<LoadedStream<State>> {
    return this.fold(evolver, stream, emptyStream(evolver), { filter });
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
    const commands = commandsAfter(
      before,
      events.some(({ type }) => type === evolver.snapshot),
      appended.revision,
    );
    const after = { ...before, state, ...appended, lastOccurredAt: occurredAt, commands };
    this.keep(stream, after);
    return after;
  }

  /** Forgets all streams, because what they show was erased. */
  clear(): void {
    this.cache.clear();
    this.watched?.clear();
  }

  private usable<State>(stream: string): LoadedStream<State> | undefined {
    return this.isUsable() ? (this.cache.get(stream) as LoadedStream<State> | undefined) : undefined;
  }

  /** Caches a stream. If a concurrent load has cached more of it, keeps that, with the later one of their news. */
  private keep(stream: string, loaded: LoadedStream<unknown>): void {
    const cached = this.cache.get(stream);
    if (!cached || cached.revision <= loaded.revision) this.cache.set(stream, loaded);
    else if (loaded.news?.isComplete) this.cache.set(stream, { ...cached, news: loaded.news });
  }
}
