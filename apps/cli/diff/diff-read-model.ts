import type { ReadableLog } from '@ledgerdesk/event-store';
import { comparePositions, type Projection, type TimeBasis } from '@ledgerdesk/kernel';
import { type Answered, RowsDigest } from '@ledgerdesk/manifest';
import {
  type DiffMoment,
  differenceOf,
  isReversed,
  pairsOf,
  questionOf,
  type RowDifference,
  type RowPair,
  rowDiffQuery,
} from '@ledgerdesk/projections';
import { type AsOf, replay } from '@ledgerdesk/runtime';
import { assertReached, decoder } from '../replay/replayed-model.js';
import { logProgress } from '../terminal/log-progress.js';

/** Which moments to compare, and which rows. */
export interface DiffOptions {
  readonly from: AsOf;
  readonly to?: AsOf;
  readonly by: TimeBasis;
  readonly prefix: string;
  readonly mask?: boolean;
}

/** The first moment is after the second one. */
class ReversedMoments extends Error {
  readonly code = 'invalid-moments';
}

/** Numbers of the rows that differ, and what the manifest of all differences says. */
export interface ReadModelDiff {
  readonly counts: Readonly<Record<RowDifference['change'], number>>;
  readonly answered: Answered;
}

/**
 * Compares the rows of a read model at two moments, and calls `visit` with each row that differs, in the order of their
 * keys. @throws ReversedMoments if `from` is after `to`
 */
export const diffReadModel = async (
  log: ReadableLog,
  projection: Projection,
  options: DiffOptions,
  visit: (difference: RowDifference) => Promise<void>,
): Promise<ReadModelDiff> => {
  const { from, by, prefix, mask = false } = options;
  const head = await log.head();
  const to: DiffMoment = options.to ?? { position: head };
  for (const moment of [from, to]) await assertReached(log, moment);
  if (isReversed({ from, to })) throw new ReversedMoments('--from is after --to. Swap them.');
  const isEarlier = 'position' in from && 'position' in to && comparePositions(to.position, head) < 0;
  const position = isEarlier ? to.position : head;
  const progress = await logProgress('compare', log);
  const rows = (await replay(pairsOf(projection, { from, to, by }), {
    log,
    decode: decoder(mask),
    until: { position },
    onPage: progress.onPosition,
  })) as ReadonlyMap<string, RowPair>;
  progress.stop();
  const counts = { added: 0, removed: 0, changed: 0 };
  const digest = new RowsDigest();
  const keys = [...rows].flatMap(([key, { differs }]) => (differs === 1 && key.startsWith(prefix) ? [key] : []));
  for (const key of keys.sort()) {
    const pair = rows.get(key);
    const found = pair && differenceOf(key, pair);
    if (!found) continue;
    counts[found.change] += 1;
    digest.add(found);
    await visit(found);
  }
  const answered: Answered = {
    question: questionOf(rowDiffQuery, { model: projection.name, from, to, by, prefix }),
    position,
    by,
    projections: [{ name: projection.name, version: projection.version, isCurrent: true }],
    rows: digest.end(),
    masked: mask,
  };
  return { counts, answered };
};
