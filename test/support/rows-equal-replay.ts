import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { replayAll } from '@ledgerdesk/runtime';

const MANY = 10_000_000;

/** Compares the rows of every read model, which has to be at the head of the log, with a replay of the log. */
export const expectRowsToEqualReplay = async (rows: Pick<ReadStore, 'page'>, log: ReadableLog): Promise<void> => {
  const replayed = await replayAll(PROJECTIONS, { log, decode });
  for (const projection of PROJECTIONS) {
    const live = await rows.page(projection, undefined, MANY);
    expect([projection.name, new Map(live.map(({ key, row }) => [key, row]))]).toEqual([
      projection.name,
      replayed.get(projection.name),
    ]);
  }
};
