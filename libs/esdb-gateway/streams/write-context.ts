import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';

import type { IncomingBytes } from './incoming-append.js';
import type { WriteAccess } from './write-access.js';

/** The dependencies of handlers that write. */
export interface WriteContext {
  readonly store: EventStore;
  /** The log as clients read it. */
  readonly log: ReadableLog;
  readonly now: () => string;
  readonly access: WriteAccess;
  /** True if other processes of the engine write through this server. */
  readonly engineWrites: boolean;
  readonly incoming: IncomingBytes;
  readonly timers: Pick<Timers, 'after'>;
  /** Maximum time between two messages of an append. */
  readonly appendStallMs: number;
}
