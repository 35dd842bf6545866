import { AppendTooLarge, canonicalJson, encode, type EventStore, WrongExpectedRevision } from '@ledgerdesk/event-store';
import {
  type Actor,
  type DomainEvent,
  type EventOrigin,
  type Evolver,
  type Instant,
  isRefusal,
  later,
  type Position,
  type Refusal,
  refuse,
} from '@ledgerdesk/kernel';
import type { SubjectRef } from '@ledgerdesk/events';
import {
  isSameRequest,
  isUnreadable,
  keyedHash,
  type SealableEvents,
  type Sealer,
  SubjectErased,
  withoutTexts,
} from '@ledgerdesk/sealing';
import { merge } from 'rxjs';
import { type CommandEnvelope, derivedId, eventIdsOf } from './envelope.js';
import { metadataOf, originOf } from './event-metadata.js';
import { FactReader } from './fact-reader.js';
import type { LoadedStream } from './loaded-stream.js';
import type { NoOpMemory } from './no-op-memory.js';
import type { PolicyRecord } from './policies/policy-record.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import type { EngineClock } from './engine-clock.js';
import { checkPrecondition } from './precondition.js';
import { StreamCache } from './stream-cache.js';
import { StreamQueue } from './stream-queue.js';
import { type StreamReader, StreamViews } from './stream-views.js';

/** Maximum number of events in one stream for commands of members and services, so that loads stay fast. */
export const MAX_STREAM_EVENTS = 5_000;
/** Events that agents, operators and sales may record beyond, so that nobody can lock them out of a stream. */
export const RESERVED_EVENTS = 1_000;

const STAFF: readonly Actor['kind'][] = ['agent', 'operator', 'sales'];

/**
 * Commands of the engine, and those that their decider bounds, have no limit; nor have streams that are read from a
 * snapshot, however long they are.
 */
const maxEventsOf = ({ kind }: Actor, bounded: boolean, { snapshot }: Pick<Evolver<unknown>, 'snapshot'>): number => {
  if (kind === 'engine' || bounded || snapshot !== undefined) return Infinity;
  return STAFF.includes(kind) ? MAX_STREAM_EVENTS + RESERVED_EVENTS : MAX_STREAM_EVENTS;
};
const MAX_ATTEMPTS = 8;

/** The outcome of an accepted command. */
export interface CommandResult<State> {
  /** The state after the command's last event. */
  readonly state: State;
  /** Revision and position of that event; -1 and `'0'` in an empty stream. See `CommandTask.revisionOf`. */
  readonly revision: number;
  readonly position: Position;
  /** True if the command was executed before: it is recorded, or remembered because it changed nothing. */
  readonly repeated: boolean;
  /** Number of events that this execution recorded; 0 for a repeat or if nothing changed. */
  readonly recorded: number;
}
export type CommandOutcome<State> = CommandResult<State> | Refusal;

/** Refuses a command ID that was used with another request. */
export const idempotencyKeyReused = refuse(
  'reused-key',
  'idempotency-key-reused',
  'This Idempotency-Key was used with another request. Use a new key.',
);

/** A decider as the executor calls it: the executor adds the time to the command. */
interface CommandDecider<Input, State, Facts> extends Evolver<State> {
  readonly decide: (
    command: Input & { readonly at: Instant },
    state: State,
    facts: Awaited<Facts>,
  ) => readonly DomainEvent[] | Refusal;
}

/** A command to execute: its stream, its decider, and the facts for the decision. */
export interface CommandTask<Input extends object, State, Facts> {
  readonly stream: string;
  /**
   * Another stream whose commands run before or after this one, not at the same time: each decides on the other's
   * stream. A command of that stream names no such stream itself.
   */
  readonly turnsWith?: string;
  /** True if the stream's ID is derived from the command's ID: a fresh command finds it empty, so it is not read. */
  readonly opens?: boolean;
  readonly decider: CommandDecider<Input, State, Facts>;
  /** True if the decider itself limits how often the command is recorded: a full stream still takes it. */
  readonly bounded?: boolean;
  readonly input: Input;
  /**
   * True if the command goes on although texts of its streams cannot be read, because a box or a key is damaged: they
   * count as erased. For commands that erase, since no decision depends on texts.
   */
  readonly needsNoTexts?: boolean;
  /** Reads what the decision needs besides `state`. Called after the idempotency check, and again on every retry. */
  readonly facts: (reader: FactReader, state: State) => Promise<Facts | Refusal>;
  /**
   * The revision that the sender sees, if it differs from the stream's: requesters must not learn of events that are
   * hidden from them. Preconditions and the result are about this one.
   */
  readonly revisionOf?: (state: State) => number;
  /** Reserves what the decided events need in another stream. Called last, before the append. */
  readonly reserve?: (events: readonly DomainEvent[], reader: FactReader) => Promise<Refusal | undefined>;
}

