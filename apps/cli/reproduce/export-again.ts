import type { ReadableLog } from '@ledgerdesk/event-store';
import { isList, type Json } from '@ledgerdesk/kernel';
import { digestOf, type Manifest } from '@ledgerdesk/manifest';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPORT_FORMATS, type ExportOptions, selectionOf } from '../export/export-options.js';
import { sha256Of } from '../export/folder/export-folder.js';
import type { ExportedFile, ExportedPart } from '../export/folder/export-manifest.js';
import { partName } from '../export/folder/export-to-folder.js';
import type { PartPlace, StartPart } from '../export/folder/part.js';
import { filesOf, parametersOf, startPartOf } from '../export/run-export.js';
import { selectedPages } from '../export/selection.js';
import { logProgress } from '../terminal/log-progress.js';
import { untilInterrupted } from '../terminal/until-interrupted.js';
import { NotReproducible } from './not-reproducible.js';
import type { Recomputed } from './recomputed.js';
import type { SavedExport } from './saved-export.js';

const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** The options of an export, from the parameters of its manifest. */
const optionsIn = (parameters: Readonly<Record<string, Json>>): ExportOptions => {
  const format = EXPORT_FORMATS.find((one) => one === parameters['format']);
  if (!format) throw new NotReproducible('This release does not know the format of the export.');
  const { after, until, from, to, types, stream, mask, asRecorded, raw, partition, timeZone, partEvents } = parameters;
  const texts = { until: textIn(until), from: textIn(from), to: textIn(to), stream: textIn(stream) };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    format,
    after: textIn(after) ?? '0',
    mask: mask === true,
    asRecorded: asRecorded === true,
    raw: raw === true,
    ...(isList(types) && { types: types.map(String) }),
    ...(partition === 'month' && { partition, timeZone: textIn(timeZone) ?? 'UTC' }),
    ...(typeof partEvents === 'number' && { partEvents }),
  };
};

/** What a part is exported again with. */
interface Again {
  readonly log: ReadableLog;
  readonly options: ExportOptions;
  readonly startPart: StartPart;
  readonly signal: AbortSignal;
  readonly onPosition: (position: string) => void;
}

const digestsOf = async (drafts: string, files: readonly Omit<ExportedFile, 'bytes' | 'sha256'>[]) => {
  const digested: ExportedFile[] = [];
  for (const file of files) {
    const draft = join(drafts, file.path);
    digested.push({ ...file, bytes: statSync(draft).size, sha256: await sha256Of(draft) });
  }
  return digested;
};

const partAgain = async (
  { log, options, startPart, signal, onPosition }: Again,
  part: ExportedPart,
  place: PartPlace,
): Promise<ExportedPart> => {
  const writer = startPart(place);
  let count = 0;
  try {
    const selection = { ...selectionOf(options), after: part.after, until: part.until };
    for await (const { events, scannedTo } of selectedPages(log, selection)) {
      signal.throwIfAborted();
      if (events.length > 0) await writer.write(events);
      count += events.length;
      onPosition(scannedTo);
    }
    return { ...part, events: count, files: await digestsOf(place.drafts, await writer.finish()) };
  } catch (error) {
    await writer.discard().catch(() => undefined);
    throw error;
  }
};

/** Exports each part again, into a folder that is deleted with it. */
const partsAgain = async (again: Again, parts: readonly ExportedPart[]): Promise<readonly ExportedPart[]> => {
  const numbers = new Map<string | null, number>();
  const made: ExportedPart[] = [];
  for (const part of parts) {
    const number = (numbers.get(part.month) ?? 0) + 1;
    numbers.set(part.month, number);
    const drafts = mkdtempSync(join(tmpdir(), 'ledgerdesk-reproduce-'));
    try {
      made.push(await partAgain(again, part, { drafts, name: partName(part.month, number) }));
    } finally {
      rmSync(drafts, { recursive: true, force: true });
    }
  }
  return made;
};

/**
 * Exports the events of the parts of an export again. Its rows are its files.
 * @throws NotReproducible for a manifest without its parts
 */
export const exportAgain = async (
  log: ReadableLog,
  { question, by, log: { position } }: Manifest,
  saved: SavedExport | undefined,
): Promise<Recomputed> => {
  if (!saved)
    throw new NotReproducible('The manifest has no list of files. Name the manifest.json in the folder of the export.');
  const options = optionsIn(question.parameters);
  const startPart = await startPartOf(log, options);
  const progress = await logProgress('export again', log, options.after);
  const parts = await untilInterrupted((signal) =>
    partsAgain({ log, options, startPart, signal, onPosition: progress.onPosition }, saved.parts),
  );
  progress.stop();
  const rows = filesOf(parts);
  const known = parametersOf(options);
  return {
    rows,
    answered: { question, position, by, projections: [], rows: digestOf(rows), masked: options.mask ?? false },
    unknown: Object.keys(question.parameters).filter((name) => !(name in known)),
  };
};
