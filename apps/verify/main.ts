import { outcomeOf } from '@ledgerdesk/ledger';
import { parseArgs } from 'node:util';
import { COMMANDS } from './commands.js';
import { servePool } from './hash-pool.js';
import { trustOf } from './inputs.js';
import { formatJson, formatReport } from './report.js';
import { USAGE, UsageError } from './usage.js';

const CANNOT_BE_KNOWN = 2;
const WRONG_ARGUMENTS = 64;

const OPTIONS = {
  key: { type: 'string', multiple: true },
  witness: { type: 'string', multiple: true },
  saved: { type: 'string' },
  checkpoint: { type: 'string' },
  proof: { type: 'string' },
  tiles: { type: 'string' },
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
  const report = await command({ values, files, trust: trustOf(values), script: new URL(import.meta.url) });
  process.stdout.write(values.json ? formatJson(report) : formatReport(report));
  return outcomeOf(report.findings);
};

const failed = (error: unknown): number => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`error: ${(error as Error).message}\n${isUsage ? '\nSee --help.\n' : ''}`);
  return isUsage ? WRONG_ARGUMENTS : CANNOT_BE_KNOWN;
};

if (!servePool()) process.exitCode = await run(process.argv.slice(2)).catch(failed);
