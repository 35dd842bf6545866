import type { AppendResult } from '@eventstore/db-client';
import { AppendCall, type BatchCall } from './append-call.js';
import { type Append, requestOf } from './append-request.js';

/**
 * Appends over one call of `Streams/BatchAppend`, which costs a fraction of a call for each. When the call ends, its
 * own appends are rejected, and the next one begins another.
 */
export class BatchAppends {
  #current: AppendCall | undefined;

  constructor(private readonly open: () => BatchCall) {}

  append(append: Append): Promise<AppendResult> {
    if (!this.#current || this.#current.hasEnded) this.#current = new AppendCall(this.open());
    return this.#current.append(requestOf(append));
  }

  close(): void {
    this.#current?.close();
  }
}
