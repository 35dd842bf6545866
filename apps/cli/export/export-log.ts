import { decode, type LogFilter, type ReadableLog } from '@ledgerdesk/event-store';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { stringify } from 'csv-stringify/sync';
import { logProgress, UNSEEN } from '../terminal/log-progress.js';
import { write } from '../terminal/output.js';

/** Which events are exported, and how. */
export interface ExportOptions {
  readonly format: 'jsonl' | 'csv';
  readonly after: Position;
  readonly types?: readonly string[];
  readonly stream?: string;
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

/** How events are written, a page at a time; `head` comes before the first. */
const FORMATS = {
  jsonl: {
    head: '',
    page: (events: readonly RecordedEvent[]) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  },
  csv: { head: stringify([COLUMNS]), page: (events: readonly RecordedEvent[]) => stringify(events.map(row)) },
};

/** Writes the events after a position, in log order, up to the head. */
export const exportLog = async (
  log: ReadableLog,
  { format, after: from, types, stream }: ExportOptions,
): Promise<void> => {
  const filter: LogFilter = { ...(types && { types }), ...(stream !== undefined && { streamPrefixes: [stream] }) };
  const progress = process.stdout.isTTY ? UNSEEN : await logProgress('export', log, from);
  await write(FORMATS[format].head);
  let after = from;
  for (let end = false; !end;) {
    const page = await log.readAll({ after, filter });
    await write(FORMATS[format].page(page.events.map(decode)));
    after = page.scannedTo;
    end = page.end;
    progress.looked(after);
  }
  progress.done();
};
