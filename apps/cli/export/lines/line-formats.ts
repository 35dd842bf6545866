import type { RecordedEvent } from '@ledgerdesk/kernel';
import { csvLines, type CsvOptions } from '../../terminal/csv.js';
import { cloudEvent } from './cloud-event.js';

/** What the text of an event depends on beside the event. */
export interface LineOptions extends CsvOptions {
  readonly logId: string;
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

/** A format that writes events one after another. */
export interface LineFormat {
  /** Extension of the names of files. */
  readonly extension: string;
  /** Written once before the first events. */
  readonly head: string;
  readonly text: (events: readonly RecordedEvent[], options: LineOptions) => string;
}

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Formats that write one event after another, by name. */
export const LINE_FORMATS = {
  jsonl: { extension: 'jsonl', head: '', text: (events: readonly RecordedEvent[]) => lines(events) },
  csv: {
    extension: 'csv',
    head: csvLines([COLUMNS]),
    text: (events: readonly RecordedEvent[], options: LineOptions) => csvLines(events.map(row), options),
  },
  cloudevents: {
    extension: 'cloudevents.jsonl',
    head: '',
    text: (events: readonly RecordedEvent[], { logId }: LineOptions) =>
      lines(events.map((event) => cloudEvent(event, logId))),
  },
} as const satisfies Record<string, LineFormat>;
export type LineFormatName = keyof typeof LINE_FORMATS;
