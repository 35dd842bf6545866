import type { LogMessage } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';
import { defer, type Observable, retry } from 'rxjs';
import { delay } from './timers.js';

const RESUBSCRIBE_MS = 1_000;

/** Subscribes to a log through `subscribe`, and again one second after each failure. */
export const resubscribing = (subscribe: () => Observable<LogMessage>, timers: Timers): Observable<LogMessage> =>
  defer(subscribe).pipe(retry({ delay: () => delay(timers, RESUBSCRIBE_MS), resetOnSuccess: true }));