/** How a command is attempted. See `attempt`. */
interface AttemptOptions {
  readonly streams: StreamCache;
  readonly mayRest: boolean;
  readonly isNew: boolean;
}

/** The parts of a task that the result of a command depends on. */
type ResultTask<State> = Pick<CommandTask<never, State, never>, 'revisionOf'>;

const revisionFor = <State>({ revisionOf }: ResultTask<State>, { state, revision }: LoadedStream<State>): number =>
  revisionOf ? revisionOf(state) : revision;

const resultOf = <State>(
  task: ResultTask<State>,
  loaded: LoadedStream<State>,
  recorded: number,
  repeated = false,
): CommandResult<State> => ({
  state: loaded.state,
  revision: revisionFor(task, loaded),
  position: loaded.position,
  repeated,
  recorded,
});

/** The refusal of a command that would make its stream longer than it may be; `last` is the revision it would reach. */
const fullStream = (
  { actor }: Pick<CommandEnvelope, 'actor'>,
  {
    stream,
    decider,
    bounded = false,
  }: Pick<CommandTask<never, never, never>, 'stream' | 'bounded'> & {
    readonly decider: Pick<Evolver<unknown>, 'snapshot'>;
  },
  last: number,
): Refusal | undefined => {
  const maxEvents = maxEventsOf(actor, bounded, decider);
  if (last < maxEvents) return undefined;
  const message = `${stream} has reached the limit of ${maxEvents} events. Open a new one.`;
  return refuse('conflict', 'stream-full', message);
};

/** Refusals that say nothing about the resource: the caller may not know of it, or may not change it. */
const isAboutCaller = ({ reason }: Refusal): boolean => reason === 'not-found' || reason === 'forbidden';

/**
 * Executes commands; the only writer of engine events. Commands on one stream run one after another, and a conflict
 * with another process is retried from the load.
 *
 * @example
 * const outcome = await executor.execute(envelope, {
 *   stream: ticketStream(ticketId),
 *   decider: ticketDecider,
 *   input: { type: 'ClaimTicket', agentId },
 *   facts: async ({ policies }) => ({ policies }),
 * });
 * if (isRefusal(outcome)) return problemOf(outcome);
 */
export class CommandExecutor {
  readonly streams: StreamCache;
  /** The same streams for readers that record nothing. */
  readonly views: StreamViews;
  private readonly queue = new StreamQueue();
  #recorded = 0;

  constructor(
    private readonly store: EventStore,
    private readonly clock: EngineClock,
    private readonly policies: PolicyTimeline,
    private readonly policyRecord?: PolicyRecord,
    private readonly noOps?: Pick<NoOpMemory, 'find' | 'remember'>,
    private readonly origin: EventOrigin = {},
    /** Absent in tests that need no keys: events are then recorded in clear. */
    private readonly sealer?: Sealer,
  ) {
    // While the state of erasures is unknown, texts are read with the keys that the key store then returns.
    this.streams = new StreamCache(store, undefined, sealer && (() => sealer.keys.isCurrent()));
    this.views = new StreamViews(this.streams);
    if (sealer) merge(sealer.keys.erasures, sealer.keys.lapses).subscribe(() => this.streams.clear());
  }

  /** Number of commands that recorded events. */
  get recorded(): number {
    return this.#recorded;
  }

  /**
   * Returns the result, or a refusal.
   *
   * @throws WrongExpectedRevision if other writers win every attempt, and any error of the event store.
   */
  execute<Input extends object, State, Facts>(
    envelope: CommandEnvelope,
    task: CommandTask<Input, State, Facts>,
  ): Promise<CommandOutcome<State>> {
    const { stream, turnsWith } = task;
    const inTurn = () => this.queue.run(stream, () => this.attempts(envelope, task));
    return turnsWith === undefined ? inTurn() : this.queue.run(turnsWith, inTurn);
  }

