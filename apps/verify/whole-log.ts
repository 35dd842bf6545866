import {
  damage,
  type Finding,
  Frontier,
  isSameLog,
  type KeyAnnouncement,
  type KeyHandover,
  NO_SAVED_CHECKPOINT,
  type TrustedCheckpoint,
  unknown,
} from '@ledgerdesk/ledger';
import { CheckedTiles } from './checked-tiles.js';
import { EnvelopeFile, MalformedExport } from './envelope-file.js';
import type { BadLeaf } from './hash-leaves.js';
import type { Checkpoints } from './inputs.js';
import { announcements, keyFindings } from './log-keys.js';
import type { Report } from './report.js';
import { badLeafFindings, hashedRuns, type HashingOptions, UnusableTile } from './verify-leaves.js';

/** A file of envelopes and what it is compared with. */
export interface FileCheck extends Checkpoints, Pick<HashingOptions, 'script' | 'threads'> {
  /** How trusted keys handed over to others. Default: they did not. */
  readonly handovers?: readonly KeyHandover[];
  readonly path: string;
  readonly tiles?: string | undefined;
}

const MAX_LISTED = 10;

/** Findings about the origin in a file's header. */
const originFindings = (origin: string, checkpoint: TrustedCheckpoint, path: string): readonly Finding[] => {
  if (origin === checkpoint.origin) return [];
  const meaning = `The file is of ${origin}, the checkpoint of ${checkpoint.origin}.`;
  return [damage(isSameLog(origin, checkpoint.origin) ? 'other-epoch' : 'other-log', path, meaning)];
};

/** Hashes the file and returns the roots at the sizes of the checkpoints. */
const rootsOf = async (file: EnvelopeFile, options: HashingOptions) => {
  const frontier = new Frontier();
  const roots = new Map<number, Uint8Array>([[0, frontier.root()]]);
  const bad: BadLeaf[] = [];
  const announced: KeyAnnouncement[] = [];
  let badCount = 0;
  for await (const run of hashedRuns(file, options)) {
    for (const { width, root } of run.subtrees) frontier.appendSubtree(width, root);
    if (options.cuts?.includes(frontier.size)) roots.set(frontier.size, frontier.root());
    bad.push(...run.bad.slice(0, MAX_LISTED - bad.length));
    badCount += run.badCount;
    announced.push(...run.announced);
  }
  return { roots, count: frontier.size, bad, badCount, announced };
};

type Roots = Awaited<ReturnType<typeof rootsOf>>;

/** Compares the roots with the checkpoints. */
const rootFindings = ({ roots, count }: Roots, { checkpoint, saved, path }: FileCheck): readonly Finding[] => {
  if (count < checkpoint.size)
    return [damage('events-missing', path, `The file has ${count} events, the checkpoint covers ${checkpoint.size}.`)];
  const isRoot = ({ size, root }: TrustedCheckpoint): boolean =>
    Buffer.compare(roots.get(size) ?? Buffer.alloc(0), root) === 0;
  if (!isRoot(checkpoint))
    return [
      damage(
        'event-changed',
        path,
        `The first ${checkpoint.size} events of the file are not those that the checkpoint covers: one was changed, ` +
          'removed, reordered or inserted. Tiles (--tiles) show which.',
      ),
    ];
  // A file that ends before the saved size was rolled back, which is another finding.
  const isComparable = saved && (count >= saved.size || saved.origin !== checkpoint.origin);
  if (isComparable && !isRoot(saved)) return [savedDiffers(saved, checkpoint)];
  return [];
};

const savedDiffers = (saved: TrustedCheckpoint, { origin }: TrustedCheckpoint): Finding =>
  saved.origin === origin
    ? damage(
        'fork',
        'saved checkpoint',
        `The log does not contain the first ${saved.size} events as the checkpoint that you saved covers them: ` +
          'one was changed, removed, reordered or inserted after that checkpoint was signed.',
      )
    : damage(
        'other-epoch',
        'saved checkpoint',
        `The log has opened a new epoch (${saved.origin}, now ${origin}) and does not contain the ${saved.size} ` +
          'events that the checkpoint of the earlier epoch covers.',
      );

/** Lists the leaves that differ from the tiles of a checkpoint. */
const locate = async (check: FileCheck, folder: string, head: TrustedCheckpoint): Promise<readonly Finding[]> => {
  const file = await EnvelopeFile.open(check.path);
  try {
    const tiles = new CheckedTiles(folder, head);
    const { bad, badCount } = await rootsOf(file, { ...check, end: head.size, tiles });
    return badLeafFindings(bad, badCount);
  } catch (error) {
    if (!(error instanceof UnusableTile)) throw error;
    return [unknown('bad-tile', folder, `${error.message} Which events differ cannot be known from these tiles.`)];
  } finally {
    await file.close();
  }
};

const historyFindings = ({ saved, checkpoint }: FileCheck): readonly Finding[] =>
  saved || checkpoint.cosignatures.length > 0 ? [] : [NO_SAVED_CHECKPOINT];

const check = async (file: EnvelopeFile, options: FileCheck): Promise<Report> => {
  const { checkpoint, saved, path, tiles } = options;
  const other = originFindings(file.header.origin, checkpoint, path);
  if (other.length > 0) return { findings: other, proven: [] };
  if (file.header.first > 0)
    return { findings: [unknown('events-missing', path, 'The file is a part of the log. Use "range".')], proven: [] };
  const cuts = [checkpoint.size, ...(saved ? [saved.size] : [])];
  const result = await rootsOf(file, { ...options, tiles: undefined, end: Math.max(...cuts), cuts });
  const differing = rootFindings(result, options);
  const head = saved ?? checkpoint;
  const located = differing.length > 0 && tiles !== undefined ? await locate(options, tiles, head) : [];
  const isRolledBack = saved !== undefined && saved.size > checkpoint.size && result.count < saved.size;
  return {
    findings: [
      ...(isRolledBack ? [damage('rollback', path, `The log has fewer events than the ${saved.size} you know.`)] : []),
      ...differing,
      ...located,
      ...badLeafFindings(result.bad, result.badCount),
      ...(differing.length > 0 ? [] : keyFindings(options, result.announced)),
      ...historyFindings(options),
    ],
    proven:
      differing.length > 0 ? [] : [...statements(options, isRolledBack), ...announcements(options, result.announced)],
  };
};

/** What the comparison of bytes says nothing about. */
const CONTENT_NOT_CHECKED =
  'What the events say was not judged: whether revisions, times and policies agree with one another is checked by ' +
  '"ledgerdesk doctor --deep" on the stores.';

const statements = ({ checkpoint, saved }: FileCheck, isRolledBack: boolean): readonly string[] => [
  `The ${checkpoint.size} events are exactly those that the signed checkpoint of ${checkpoint.origin} covers.`,
  ...(saved && !isRolledBack ? [`They begin with the ${saved.size} events that your saved checkpoint covers.`] : []),
  CONTENT_NOT_CHECKED,
];

/** Verifies a whole log from its envelopes. */
export const verifyWholeLog = async (options: FileCheck): Promise<Report> => {
  try {
    const file = await EnvelopeFile.open(options.path);
    try {
      return await check(file, options);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof MalformedExport)) throw error;
    return { findings: [damage('malformed', options.path, error.message)], proven: [] };
  }
};
