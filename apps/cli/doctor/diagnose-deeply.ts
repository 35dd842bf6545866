import type { Findings } from '@ledgerdesk/integrity';
import { existsSync } from 'node:fs';
import { dataFolderAt, type Settings } from '../../server/index.js';
import { type DeepCheckResult, runDeepChecks } from '../../server/integrity/deep-checks.js';
import { storageConfigOf } from '../../server/storage.js';
import { deepFinding, type Finding, good } from './finding.js';

interface DeepDiagnosisOptions {
  readonly whole?: boolean | undefined;
}

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
  { whole = false }: DeepDiagnosisOptions,
): Promise<readonly Finding[]> => {
  if (settings.EVENTSTORE_URL === undefined && !existsSync(dataFolderAt(settings.DATA_DIR).events)) return [];
  const result = await runDeepChecks(settings, storageConfigOf(settings), { whole });
  return [summaryOf(result), ...result.findings.all.map(deepFinding), ...countsBeyond(result.findings)];
};
