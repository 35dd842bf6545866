import type { Instant } from '@ledgerdesk/kernel';
import { Subject } from 'rxjs';
import type {
  AttemptResult,
  Claim,
  CountedUpload,
  DueGroup,
  EndedState,
  WaitingMessage,
  FailedAttempt,
  MessageFilter,
  MessagePage,
  NewMessage,
  NoOp,
  NoOps,
  Outbox,
  OutboxMessage,
  Checkpoint,
  QuotaExceeded,
  RepeatableCommand,
  Hastening,
  TopicHold,
  TopicHolds,
  UploadLimits,
  UploadUsage,
} from '../../libs/outbox/port.js';
import { InMemoryEndedCredentials } from './in-memory-ended-credentials.js';

const isWaiting = (message: OutboxMessage): message is WaitingMessage => message.dueAt !== null;
/** By due time, then id. Compares without new strings: tests list hundreds of messages thousands of times. */
const byDueTime = (a: Pick<WaitingMessage, 'dueAt' | 'id'>, b: Pick<WaitingMessage, 'dueAt' | 'id'>): number => {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
};

class InMemoryNoOps implements NoOps {
  #remembered: readonly NoOp[] = [];

  async find(commandId: string, since: Instant): Promise<NoOp | undefined> {
    return this.#remembered.find((one) => one.commandId === commandId && one.at >= since);
  }

  async remember(noOp: NoOp, limit: number): Promise<void> {
    const known = this.#remembered.find(({ commandId }) => commandId === noOp.commandId);
    if (known && known.requestHash !== noOp.requestHash) return;
    const others = this.#remembered.filter((one) => one !== known);
    const ofCaller = [...others, noOp].filter(({ caller }) => caller === noOp.caller);
    const kept = ofCaller
      .toSorted((a, b) => (`${a.at} ${a.commandId}` < `${b.at} ${b.commandId}` ? 1 : -1))
      .slice(0, limit);
    this.#remembered = [...others.filter(({ caller }) => caller !== noOp.caller), ...kept];
  }

  async forget(before: Instant, limit: number): Promise<number> {
    const old = this.#remembered.filter(({ at }) => at < before).slice(0, limit);
    this.#remembered = this.#remembered.filter((one) => !old.includes(one));
    return old.length;
  }
}

class InMemoryTopicHolds implements TopicHolds {
  readonly #holds = new Map<string, TopicHold>();

  constructor(
    readonly postpone: TopicHolds['postpone'],
    readonly hasten: TopicHolds['hasten'],
  ) {}

  async find(topic: string): Promise<TopicHold | undefined> {
    return this.#holds.get(topic);
  }

  async hold(topic: string, { until, since }: TopicHold): Promise<void> {
    const known = this.#holds.get(topic)?.until ?? until;
    this.#holds.set(topic, { until: known > until ? known : until, since });
  }

  async deleteEnded(by: Instant, topic?: string): Promise<void> {
    for (const [held, { until }] of this.#holds)
      if (until <= by && (topic === undefined || topic === held)) this.#holds.delete(held);
  }
}

class InMemoryUploadUsage implements UploadUsage {
  readonly #counted = new Map<string, CountedUpload>();

  async reserve(upload: CountedUpload, limits: UploadLimits, now: Instant): Promise<QuotaExceeded | undefined> {
    for (const scope of ['uploader', 'team'] as const) {
      const counted = [...this.#counted.values()]
        .filter((one) => upload[scope] !== null && one[scope] === upload[scope] && one.until > now)
        .toSorted((a, b) => (a.until < b.until ? -1 : 1));
      let excess = counted.reduce((sum, { bytes }) => sum + bytes, upload.bytes) - limits[scope];
      if (upload[scope] === null || excess <= 0) continue;
      const freeing = counted.find(({ bytes }) => (excess -= bytes) <= 0);
      return { scope, freeAt: freeing?.until ?? null };
    }
    this.#counted.set(upload.id, upload);
    return undefined;
  }

  async settle(upload: CountedUpload): Promise<void> {
    this.#counted.set(upload.id, upload);
  }

  async release(id: string): Promise<void> {
    this.#counted.delete(id);
  }
}

/** An outbox in memory, for tests. */
export class InMemoryOutbox implements Outbox {
  readonly noOps = new InMemoryNoOps();
  readonly topicHolds = new InMemoryTopicHolds(
    (...of) => this.#postpone(...of),
    (...of) => this.#hasten(...of),
  );
  readonly uploads = new InMemoryUploadUsage();
  readonly endedCredentials = new InMemoryEndedCredentials();
  readonly additions = new Subject<void>();
  readonly #checkpoints = new Map<string, Checkpoint>();
  readonly #messages = new Map<string, OutboxMessage>();
  /** The last claim of each message whose outcome is not recorded. */
  readonly #claims = new Map<string, string>();
  /** When each dead message died. */
  readonly #deadAt = new Map<string, Instant>();
  /** Thrown by the next `saveCheckpoint`, once. */
  error: Error | undefined;

