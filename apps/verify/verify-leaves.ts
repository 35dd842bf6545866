import { damage, type Finding } from '@ledgerdesk/ledger';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { CheckedTiles } from './checked-tiles.js';
import type { EnvelopeFile } from './envelope-file.js';
import type { BadLeaf, HashedRun, LeafRun } from './hash-leaves.js';
import { HashPool } from './hash-pool.js';
import { UsageError } from './usage.js';

const MAX_THREADS = 64;

/** A smaller file is verified sooner than threads have started. */
const SMALL_BYTES = 8 * 1024 * 1024;

/** Number of worker threads: `text`, or as many as the machine has processors; none for a small file. */
export const threadsOf = (text: string | undefined, path: string): number => {
  if (text === undefined) return statSync(path).size < SMALL_BYTES ? 0 : availableParallelism();
  const threads = text === '' ? NaN : Number(text);
  if (!Number.isInteger(threads) || threads < 0 || threads > MAX_THREADS)
    throw new UsageError(`--threads takes a number from 0 to ${MAX_THREADS}.`);
  return threads;
};

/** How the leaves of a file are hashed. */
export interface HashingOptions {
  readonly script: URL;
  readonly threads: number;
  /** Leaf at which to end. */
  readonly end: number;
  readonly cuts?: readonly number[];
  /** Compares each leaf with these. */
  readonly tiles?: CheckedTiles | undefined;
}

/** Thrown if a tile is missing or is not that of the checkpoint. */
export class UnusableTile extends Error {}

const expectedOf = async (run: LeafRun, tiles: CheckedTiles | undefined): Promise<LeafRun> => {
  if (!tiles) return run;
  const expected = await tiles.leaves(run.start, run.start + run.count);
  if (!expected)
    throw new UnusableTile(`A tile for leaves from ${run.start} is missing, or does not lead to the checkpoint.`);
  return { ...run, expected };
};

/** Yields the hashed runs of a file in order. At most two runs a thread are in memory. */
export async function* hashedRuns(file: EnvelopeFile, options: HashingOptions): AsyncGenerator<HashedRun> {
  const pool = new HashPool(options.script, options.threads);
  try {
    const pending: Promise<HashedRun>[] = [];
    for await (const run of file.runs(options.end, options.cuts)) {
      const hashed = pool.hash(await expectedOf(run, options.tiles));
      hashed.catch(() => undefined);
      pending.push(hashed);
      if (pending.length >= pool.capacity) yield* await first(pending);
    }
    while (pending.length > 0) yield* await first(pending);
  } finally {
    await pool.close();
  }
}

const first = async (pending: Promise<HashedRun>[]): Promise<readonly HashedRun[]> => {
  const hashed = await pending.shift();
  return hashed ? [hashed] : [];
};

const MEANINGS = {
  'not-canonical': 'Its bytes are not the envelope of an event: canonical JSON with exactly the fields of one.',
  'event-changed': 'It is not the event that the published tile has at this place: it was changed, moved or replaced.',
} as const;

/** The findings for bad leaves. Of many, the first are listed. */
export const badLeafFindings = (bad: readonly BadLeaf[], count: number): readonly Finding[] => [
  ...bad.map(({ index, kind, event }) =>
    damage(kind, `leaf ${index}${event === undefined ? '' : ` (${event})`}`, MEANINGS[kind]),
  ),
  ...(count > bad.length
    ? [damage(bad[0]?.kind ?? 'event-changed', `${count - bad.length} more leaves`, 'They are not listed.')]
    : []),
];
