import { decode, type LogFilter, type ReadableLog, START } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { logProgress, UNSEEN } from './log-progress.js';
import { withLog } from './open-log.js';
import { write } from './output.js';

interface ExportOptions {
  readonly format: 'jsonl' | 'csv';
  readonly after: Position;
  readonly types?: readonly string[];
  readonly stream?: string;
}

const COLUMNS = ['position', 'stream', 'revision', 'type', 'version', 'occurredAt', 'recordedAt', 'id', 'data', 'metadata'] as const;

export const position = (text: string): Position => {
  if (!/^(0|[1-9]\d{0,18})$/.test(text)) throw new InvalidArgumentError('Use a position of the log: a decimal number.');
  return text;
};

const eventTypes = (text: string): readonly string[] => {
  const types = text.split(',');
  const unknown = types.filter((type) => !EVENT_TYPES.includes(type));
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no event ${unknown.join(', ')}. There are: ${EVENT_TYPES.join(', ')}.`);
  return types;
};

const row = (event: RecordedEvent): readonly (string | number)[] =>
  COLUMNS.map((column) => (column === 'data' || column === 'metadata' ? JSON.stringify(event[column]) : event[column]));

/** How events are written, a page at a time; `head` comes before the first. */
const FORMATS = {
  jsonl: { head: '', page: (events: readonly RecordedEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('') },
  csv: { head: stringify([COLUMNS]), page: (events: readonly RecordedEvent[]) => stringify(events.map(row)) },
};

/** Writes the events after a position, in log order, up to the head. */
export const exportLog = async (log: ReadableLog, { format, after: from, types, stream }: ExportOptions): Promise<void> => {
  const filter: LogFilter = { ...(types && { types }), ...(stream !== undefined && { streamPrefixes: [stream] }) };
  const progress = process.stdout.isTTY ? UNSEEN : await logProgress('export', log, from);
  await write(FORMATS[format].head);
  let after = from;
  for (let end = false; !end;) {
    const page = await log.readAll({ after, filter });
    await write(FORMATS[format].page(page.events.map(decode)));
    after = page.lookedAt;
    end = page.end;
    progress.looked(after);
  }
  progress.done();
};

/** `ledgerdesk export`: the log itself, personal fields included. */
export const addExport = (program: Command): void => {
  program.command('export')
    .description('write the events of the log to stdout; works beside a running engine')
    .addOption(new Option('--format <format>', 'one JSON document a line, or CSV with data and metadata as JSON').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--after <position>', 'begin after this position', position, START)
    .option('--types <types>', 'only these events, separated by commas', eventTypes)
    .option('--stream <prefix>', 'only streams whose name begins like this, e.g. ticket-')
    .action((options: ExportOptions) => withLog((log) => exportLog(log, options)));
};
