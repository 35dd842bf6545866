import { messageOf } from '@ledgerdesk/kernel';
import type { ExpectedRevision } from './port.js';

/** The stream is not at the expected revision: reload it and decide again. `actual` is -1 for an empty stream. */
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

/** The stream was deleted permanently: it accepts no more events. */
export class StreamDeleted extends Error {
  readonly code = 'stream-deleted';
  constructor(readonly stream: string) {
    super(`Stream ${stream} is deleted. Write to a stream of another name.`);
  }
}

/** The data and metadata of one append exceed 1 MiB. */
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

/** The file does not exist, is not a log, or was written by a newer version. */
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

/** A read did not show an event that is known to be recorded, for example on a node that is behind. Retry. */
export class ReadBehind extends Error {
  readonly code = 'read-behind';
  constructor(
    readonly stream: string,
    readonly revision: number,
  ) {
    super(`Revision ${revision} of stream ${stream} is recorded but cannot be read yet. Retry.`);
  }
}

/**
 * The log does not contain an event that was read from it, and never will: an operator has accepted that it lost
 * events, or it is another log.
 */
export class EventLost extends Error {
  readonly code = 'event-lost';
  constructor(
    readonly stream: string,
    readonly revision: number,
    eventId?: string,
  ) {
    const event = eventId === undefined ? 'the event' : `event ${eventId}, which was`;
    super(`The log does not contain ${event} at revision ${revision} of ${stream}.`);
  }
}

/** The log has some of the events that were appended in order without, or before, those of earlier appends. */
export class AppendedOutOfOrder extends Error {
  readonly code = 'appended-out-of-order';
  constructor(
    readonly stream: string,
    cause?: unknown,
  ) {
    const reason = cause === undefined ? '' : `: ${messageOf(cause)}`;
    super(
      `The event store recorded later events without those of ${stream}${reason}${reason.endsWith('.') ? '' : '.'} ` +
        'Its log has another order now: begin again with an empty one.',
      { cause },
    );
  }
}

/**
 * The server cannot read from a position, because no event of its log begins there: the position is one of a log that
 * was restored from an older copy since.
 */
export class NoSuchPosition extends Error {
  readonly code = 'no-such-position';
  constructor(cause?: unknown) {
    super('The event store has no event at the position to read from. Its log may have been restored from a copy.', {
      cause,
    });
  }
}

/** The commit failed and recorded nothing, for example because the disk is full. The append may be retried. */
export class CommitFailed extends Error {
  readonly code = 'commit-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/**
 * The store accepts no more appends, and pending ones may or may not have been recorded. Restart the engine; retrying
 * with the same event ids is safe.
 */
export class StoreFailed extends Error {
  readonly code = 'store-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
