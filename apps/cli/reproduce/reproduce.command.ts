import { messageOf } from '@ledgerdesk/kernel';
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

const compare = async (file: string, { against, projection }: Options): Promise<void> => {
  const { readAnswer, reproduce } = await import('./reproduce.js');
  const { NotReproducible } = await import('./recompute.js');
  const { manifest, rows } = readAnswer(file);
  if (!manifest) throw new NotReproducible(`${file} has no manifest. Name a manifest, or an answer that has one.`);
  const other = against === undefined ? undefined : readAnswer(against);
  const { kind, name } = manifest.question;
  const resource = `${kind === 'report' || kind === 'facts' ? 'report' : 'read-model'}:${name}`;
  const differences = await withLog(async (log) => {
    const found = await reproduce(log, {
      settings: settingsFrom(process.env),
      saved: { manifest, rows },
      ...(other && { against: other }),
      ...(projection !== undefined && { projection }),
    });
    // Differences show rows.
    if (manifest.masked !== true) await recordRead('ledgerdesk reproduce', await log.head(), { resources: [resource] });
    return found;
  });
  for (const found of differences) process.stdout.write(`${found.kind.toUpperCase()} ${found.message}\n`);
  const { log, rows: digest } = manifest;
  const answer = `${kind} ${name} at position ${log.position}, ${digest.count} rows`;
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
    .argument('<file>', 'a manifest, or an answer that has one, as JSON')
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
