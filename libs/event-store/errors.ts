import type { ExpectedRevision } from './port.js';

/** The stream is not where the caller thought: load it again and decide anew. `actual` is -1 for an empty stream. */
export class WrongExpectedRevision extends Error {
  readonly code = 'wrong-expected-revision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at revision ${actual}, expected ${expected}.`);
  }
}

/** One append may hold 1 MiB of data and metadata. */
export class AppendTooLarge extends Error {
  readonly code = 'append-too-large';
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
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

/** There is no log at that place, or one that this version cannot read. */
export class StoreUnreadable extends Error {
  readonly code = 'store-unreadable';
  constructor(
    readonly file: string,
    reason: string,
    cause?: unknown,
  ) {
    super(`${file} cannot be read as a log: ${reason}`, { cause });
  }
}

/** The commit failed and recorded nothing, e.g. for a full disk. The same append may be tried again later. */
export class CommitFailed extends Error {
  readonly code = 'commit-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/**
 * The store can take no more appends, and of those under way nobody knows whether they were recorded.
 * Restart the engine; a repeat with the same event ids is safe.
 */
export class StoreFailed extends Error {
  readonly code = 'store-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
