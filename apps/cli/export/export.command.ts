import { START } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
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
    .action(async (options: ExportOptions) => {
      const { exportLog } = await import('./export-log.js');
      await withLog(async (log) => {
        if (options.mask !== true) await recordRead('ledgerdesk export', await log.head());
        await exportLog(log, options);
      });
    });
};
