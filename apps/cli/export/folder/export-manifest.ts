import { EVENT_TYPES, definitionOf } from '@ledgerdesk/events';
import { canonicalJson } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { Manifest } from '@ledgerdesk/manifest';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The format of `manifest.json` in the folder of an export. A higher number is not read. */
export const EXPORT_FORMAT = 'ledgerdesk-export/1';

/** Name of the manifest in the folder of an export. */
export const MANIFEST_NAME = 'manifest.json';

/** A file of an export. */
export interface ExportedFile {
  /** Path in the folder of the export, with `/`. */
  readonly path: string;
  /** What its rows are: `events`, the name of an event type, or that of a table of the format. */
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of its contents, in lower-case hex. */
  readonly sha256: string;
}

/** The files of the events in a range of positions, which are complete. */
export interface ExportedPart {
  /** The month of the events, such as `2026-10`; null without partitions. */
  readonly month: string | null;
  /** Position after which the range begins. */
  readonly after: Position;
  /** Position at which it ends. */
  readonly until: Position;
  readonly events: number;
  readonly files: readonly ExportedFile[];
}

/** The number of events of a month, also of one without any. */
interface MonthCount {
  readonly month: string;
  readonly events: number;
}

/** The contents of `manifest.json`. */
export interface ExportManifest {
  readonly format: typeof EXPORT_FORMAT;
  /** What was asked, of which log, and by which code: see docs/analysis.md. */
  readonly manifest: Manifest;
  /** The event types with their versions that `data` has, and their digest. */
  readonly catalogue: { readonly sha256: string; readonly types: Readonly<Record<string, number>> };
  /** False while an export runs, and after one that was interrupted. */
  readonly complete: boolean;
  readonly events: number;
  /** Only with partitions. */
  readonly months?: readonly MonthCount[];
  readonly parts: readonly ExportedPart[];
}

/** The event types of this release with their versions, and the SHA-256 of that as canonical JSON. */
export const eventCatalogue = (): ExportManifest['catalogue'] => {
  const types = Object.fromEntries(EVENT_TYPES.map((type) => [type, definitionOf(type)?.version ?? 1]));
  return { sha256: createHash('sha256').update(canonicalJson(types)).digest('hex'), types };
};

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${year + 1}-01`.padStart(7, '0')
    : `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`;
};

/** The number of events of each month from the first to the last one of the parts, months without events included. */
export const monthCounts = (parts: readonly ExportedPart[]): readonly MonthCount[] => {
  const counts = new Map<string, number>();
  for (const { month, events } of parts) {
    if (month === null) continue;
    const last = [...counts.keys()].at(-1);
    for (let empty = last === undefined ? month : nextMonth(last); empty < month; empty = nextMonth(empty))
      counts.set(empty, 0);
    counts.set(month, (counts.get(month) ?? 0) + events);
  }
  return [...counts].map(([month, events]) => ({ month, events }));
};

/** A folder whose manifest is not one of an export, or of a later version. */
class UnreadableExport extends Error {
  readonly code = 'invalid-export';
}

/** The manifest of an export in a folder; undefined if it has none. */
export const readExportManifest = (folder: string): ExportManifest | undefined => {
  const file = join(folder, MANIFEST_NAME);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const manifest = JSON.parse(text) as ExportManifest;
    if (manifest.format === EXPORT_FORMAT) return manifest;
  } catch {
    // Refused below.
  }
  throw new UnreadableExport(`${file} is not the manifest of an export that this version reads (${EXPORT_FORMAT}).`);
};
