import {
  AppendTooLarge,
  encode,
  type EventStore,
  type EventToAppend,
  canonicalJson,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import type { Policies } from '@ledgerdesk/domain';
import {
  type DomainEvent,
  type EventMetadata,
  type Instant,
  isRefusal,
  later,
  type Position,
  type Refusal,
  refuse,
} from '@ledgerdesk/kernel';
import type { Evolver, LoadedStream } from './loaded-stream.js';
import { type CommandEnvelope, eventIdsOf } from './envelope.js';
import { FactReader } from './fact-reader.js';
import type { Recorder } from './recorder.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { emptyStream, StreamCache } from './stream-cache.js';
import { StreamQueue } from './stream-queue.js';

/** One stream may hold this many events, deadlines aside; longer ones would make every load slow. */
export const MAX_STREAM_EVENTS = 5_000;
const MAX_ATTEMPTS = 8;

/** What a command left behind: the state after it, where it stands, and whether it had been done before. */
export interface CommandResult<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
  readonly repeated: boolean;
  /** How many events were recorded; 0 when there was nothing to do. */
  readonly recorded: number;
}
export type CommandOutcome<State> = CommandResult<State> | Refusal;

/** The versions of all that decisions can count on, by source. */
export const policyVersions = ({ policy, calendarsVersion, prices, taxonomy, features, zones }: Policies) => ({
  policy: policy.version,
  calendars: calendarsVersion,
  prices: prices.version,
  taxonomy: taxonomy.version,
  features: features.version,
  tzdb: zones.version,
});
export type PolicySource = keyof ReturnType<typeof policyVersions>;

/** Which sources of rules a decision may have used: their versions go into the metadata. */
interface Counting {
  readonly counts: readonly PolicySource[];
}

/** A command id stands for one request: what came first under it is what counts. */
export const keyReused = refuse(
  'reused-key',
  'idempotency-key-reused',
  'This Idempotency-Key was used with another request. Use a new key.',
);

/** A decision waiting for its time and its facts. */
export interface CommandTask<State> extends Counting {
  readonly stream: string;
  /** The stream's id comes from the command's: the command that opens it is its first. */
  readonly opens?: boolean;
  readonly decider: Evolver<State>;
  decide(state: State, at: Instant, facts: FactReader): Promise<readonly DomainEvent[] | Refusal>;
}

const done = <State>(
  { state, revision, position }: LoadedStream<State>,
  recorded: number,
  repeated = false,
): CommandResult<State> => ({ state, revision, position, repeated, recorded });

/** Load, decide, append: the one way in which anything comes into the log. */
export class CommandExecutor {
  readonly streams: StreamCache;
  private readonly queue = new StreamQueue();

  constructor(
    private readonly store: EventStore,
    private readonly recorder: Recorder,
    private readonly policies: PolicyTimeline,
  ) {
    this.streams = new StreamCache(store);
  }

