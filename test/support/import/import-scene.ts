import { decode } from '@ledgerdesk/event-store';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../../../apps/cli/import/import-file.js';
import type { ImportReport } from '../../../apps/cli/import/import-report.js';
import { settingsFrom } from '../../../apps/server/index.js';
import { embeddedStorage, openEngineLog } from '../../../apps/server/storage.js';

/** The mapping of the rows of `row`. */
export const MAPPING = {
  version: '1',
  source: 'small-desk',
  columns: {
    case: 'Case',
    activity: 'What',
    timestamp: 'When',
    agent: 'Who',
    customer: 'Client',
    requester: 'From',
    level: 'Plan',
  },
  timestamps: { format: 'yyyy-MM-dd HH:mm', zone: 'UTC' },
  activities: {
    opened: 'open',
    wrote: 'reply',
    answered: 'answer',
    noted: 'note',
    given: 'assign',
    waits: 'hold',
    resumed: 'resume',
    solved: 'solve',
    reopened: 'reopen',
    closed: 'close',
    seen: 'ignore',
  },
  levels: { gold: 'enhanced', silver: 'essentials', none: null },
  product: { column: 'Product', values: { files: 'dropbox', search: 'dash' } },
  issueType: { constant: 'other' },
  subject: { constant: 'Case {case}' },
  body: { column: 'Text' },
  language: { constant: 'en' },
  team: {
    country: 'DE',
    timeZone: 'Europe/Berlin',
    billing: { currency: 'EUR', interval: 'month', periodStart: '2026-03-01', seats: 10 },
  },
  afterSolved: 'reopen',
};
const HEADER = 'Case,What,When,Who,Client,From,Plan,Product,Text';

/** A row of 2 March 2026, with defaults for the fields of `more`. */
export const row = (
  own: string,
  what: string,
  time: string,
  more: { plan?: string; product?: string; text?: string; client?: string } = {},
): string =>
  [
    own,
    what,
    `2026-03-02 ${time}`,
    'tom',
    more.client ?? 'Blue Ltd',
    'ana@blue.example',
    more.plan ?? 'gold',
    more.product ?? 'files',
    more.text ?? `${what} it`,
  ].join(',');

/** A folder with the imported file, its mapping and the data folder, new for each test. */
export interface ImportScene {
  /** The path of a file in the folder. */
  readonly path: (name: string) => string;
  /** The data folder of the engine. */
  readonly data: () => string;
  /** Imports rows into the data folder. With `until`, timers fire up to that instant. */
  readonly imported: (rows: readonly string[], mapping?: object, until?: string) => Promise<ImportReport>;
  /** Every event of the log. */
  readonly events: () => Promise<readonly RecordedEvent[]>;
  /** The types of the events of tickets. */
  readonly typesOf: () => Promise<readonly string[]>;
}

/** Registers hooks that make and remove the folder of each test. */
export const importScene = (): ImportScene => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = (name: string) => join(folder, name);
  const data = () => path('data');
  const events = async () => {
    const log = await openEngineLog(embeddedStorage(data()));
    const recorded = (await log.readAll({ limit: 10_000 })).events.map(decode);
    await log.close();
    return recorded;
  };
  return {
    path,
    data,
    events,
    imported: async (rows, mapping = MAPPING, until) => {
      const [file, mappingFile] = [path('log.csv'), path('mapping.json')];
      writeFileSync(file, `${[HEADER, ...rows].join('\n')}\n`);
      writeFileSync(mappingFile, JSON.stringify(mapping));
      return importFile(settingsFrom({ DATA_DIR: data() }), file, mappingFile, { until, workerThreads: false });
    },
    typesOf: async () => (await events()).filter(({ stream }) => stream.startsWith('ticket-')).map(({ type }) => type),
  };
};
