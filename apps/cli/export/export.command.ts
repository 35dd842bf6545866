import { START } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { recordRead } from '../audit/record-read.js';
import { instantOption } from '../log/instant.option.js';
import { withLog } from '../log/with-log.js';
import { MASK } from '../terminal/mask.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import type { EnvelopeRange } from './export-envelopes.js';
import { EXPORT_FORMATS, type ExportOptions, requireConsistent } from './export-options.js';

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

const wholeNumber = (text: string): number => {
  const value = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('Use a whole number from 1.');
  return value;
};

/** What selects or formats events, and has no meaning for envelopes. */
const OF_EVENTS = [
  'format',
  'after',
  'until',
  'from',
  'to',
  'types',
  'stream',
  'raw',
  'mask',
  'asRecorded',
  'out',
  'partition',
  'timeZone',
  'partEvents',
  'partSeconds',
  'follow',
];

const addSelection = (command: Command): Command =>
  command
    .option('--after <position>', 'only events after this position', position, START)
    .option('--until <position>', 'only events up to this position (default: the head of the log now)', position)
    .option('--from <time>', 'only events recorded at or after this instant', instantOption)
    .option('--to <time>', 'only events recorded before this instant', instantOption)
    .option('--types <types>', 'only these event types, separated by commas', eventTypes)
    .option('--stream <prefix>', 'only streams whose name starts with this prefix, for example ticket-');

const addFiles = (command: Command): Command =>
  command
    .option(
      '--out <folder>',
      'write files and manifest.json into this folder; run again to go on after an interruption',
    )
    .addOption(new Option('--partition <period>', 'with --out: separate files for each month').choices(['month']))
    .option('--time-zone <zone>', 'with --partition: time zone of the months (default: UTC)')
    .option('--part-events <n>', 'with --out: events of a part, which is complete or missing', wholeNumber)
    .option('--follow', 'go on with new events until interrupted')
    .option(
      '--part-seconds <n>',
      'with --out and --follow: seconds until new events are in files (default: 60)',
      wholeNumber,
    );

/** Adds `ledgerdesk export`, which writes the log including personal fields. */
export const addExport = (program: Command): void => {
  const command = program
    .command('export')
    .description('write the events of the log to stdout or into files; the engine may be running')
    .addOption(
      new Option(
        '--format <format>',
        'JSON lines, CSV with data and metadata as JSON, CloudEvents, Parquet, or logs for process mining: OCEL, XES',
      )
        .choices(EXPORT_FORMATS)
        .default('jsonl'),
    );
  addFiles(addSelection(command))
    .option('--as-recorded', 'data and version as they were recorded, not as of the current version')
    .option(...RAW_CSV)
    .option(...MASK)
    .addOption(
      new Option('--envelopes', 'the bytes that the tree of the log covers, for verifiers').conflicts(OF_EVENTS),
    )
    .option('--first <leaf>', 'with --envelopes: index of the first leaf, from 0', leafNumber)
    .option('--count <leaves>', 'with --envelopes: number of leaves', leafNumber)
    .action(async (options: ExportOptions & EnvelopeRange & { readonly envelopes?: boolean }) => {
      if (options.envelopes === true) return writeEnvelopes(options);
      requireConsistent(options);
      const { runExport } = await import('./run-export.js');
      await withLog(async (log) => {
        if (options.mask !== true) await recordRead('ledgerdesk export', await log.head());
        await runExport(log, options);
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
