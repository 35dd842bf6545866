import type { ReadableLog } from '@ledgerdesk/event-store';
import { isRefusal } from '@ledgerdesk/kernel';
import { type Manifest, RowsDigest } from '@ledgerdesk/manifest';
import { currentProjection, queriesWith, queryOf } from '@ledgerdesk/projections';
import { inlineAsOfReader, type Until } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { replaySource } from '../../server/as-of/replay-source.js';
import { parseProjection } from '../replay/parse-projection.js';
import { replayedModel } from '../replay/replayed-model.js';
import { exportAgain } from './export-again.js';
import { NotReproducible } from './not-reproducible.js';
import type { Recomputed } from './recomputed.js';
import type { SavedExport } from './saved-export.js';
import { sqlAgain } from './sql-again.js';
import { whatIfAgain } from './what-if-again.js';

/** What an answer may need besides its manifest. */
interface RecomputeOptions {
  /** The module of a projection that is not part of the engine. */
  readonly projection?: string | undefined;
  /** The folder of an export and its parts. */
  readonly exported?: SavedExport | undefined;
}

const untilOf = ({ at, by, log: { position } }: Manifest): Until => {
  if (at === undefined) return { position };
  return by === 'occurred' ? { occurred: at, position } : { recorded: at, position };
};

/** Replays a read model again. `file`: the module of a projection that is not part of the engine. */
const replayed = async (log: ReadableLog, manifest: Manifest, file: string | undefined): Promise<Recomputed> => {
  const { question, at, by, masked = false, projections } = manifest;
  const isOwn = projections.some(({ version }) => version === 0);
  if (isOwn && file === undefined)
    throw new NotReproducible(`Name the module of the projection ${question.name}: --projection ./${question.name}.`);
  const { position } = manifest.log;
  const { rows, answered } = await replayedModel(log, {
    projection: parseProjection(isOwn && file !== undefined ? file : question.name),
    asOf: at === undefined ? { position } : { instant: at },
    end: position,
    by,
    mask: masked,
  });
  return { rows, answered, unknown: Object.keys(question.parameters) };
};

/** Asks a query again. */
const queried = async (log: ReadableLog, manifest: Manifest): Promise<Recomputed> => {
  const { question, at, by, masked = false } = manifest;
  const { kind, name, parameters } = question;
  const found = queryOf({ kind, name, parameters }, queriesWith(new TemporalTimeZones()));
  if (!found) throw new NotReproducible(`This release cannot answer ${kind} ${name} again.`);
  const { query, params } = found;
  const answer = await inlineAsOfReader(replaySource(log)).query(query, { params, until: untilOf(manifest), masked });
  if (isRefusal(answer)) throw new NotReproducible(`This release refuses the question: ${answer.message}`);
  const rows = query.question?.rows(answer) ?? [];
  const digest = new RowsDigest();
  for (const row of rows) digest.add(row);
  const known = query.question?.parameters;
  const unknown = known ? Object.keys(parameters).filter((parameter) => !known.includes(parameter)) : [];
  const models = query.models(params).map(currentProjection);
  return {
    rows,
    answered: { question, position: manifest.log.position, by, at, projections: models, rows: digest.end(), masked },
    unknown,
  };
};

/**
 * Computes the answer of a manifest again from the log.
 * @throws NotReproducible for a question that this release does not know or refuses
 */
export const recompute = async (
  log: ReadableLog,
  manifest: Manifest,
  { projection: file, exported }: RecomputeOptions,
): Promise<Recomputed> => {
  const { kind } = manifest.question;
  if (kind === 'export') return exportAgain(log, manifest, exported);
  if (kind === 'sql') return sqlAgain(log, manifest);
  if (kind === 'what-if') return { answered: await whatIfAgain(log, manifest), rows: [], unknown: [] };
  return kind === 'replay' ? replayed(log, manifest, file) : queried(log, manifest);
};
