import { hasReached, type ReadableLog } from '@ledgerdesk/event-store';
import type { Position, Projection, TimeBasis } from '@ledgerdesk/kernel';
import { type Answered, digestOf } from '@ledgerdesk/manifest';
import { type Lineage, lineageOf, lineageQuery, questionOf } from '@ledgerdesk/projections';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import { type AsOf, replay, untilOf } from '@ledgerdesk/runtime';
import { assertReached, decoder } from '../replay/replayed-model.js';
import { logProgress, NO_LOG_PROGRESS } from '../terminal/log-progress.js';

/** Which row to explain, and how much of it. */
export interface ExplainOptions {
  readonly asOf?: AsOf;
  readonly by: TimeBasis;
  /** Position after which the events are wanted. Default: all. */
  readonly after?: Position;
  readonly limit: number;
  readonly mask?: boolean;
}

/** A row that a read model has never had. */
class RowNotFound extends Error {
  readonly code = 'invalid-row';
}

/** The events that made a row, and what their manifest says. */
export interface ExplainedRow {
  readonly lineage: Lineage;
  readonly answered: Answered;
}

/** Reads the events that made a row of a read model. @throws RowNotFound if there never was such a row */
export const explainRow = async (
  log: ReadableLog,
  projection: Projection,
  key: string,
  { asOf, by, after, limit, mask = false }: ExplainOptions,
): Promise<ExplainedRow> => {
  await assertReached(log, asOf);
  if (after !== undefined && !(await hasReached(log, after)))
    throw new RowNotFound(`Position ${after} is beyond the end of the log.`);
  const params = { model: projection.name, key, after, limit };
  const position = asOf && 'position' in asOf ? asOf.position : await log.head();
  const at = asOf && 'instant' in asOf ? asOf.instant : undefined;
  const streams = log.isRemote === true ? undefined : lineageQuery.streams?.(params);
  const progress = streams ? NO_LOG_PROGRESS : await logProgress('explain', log);
  const derived = lineageOf(projection, params);
  const rows = await replay(derived, {
    log,
    decode: decoder(mask),
    until: at === undefined ? { position } : { ...untilOf({ instant: at }, by), position },
    streams,
    onPage: progress.onPosition,
  });
  progress.stop();
  const lineage = await lineageQuery.run(new InMemoryRowReader([{ projection: derived, rows }]), params);
  if (!lineage) throw new RowNotFound(`${projection.name} has never had a row with the key ${key}.`);
  const answered: Answered = {
    question: questionOf(lineageQuery, params),
    position,
    by,
    at,
    projections: [{ name: projection.name, version: projection.version, isCurrent: true }],
    rows: digestOf(lineage.changes),
    masked: mask,
  };
  return { lineage, answered };
};