  /** Returns true if another request is recorded under this command ID. */
  async isReused<State>(
    { commandId, requestHash, fresh = false }: CommandEnvelope,
    decider: Evolver<State>,
    stream: string,
  ): Promise<boolean> {
    if (fresh) return false;
    const recorded = (await this.streams.read(decider, stream)).commands.get(commandId);
    return recorded !== undefined && !(await this.isSame(recorded, requestHash));
  }

  /**
   * Derives an id from personal text, under the key of the person: without it, nobody can try texts until an id
   * matches. The same text gives the same id.
   */
  async keyedId(subject: SubjectRef, ...parts: readonly string[]): Promise<string> {
    const { keys } = this.sealer ?? {};
    if (!keys) return derivedId(...parts);
    return derivedId('keyed', keyedHash(keys.cachedFor(subject) ?? (await keys.keyFor(subject)), parts));
  }

  /** Reads a stream for what needs none of its texts: those that cannot be read count as erased. */
  async readWithoutTexts<State>(decider: Evolver<State>, stream: string): Promise<State> {
    try {
      return (await this.streams.read(decider, stream)).state;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return (await this.streamsWithoutTexts().read(decider, stream)).state;
    }
  }

  /**
   * Reads facts as a decision at `at` would. With `mayRest`, streams that are known are not read: for what an append
   * confirms afterwards.
   */
  factReader(at: Instant, mayRest = false): FactReader {
    return new FactReader(this.streams, this.policies, at, mayRest);
  }

  /** Reads facts for an answer that records nothing. */
  viewReader(at: Instant, read: StreamReader): FactReader {
    const unknown = () => undefined;
    return new FactReader({ isCurrent: false, cached: unknown, known: unknown, read }, this.policies, at);
  }

