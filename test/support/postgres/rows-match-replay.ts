import type { ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { until } from '../http/until.js';
import { expectRowsToEqualReplay } from '../rows-equal-replay.js';

/** Waits until every read model in a database is at the head of the log, and compares its rows with a replay. */
export const expectRowsToMatchReplay = async (url: string, log: ReadableLog): Promise<void> => {
  const rows = await openPostgresReadStore({ url });
  await until(async () => {
    const head = await log.head();
    const checkpoints = await Promise.all(PROJECTIONS.map((projection) => rows.checkpoint(projection)));
    return checkpoints.every((checkpoint) => checkpoint?.position === head);
  });
  await expectRowsToEqualReplay(rows, log);
  await rows.close();
};
