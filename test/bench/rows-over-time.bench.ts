import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS, pairsOf, type RowPair, differenceOf } from '@ledgerdesk/projections';
import { replay } from '@ledgerdesk/runtime';
import { explainRow } from '../../apps/cli/explain/explain-row.js';
import { timed } from './measure.js';
import { medianOf } from './medians.js';
import { ms, printRow, rate, ratio } from './report.js';

const PAGE = 2_000;
const LINEAGES = 50;

/** The minimum work of any reader: scan the log, and parse data and metadata. */
const scanAndParse = async (log: ReadableLog): Promise<number> => {
  let count = 0;
  for await (const { events } of pagesOf(log, { limit: PAGE })) count += events.map(decode).length;
  return count;
};

const ticketList = () => {
  const found = PROJECTIONS.find(({ name }) => name === 'ticket-list');
  if (!found) throw new Error('There is no read model ticket-list.');
  return found;
};

/** The rows of tickets that differ between the middle of the log and its end. */
const difference = async (log: ReadableLog, position: number): Promise<number> => {
  const moments = {
    from: { position: String(Math.floor(position / 2)) },
    to: { position: String(position) },
    by: 'recorded',
  } as const;
  const rows = await replay(pairsOf(ticketList(), moments), { log, decode, until: moments.to });
  let found = 0;
  for (const [key, pair] of rows as ReadonlyMap<string, RowPair>)
    if (pair.differs === 1 && differenceOf(key, pair)) found += 1;
  return found;
};

/** Measures the difference of two moments against a scan of the log, and the lineage of one row. */
export const benchRowsOverTime = async (log: ReadableLog): Promise<void> => {
  const head = Number(await log.head());
  const bare = await timed(() => scanAndParse(log));
  const compared = await timed(() => difference(log, head));
  printRow({
    what: `Comparing the tickets at two moments of ${bare.result.toLocaleString('en')} events`,
    measured: `${rate(bare.result / compared.seconds)}, ${compared.result.toLocaleString('en')} rows differ`,
    reference: `scan and parse ${rate(bare.result / bare.seconds)}`,
    ratio: ratio(compared.seconds, bare.seconds),
    aim: '≤ 3',
  });
  const seconds: number[] = [];
  for (let n = 1; n <= LINEAGES; n += 1) {
    const ticketId = `t${n * Math.floor(head / 10 / LINEAGES)}`;
    const row = await timed(() => explainRow(log, ticketList(), ticketId, { by: 'recorded', limit: 100 }));
    seconds.push(row.seconds);
  }
  printRow({
    what: 'Explaining one ticket of that log, median and longest of 50',
    measured: `${ms(medianOf(seconds) * 1_000)}, ${ms(Math.max(...seconds) * 1_000)}`,
    reference: `scan and parse ${ms(bare.seconds * 1_000)}`,
    ratio: (medianOf(seconds) / bare.seconds).toFixed(5),
    aim: '≤ 50 ms',
  });
};
