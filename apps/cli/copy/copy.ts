import { type EventStore, type ReadableLog, START } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { replaceFile } from '@ledgerdesk/files';
import { existsSync, readFileSync } from 'node:fs';
import { dataFolderAt } from '../../server/data-folder.js';
import { isLogUrl } from '../../server/storage.js';
import { logProgress } from '../terminal/log-progress.js';
import { compareLogs, START_OF_BOTH } from './compare-logs.js';
import { checkKeys, copyKeys } from './copy-keys.js';
import { copyLog } from './copy-log.js';
import { checkSubjectKeys, copySubjectKeys } from './copy-subject-keys.js';
import { isSameFolder, isSameServedLog, openSource, openTarget } from './log-endpoints.js';
import { Frontier } from '@ledgerdesk/ledger';
import { PositionMap, type PositionPair } from './position-map.js';
import { requireSameTree } from './target-tree.js';

/** Source and target, the file for the pairs of positions, and whether keys are copied too. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly map: string;
  readonly withKeys?: boolean;
}

/** Number of copied events, the file with their positions, and the copied keys. */
export interface CopyResult {
  readonly events: number;
  readonly map: string;
  /** Size and root, in base64, of the tree of both logs: those of a checkpoint. */
  readonly leaves: number;
  readonly root: string;
  /** Present if the source was written meanwhile: its later events are left to the next copy. */
  readonly sourceGoesOn?: true;
  /** Paths of the keys at the target, whether they were copied now or existed before. */
  readonly keys?: readonly string[];
}

/** Thrown if source and target are one log, of which this would be no copy. */
class SameLog extends Error {
  readonly code = 'invalid-target';
  constructor() {
    super('Source and target are the same log. Name another target with --to.');
  }
}

/**
 * Copies a log up to its head at the start, and compares the copy event by event. The log may be written meanwhile.
 * Nothing is written to a target that is not a partial copy of the source. Repeat it to resume an interrupted copy, or
 * to copy what the source has recorded since.
 */
export const copy = async (options: CopyOptions): Promise<CopyResult> => {
  if (isSameFolder(options)) throw new SameLog();
  if (options.withKeys) {
    checkKeys(options);
    checkSubjectKeys(options);
  }
  const source = await openSource(options.from);
  try {
    return await copyFrom(source, options);
  } finally {
    await source.close();
  }
};

const copyFrom = async (source: ReadableLog, options: CopyOptions): Promise<CopyResult> => {
  const target = await openTarget(options.to);
  try {
    if (isSameServedLog(source, target, options)) throw new SameLog();
    const tree = new Frontier();
    const found = await compareLogs(source, target, { after: START_OF_BOTH, until: START }, tree);
    const map = new PositionMap(options.map);
    map.create(found);
    copyTaxonomy(options);
    const keys = options.withKeys && copyKeys(options);
    const until = await source.head();
    const added = await copyEvents(source, target, { after: found.at(-1) ?? START_OF_BOTH, until }, tree);
    const subjectKeys = options.withKeys && (await copySubjectKeys(options));
    await requireSameTree(target, tree, realTimers);
    const pairs = [...found, ...added];
    map.replace(pairs);
    return {
      events: pairs.length,
      map: options.map,
      leaves: tree.size,
      root: Buffer.from(tree.root()).toString('base64'),
      ...(comparePositions(await source.head(), until) > 0 && { sourceGoesOn: true }),
      ...(keys && { keys: [...keys, ...(subjectKeys ? [subjectKeys] : [])] }),
    };
  } finally {
    await target.close();
  }
};

/** The taxonomy of an import belongs to the log, whose events refer to it. */
const copyTaxonomy = ({ from, to }: CopyOptions): void => {
  if (isLogUrl(from) || isLogUrl(to)) return;
  const { taxonomy } = dataFolderAt(from);
  if (existsSync(taxonomy)) replaceFile(dataFolderAt(to).taxonomy, readFileSync(taxonomy));
};

/** Copies the events of the source after those that the target has, and compares them. */
const copyEvents = async (
  source: ReadableLog,
  target: EventStore,
  { after, until }: { readonly after: PositionPair; readonly until: Position },
  tree: Frontier,
): Promise<readonly PositionPair[]> => {
  const progress = await logProgress('copy', source, after[0]);
  try {
    await copyLog(source, target, { after: after[0], until }, progress.onPosition);
  } finally {
    progress.stop();
  }
  return compareLogs(source, target, { after, until }, tree);
};
