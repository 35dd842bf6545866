import { messageOf, Pause, type Timers } from '@ledgerdesk/kernel';
import type { SignedCheckpoint } from '@ledgerdesk/tree-store';
import type { PublicationStatus, PublicationTarget } from './status.js';

/** Something that takes checkpoints. */
export interface CheckpointPublisher {
  readonly target: PublicationTarget;
  /** Shortest time from one checkpoint to the next, in ms: of those in between, only the last one is published. */
  readonly everyMs: number;
  /** `signal`: ends the attempt, because the process stops. */
  publish(checkpoint: SignedCheckpoint, signal: AbortSignal): Promise<void>;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Publishes the newest checkpoint to one target, beside the signing: a target that fails or is slow delays nothing, and
 * at most one checkpoint waits for it. Tries again after 1 s to 60 s.
 */
export class Publication {
  #waiting: SignedCheckpoint | undefined;
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  #status: PublicationStatus;
  readonly #pause: Pause;

  constructor(
    private readonly publisher: CheckpointPublisher,
    timers: Timers,
    private readonly onStatus: () => void,
  ) {
    this.#pause = new Pause(timers);
    this.#status = { target: publisher.target, size: null };
  }

  get status(): PublicationStatus {
    return this.#status;
  }

  offer(checkpoint: SignedCheckpoint): void {
    if (this.#isStopped) return;
    this.#waiting = checkpoint;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Ends the attempt that is running: a target that does not answer delays no one. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.end();
    await this.#running;
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    for (let failures = 0; this.#waiting && !this.#isStopped;) {
      const checkpoint = this.#waiting;
      this.#waiting = undefined;
      const message = await this.#attempt(checkpoint);
      failures = message === undefined ? 0 : failures + 1;
      if (message !== undefined) this.#waiting ??= checkpoint;
      if (!this.#isStopped) this.#report(checkpoint, message);
      const pause = failures === 0 ? this.publisher.everyMs : FIRST_RETRY_MS * 2 ** (failures - 1);
      if (pause > 0 && !this.#isStopped)
        await this.#pause.for(Math.min(pause, Math.max(LONGEST_RETRY_MS, this.publisher.everyMs)));
    }
  }

  async #attempt(checkpoint: SignedCheckpoint): Promise<string | undefined> {
    try {
      await this.publisher.publish(checkpoint, this.#stopping.signal);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #report({ size }: SignedCheckpoint, message: string | undefined): void {
    const { target } = this.publisher;
    this.#status = message === undefined ? { target, size } : { target, size: this.#status.size, message };
    this.onStatus();
  }
}
