import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import type { Finding } from './finding.js';

const MARKS: Readonly<Record<Finding['state'], string>> = {
  good: 'ok     ',
  trouble: 'TROUBLE',
  unknown: 'UNKNOWN',
  note: 'note   ',
};

/** Exit codes: something is damaged, and a question is open. */
const DAMAGE = 1;
const UNKNOWN = 2;

const lineOf = ({ what, state, detail, code }: Finding): string =>
  `${MARKS[state]} ${what}: ${detail}${code === undefined || state === 'good' ? '' : ` [${code}]`}`;

/** 0 if all is sound, 1 if something is not, 2 if something cannot be known. */
const exitCodeOf = (findings: readonly Finding[]): number => {
  if (findings.some(({ state }) => state === 'trouble')) return DAMAGE;
  return findings.some(({ state }) => state === 'unknown') ? UNKNOWN : 0;
};

interface DoctorOptions {
  readonly json?: true;
  readonly deep?: true;
  readonly whole?: true;
  readonly checkpoint?: string;
  readonly key?: string;
}

/** Adds `ledgerdesk doctor`. */
export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description(
      'check settings, policies, the log and database that they name, attachments, read models and processes; ' +
        'the engine may be running. Exit code 0: sound, 1: damage, 2: cannot be known',
    )
    .option('--deep', 'also check every event, what follows from it, schemas, and rows against the events')
    .option('--whole', 'with --deep: compare every row, not a sample')
    .option('--checkpoint <file>', 'with --deep: a checkpoint of the log that was saved elsewhere, to compare with')
    .option('--key <vkey>', "with --checkpoint: the log's public key, <origin>+<key id>+<base64>")
    .option('--json', 'print the findings as JSON')
    .action(async ({ json, deep, ...options }: DoctorOptions) => {
      const { diagnose } = await import('./diagnose.js');
      const settings = settingsFrom(process.env);
      const findings = [...(await diagnose(settings)), ...(deep ? await deepFindings(settings, options) : [])];
      const text = json ? JSON.stringify(findings, null, 1) : findings.map(lineOf).join('\n');
      process.stdout.write(`${text}\n`);
      process.exitCode = exitCodeOf(findings);
    });
};

const deepFindings = async (
  settings: ReturnType<typeof settingsFrom>,
  options: Pick<DoctorOptions, 'whole' | 'checkpoint' | 'key'>,
): Promise<readonly Finding[]> => (await import('./diagnose-deeply.js')).diagnoseDeeply(settings, options);
