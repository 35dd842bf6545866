import { decode, type LogFilter, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { maskPersonalFields, maskSecrets } from '@ledgerdesk/events';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { csvLines, type CsvOptions } from '../terminal/csv.js';
import { logProgress, NO_LOG_PROGRESS } from '../terminal/log-progress.js';
import { writeStdout } from '../terminal/stdout.js';

/** Selects the events to export and the format. */
export interface ExportOptions extends CsvOptions {
  readonly format: 'jsonl' | 'csv';
  readonly after: Position;
  readonly types?: readonly string[];
  readonly stream?: string;
  /** Masks personal fields. */
  readonly mask?: boolean;
}

const COLUMNS = [
  'position',
  'stream',
  'revision',
  'type',
  'version',
  'occurredAt',
  'recordedAt',
  'id',
  'data',
  'metadata',
] as const;

const row = (event: RecordedEvent): readonly (string | number)[] =>
  COLUMNS.map((column) => (column === 'data' || column === 'metadata' ? JSON.stringify(event[column]) : event[column]));

/** Formats a page of events. `head` is written once before the first page. */
const FORMATS = {
  jsonl: {
    head: '',
    page: (events: readonly RecordedEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  },
  csv: {
    head: csvLines([COLUMNS]),
    page: (events: readonly RecordedEvent[], options: CsvOptions) => csvLines(events.map(row), options),
  },
};

/** Writes the events after a position to stdout, in log order, up to the head, without secrets. */
export const exportLog = async (
  log: ReadableLog,
  { format, after, types, stream, raw = false, mask = false }: ExportOptions,
): Promise<void> => {
  const filter: LogFilter = { ...(types && { types }), ...(stream !== undefined && { streamPrefixes: [stream] }) };
  const progress = process.stdout.isTTY ? NO_LOG_PROGRESS : await logProgress('export', log, after);
  await writeStdout(FORMATS[format].head);
  for await (const { events, scannedTo } of pagesOf(log, { after, filter })) {
    const decoded = events.map((event) => (mask ? maskPersonalFields : maskSecrets)(decode(event)));
    await writeStdout(FORMATS[format].page(decoded, { raw }));
    progress.onPosition(scannedTo);
  }
  progress.stop();
};