  private async attempts<Input extends object, State, Facts>(
    envelope: CommandEnvelope,
    task: CommandTask<Input, State, Facts>,
  ): Promise<CommandOutcome<State>> {
    let isNew = envelope.fresh === true && task.opens === true;
    let { streams } = this;
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await this.attempt(envelope, task, { streams, mayRest: attempt === 1, isNew });
        if (outcome !== undefined) return outcome;
      } catch (error) {
        if (task.needsNoTexts && isUnreadable(error) && streams === this.streams) {
          streams = this.streamsWithoutTexts();
          continue;
        }
        if (error instanceof AppendTooLarge) return refuse('too-large', 'append-too-large', error.message);
        if (!(error instanceof WrongExpectedRevision) || attempt === MAX_ATTEMPTS) throw error;
        isNew = false;
      }
    }
  }

  /**
   * Load, check for a repeat, stamp the time, read facts, decide, check preconditions, reserve, append. With `mayRest`
   * it may rest on what is known without a read. Only a successful append confirms that: returns undefined instead of
   * any other outcome, which has to be decided on what the log has. With `isNew` the stream is empty, since its name is
   * new.
   */
  private async attempt<Input extends object, State, Facts>(
    envelope: CommandEnvelope,
    task: CommandTask<Input, State, Facts>,
    { streams, mayRest, isNew }: AttemptOptions,
  ): Promise<CommandOutcome<State> | undefined> {
    const cached = mayRest && !isNew ? streams.cached(task.decider, task.stream) : undefined;
    const loaded = isNew ? streams.empty(task.decider) : (cached ?? (await streams.read(task.decider, task.stream)));

    const recorded = loaded.commands.get(envelope.commandId);
    if (recorded) {
      if (cached) return undefined;
      if (!(await this.isSame(recorded, envelope.requestHash))) return idempotencyKeyReused;
      return resultOf(task, await streams.loadAt(task.decider, task.stream, recorded.revision), 0, true);
    }
    const noOp = await this.noOps?.find(envelope);
    if (noOp) {
      if (!(await this.isSame(noOp, envelope.requestHash))) return idempotencyKeyReused;
      return resultOf(task, await streams.loadAt(task.decider, task.stream, noOp.revision), 0, true);
    }

    const at = later(envelope.occurredAt ?? this.clock.now(), loaded.lastOccurredAt);
    const reader = new FactReader(streams, this.policies, at, mayRest);
    const decided = await this.decide(envelope, task, loaded, reader);
    if (!isRefusal(decided) && decided.length > 0)
      return this.append(envelope, task, loaded, decided, { reader, streams });
    if (cached || reader.restsOnCache) return undefined;
    if (isRefusal(decided)) return decided;
    await this.noOps?.remember(envelope, loaded.revision);
    return resultOf(task, loaded, 0);
  }

  /** The streams as the log has them now, in which texts that cannot be read are left out. Kept for one command. */
  private streamsWithoutTexts(): StreamCache {
    const readStream: EventStore['readStream'] = async (stream, options) =>
      (await this.store.readStream(stream, options)).map(withoutTexts);
    return new StreamCache({ readStream }, 10);
  }

  private isSame(recorded: { readonly requestHash: string }, requestHash: string): Promise<boolean> {
    return isSameRequest(recorded.requestHash, requestHash, this.sealer?.keys);
  }

  /** The events that a command records, or why it is refused. */
  private async decide<Input extends object, State, Facts>(
    envelope: CommandEnvelope,
    task: CommandTask<Input, State, Facts>,
    loaded: LoadedStream<State>,
    reader: FactReader,
  ): Promise<readonly DomainEvent[] | Refusal> {
    const facts = await task.facts(reader, loaded.state);
    if (isRefusal(facts)) return facts;

    // The right to the resource is settled before anything is said about its revision (RFC 9110, section 13.2.1).
    const events = task.decider.decide({ ...task.input, at: reader.at }, loaded.state, facts);
    if (isRefusal(events) && isAboutCaller(events)) return events;
    const stale = envelope.precondition && checkPrecondition(envelope.precondition, revisionFor(task, loaded));
    if (stale) return stale;
    if (isRefusal(events)) return events;
    const full = events.length > 0 ? fullStream(envelope, task, loaded.revision + events.length) : undefined;
    return full ?? (await task.reserve?.(events, reader)) ?? events;
  }

  private async append<State>(
    envelope: CommandEnvelope,
    task: ResultTask<State> & { readonly decider: Evolver<State>; readonly stream: string },
    loaded: LoadedStream<State>,
    events: readonly DomainEvent[],
    { reader, streams }: { readonly reader: FactReader; readonly streams: StreamCache },
  ): Promise<CommandOutcome<State>> {
    const { decider, stream } = task;
    const sealable = await this.prepareSealing(envelope, events);
    if (isRefusal(sealable)) return sealable;
    const { commandId } = envelope;
    const requestHash = sealable?.requestHash ?? envelope.requestHash;
    const { at: occurredAt, versions } = reader;
    if (this.policyRecord?.isUsed(versions) === false)
      await this.policyRecord.use(versions, {
        at: occurredAt,
        recordedAt: this.clock.stamp(),
        tenant: envelope.tenant,
        commandId,
        origin: originOf(envelope, this.origin),
      });
    const recordedAt = this.clock.stamp();
    const metadata = canonicalJson(
      metadataOf({ ...envelope, requestHash }, { revisions: reader.revisions, versions }, this.origin),
    );
    const surrounding = { id: '', occurredAt, recordedAt, metadata };
    const encoded = events.map((event, index) =>
      encode(sealable?.data[index] ? { ...event, data: {} } : event, surrounding),
    );
    const contents = encoded.map(({ data }, index) => sealable?.data[index]?.committed ?? data);
    const idOf = eventIdsOf(commandId, occurredAt, metadata, ...contents);
    const before = streams.keepingNews(stream, loaded);
    const appended = await this.store.append(
      stream,
      loaded.revision < 0 ? 'no-stream' : loaded.revision,
      encoded.map((event, index) => {
        const id = idOf(index);
        const toSeal = sealable?.data[index];
        return toSeal ? { ...event, id, data: toSeal.unsealed(envelope.tenant) } : { ...event, id };
      }),
    );
    this.#recorded += 1;
    const written = { commandId, requestHash, events, occurredAt, appended };
    return resultOf(task, streams.advance(decider, stream, before, written), events.length);
  }

  /** Gets the keys of the events' subjects: they are durable before an event uses them. */
  private async prepareSealing(
    envelope: CommandEnvelope,
    events: readonly DomainEvent[],
  ): Promise<SealableEvents | Refusal | undefined> {
    try {
      return await this.sealer?.prepare(envelope, events);
    } catch (error) {
      if (!(error instanceof SubjectErased)) throw error;
      return refuse('conflict', 'subject-erased', error.message);
    }
  }
}
