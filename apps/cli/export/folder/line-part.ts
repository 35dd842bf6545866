import type { StoredEvent } from '@ledgerdesk/event-store';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportedEvent, type Shown } from '../lines/exported-event.js';
import type { LineFormat, LineOptions } from '../lines/line-formats.js';
import type { DraftFile, PartPlace, PartWriter, StartPart } from './part.js';

/** Writes the events of a part into one file, one after another. */
class LinePart implements PartWriter {
  readonly #path: string;
  readonly #file: string;
  #handle: Promise<FileHandle> | undefined;
  #rows = 0;

  constructor(
    private readonly format: LineFormat,
    private readonly options: LineOptions & Shown,
    { drafts, name }: PartPlace,
  ) {
    this.#path = `events/${name}.${format.extension}`;
    this.#file = join(drafts, this.#path);
  }

  async write(events: readonly StoredEvent[]): Promise<void> {
    const shown = events.map((event) => exportedEvent(event, this.options));
    await this.#append(this.format.text(shown, this.options));
    this.#rows += shown.length;
  }

  async finish(): Promise<readonly DraftFile[]> {
    await this.#append('');
    await this.#close();
    return [{ path: this.#path, table: 'events', rows: this.#rows }];
  }

  discard(): Promise<void> {
    return this.#close();
  }

  async #append(text: string): Promise<void> {
    this.#handle ??= this.#create();
    await (await this.#handle).appendFile(text);
  }

  async #create(): Promise<FileHandle> {
    mkdirSync(dirname(this.#file), { recursive: true });
    const handle = await open(this.#file, 'w');
    await handle.appendFile(this.format.head);
    return handle;
  }

  async #close(): Promise<void> {
    const handle = await this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

/** Parts of one file each, in a format of lines. */
export const lineParts =
  (format: LineFormat, options: LineOptions & Shown): StartPart =>
  (place) =>
    new LinePart(format, options, place);
