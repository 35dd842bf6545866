import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { isEngineEvent, isLogged, START_STREAMS } from '@ledgerdesk/events';
import { type Report, unknown } from '@ledgerdesk/integrity';
import { hasRole, type Settings } from '../settings.js';

/** The position of the first start of a process that serves requests, and so records who reads. */
const firstServing = async (log: Pick<ReadableLog, 'readAll' | 'isRemote'>): Promise<string | undefined> => {
  const filter = { streamPrefixes: [START_STREAMS] };
  for await (const { events } of pagesOf(log, { filter }))
    for (const event of events.filter(isEngineEvent).map(decode))
      if (isLogged(event, ['EngineStarted']) && event.data.roles.includes('http')) return event.position;
  return undefined;
};

/**
 * Reports that there is no read audit although an engine has served the log: it was removed or lost, unless the log is
 * a copy. An engine without the role `http` has none of its own.
 */
export const checkReadsMissing = async (
  settings: Pick<Settings, 'ROLES'>,
  log: Pick<ReadableLog, 'readAll' | 'isRemote'>,
  report: Report,
): Promise<void> => {
  const position = hasRole(settings, 'http') ? await firstServing(log) : undefined;
  if (position === undefined) return;
  const why = `there is none, although an engine that records reads has served the log (position ${position})`;
  report(unknown('read-audit-missing', 'read audit', `${why}: it was removed or lost, or the log is a copy`));
};
