import { messageOf } from '@ledgerdesk/kernel';
import { StoreFailed } from '../errors.js';
import type { AppendOutcome, AppendRequest, Committer } from './committer.js';
import type { WriteStatus } from './write-status.js';

/** Limit of batches sent to the committer, which commits all of them together once it is free. */
const BATCHES_IN_FLIGHT = 16;
/** A caller with many appends in one turn sends them in batches of this size, so that the writer starts at once. */
const APPENDS_PER_BATCH = 32;
/**
 * Appends that are answered in one turn of the event loop. What follows an answer, such as a response, takes time: a
 * batch that is answered at once keeps everything else waiting, health checks too.
 */
const ANSWERS_PER_TURN = 8;

interface QueuedAppend {
  readonly request: AppendRequest;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Batches appends: those that arrive while a commit runs share the next one, so one fsync serves many callers. */
export class GroupCommit {
  private queue: QueuedAppend[] = [];
  private inFlight = 0;
  private flushScheduled = false;
  private answers: (() => void)[] = [];
  private answersScheduled = false;
  private failure: StoreFailed | undefined;
  private onIdle: (() => void) | undefined;

  constructor(
    private readonly committer: Committer,
    private readonly onCommit: () => void,
    private readonly status: WriteStatus,
  ) {}

  append(request: AppendRequest): Promise<AppendOutcome> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.queue.push({ request, resolve, reject });
      if (this.queue.length >= APPENDS_PER_BATCH) this.flush();
      else this.scheduleFlush();
    });
  }

  /** Commits nothing, to learn whether commits succeed. */
  async probe(): Promise<void> {
    if (!this.failure) await this.send([]);
  }

  /** Rejects new appends and waits for the accepted ones. */
  async drain(): Promise<void> {
    this.failure ??= new StoreFailed('The store is closed.');
    if (this.queue.length + this.inFlight + this.answers.length > 0)
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
  }

  /** Flushes at the end of this turn of the event loop, so that the appends of one turn share a batch. */
  private scheduleFlush(): void {
    if (this.flushScheduled) return;
    this.flushScheduled = true;
    setImmediate(() => {
      this.flushScheduled = false;
      this.flush();
    });
  }

  private flush(): void {
    while (this.queue.length > 0 && this.inFlight < BATCHES_IN_FLIGHT)
      void this.send(this.queue.splice(0, APPENDS_PER_BATCH));
  }

  private async send(batch: readonly QueuedAppend[]): Promise<void> {
    this.inFlight += 1;
    try {
      const outcomes = await this.committer.commit(batch.map(({ request }) => request));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) this.answers.push(() => resolve(outcome));
        else reject(new StoreFailed('The writer returned no outcome for an append.'));
      });
      if (!this.answersScheduled) this.giveAnswers();
      this.status.succeeded();
      if (batch.length > 0) this.onCommit();
    } catch (error) {
      this.rejectAll(batch, error);
    }
    this.inFlight -= 1;
    if (this.queue.length > 0) this.flush();
    else this.reportIdle();
  }

  /** Answers appends in the order of the log, and continues in the next turn after ANSWERS_PER_TURN of them. */
  private giveAnswers(): void {
    for (const answer of this.answers.splice(0, ANSWERS_PER_TURN)) answer();
    this.answersScheduled = true;
    setImmediate(() => {
      this.answersScheduled = false;
      if (this.answers.length > 0) this.giveAnswers();
      else this.reportIdle();
    });
  }

  private reportIdle(): void {
    if (this.queue.length + this.inFlight + this.answers.length === 0) this.onIdle?.();
  }

  private rejectAll(batch: readonly QueuedAppend[], error: unknown): void {
    if (error instanceof StoreFailed) {
      this.failure ??= error;
      this.status.failed(error.message);
    } else this.status.refused(messageOf(error));
    for (const { reject } of batch) reject(error);
  }
}