  /** Commands on one stream take turns; a conflict with another process is tried again from the load. */
  execute<State>(envelope: CommandEnvelope, task: CommandTask<State>): Promise<CommandOutcome<State>> {
    return this.queue.run(task.stream, async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.attempt(envelope, task, attempt);
        } catch (fault) {
          if (fault instanceof AppendTooLarge) return refuse('too-large', 'append-too-large', fault.message);
          if (!(fault instanceof WrongExpectedRevision) || attempt === MAX_ATTEMPTS) throw fault;
        }
      }
    });
  }

  /** Whether another request has been recorded under this command's id: it would be refused. */
  async isReused<State>(
    { commandId, requestHash, fresh = false }: CommandEnvelope,
    { decider, stream }: Pick<CommandTask<State>, 'decider' | 'stream'>,
  ): Promise<boolean> {
    if (fresh) return false;
    const mark = (await this.streams.load(decider, stream)).commands.get(commandId);
    return mark !== undefined && mark.requestHash !== requestHash;
  }

  private async attempt<State>(
    envelope: CommandEnvelope,
    task: CommandTask<State>,
    attempt: number,
  ): Promise<CommandOutcome<State>> {
    const loaded = await this.load(envelope, task, attempt);
    const mark = loaded.commands.get(envelope.commandId);
    if (mark) return this.repeated(envelope, task, mark.revision, mark.requestHash);
    if (envelope.ifRevision !== undefined && envelope.ifRevision !== loaded.revision) {
      return refuse(
        'stale',
        'revision-mismatch',
        `This has changed since revision ${envelope.ifRevision}; it is at ${loaded.revision}.`,
      );
    }
    const at = later(envelope.occurredAt ?? this.recorder.clock.now(), loaded.lastOccurredAt);
    const facts = new FactReader(this.streams);
    const decision = await task.decide(loaded.state, at, facts);
    if (isRefusal(decision)) return decision;
    return this.append(envelope, task, loaded, decision, at, facts);
  }

  /** A stream that is named after a fresh command must be empty; should it not be, the append conflicts and it is loaded. */
  private async load<State>(
    { fresh = false }: CommandEnvelope,
    { opens = false, decider, stream }: CommandTask<State>,
    attempt: number,
  ): Promise<LoadedStream<State>> {
    return fresh && opens && attempt === 1 ? emptyStream(decider) : this.streams.load(decider, stream);
  }

  /** The answer as of the command's last event; another request under the same id is refused. */
  private async repeated<State>(
    { requestHash }: CommandEnvelope,
    task: CommandTask<State>,
    revision: number,
    hash: string,
  ): Promise<CommandOutcome<State>> {
    if (hash !== requestHash) return keyReused;
    return done(await this.streams.loadAt(task.decider, task.stream, revision), 0, true);
  }

  private async append<State>(
    envelope: CommandEnvelope,
    task: CommandTask<State>,
    loaded: LoadedStream<State>,
    events: readonly DomainEvent[],
    at: Instant,
    facts: FactReader,
  ): Promise<CommandOutcome<State>> {
    if (events.length === 0) return done(loaded, 0);
    if (loaded.revision + events.length >= MAX_STREAM_EVENTS && envelope.actor.kind !== 'engine') {
      return refuse(
        'conflict',
        'stream-full',
        `${task.stream} holds ${MAX_STREAM_EVENTS} events at the most. Go on in a new one.`,
      );
    }
    const appended = await this.store.append(
      task.stream,
      loaded.revision < 0 ? 'no-stream' : loaded.revision,
      this.encoded(envelope, task, events, at, facts),
    );
    const { commandId, requestHash } = envelope;
    const written = { commandId, requestHash, events, occurredAt: at, appended };
    return done(this.streams.advance(task.decider, task.stream, loaded, written), events.length);
  }

  private encoded(
    envelope: CommandEnvelope,
    { counts }: Counting,
    events: readonly DomainEvent[],
    occurredAt: Instant,
    facts: FactReader,
  ): readonly EventToAppend[] {
    const recordedAt = this.recorder.stamp();
    const metadata = canonicalJson(this.metadata(envelope, counts, occurredAt, facts));
    const idOf = eventIdsOf(envelope.commandId);
    return events.map((event, index) => encode(event, { id: idOf(index), occurredAt, recordedAt, metadata }));
  }

  private metadata(
    envelope: CommandEnvelope,
    counts: readonly PolicySource[],
    at: Instant,
    facts: FactReader,
  ): EventMetadata {
    const { commandId, requestHash, correlationId, causationId, actor, onBehalfOf, tenant } = envelope;
    const all = policyVersions(this.policies.at(at));
    const versions = Object.fromEntries(counts.map((source) => [source, all[source]]));
    const metadata = {
      commandId,
      requestHash,
      correlationId,
      causationId,
      actor,
      tenant,
      read: facts.revisions,
      versions,
    };
    return onBehalfOf ? { ...metadata, onBehalfOf } : metadata;
  }
}
