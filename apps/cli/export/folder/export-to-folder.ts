import { readEpoch, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import type { Instant, Json, Position } from '@ledgerdesk/kernel';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { type Following, selectedPages, type Selection } from '../selection.js';
import { type ExportFolder, FolderRefused } from './export-folder.js';
import {
  EXPORT_FORMAT,
  eventCatalogue,
  type ExportedPart,
  type ExportManifest,
  monthCounts,
} from './export-manifest.js';
import type { PartPlace, PartWriter, StartPart } from './part.js';

/** An export into a folder. */
export interface FolderExport {
  readonly log: ReadableLog;
  readonly folder: ExportFolder;
  readonly selection: Selection;
  readonly startPart: StartPart;
  /** A part ends with this many events. Undefined: all events are one part, which a later run writes anew. */
  readonly partEvents: number | undefined;
  /** The month of an instant, if each has parts of its own. */
  readonly monthOf?: ((instant: Instant) => string) | undefined;
  /** What was asked, of which a continued export must not differ. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** The manifest of an answer up to a position with these parts. */
  readonly describe: (position: Position, parts: readonly ExportedPart[]) => Promise<ExportManifest['manifest']>;
  /** Ends the export early, with what is complete by then. */
  readonly signal: AbortSignal;
  readonly following?: (Following & { readonly partMs: number }) | undefined;
  readonly onPosition?: (position: Position) => void;
}

/** A part in hand. */
interface OpenPart extends PartPlace {
  readonly month: string | null;
  readonly after: Position;
  readonly writer: PartWriter;
  /** Milliseconds of the clock of `following` at its first event. */
  readonly since: number;
  events: number;
}

const PART_DIGITS = 5;

/** The name of the files of the nth part of a month; of all events, if the export has no months. */
export const partName = (month: string | null, number: number): string => {
  const file = String(number).padStart(PART_DIGITS, '0');
  return month === null ? file : `month=${month}/${file}`;
};

/** The user has ended an export that has nothing to show yet. */
class Interrupted extends Error {
  constructor() {
    super('The export was interrupted, and has written nothing. Run it again.');
  }
}

/** Names what a continued export was asked differently. */
const differences = (before: Readonly<Record<string, Json>>, now: Readonly<Record<string, Json>>): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => !isDeepStrictEqual(before[name], now[name]),
  );

/** Writes the selected events into files, part by part. A part is complete or missing; a later run goes on after it. */
class FolderWriter {
  #parts: ExportedPart[] = [];
  #part: OpenPart | undefined;
  #publishing: Promise<void> = Promise.resolve();
  #position: Position;
  #latestMonth = '';
  /** The number of the last part of each month. */
  readonly #numbers = new Map<string | null, number>();

  constructor(private readonly options: FolderExport) {
    this.#position = options.selection.after;
  }

