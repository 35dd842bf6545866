import {
  isForeign,
  isLogIdentity,
  type LogPage,
  pagesOf,
  type ReadableLog,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { isEngineEvent } from '@ledgerdesk/events';
import { errorCodeOf, messageOf, type Position } from '@ledgerdesk/kernel';
import { unknown } from './finding.js';
import type { Report } from './findings.js';
import { hiddenEvent } from './log/event-forms.js';
import { CheckedEvent, type LogCheck, placeOf } from './log-check.js';

/** The part of a log to check, and with what. */
export interface LogRun {
  /** The log with its stored bytes, foreign events included: they are left out here. */
  readonly log: Pick<ReadableLog, 'readAll' | 'isRemote'>;
  readonly checks: readonly LogCheck[];
  readonly report: Report;
  /** Exclusive. Default: the start of the log. */
  readonly after?: Position;
  /** Called after each page with the number of its events. Awaited: it may pause. Returns false to stop there. */
  readonly onPage?: (page: LogPage) => Promise<boolean | void> | boolean | void;
  readonly pageSize?: number;
}

/** An event of the engine's own form that no reader takes for one of the engine's. */
const reportHidden = (stored: StoredEvent, report: Report): void => {
  if (!isForeign(stored) && !isLogIdentity(stored)) report(hiddenEvent(stored));
};

const runPage = async ({ events }: LogPage, checks: readonly LogCheck[], report: Report): Promise<void> => {
  for (const stored of events) {
    if (!isEngineEvent(stored)) {
      reportHidden(stored, report);
      continue;
    }
    const event = new CheckedEvent(stored);
    for (const check of checks) {
      const pending = attempt(check, event, report);
      if (pending) await pending;
    }
  }
};

/** An event that breaks a check does not keep the events behind it from theirs. */
const attempt = (check: LogCheck, event: CheckedEvent, report: Report): void | Promise<void> => {
  const onError = (error: unknown): void => {
    if (errorCodeOf(error) !== undefined) throw error;
    report(unknown('check-failed', placeOf(event.stored), `${check.constructor.name}: ${messageOf(error)}`));
  };
  try {
    return check.check(event, report)?.catch(onError);
  } catch (error) {
    onError(error);
  }
};

/**
 * Runs checks over the engine's events of a log, page by page up to its head. Resolves with false if it was stopped.
 *
 * @example
 * await checkLog({ log, checks: [new EventForms()], report: findings.report });
 */
export const checkLog = async (run: LogRun): Promise<boolean> => {
  const { log, checks, report, after, onPage = () => undefined, pageSize } = run;
  for await (const page of pagesOf(log, { after, limit: pageSize })) {
    await runPage(page, checks, report);
    if ((await onPage(page)) === false) return false;
  }
  for (const check of checks) await check.end?.(report);
  return true;
};
