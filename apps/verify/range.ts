import { damage, type Finding, NO_SAVED_CHECKPOINT, unknown } from '@ledgerdesk/ledger';
import { byTiles } from './by-tiles.js';
import { CheckedTiles } from './checked-tiles.js';
import { EnvelopeFile, MalformedExport } from './envelope-file.js';
import type { BadLeaf } from './hash-leaves.js';
import type { Report } from './report.js';
import { badLeafFindings, hashedRuns, UnusableTile } from './verify-leaves.js';
import type { FileCheck } from './whole-log.js';

/** A file of envelopes from anywhere in the log, and the tiles that have their hashes. */
export type RangeCheck = FileCheck & { readonly tiles: string };

const beyond = (path: string, first: number, size: number): Finding =>
  damage(
    'events-missing',
    path,
    `The file begins at leaf ${first}. The checkpoint covers ${size} events, and none of these. Use a newer one. If ` +
      'the log has none that covers them, they are not events of this log.',
  );

const hashRange = async (file: EnvelopeFile, check: RangeCheck): Promise<Report> => {
  const { checkpoint, path } = check;
  const { first, origin } = file.header;
  if (origin !== checkpoint.origin)
    return { findings: [damage('other-log', path, `The file is of ${origin}, not ${checkpoint.origin}.`)], proven: [] };
  if (first >= checkpoint.size) return { findings: [beyond(path, first, checkpoint.size)], proven: [] };
  const tiles = new CheckedTiles(check.tiles, checkpoint);
  const bad: BadLeaf[] = [];
  let [badCount, next] = [0, first];
  for await (const run of hashedRuns(file, { ...check, end: checkpoint.size, tiles })) {
    next = run.start + run.count;
    bad.push(...run.bad.slice(0, 10 - bad.length));
    badCount += run.badCount;
  }
  if (next === first)
    return { findings: [unknown('events-missing', path, 'The file has no events, so it proves nothing.')], proven: [] };
  const findings = badLeafFindings(bad, badCount);
  const text = `Leaves ${first} to ${next - 1} are those that the signed checkpoint of ${origin} covers.`;
  return { findings, proven: findings.length > 0 ? [] : [text] };
};

const history = async ({ checkpoint, saved, tiles }: RangeCheck): Promise<readonly Finding[]> => {
  if (saved) return byTiles(saved, checkpoint, tiles);
  return checkpoint.cosignatures.length > 0 ? [] : [NO_SAVED_CHECKPOINT];
};

/** Verifies a part of a log from its envelopes and the tiles. */
export const verifyRange = async (check: RangeCheck): Promise<Report> => {
  try {
    const file = await EnvelopeFile.open(check.path);
    try {
      const report = await hashRange(file, check);
      return { ...report, findings: [...report.findings, ...(await history(check))] };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UnusableTile)
      return { findings: [damage('bad-tile', check.tiles, error.message)], proven: [] };
    if (!(error instanceof MalformedExport)) throw error;
    return { findings: [damage('malformed', check.path, error.message)], proven: [] };
  }
};
