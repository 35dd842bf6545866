import type { StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import Database from 'better-sqlite3';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DraftFile, PartPlace, PartWriter, StartPart } from '../folder/part.js';
import { exportedEvent, type Shown } from '../lines/exported-event.js';
import { xesEvent, xesTraceAttributes } from './xes-event.js';

const FILE = 'tickets.xes';
const TICKETS = prefixOf('ticket');

const EXTENSIONS = [
  ['Concept', 'concept'],
  ['Time', 'time'],
  ['Organizational', 'org'],
  ['Lifecycle', 'lifecycle'],
  ['Identity', 'identity'],
] as const;

const HEAD = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">',
  ...EXTENSIONS.map(
    ([name, prefix]) =>
      `<extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>`,
  ),
  '<global scope="trace"><string key="concept:name" value=""/></global>',
  '<global scope="event"><string key="concept:name" value=""/>' +
    '<date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>' +
    '<string key="org:resource" value=""/><string key="lifecycle:transition" value="complete"/></global>',
  '<classifier name="Activity" scope="event" keys="concept:name lifecycle:transition"/>',
  '<string key="concept:name" value="Tickets"/>',
  '<string key="lifecycle:model" value="standard"/>\n',
].join('\n');

const SCHEMA = `
  CREATE TABLE traces (number INTEGER PRIMARY KEY, ticket TEXT UNIQUE, attributes TEXT);
  CREATE TABLE events (trace INTEGER, revision INTEGER, xml TEXT, PRIMARY KEY (trace, revision)) WITHOUT ROWID;`;

/** Writes the events of tickets as traces in XES 1.0 (IEEE 1849-2016), grouped by ticket in a temporary database. */
class XesPart implements PartWriter {
  readonly #db: Database.Database;
  readonly #temporary: string;
  readonly #insertTrace: Database.Statement<[string, string]>;
  readonly #insertEvent: Database.Statement<[number, string, string]>;
  #rows = 0;

  constructor(
    private readonly drafts: string,
    private readonly shown: Shown,
  ) {
    mkdirSync(drafts, { recursive: true });
    this.#temporary = join(drafts, 'traces.db');
    this.#db = new Database(this.#temporary);
    this.#db.pragma('journal_mode = OFF');
    this.#db.pragma('synchronous = OFF');
    this.#db.exec(SCHEMA);
    this.#insertTrace = this.#db.prepare('INSERT OR IGNORE INTO traces (ticket, attributes) VALUES (?, ?)');
    this.#insertEvent = this.#db.prepare('INSERT INTO events SELECT number, ?, ? FROM traces WHERE ticket = ?');
  }

  async write(events: readonly StoredEvent[]): Promise<void> {
    const ofTickets = events.filter(({ stream }) => stream.startsWith(TICKETS));
    const shown = ofTickets.map((event) => exportedEvent(event, this.shown));
    this.#db.transaction(() => shown.forEach((event) => this.#add(event)))();
    this.#rows += shown.length;
  }

  async finish(): Promise<readonly DraftFile[]> {
    await pipeline(Readable.from(this.#pieces()), createWriteStream(join(this.drafts, FILE)));
    await this.discard();
    return [{ path: FILE, table: 'events', rows: this.#rows }];
  }

  async discard(): Promise<void> {
    this.#db.close();
    rmSync(this.#temporary, { force: true });
  }

  #add(event: RecordedEvent): void {
    const ticketId = event.stream.slice(TICKETS.length);
    this.#insertTrace.run(ticketId, xesTraceAttributes(ticketId, event));
    this.#insertEvent.run(event.revision, xesEvent(event), ticketId);
  }

  *#pieces(): Generator<string> {
    yield HEAD;
    const rows = this.#db
      .prepare<[], { readonly trace: number; readonly attributes: string; readonly xml: string }>(
        'SELECT trace, attributes, xml FROM events JOIN traces ON number = trace ORDER BY trace, revision',
      )
      .iterate();
    let current: number | undefined;
    for (const { trace, attributes, xml } of rows) {
      if (trace !== current) yield `${current === undefined ? '' : '</trace>\n'}<trace>${attributes}`;
      current = trace;
      yield xml;
    }
    yield current === undefined ? '</log>\n' : '</trace>\n</log>\n';
  }
}

/** The file of the traces. */
export const xesPart =
  (shown: Shown): StartPart =>
  ({ drafts }: PartPlace) =>
    new XesPart(drafts, shown);
