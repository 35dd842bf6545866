import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Row } from '@ledgerdesk/kernel';
import { type ReplaySelection, replayedModel } from './replayed-model.js';
import { ROW_FORMATS, type RowFormat } from './row-formats.js';

/** Selects the read model, the point in time and the output format. */
export interface ReplayOptions extends ReplaySelection {
  readonly format: RowFormat;
  /** See `CsvOptions`. */
  readonly raw?: boolean;
  /** File to which the manifest is written. */
  readonly manifest?: string;
}

/** Replays a read model from the log and returns its rows, sorted by key, as text. */
export const replayReadModel = async (log: ReadableLog, options: ReplayOptions): Promise<string> =>
  rowsAsText((await replayedModel(log, options)).rows, options);

/** Rows in the format of the options. */
export const rowsAsText = (
  rows: readonly Row[],
  { format, raw = false }: Pick<ReplayOptions, 'format' | 'raw'>,
): string => ROW_FORMATS[format](rows, { raw });
