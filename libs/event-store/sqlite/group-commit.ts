import { StoreFailed } from '../errors.js';
import type { AppendRequest, Committer, Outcome } from './committer.js';

/** Bounds what lies with the writer, which commits all of it together as soon as it is free. */
const BATCHES_IN_FLIGHT = 16;
/** A turn that appends a lot hands over so many at a time: the writer works while the turn goes on. */
const APPENDS_PER_BATCH = 32;

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers appends: what came in while the last commits ran shares the next one, so the disk, not the caller, sets the pace. */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private planned = false;
  private failure: StoreFailed | undefined;
  private onIdle: (() => void) | undefined;

  constructor(
    private readonly committer: Committer,
    private readonly onCommit: () => void,
  ) {}

  append(request: AppendRequest): Promise<Outcome> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (this.waiting.length >= APPENDS_PER_BATCH) this.flush();
      else this.plan();
    });
  }

  /** Refuses new appends and waits for those already taken. */
  async drain(): Promise<void> {
    this.failure ??= new StoreFailed('The store is closed.');
    if (this.waiting.length + this.inFlight > 0)
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
  }

  /** At the end of the turn, so that those who append in this turn go together. */
  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      this.flush();
    });
  }

  private flush(): void {
    while (this.waiting.length > 0 && this.inFlight < BATCHES_IN_FLIGHT)
      void this.send(this.waiting.splice(0, APPENDS_PER_BATCH));
  }

  private async send(batch: readonly Waiting[]): Promise<void> {
    this.inFlight += 1;
    try {
      const outcomes = await this.committer.commit(batch.map(({ request }) => request));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) resolve(outcome);
        else reject(new StoreFailed('The writer left an append unanswered.'));
      });
      this.onCommit();
    } catch (error) {
      this.rejectAll(batch, error);
    }
    this.inFlight -= 1;
    this.settle();
  }

  private rejectAll(batch: readonly Waiting[], error: unknown): void {
    if (error instanceof StoreFailed) this.failure = error;
    for (const { reject } of batch) reject(error);
  }

  private settle(): void {
    if (this.waiting.length > 0) this.flush();
    else if (this.inFlight === 0) this.onIdle?.();
  }
}
