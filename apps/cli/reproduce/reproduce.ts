import { hasReached, type ReadableLog } from '@ledgerdesk/event-store';
import { isRecord, messageOf } from '@ledgerdesk/kernel';
import {
  asManifest,
  compareManifests,
  type Difference,
  digestOf,
  type Manifest,
  MAX_MANIFEST_BYTES,
  changedParts,
  questionDigest,
} from '@ledgerdesk/manifest';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { policiesFor } from '../../server/policy-files.js';
import type { Settings } from '../../server/settings.js';
import { EXPORT_FORMAT } from '../export/folder/export-manifest.js';
import { filesOf } from '../export/run-export.js';
import { logProgress } from '../terminal/log-progress.js';
import { manifestFor, withTree } from '../manifest/write-manifest.js';
import { changedPolicies } from './changed-policies.js';
import { changedRows } from './changed-rows.js';
import { NotReproducible } from './not-reproducible.js';
import { recompute } from './recompute.js';
import { changedFiles, exportedParts, type SavedExport } from './saved-export.js';
import { verifyEvents } from './verify-events.js';

/** Bytes of an answer that is read whole. */
const MAX_ANSWER_BYTES = 512 * MAX_MANIFEST_BYTES;

/** A file that cannot be read as an answer or a manifest. */
class InvalidAnswer extends Error {
  readonly code = 'invalid-answer';
}

/** A saved answer: its manifest, or its rows, or both. */
export interface SavedAnswer {
  readonly manifest?: Manifest | undefined;
  readonly rows?: readonly object[] | undefined;
  /** Of an export: its folder and parts. Its rows are its files. */
  readonly exported?: SavedExport | undefined;
}

const isObjects = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null);

/** Links to more than the answer, which its manifest does not digest. */
const LINKS = ['lineage', 'events'];

const withoutLinks = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !LINKS.includes(name)));

/** The rows of the body of a response: its total, if that is an object, and its items. */
const rowsOf = (
  { total, items }: Readonly<Record<string, unknown>>,
  kind?: Manifest['question']['kind'],
): readonly object[] | undefined => {
  if (!isObjects(items)) return undefined;
  if (kind === 'facts') return items.map(withoutLinks);
  return typeof total === 'object' && total !== null ? [total, ...items] : items;
};

const parsedLines = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => JSON.parse(line) as unknown);
  }
};

const savedExport = (file: string, manifest: Manifest, given: unknown): SavedAnswer => {
  const parts = exportedParts(given);
  return { manifest, rows: filesOf(parts), exported: { folder: dirname(file), parts } };
};

/**
 * Reads a manifest, the `manifest.json` of an export, the body of a response, or rows as JSON or JSON lines.
 * @throws InvalidAnswer for any other file, InvalidManifest for a malformed manifest
 */
