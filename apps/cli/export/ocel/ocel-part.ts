import type { StoredEvent } from '@ledgerdesk/event-store';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DraftFile, PartPlace, PartWriter, StartPart } from '../folder/part.js';
import { exportedEvent, type Shown } from '../lines/exported-event.js';
import { OcelDatabase } from './ocel-database.js';
import { writeOcelJson } from './ocel-json.js';

const [DATABASE, JSON_FILE] = ['ocel.sqlite', 'ocel.json'];

/** Writes events as an object-centric log (OCEL 2.0): a database of SQLite, and JSON. */
class OcelPart implements PartWriter {
  readonly #database: OcelDatabase;

  constructor(
    private readonly drafts: string,
    private readonly shown: Shown,
  ) {
    mkdirSync(drafts, { recursive: true });
    this.#database = new OcelDatabase(join(drafts, DATABASE));
  }

  async write(events: readonly StoredEvent[]): Promise<void> {
    this.#database.write(events.map((event) => exportedEvent(event, this.shown)));
  }

  async finish(): Promise<readonly DraftFile[]> {
    this.#database.close();
    await writeOcelJson(join(this.drafts, DATABASE), join(this.drafts, JSON_FILE));
    const rows = this.#database.counts.written;
    return [DATABASE, JSON_FILE].map((path) => ({ path, table: 'events', rows }));
  }

  async discard(): Promise<void> {
    this.#database.close();
  }
}

/** The files of an object-centric log. */
export const ocelPart =
  (shown: Shown): StartPart =>
  ({ drafts }: PartPlace) =>
    new OcelPart(drafts, shown);
