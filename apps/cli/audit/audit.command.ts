import type { Instant } from '@ledgerdesk/kernel';
import type { ReadAuditReader } from '@ledgerdesk/read-audit';
import { type Command, InvalidArgumentError } from 'commander';
import { readFileSync } from 'node:fs';
import { instantOption } from '../log/instant.option.js';
import { withLog } from '../log/with-log.js';
import { recordRead } from './record-read.js';
import { withReadAudit } from './with-read-audit.js';

/** A person, resource or caller. Any other text would be a name, and would be recorded. */
const item = (text: string): string => {
  if (!/^[a-z-]{1,32}:[A-Za-z0-9_.-]{1,129}$/.test(text))
    throw new InvalidArgumentError('Use a kind and an id such as member:acme.aiko.');
  return text;
};

const limit = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1.');
  return Number(text);
};

interface ReadsOptions {
  readonly subject?: string;
  readonly resource?: string;
  readonly caller?: string;
  readonly route?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly limit: number;
}

const addReads = (audit: Command): void => {
  audit
    .command('reads')
    .description('write who has read what to stdout as JSON lines, newest first; records itself')
    .option('--subject <kind:id>', 'only reads that showed this person, for example member:acme.aiko', item)
    .option(
      '--resource <kind:id>',
      'only reads that showed this resource or asked for it, for example ticket:b3f1',
      item,
    )
    .option('--caller <kind:id>', 'only reads by this caller, for example agent:kenji', item)
    .option('--route <template>', 'only reads of this route, or by this command')
    .option('--from <time>', 'only reads at or after this instant', instantOption)
    .option('--to <time>', 'only reads before this instant', instantOption)
    .option('--limit <n>', 'at most this many records', limit, 1_000)
    .action(async ({ limit: max, ...filter }: ReadsOptions) => {
      const { writeReads } = await import('./audit-reads.js');
      await withReadAudit(async (reads) => {
        const position = await withLog((log) => log.head());
        const subjects = filter.subject === undefined ? {} : { subjects: [filter.subject] };
        await recordRead('ledgerdesk audit reads', position, subjects);
        await writeReads(reads, filter, max);
      });
    });
};

interface VerifyOptions {
  readonly checkpoint?: readonly string[];
  readonly key?: readonly string[];
}

/** Prints what a check has found; the exit code is 1 if something is wrong. */
const verify = async (
  reads: ReadAuditReader,
  { checkpoint: files = [], key: keys = [] }: VerifyOptions,
): Promise<void> => {
  const { checkReadAudit, readVerifiers } = await import('@ledgerdesk/read-audit');
  const { recordedDrops } = await import('../../server/integrity/check-reads.js');
  const saved = files.map((file) => readFileSync(file, 'utf8'));
  const { size, dropped, findings } = await checkReadAudit(reads, {
    saved,
    verifiers: keys.length > 0 ? readVerifiers(keys) : undefined,
    drops: () => withLog((log) => recordedDrops(log)),
  });
  const { root } = await reads.tree();
  for (const { place, meaning } of findings) process.stdout.write(`TROUBLE ${place}: ${meaning}\n`);
  process.stdout.write(
    `${findings.length === 0 ? 'ok      ' : 'TROUBLE '}${size} records, of which ${dropped} were dropped by the ` +
      `retention; root ${root.toString('base64')}\n`,
  );
  if (files.length === 0)
    process.stdout.write(
      'note    Without a checkpoint that somebody else has saved (--checkpoint), it cannot be known whether the read ' +
        'audit was replaced as a whole.\n',
    );
  if (keys.length === 0)
    process.stdout.write(
      'note    Without the public key of the log (--key), signatures of checkpoints were not verified.\n',
    );
  if (findings.length > 0) process.exitCode = 1;
};

const addVerify = (audit: Command): void => {
  audit
    .command('verify')
    .description('check every record of the read audit against its tree and checkpoints; the engine may be running')
    .option('--checkpoint <file...>', 'checkpoints of the read audit that an auditor has saved')
    .option('--key <key...>', 'public keys of the log, as GET /v1/ledger/keys lists them; all that have signed')
    .action(async (options: VerifyOptions) => withReadAudit((reads) => verify(reads, options)));
};

/** Adds `ledgerdesk audit` and its subcommands `reads` and `verify`. */
export const addAudit = (program: Command): void => {
  const audit = program.command('audit').description('who has read what');
  addReads(audit);
  addVerify(audit);
};
