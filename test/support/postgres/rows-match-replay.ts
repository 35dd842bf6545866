import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { replayAll } from '@ledgerdesk/runtime';
import { until } from '../http/until.js';

const MANY = 10_000_000;

/** Waits until every read model in a database is at the head of the log, and compares its rows with a replay. */
export const expectRowsToMatchReplay = async (url: string, log: ReadableLog): Promise<void> => {
  const rows = await openPostgresReadStore({ url });
  await until(async () => {
    const head = await log.head();
    const checkpoints = await Promise.all(PROJECTIONS.map((projection) => rows.checkpoint(projection)));
    return checkpoints.every((checkpoint) => checkpoint?.position === head);
  });
  const replayed = await replayAll(PROJECTIONS, { log, decode });
  for (const projection of PROJECTIONS) {
    const live = await rows.page(projection, undefined, MANY);
    expect([projection.name, new Map(live.map(({ key, row }) => [key, row]))]).toEqual([
      projection.name,
      replayed.get(projection.name),
    ]);
  }
  await rows.close();
};