export const readAnswer = (file: string): SavedAnswer => {
  let value: unknown;
  try {
    if (statSync(file).size > MAX_ANSWER_BYTES) throw new Error(`It has more than ${MAX_ANSWER_BYTES} bytes`);
    value = parsedLines(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidAnswer(`Cannot read ${file}: ${messageOf(error)}. Name a file of JSON.`);
  }
  if (isObjects(value)) return { rows: value };
  if (!isRecord(value)) throw new InvalidAnswer(`${file} has neither a manifest nor rows.`);
  const { manifest } = value;
  if (manifest !== undefined) {
    const checked = asManifest(manifest);
    if (value['format'] === EXPORT_FORMAT) return savedExport(file, checked, value['parts']);
    return { manifest: checked, rows: rowsOf(value, checked.question.kind) };
  }
  return 'format' in value ? { manifest: asManifest(value) } : { rows: rowsOf(value) };
};

/** What is compared. */
export interface ReproduceOptions {
  /** Name the tree of the log and the folder of policy files. */
  readonly settings: Settings;
  /** The answer, or its manifest. */
  readonly saved: SavedAnswer & { readonly manifest: Manifest };
  /** Another saved answer of the same question. */
  readonly against?: SavedAnswer;
  /** The module of a projection that is not part of the engine. */
  readonly projection?: string;
}

/** Throws NotReproducible if the log is another one, or ends before the position. */
const assertSameLog = async (log: ReadableLog, { id, position }: Manifest['log']): Promise<void> => {
  if (log.logId !== id)
    throw new NotReproducible(`The answer is of log ${id}, this one is ${log.logId}. Set DATA_DIR to its folder.`);
  if (!(await hasReached(log, position)))
    throw new NotReproducible(
      `The answer is of position ${position}, the log ends at ${await log.head()}. Use a newer copy of the log.`,
    );
};

/** Compares a saved answer with its own manifest: its rows may have been changed. */
const ownRows = ({ manifest, rows }: ReproduceOptions['saved']): readonly Difference[] =>
  rows && digestOf(rows).sha256 !== manifest.rows.sha256
    ? [{ kind: 'rows', name: 'rows of the file', message: 'The rows of the file are not those of its manifest.' }]
    : [];

const QUESTION_CHANGED =
  'The question of the manifest (kind, name, parameters, by, at, masked) is not the one that was asked.';

/** Why the part of a question that was changed cannot be named. */
const WITHOUT_PARTS = 'Its manifest has no digests of the parts of the question, which would tell what was changed.';
const PARTS_TOO = 'The digests of its parts were changed with it, so that nothing tells what was changed.';

/** Compares the question of a manifest with its digests: it may have been changed. Names each part that was. */
const ownQuestion = (manifest: Manifest): readonly Difference[] => {
  const isAsked = questionDigest(manifest) === manifest.questionSha256;
  const parts = changedParts(manifest);
  if (isAsked && (parts ?? []).length === 0) return [];
  if (parts && parts.length > 0)
    return parts.map((name) => ({
      kind: 'parameter',
      name,
      message: `${name} of the manifest is not the one that was asked.`,
    }));
  const why = parts ? PARTS_TOO : WITHOUT_PARTS;
  return [{ kind: 'parameter', name: 'question', message: `${QUESTION_CHANGED} ${why}` }];
};

/** Compares the other answer with the manifest. */
const otherAnswer = (manifest: Manifest, { manifest: other }: SavedAnswer): readonly Difference[] =>
  other ? compareManifests(other, manifest).filter(({ kind }) => kind !== 'rows') : [];

const unknownParameter = (name: string): Difference => ({
  kind: 'parameter',
  name,
  message: `This release does not know the parameter ${name}.`,
});

/** Each difference once. */
const distinct = (differences: readonly Difference[]): readonly Difference[] => [
  ...new Map(differences.map((one) => [one.message, one])).values(),
];

/** What was found. */
export interface Reproduced {
  /** What differs, each by name. Empty if all is equal. */
  readonly differences: readonly Difference[];
  /** Why the events of the log, or some of them, could not be verified; undefined if all were. */
  readonly unverified?: string | undefined;
}

/** Compares an export with its manifest, where there is no log. */
export const reproduceFiles = async (
  saved: ReproduceOptions['saved'] & { readonly exported: SavedExport },
): Promise<Reproduced> => {
  const { manifest, exported } = saved;
  const files = await changedFiles(exported);
  return {
    differences: distinct([...ownQuestion(manifest), ...ownRows(saved), ...files]),
    unverified: 'there is no log at DATA_DIR. Only the files of the export were read again.',
  };
};

/**
 * Computes an answer again from the log and compares it.
 * @throws NotReproducible if the log or this release cannot answer the question
 */
export const reproduce = async (
  log: ReadableLog,
  { settings, saved, against = {}, projection }: ReproduceOptions,
): Promise<Reproduced> => {
  const { manifest, exported } = saved;
  await assertSameLog(log, manifest.log);
  const { answered, rows, unknown } = await recompute(log, manifest, { projection, exported });
  const ours = await manifestFor(log, answered, settings);
  const progress = await logProgress('compare events', log);
  const { difference: event, unverified } = await withTree(settings, log, (tree) =>
    verifyEvents(log, tree, manifest, progress.onPosition),
  );
  progress.stop();
  const theirs = against.rows ?? saved.rows;
  const differences = distinct([
    ...(event ? [event] : []),
    ...(await changedPolicies(log, manifest, policiesFor(settings).texts)),
    ...compareManifests(ours, manifest),
    ...ownQuestion(manifest),
    ...unknown.map(unknownParameter),
    ...ownRows(saved),
    ...(exported ? await changedFiles(exported) : []),
    ...otherAnswer(manifest, against),
    ...(theirs ? changedRows(rows, theirs) : []),
  ]);
  return { differences, unverified };
};