  ids(): readonly string[] {
    return [...this.#messages.keys()];
  }

  async loadCheckpoint(process: string): Promise<Checkpoint | undefined> {
    return this.#checkpoints.get(process);
  }

  async loadCheckpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    return new Map(this.#checkpoints);
  }

  async saveCheckpoint(process: string, checkpoint: Checkpoint, messages: readonly NewMessage[] = []): Promise<void> {
    const { error } = this;
    this.error = undefined;
    if (error) throw error;
    this.#checkpoints.set(process, checkpoint);
    await this.insert(messages);
  }

  async insert(messages: readonly NewMessage[]): Promise<void> {
    for (const message of messages) {
      if (this.#messages.has(message.id)) continue;
      this.#messages.set(message.id, {
        ...message,
        state: 'waiting',
        attempts: 0,
        dueAt: message.createdAt,
        lastError: null,
        sentAt: null,
        history: [],
      });
    }
    if (messages.length > 0) this.additions.next();
  }

  async listWaiting(
    channel: string,
    limit: number,
    after?: Pick<WaitingMessage, 'dueAt' | 'id'>,
  ): Promise<readonly WaitingMessage[]> {
    return [...this.#messages.values()]
      .filter((message) => message.channel === channel)
      .filter(isWaiting)
      .filter((message) => !after || byDueTime(message, after) > 0)
      .sort(byDueTime)
      .slice(0, limit);
  }

  async claim({ id, dueAt }: Pick<WaitingMessage, 'dueAt' | 'id'>, claim: Claim): Promise<boolean> {
    const message = this.#messages.get(id);
    if (!message || !isWaiting(message)) return false;
    const isClaimed = this.#claims.get(id) === claim.id;
    if (!isClaimed && message.dueAt !== dueAt) return false;
    const until = isClaimed && message.dueAt > claim.until ? message.dueAt : claim.until;
    this.#messages.set(id, { ...message, dueAt: until });
    this.#claims.set(id, claim.id);
    return true;
  }

  async release({ id, dueAt }: Pick<WaitingMessage, 'dueAt' | 'id'>, claimId: string): Promise<void> {
    const message = this.#messages.get(id);
    if (message?.state !== 'waiting' || this.#claims.get(id) !== claimId) return;
    this.#messages.set(id, { ...message, dueAt });
    this.#claims.delete(id);
  }

  async recordAttempt(id: string, attempt: AttemptResult, claimId?: string): Promise<void> {
    const message = this.#messages.get(id);
    if (message?.state !== 'waiting') return;
    if ('failedAt' in attempt && claimId !== undefined && claimId !== this.#claims.get(id)) return;
    this.#record(message, attempt);
  }

  async #postpone(topic: string, until: Instant, limit: number, channel?: string): Promise<number> {
    let postponed = 0;
    for (const message of this.#messages.values()) {
      if (postponed === limit) break;
      if (!isWaiting(message) || message.topic !== topic || message.dueAt >= until) continue;
      if ((channel ?? message.channel) !== message.channel) continue;
      this.#messages.set(message.id, { ...message, dueAt: until });
      postponed += 1;
    }
    return postponed;
  }

  async #hasten(topic: string, { after, until, to }: Hastening, limit: number, channel: string): Promise<number> {
    const found = [...this.#messages.values()]
      .filter(isWaiting)
      .filter((message) => message.topic === topic && message.channel === channel)
      .filter(({ dueAt }) => dueAt > after && dueAt <= until)
      .slice(0, limit);
    for (const message of found) this.#messages.set(message.id, { ...message, dueAt: to });
    return found.length;
  }

  async recordFailures(
    { channel, topic, dueBy, limit }: DueGroup,
    attempts: readonly FailedAttempt[],
  ): Promise<number> {
    const due = [...this.#messages.values()]
      .filter(isWaiting)
      .filter((message) => message.channel === channel && message.topic === topic && message.dueAt <= dueBy)
      .sort(byDueTime)
      .slice(0, limit);
    for (const message of due) {
      const attempt = attempts[message.attempts] ?? attempts.at(-1);
      if (attempt) this.#record(message, attempt);
    }
    return due.length;
  }

  #record(message: OutboxMessage, attempt: AttemptResult): void {
    this.#messages.set(message.id, withResult(message, attempt));
    this.#claims.delete(message.id);
    if ('failedAt' in attempt && attempt.retryAt === null) this.#deadAt.set(message.id, attempt.failedAt);
  }

  async message(id: string): Promise<OutboxMessage | undefined> {
    return this.#messages.get(id);
  }

  async messages(
    { channel, topic, state }: MessageFilter,
    { limit, after }: MessagePage,
  ): Promise<readonly OutboxMessage[]> {
    const cursorOf = ({ createdAt, id }: Pick<OutboxMessage, 'createdAt' | 'id'>): string => `${createdAt} ${id}`;
    return [...this.#messages.values()]
      .filter((message) => channel === undefined || [channel].flat().includes(message.channel))
      .filter((message) => (topic ?? message.topic) === message.topic && (state ?? message.state) === message.state)
      .filter((message) => !after || cursorOf(message) < cursorOf(after))
      .sort((a, b) => (cursorOf(a) < cursorOf(b) ? 1 : -1))
      .slice(0, limit);
  }

  async requeue(id: string, dueAt: Instant, command?: RepeatableCommand): Promise<OutboxMessage | undefined> {
    const message = this.#messages.get(id);
    if (message?.state !== 'dead') return undefined;
    const requeued: OutboxMessage = { ...message, state: 'waiting', dueAt, attempts: 0 };
    this.#messages.set(id, requeued);
    if (command) {
      const { limit, ...remembered } = command;
      await this.noOps.remember({ ...remembered, revision: -1, requeued }, limit);
    }
    this.additions.next();
    return requeued;
  }

  async hasWaiting(channel: string, topic: string, count = 1): Promise<boolean> {
    const waiting = [...this.#messages.values()].filter(
      (message) => message.channel === channel && message.topic === topic && message.dueAt !== null,
    );
    return waiting.length >= count;
  }

  async deleteEnded(state: EndedState, before: Instant, limit: number): Promise<number> {
    const endOf = ({ id, sentAt }: OutboxMessage) => (state === 'sent' ? sentAt : (this.#deadAt.get(id) ?? null));
    return this.#delete(
      [...this.#messages.values()].filter((message) => message.state === state && (endOf(message) ?? before) < before),
      limit,
    );
  }

  async deleteUnsent(topic: string, limit: number): Promise<number> {
    return this.#delete(
      [...this.#messages.values()].filter((message) => message.topic === topic && message.state !== 'sent'),
      limit,
    );
  }

  async delete(ids: readonly string[]): Promise<number> {
    return this.#delete(
      ids.flatMap((id) => this.#messages.get(id) ?? []),
      ids.length,
    );
  }

  #delete(messages: readonly OutboxMessage[], limit: number): number {
    const deleted = messages.slice(0, limit);
    for (const { id } of deleted) {
      this.#messages.delete(id);
      this.#deadAt.delete(id);
      this.#claims.delete(id);
    }
    return deleted.length;
  }

  async close(): Promise<void> {}
}

const withResult = (message: OutboxMessage, attempt: AttemptResult): OutboxMessage => {
  const history = attempt.history ?? message.history;
  if ('sentAt' in attempt)
    return { ...message, state: 'sent', sentAt: attempt.sentAt, dueAt: null, lastError: null, history };
  const { error, retryAt } = attempt;
  return {
    ...message,
    history,
    state: retryAt === null ? 'dead' : 'waiting',
    attempts: message.attempts + 1,
    dueAt: retryAt,
    lastError: error,
  };
};
