import { Inject, Injectable } from '@nestjs/common';
import {
  READ_MODEL_TIMEOUT_MS,
  readModelBehind,
  type ReadModelProgress,
} from '../platform/http/ledger-position.hook.js';
import { PROGRESS } from '../platform/tokens.js';

const THREAD = 'ticket-thread';
const ATTEMPTS = 3;

/**
 * Reads tickets together with their threads, which are separate read models. The ETag of a ticket must not cover a
 * message that the response lacks: a client that sends it in `If-Match` would act on what its user has not seen.
 */
@Injectable()
export class CompleteThreads {
  constructor(@Inject(PROGRESS) private readonly progress: ReadModelProgress) {}

  /** Reads again once the threads have caught up with the log. Throws Problem (503) if they do not. */
  async read<T>(read: () => Promise<T>, isComplete: (result: T) => boolean): Promise<T> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const result = await read();
      if (isComplete(result)) return result;
      const head = await this.progress.head();
      if (!(await this.progress.waitFor(head, [THREAD], READ_MODEL_TIMEOUT_MS))) break;
    }
    throw readModelBehind();
  }
}
