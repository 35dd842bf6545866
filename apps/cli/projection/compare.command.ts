import { messageOf, type Projection } from '@ledgerdesk/kernel';
import { type Command } from 'commander';
import { recordRead } from '../audit/record-read.js';
import { withLog } from '../log/with-log.js';
import { readModelNamed } from '../replay/read-model-named.js';
import { MASK } from '../terminal/mask.option.js';
import { pathChangeLines } from '../terminal/path-change-lines.js';
import { writeStdout } from '../terminal/stdout.js';
import { wholeNumber } from '../terminal/whole-number.js';
import type { DifferentRow, ProjectionComparison } from './compare-projections.js';

/** Exit codes besides 0: equal. */
const DIFFERS = 1;
const NOT_COMPARED = 2;

interface Options {
  readonly limit: number;
  readonly mask?: boolean;
}

const rowText = ({ key, change, changes, since }: DifferentRow): string =>
  `${change}  ${key}\n${pathChangeLines(changes)}` + (since ? `    since ${since.type} ${since.position}\n` : '');

const isSame = ({ counts, columns }: ProjectionComparison): boolean =>
  columns.length === 0 && Object.values(counts).every((count) => count === 0);

const summary = (name: string, found: ProjectionComparison): string => {
  const { added, removed, changed } = found.counts;
  const result = isSame(found) ? 'equal' : 'differs';
  return (
    `${result}: ${name} at position ${found.position}, ${found.before} rows before, ${found.after} after: ` +
    `${added} added, ${removed} removed, ${changed} changed\n`
  );
};

/** Compares one read model with its earlier code. Returns true if they are equal. */
const compareOne = async (after: Projection, path: string, options: Options): Promise<boolean> => {
  const { loadProjection } = await import('./load-projection.js');
  const { compareProjections } = await import('./compare-projections.js');
  const { projectionHashes } = await import('../../server/engine-version.js');
  const { projection: before, sha256 } = await loadProjection(path, after.name);
  if (projectionHashes()[after.name] === sha256) {
    await writeStdout(`equal: ${after.name} has the same code (version ${after.version}, SHA-256 ${sha256})\n`);
    return true;
  }
  return withLog(async (log) => {
    const mask = options.mask === true;
    const found = await compareProjections(log, { before, after }, { limit: options.limit, mask });
    if (!mask)
      await recordRead('ledgerdesk projection compare', found.position, { resources: [`read-model:${after.name}`] });
    if (found.columns.length > 0) await writeStdout(`columns of ${after.name}\n${pathChangeLines(found.columns)}`);
    await writeStdout(found.rows.map(rowText).join('') + summary(after.name, found));
    if (!isSame(found) && before.version === after.version)
      await writeStdout(
        `Both are version ${after.version}: rows that are stored would not be rebuilt. Raise the version.\n`,
      );
    return isSame(found);
  });
};

/** Adds `ledgerdesk projection compare`, which compares a read model with its earlier code over one log. */
export const addCompare = (projection: Command): void => {
  projection
    .command('compare')
    .description(
      'replay a read model with the code of an earlier build and with that of this one, and show the rows that ' +
        'differ. Exits with 0 if none do, 1 if some do, 2 if they cannot be compared',
    )
    .argument('<name>', 'name of the read model', readModelNamed)
    .argument('<path>', 'its earlier code: read-models/<name>.mjs of a build, or the dist folder of one')
    .option('--limit <n>', 'show at most this many rows; all are counted', wholeNumber(0, 9_999), 20)
    .option(...MASK)
    .action(async (after: Projection, path: string, options: Options) => {
      try {
        if (!(await compareOne(after, path, options))) process.exitCode = DIFFERS;
      } catch (error) {
        process.stderr.write(`error: ${messageOf(error)}\n`);
        process.exitCode = NOT_COMPARED;
      }
    });
};
