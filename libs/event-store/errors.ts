import type { ExpectedRevision } from './port.js';

/** The stream is not where the caller thought: load it again and decide anew. `actual` is -1 for an empty stream. */
export class WrongExpectedRevision extends Error {
  readonly code = 'wrong-expected-revision';
  constructor(readonly stream: string, readonly expected: ExpectedRevision, readonly actual: number) {
    super(`Stream ${stream} is at revision ${actual}, expected ${expected}.`);
  }
}

/** One append may hold 1 MiB of data and metadata. */
export class AppendTooLarge extends Error {
  readonly code = 'append-too-large';
  constructor(readonly stream: string, readonly bytes: number) {
    super(`An append of ${bytes} bytes to ${stream} is over the limit of 1 MiB.`);
  }
}

/** Another process has the log open for writing. */
export class StoreLocked extends Error {
  readonly code = 'store-locked';
  constructor(readonly file: string) {
    super(`${file} is already open for writing in another process. Stop that process first, or use another DATA_DIR.`);
  }
}

/** The store can take no more appends: a commit failed in a way that a retry here cannot mend. */
export class StoreFailed extends Error {
  readonly code = 'store-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
