import { START } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExportOptions } from './export-log.js';
import { withLog } from '../log/open-log.js';

const position = (text: string): Position => {
  if (!isPosition(text)) throw new InvalidArgumentError('Use a position of the log: a decimal number.');
  return text;
};

const eventTypes = (text: string): readonly string[] => {
  const types = text.split(',');
  const unknown = types.filter((type) => !EVENT_TYPES.includes(type));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no event ${unknown.join(', ')}. There are: ${EVENT_TYPES.join(', ')}.`);
  return types;
};

/** `ledgerdesk export`: the log itself, personal fields included. */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .description('write the events of the log to stdout; works beside a running engine')
    .addOption(
      new Option('--format <format>', 'one JSON document a line, or CSV with data and metadata as JSON')
        .choices(['jsonl', 'csv'])
        .default('jsonl'),
    )
    .option('--after <position>', 'begin after this position', position, START)
    .option('--types <types>', 'only these events, separated by commas', eventTypes)
    .option('--stream <prefix>', 'only streams whose name begins like this, e.g. ticket-')
    .action(async (options: ExportOptions) => {
      const { exportLog } = await import('./export-log.js');
      await withLog((log) => exportLog(log, options));
    });
};
