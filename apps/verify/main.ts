import { type NoteVerifier, outcomeOf } from '@ledgerdesk/ledger';
import { parseArgs } from 'node:util';
import { COMMANDS } from './commands.js';
import { servePool } from './hash-pool.js';
import { type CallerTrust, trustOf } from './inputs.js';
import { formatJson, formatReport } from './report.js';
import { USAGE, UsageError } from './usage.js';

const CANNOT_BE_KNOWN = 2;
const WRONG_ARGUMENTS = 64;

const OPTIONS = {
  key: { type: 'string', multiple: true },
  handovers: { type: 'string' },
  witness: { type: 'string', multiple: true },
  saved: { type: 'string' },
  checkpoint: { type: 'string' },
  proof: { type: 'string' },
  tiles: { type: 'string' },
  'tsa-cert': { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** Runs the command line. Returns the exit code. */
const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parse(args);
  const [name, ...files] = positionals;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = COMMANDS.get(name ?? '');
  if (!command) throw new UsageError(name === undefined ? 'Name a command.' : `Unknown command "${name}".`);
  const trust = trustOf(values);
  const { findings, proven } = await command({ values, files, trust, script: new URL(import.meta.url) });
  const report = { findings, proven: [...handoverStatements(trust), ...proven] };
  process.stdout.write(values.json ? formatJson(report) : formatReport(report));
  return outcomeOf(report.findings);
};

/** Which keys are trusted because others are. */
const handoverStatements = ({ handovers }: CallerTrust): readonly string[] =>
  handovers.map(
    ({ from, to, size }) =>
      `At ${size} events, the key ${labelOf(from)} handed over to ${labelOf(to)}, which has signed that too.`,
  );

const labelOf = ({ name, keyId }: NoteVerifier): string => `${name}+${keyId.toString(16).padStart(8, '0')}`;

const failed = (error: unknown): number => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`error: ${(error as Error).message}\n${isUsage ? '\nSee --help.\n' : ''}`);
  return isUsage ? WRONG_ARGUMENTS : CANNOT_BE_KNOWN;
};

if (!servePool()) process.exitCode = await run(process.argv.slice(2)).catch(failed);
