import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import type { QuestionKind } from '@ledgerdesk/manifest';
import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { recordRead } from '../audit/record-read.js';
import { withLog } from '../log/with-log.js';

interface Options {
  readonly against?: string;
  readonly projection?: string;
}

/** Exit codes besides 0: equal. */
const DIFFERS = 1;
const NOT_COMPUTED = 2;

/** The resources whose rows an answer shows; none for a query in SQL, which may show any. */
const resourcesOf = (kind: QuestionKind, name: string): readonly string[] =>
  kind === 'sql' ? [] : [`${kind === 'report' || kind === 'facts' ? 'report' : 'read-model'}:${name}`];

const compare = async (file: string, { against, projection }: Options): Promise<void> => {
  const { readAnswer, reproduce, reproduceFiles } = await import('./reproduce.js');
  const { NotReproducible } = await import('./not-reproducible.js');
  const { manifest, rows, exported } = readAnswer(file);
  if (!manifest) throw new NotReproducible(`${file} has no manifest. Name a manifest, or an answer that has one.`);
  const other = against === undefined ? undefined : readAnswer(against);
  const { kind, name } = manifest.question;
  const { differences, unverified } = await withLog(async (log) => {
    const found = await reproduce(log, {
      settings: settingsFrom(process.env),
      saved: { manifest, rows, exported },
      ...(other && { against: other }),
      ...(projection !== undefined && { projection }),
    });
    // Differences show rows; those of an export are its files.
    if (manifest.masked !== true && kind !== 'export')
      await recordRead('ledgerdesk reproduce', await log.head(), { resources: resourcesOf(kind, name) });
    return found;
  }).catch((error: unknown) => {
    if (!exported || errorCodeOf(error) !== 'invalid-data-folder') throw error;
    return reproduceFiles({ manifest, rows, exported });
  });
  for (const found of differences) process.stdout.write(`${found.kind.toUpperCase()} ${found.message}\n`);
  const { log, rows: digest } = manifest;
  if (unverified !== undefined) process.stderr.write(`warning: Events were not verified: ${unverified}\n`);
  const note = unverified === undefined ? '' : ', events not verified';
  const answer = `${kind} ${name} at position ${log.position}, ${digest.count} rows${note}`;
  process.stdout.write(differences.length === 0 ? `equal: ${answer}\n` : `differs: ${answer}\n`);
  if (differences.length > 0) process.exitCode = DIFFERS;
};

/** Adds `ledgerdesk reproduce`, which computes an answer again from the log and compares it. */
export const addReproduce = (program: Command): void => {
  program
    .command('reproduce')
    .description(
      'compute the answer of a manifest again from the log, and name what differs; the engine may be running. ' +
        'Exits with 0 if all is equal, 1 if something differs, 2 if the answer cannot be computed',
    )
    .argument('<file>', 'a manifest, an answer that has one, as JSON, or the manifest.json in the folder of an export')
    .option('--against <file>', 'another answer, its manifest, or rows as JSON or JSON lines, to be compared too')
    .option('--projection <file>', 'module of the projection, for a replay of one that is not part of the engine')
    .action(async (file: string, options: Options) => {
      try {
        await compare(file, options);
      } catch (error) {
        process.stderr.write(`error: ${messageOf(error)}\n`);
        process.exitCode = NOT_COMPUTED;
      }
    });
};
