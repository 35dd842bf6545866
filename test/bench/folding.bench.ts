import { decode, type ReadableLog, START } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { rebuild, replayAll } from '@ledgerdesk/runtime';
import { join } from 'node:path';
import { timed } from './measure.js';
import { print, rate, ratio } from './report.js';

const PAGE = 2_000;

/** What any reader has to do: scan the log, parse data and metadata, and fold something (events by type). */
const scanParseFold = async (log: ReadableLog): Promise<number> => {
  const byType = new Map<string, number>();
  let after: Position = START;
  let seen = 0;
  for (let end = false; !end;) {
    const page = await log.readAll({ after, limit: PAGE });
    for (const event of page.events.map(decode)) byType.set(event.type, (byType.get(event.type) ?? 0) + 1);
    seen += page.events.length;
    after = page.scannedTo;
    end = page.end;
  }
  return seen;
};

/** Folding the log into all projections: in memory beside scan, parse and fold; then into rows. */
export const benchFolding = async (log: ReadableLog, folder: string): Promise<void> => {
  const bare = await timed(() => scanParseFold(log));
  const events = bare.result;
  const memory = await timed(() => replayAll(PROJECTIONS, { log, decode, until: { head: true } }));
  print({
    what: `Folding ${events.toLocaleString('en')} events into all ${PROJECTIONS.length} read models, in memory`,
    measured: rate(events / memory.seconds),
    reference: `scan, parse, fold ${rate(events / bare.seconds)}`,
    ratio: ratio(bare.seconds, memory.seconds),
    aim: '≥ 0.5',
  });
  const store = openReadStore(join(folder, 'rebuilt.db'));
  const rows = await timed(async () => {
    for (const projection of PROJECTIONS) await rebuild(projection, { log, store, decode });
  });
  await store.close();
  print({
    what: 'The same into rows on SQLite, one read model after the other',
    measured: rate(events / rows.seconds),
    reference: `in memory ${rate(events / memory.seconds)}`,
    ratio: ratio(memory.seconds, rows.seconds),
    aim: '–',
  });
};
