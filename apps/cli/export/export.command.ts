import { START } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import type { EnvelopeRange } from './export-envelopes.js';
import type { ExportOptions } from './export-log.js';
import { recordRead } from '../audit/record-read.js';
import { withLog } from '../log/with-log.js';
import { MASK } from '../terminal/mask.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';

const position = (text: string): Position => {
  if (!isPosition(text)) throw new InvalidArgumentError('Use a log position: a decimal number.');
  return text;
};

const eventTypes = (text: string): readonly string[] => {
  const types = text.split(',');
  const unknown = types.filter((type) => !EVENT_TYPES.includes(type));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`Unknown event type ${unknown.join(', ')}. Use one of: ${EVENT_TYPES.join(', ')}.`);
  return types;
};

const leafNumber = (text: string): number => {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('Use a number of leaves.');
  return value;
};

/** What selects or formats events, and has no meaning for envelopes. */
const OF_EVENTS = ['format', 'after', 'types', 'stream', 'raw', 'mask'];

/** Adds `ledgerdesk export`, which writes the log including personal fields. */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .description('write the events of the log to stdout; the engine may be running')
    .addOption(
      new Option('--format <format>', 'JSON lines, or CSV with data and metadata as JSON')
        .choices(['jsonl', 'csv'])
        .default('jsonl'),
    )
    .option('--after <position>', 'export events after this position', position, START)
    .option('--types <types>', 'only these event types, separated by commas', eventTypes)
    .option('--stream <prefix>', 'only streams whose name starts with this prefix, for example ticket-')
    .option(...RAW_CSV)
    .option(...MASK)
    .addOption(
      new Option('--envelopes', 'the bytes that the tree of the log covers, for verifiers').conflicts(OF_EVENTS),
    )
    .option('--first <leaf>', 'with --envelopes: index of the first leaf, from 0', leafNumber)
    .option('--count <leaves>', 'with --envelopes: number of leaves', leafNumber)
    .action(async (options: ExportOptions & EnvelopeRange & { readonly envelopes?: boolean }) => {
      if (options.envelopes === true) return writeEnvelopes(options);
      const { exportLog } = await import('./export-log.js');
      await withLog(async (log) => {
        if (options.mask !== true) await recordRead('ledgerdesk export', await log.head());
        await exportLog(log, options);
      });
    });
};

/** Envelopes hold clear texts where events are not sealed, so this is a read like the others. */
const writeEnvelopes = async (range: EnvelopeRange): Promise<void> => {
  const { exportEnvelopes } = await import('./export-envelopes.js');
  await withLog(async (log) => {
    await recordRead('ledgerdesk export --envelopes', await log.head());
    await exportEnvelopes(log, settingsFrom(process.env), range);
  });
};
