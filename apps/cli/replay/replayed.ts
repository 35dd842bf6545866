import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { comparePositions, type Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type AsOf, type InstantCounts, replay, untilOf } from '@ledgerdesk/runtime';
import { logProgress } from '../terminal/log-progress.js';
import { ROW_FORMATS, type RowFormat } from './rows-as-text.js';

/** Which read model is shown, as of when, and how. */
export interface ReplayOptions {
  readonly projection: string;
  readonly asOf?: AsOf;
  readonly by: InstantCounts;
  readonly format: RowFormat;
}

/** A position that the log has not reached: there is nothing to replay to. */
class BeyondHead extends Error {
  readonly code = 'invalid-position';
}

const named = (name: string): Projection => {
  const projection = PROJECTIONS.find((candidate) => candidate.name === name);
  if (!projection) throw new Error(`There is no read model ${name}.`);
  return projection;
};

const assertReached = async (log: ReadableLog, moment: AsOf | undefined): Promise<void> => {
  const head = await log.head();
  if (moment && 'position' in moment && comparePositions(moment.position, head) > 0) {
    throw new BeyondHead(`The log ends at position ${head}: there is nothing as of ${moment.position}.`);
  }
};

/** A read model as it was at a moment, folded from the log alone, as text. */
export const replayed = async (
  log: ReadableLog,
  { projection, asOf: moment, by, format }: ReplayOptions,
): Promise<string> => {
  await assertReached(log, moment);
  const progress = await logProgress('replay', log);
  const rows = await replay(named(projection), { log, decode, until: untilOf(moment, by), onPage: progress.looked });
  progress.done();
  return ROW_FORMATS[format]([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({ key, ...row })));
};