  /** Events of one part go on to the end of the log: it is complete, or worth nothing. */
  get #isWhole(): boolean {
    return this.options.partEvents === undefined;
  }

  async run(): Promise<ExportManifest> {
    await this.#resume();
    const { log, selection, following, signal, onPosition } = this.options;
    try {
      for await (const page of selectedPages(log, { ...selection, after: this.#position }, following)) {
        await this.#take(page.events, page.scannedTo);
        if (page.atHead) await this.#endOldPart();
        onPosition?.(page.scannedTo);
        if (signal.aborted) break;
      }
      if (signal.aborted && this.#isWhole) throw new Interrupted();
      if (this.#isWhole) this.#part ??= this.#begin(null);
      await this.#endPart(this.#position);
      await this.#publishing;
    } catch (error) {
      await this.#part?.writer.discard().catch(() => undefined);
      await this.#publishing.catch(() => undefined);
      throw error;
    }
    return this.#write(!signal.aborted || following !== undefined);
  }

  /** Goes on after the parts of an earlier run that are intact. */
  async #resume(): Promise<void> {
    const { folder, log, parameters } = this.options;
    const earlier = folder.readManifest();
    if (!earlier) return;
    const epoch = await readEpoch(log.all ?? log);
    const { log: source, question } = earlier.manifest;
    if (source.id !== log.logId || source.epoch !== epoch)
      throw new FolderRefused(`${folder.path} has an export of another log, or of another epoch. Name another folder.`);
    const changed = differences(question.parameters, parameters);
    if (changed.length > 0)
      throw new FolderRefused(`${folder.path} has an export with another ${changed.join(', ')}. Name another folder.`);
    if (earlier.catalogue.sha256 !== eventCatalogue().sha256)
      throw new FolderRefused(`${folder.path} has an export with other versions of events. Name another folder.`);
    for (const part of this.#isWhole ? [] : earlier.parts) {
      const intact = await Promise.all(part.files.map((file) => folder.isIntact(file)));
      if (intact.includes(false)) break;
      this.#keep(part);
    }
    folder.keepOnly(this.#parts.flatMap(({ files }) => files));
  }

  #keep(part: ExportedPart): void {
    this.#parts.push(part);
    this.#position = part.until;
    this.#numberOf(part.month);
    this.#latestMonth = part.month ?? '';
  }

  async #take(events: readonly StoredEvent[], scannedTo: Position): Promise<void> {
    let run: StoredEvent[] = [];
    for (const event of events) {
      const month = this.#monthOf(event);
      const isFull =
        this.#part !== undefined && this.#part.events + run.length >= (this.options.partEvents ?? Infinity);
      if (this.#part && (isFull || this.#part.month !== month)) {
        await this.#append(run);
        await this.#endPart(this.#position);
        run = [];
      }
      this.#part ??= this.#begin(month);
      run.push(event);
      this.#position = event.position;
    }
    await this.#append(run);
    this.#position = scannedTo;
  }

  /** The month of an event in log order: where several engines stamp events, one may follow an event of the next. */
  #monthOf({ recordedAt }: StoredEvent): string | null {
    const { monthOf } = this.options;
    if (!monthOf) return null;
    const month = monthOf(recordedAt);
    if (month > this.#latestMonth) this.#latestMonth = month;
    return this.#latestMonth;
  }

  #begin(month: string | null): OpenPart {
    const { folder, startPart, following } = this.options;
    const name = partName(month, this.#numberOf(month));
    const drafts = join(folder.drafts, name.replace('/', '-'));
    const place = { drafts, name };
    const since = following?.timers.elapsed() ?? 0;
    return { ...place, month, after: this.#position, writer: startPart(place), since, events: 0 };
  }

  /** The number of the next part of a month. */
  #numberOf(month: string | null): number {
    const number = (this.#numbers.get(month) ?? 0) + 1;
    this.#numbers.set(month, number);
    return number;
  }

  async #append(events: readonly StoredEvent[]): Promise<void> {
    if (!this.#part || events.length === 0) return;
    await this.#part.writer.write(events);
    this.#part.events += events.length;
  }

  /** Completes a part while more events follow, if its first event has waited for long enough. */
  async #endOldPart(): Promise<void> {
    const { following } = this.options;
    if (!following || !this.#part || following.timers.elapsed() - this.#part.since < following.partMs) return;
    await this.#endPart(this.#position);
    await this.#publishing;
  }

  /** Ends the part in hand. Its files are completed while the next one is written: one part at a time. */
  async #endPart(until: Position): Promise<void> {
    const part = this.#part;
    if (!part) return;
    this.#part = undefined;
    await this.#publishing;
    this.#publishing = this.#publish(part, until);
    // An error is thrown when the part is needed.
    this.#publishing.catch(() => undefined);
  }

  async #publish({ drafts, month, after, events, writer }: OpenPart, until: Position): Promise<void> {
    const drafted = await writer.finish();
    const files = await this.options.folder.publish(drafts, drafted);
    this.#parts.push({ month, after, until, events, files });
    await this.#write(false);
  }

  async #write(complete: boolean): Promise<ExportManifest> {
    const { describe, folder, monthOf } = this.options;
    const position = complete ? this.#position : (this.#parts.at(-1)?.until ?? this.options.selection.after);
    const manifest: ExportManifest = {
      format: EXPORT_FORMAT,
      manifest: await describe(position, this.#parts),
      catalogue: eventCatalogue(),
      complete,
      events: this.#parts.reduce((sum, { events }) => sum + events, 0),
      ...(monthOf && { months: monthCounts(this.#parts) }),
      parts: this.#parts,
    };
    folder.writeManifest(manifest);
    return manifest;
  }
}

/** Exports into a folder, or goes on with an export in it. Resolves with the manifest that the folder has then. */
export const exportToFolder = (options: FolderExport): Promise<ExportManifest> => new FolderWriter(options).run();
