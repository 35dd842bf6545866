import type { ReadableLog } from '@ledgerdesk/event-store';
import { namingFileError } from '@ledgerdesk/files';
import type { Json } from '@ledgerdesk/kernel';
import { digestOf } from '@ledgerdesk/manifest';
import { realTimers } from '@ledgerdesk/runtime';
import { findDuckDb } from '../duckdb/duckdb.js';
import { manifestFor } from '../manifest/write-manifest.js';
import { logProgress } from '../terminal/log-progress.js';
import { untilInterrupted } from '../terminal/until-interrupted.js';
import { ExportFolder } from './folder/export-folder.js';
import type { ExportedPart } from './folder/export-manifest.js';
import { exportToFolder } from './folder/export-to-folder.js';
import { lineParts } from './folder/line-part.js';
import { monthsIn } from './folder/months.js';
import type { StartPart } from './folder/part.js';
import { exportLog } from './export-log.js';
import { type ExportFormat, type ExportOptions, isLineFormat, selectionOf } from './export-options.js';
import { LINE_FORMATS } from './lines/line-formats.js';
import { ocelPart } from './ocel/ocel-part.js';
import { tableParts } from './tables/table-part.js';
import { xesPart } from './xes/xes-part.js';

/** A part of an export ends with this many events. */
const PART_EVENTS: Readonly<Record<ExportFormat, number | undefined>> = {
  jsonl: 1_000_000,
  csv: 1_000_000,
  cloudevents: 1_000_000,
  parquet: 200_000,
  ocel: undefined,
  xes: undefined,
};
/** With --follow, a part ends this many seconds after its first event. */
const PART_SECONDS = 60;

/** Begins the parts of an export in its format. */
export const startPartOf = async (log: ReadableLog, options: ExportOptions): Promise<StartPart> => {
  const { format, raw = false } = options;
  if (isLineFormat(format)) return lineParts(LINE_FORMATS[format], { ...options, raw, logId: log.logId });
  switch (format) {
    case 'parquet':
      return tableParts(await findDuckDb(), options);
    case 'ocel':
      return ocelPart(options);
    case 'xes':
      return xesPart(options);
  }
};

/** What was asked, with defaults filled in. A continued export must not differ in it. */
export const parametersOf = (options: ExportOptions): Readonly<Record<string, Json>> => {
  const { format, after, until, from, to, types, stream, mask, asRecorded, raw, partition, timeZone } = options;
  return {
    format,
    after,
    until: until ?? null,
    from: from ?? null,
    to: to ?? null,
    types: types ?? null,
    stream: stream ?? null,
    mask: mask ?? false,
    asRecorded: asRecorded ?? false,
    raw: raw ?? false,
    partition: partition ?? null,
    timeZone: partition === undefined ? null : (timeZone ?? 'UTC'),
    partEvents: options.partEvents ?? PART_EVENTS[format] ?? null,
  };
};

/** What the digest of an export covers: its files, since their rows are not in one order in all formats. */
export const filesOf = (parts: readonly ExportedPart[]): readonly object[] =>
  parts.flatMap(({ files }) => files.map(({ path, rows, sha256 }) => ({ path, rows, sha256 })));

const exportFiles = async (
  log: ReadableLog,
  options: ExportOptions & { readonly out: string },
  signal: AbortSignal,
): Promise<void> => {
  const { out, format, partition, timeZone, partEvents, partSeconds = PART_SECONDS, follow = false } = options;
  const monthOf = partition && monthsIn(timeZone ?? 'UTC');
  const folder = ExportFolder.open(out);
  const progress = await logProgress('export', log, options.after);
  try {
    const parameters = parametersOf(options);
    const manifest = await exportToFolder({
      log,
      folder,
      selection: selectionOf(options),
      startPart: await startPartOf(log, options),
      partEvents: partEvents ?? PART_EVENTS[format],
      monthOf,
      parameters,
      describe: (position, parts) =>
        manifestFor(log, {
          question: { kind: 'export', name: 'events', parameters },
          position,
          projections: [],
          rows: digestOf(filesOf(parts)),
          masked: options.mask ?? false,
        }),
      signal,
      ...(follow && { following: { signal, timers: realTimers, partMs: partSeconds * 1_000 } }),
      onPosition: progress.onPosition,
    });
    const files = manifest.parts.reduce((sum, part) => sum + part.files.length, 0);
    process.stderr.write(
      `${manifest.events} events in ${files} files in ${out}${manifest.complete ? '' : ', incomplete'}\n`,
    );
  } catch (error) {
    // A full disk does not name the folder.
    throw namingFileError(out, error);
  } finally {
    progress.stop();
    folder.close();
  }
};

/** Exports the selected events of a log to stdout or into a folder. Ends early, and cleanly, on SIGINT and SIGTERM. */
export const runExport = async (log: ReadableLog, options: ExportOptions): Promise<void> => {
  const { out, format, follow = false } = options;
  if (out !== undefined) {
    await untilInterrupted((signal) => exportFiles(log, { ...options, out }, signal));
    return;
  }
  if (!isLineFormat(format)) throw new Error(`The format ${format} needs a folder.`);
  const selected = { ...options, ...selectionOf(options), format };
  if (!follow) await exportLog(log, selected);
  else await untilInterrupted((signal) => exportLog(log, selected, { signal, timers: realTimers }));
};
