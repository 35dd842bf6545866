import type { ReadableLog } from '@ledgerdesk/event-store';
import { logProgress, NO_LOG_PROGRESS } from '../terminal/log-progress.js';
import { writeStdout } from '../terminal/stdout.js';
import { exportedEvent, type Shown } from './lines/exported-event.js';
import { LINE_FORMATS, type LineFormatName } from './lines/line-formats.js';
import { type Following, selectedPages, type Selection } from './selection.js';

/** Selects the events to write to stdout, and their format. */
export interface LogExport extends Selection, Shown {
  readonly format: LineFormatName;
  /** See `CsvOptions`. */
  readonly raw?: boolean;
}

/** Writes the selected events to stdout, in log order, without secrets. With `following`, until it is aborted. */
export const exportLog = async (log: ReadableLog, options: LogExport, following?: Following): Promise<void> => {
  const { format, after, raw = false } = options;
  const { head, text } = LINE_FORMATS[format];
  const isQuiet = process.stdout.isTTY || following !== undefined;
  const progress = isQuiet ? NO_LOG_PROGRESS : await logProgress('export', log, after);
  await writeStdout(head);
  for await (const { events, scannedTo } of selectedPages(log, options, following)) {
    const shown = events.map((event) => exportedEvent(event, options));
    if (shown.length > 0) await writeStdout(text(shown, { raw, logId: log.logId }));
    progress.onPosition(scannedTo);
  }
  progress.stop();
};
