import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { replayAll } from '@ledgerdesk/runtime';
import { join } from 'node:path';
import { rebuildAll } from '../support/runtime/rebuild.js';
import { timed } from './measure.js';
import { printRow, rate, ratio } from './report.js';

const PAGE = 2_000;
/** Rows in memory are folded up to here, since ten million events would need more memory than a process has. */
const MOST_IN_MEMORY = 1_000_000;

/**
 * The minimum work of any reader: scan the log, parse data and metadata, and count events by type. Returns the number
 * of events, of which it reads `most`.
 */
export const scanParseCount = async (log: Pick<ReadableLog, 'readAll'>, most = Infinity): Promise<number> => {
  const byType = new Map<string, number>();
  let count = 0;
  for await (const page of pagesOf(log, { limit: PAGE })) {
    const events = page.events.slice(0, most - count);
    for (const event of events.map(decode)) byType.set(event.type, (byType.get(event.type) ?? 0) + 1);
    count += events.length;
    if (count >= most) break;
  }
  return count;
};

/** Measures folding a log into all projections, in memory and into SQLite. Reference: scan, parse and count. */
export const benchReplay = async (log: ReadableLog, folder: string): Promise<void> => {
  // The positions of an embedded log count its events.
  const events = Number(await log.head());
  const folded = Math.min(events, MOST_IN_MEMORY);
  const until = events > folded ? { position: String(folded) } : ({ head: true } as const);
  const bare = await timed(() => scanParseCount(log, folded));
  const memory = await timed(() => replayAll(PROJECTIONS, { log, decode, until }));
  const inMemory = folded / memory.seconds;
  printRow({
    what: `Folding ${folded.toLocaleString('en')} events into all read models, in memory`,
    measured: rate(inMemory),
    reference: `scan, parse, fold ${rate(folded / bare.seconds)}`,
    ratio: ratio(inMemory, folded / bare.seconds),
    aim: '≥ 0.8',
  });
  const store = await openReadStore(join(folder, 'rebuilt.db'));
  const rows = await timed(() => rebuildAll(PROJECTIONS, { log, store, decode }));
  await store.close();
  printRow({
    what: `Rebuilding all read models from ${events.toLocaleString('en')} events into rows on SQLite, from one scan`,
    measured: `${rate(events / rows.seconds)}, ${rows.seconds.toFixed(1)} s`,
    reference: `in memory ${rate(inMemory)}`,
    ratio: ratio(events / rows.seconds, inMemory),
    aim: '≤ 170 s for 10,000,000',
  });
};
