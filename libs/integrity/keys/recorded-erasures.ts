import { pagesOf, type ReadableLog, START } from '@ledgerdesk/event-store';
import { isEngineEvent, isLogged, keyBearers } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { subjectLabel } from '@ledgerdesk/sealing';
import { decodeClear } from '../decode-clear.js';
import type { LostTime, RecordedErasures } from './compare-erasures.js';

const TYPES = ['SubjectErasureRequested', 'SubjectErased', 'LogLossAccepted'] as const;

/** The time from the last event before a position to the loss that is recorded behind it. */
const lostTime = async (log: Pick<ReadableLog, 'readAll'>, to: Instant, after: string | null): Promise<LostTime> => {
  const { events } = await log.readAll({ after: after ?? START, limit: 1, direction: 'backward' });
  return { from: events[0]?.recordedAt ?? '', to };
};

/** Reads the erasures that a log has. `log`: as it is stored. */
export const readRecordedErasures = async (
  log: Pick<ReadableLog, 'readAll' | 'isRemote'>,
): Promise<RecordedErasures> => {
  const [requested, completed, lost] = [new Set<string>(), new Set<string>(), [] as LostTime[]];
  for await (const { events } of pagesOf(log, { filter: { types: TYPES } }))
    for (const event of events.filter(isEngineEvent).map(decodeClear)) {
      if (!isLogged(event, TYPES)) continue;
      if (event.type === 'LogLossAccepted') {
        lost.push(await lostTime(log, event.recordedAt, event.data.lastPosition));
        continue;
      }
      const { kind, subjectId: id } = event.data;
      const labels = event.type === 'SubjectErased' ? completed : requested;
      for (const subject of keyBearers({ kind, id })) labels.add(subjectLabel(subject));
    }
  const [last] = (await log.readAll({ direction: 'backward', limit: 1 })).events;
  return { requested, completed, lost, lastRecordedAt: last?.recordedAt };
};
