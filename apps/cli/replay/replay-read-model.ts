import { decode, hasReached, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { maskPersonalFields } from '@ledgerdesk/events';
import type { Projection, TimeBasis } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type AsOf, replay, untilOf } from '@ledgerdesk/runtime';
import { logProgress } from '../terminal/log-progress.js';
import { replayOwn } from './own/replay-own.js';
import type { ReplayedProjection } from './parse-projection.js';
import { ROW_FORMATS, type RowFormat } from './row-formats.js';

/** Selects the read model, the point in time and the output format. */
export interface ReplayOptions {
  readonly projection: ReplayedProjection;
  /** Maximum heap of an own projection in MB. Default 1,024. */
  readonly memoryMb?: number;
  /** Maximum time in seconds that an own projection may spend on one page of 1,000 events. Default 60. */
  readonly pageSeconds?: number;
  readonly asOf?: AsOf;
  readonly by: TimeBasis;
  readonly format: RowFormat;
  /** See `CsvOptions`. */
  readonly raw?: boolean;
  /** Masks personal fields of the events. */
  readonly mask?: boolean;
}

/** Thrown if the requested position is beyond the head of the log. */
class BeyondHead extends Error {
  readonly code = 'invalid-position';
}

const projectionNamed = (name: string): Projection => {
  const projection = PROJECTIONS.find((candidate) => candidate.name === name);
  if (!projection) throw new Error(`Unknown read model ${name}.`);
  return projection;
};

const assertReached = async (log: ReadableLog, asOf: AsOf | undefined): Promise<void> => {
  if (asOf && 'position' in asOf && !(await hasReached(log, asOf.position)))
    throw new BeyondHead(`Position ${asOf.position} is beyond the end of the log (${await log.head()}).`);
};

/** Replays a read model from the log and returns its rows, sorted by key, as text. */
export const replayReadModel = async (
  log: ReadableLog,
  { projection, asOf, by, format, raw = false, mask = false, memoryMb = 1_024, pageSeconds = 60 }: ReplayOptions,
): Promise<string> => {
  await assertReached(log, asOf);
  const progress = await logProgress('replay', log);
  const options = {
    log,
    decode: mask ? (event: StoredEvent) => maskPersonalFields(decode(event)) : decode,
    until: untilOf(asOf, by),
    onPage: progress.onPosition,
  };
  const limits = { memoryMb, pageMs: pageSeconds * 1_000 };
  const rows =
    typeof projection === 'string'
      ? await replay(projectionNamed(projection), options)
      : await replayOwn(projection.file, { ...options, limits });
  progress.stop();
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({ key, ...row }));
  return ROW_FORMATS[format](sorted, { raw });
};
