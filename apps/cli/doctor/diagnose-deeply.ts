import type { Findings, SavedCheckpoint } from '@ledgerdesk/integrity';
import { messageOf } from '@ledgerdesk/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { dataFolderAt, type Settings } from '../../server/index.js';
import { type DeepCheckResult, runDeepChecks } from '../../server/integrity/deep-checks.js';
import { storageConfigOf } from '../../server/storage.js';
import { deepFinding, type Finding, good } from './finding.js';

interface DeepDiagnosisOptions {
  readonly whole?: boolean | undefined;
  /** File with a checkpoint that was saved elsewhere. */
  readonly checkpoint?: string | undefined;
  /** The public key of the log. */
  readonly key?: string | undefined;
}

/** The file of a saved checkpoint cannot be read. */
class UnreadableCheckpoint extends Error {
  readonly code = 'invalid-checkpoint';
}

const savedCheckpoint = ({ checkpoint, key }: DeepDiagnosisOptions): SavedCheckpoint | undefined => {
  if (checkpoint === undefined) return undefined;
  try {
    return { name: basename(checkpoint), note: readFileSync(checkpoint, 'utf8'), vkey: key };
  } catch (error) {
    throw new UnreadableCheckpoint(`The checkpoint ${checkpoint} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
};

const numbered = (count: number): string => count.toLocaleString('en');

const summaryOf = ({ events, rows, sample, seconds }: DeepCheckResult): Finding => {
  const share = sample.of === 1 ? 'all' : `every ${sample.of}th`;
  const rate = numbered(Math.round(events / Math.max(seconds, 0.001)));
  return good(
    'deep checks',
    `${numbered(events)} events (${rate} per second), ${numbered(rows)} rows, ${share} of them against the events`,
  );
};

/** Findings of a code that were counted only. */
const countsBeyond = (findings: Findings): readonly Finding[] =>
  [...findings.totals.keys()].flatMap((code) => {
    const [last] = findings.all.filter((finding) => finding.code === code).slice(-1);
    const beyond = findings.beyond(code);
    if (!last || beyond === 0) return [];
    return [{ ...deepFinding(last), what: code, detail: `${numbered(beyond)} more findings of this kind` }];
  });

/** Checks everything that the stores can tell about themselves. Only reads them. Nothing is checked without a log. */
export const diagnoseDeeply = async (
  settings: Settings,
  options: DeepDiagnosisOptions,
): Promise<readonly Finding[]> => {
  const { whole = false } = options;
  const saved = savedCheckpoint(options);
  if (settings.EVENTSTORE_URL === undefined && !existsSync(dataFolderAt(settings.DATA_DIR).events)) return [];
  const result = await runDeepChecks(settings, storageConfigOf(settings), { whole, saved });
  return [summaryOf(result), ...result.findings.all.map(deepFinding), ...countsBeyond(result.findings)];
};
