import { decode, hasReached, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { maskPersonalFields } from '@ledgerdesk/events';
import type { Position, Projection, Row, TimeBasis } from '@ledgerdesk/kernel';
import { type Answered, digestOf } from '@ledgerdesk/manifest';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type AsOf, replay, type ReplayedRows, type ReplayOptions as LogReplay, untilOf } from '@ledgerdesk/runtime';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { logProgress } from '../terminal/log-progress.js';
import { replayOwn } from './own/replay-own.js';
import type { ReplayedProjection } from './parse-projection.js';

/** Selects the rows of a read model: where the replay ends, and whether personal fields are masked. */
export interface ReplaySelection {
  readonly projection: ReplayedProjection;
  /** Maximum heap of an own projection in MB. Default 1,024. */
  readonly memoryMb?: number;
  /** Maximum time in seconds that an own projection may spend on one page of 1,000 events. Default 60. */
  readonly pageSeconds?: number;
  readonly asOf?: AsOf | undefined;
  readonly by: TimeBasis;
  /** Masks personal fields of the events. */
  readonly mask?: boolean;
  /** Position at which a replay as of an instant ends at the latest. Default: the head. */
  readonly end?: Position;
}

/** The rows of a read model, sorted by key, and what their manifest says. */
export interface ReplayedModel {
  readonly rows: readonly Row[];
  readonly answered: Answered;
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

/** Throws BeyondHead for a position that the log has not reached. */
export const assertReached = async (log: ReadableLog, asOf: AsOf | undefined): Promise<void> => {
  if (asOf && 'position' in asOf && !(await hasReached(log, asOf.position)))
    throw new BeyondHead(`Position ${asOf.position} is beyond the end of the log (${await log.head()}).`);
};

/** Decodes events, with masked personal fields if that is asked for. */
export const decoder = (mask: boolean) => (mask ? (event: StoredEvent) => maskPersonalFields(decode(event)) : decode);

/** The projection as manifests have it: an own one is named by its file, whose bytes are its code. */
const answeringProjection = (projection: ReplayedProjection): Answered['projections'][number] => {
  if (typeof projection === 'string')
    return { name: projection, version: projectionNamed(projection).version, isCurrent: true };
  const sha256 = createHash('sha256').update(readFileSync(projection.file)).digest('hex');
  return { name: basename(projection.file), version: 0, sha256 };
};

const replayed = (
  { projection, memoryMb = 1_024, pageSeconds = 60 }: ReplaySelection,
  options: LogReplay & Required<Pick<LogReplay, 'until' | 'onPage'>>,
): Promise<ReplayedRows> =>
  typeof projection === 'string'
    ? replay(projectionNamed(projection), options)
    : replayOwn(projection.file, { ...options, limits: { memoryMb, pageMs: pageSeconds * 1_000 } });

/** Replays a read model from the log. */
export const replayedModel = async (log: ReadableLog, selection: ReplaySelection): Promise<ReplayedModel> => {
  const { projection, asOf, by, mask = false, end } = selection;
  await assertReached(log, asOf);
  const position = asOf && 'position' in asOf ? asOf.position : (end ?? (await log.head()));
  const at = asOf && 'instant' in asOf ? asOf.instant : undefined;
  const code = answeringProjection(projection);
  const progress = await logProgress('replay', log);
  const found = await replayed(selection, {
    log,
    decode: decoder(mask),
    until: at === undefined ? { position } : { ...untilOf({ instant: at }, by), position },
    onPage: progress.onPosition,
  });
  progress.stop();
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({ key, ...row }));
  const question = { kind: 'replay', name: code.name, parameters: {} } as const;
  return { rows, answered: { question, position, by, at, projections: [code], rows: digestOf(rows), masked: mask } };
};
