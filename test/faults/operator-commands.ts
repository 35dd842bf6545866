import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A taxonomy that `ledgerdesk import` has put into the data folder, and the events before the command ended. */
export interface ImportedTaxonomy {
  /** Greater than those of earlier imports. */
  readonly number: number;
  readonly head: string;
  readonly acknowledged: number;
}

/** A request that was left for the engine in the folder `projection-requests`. */
export interface LeftRequest {
  readonly id: string;
  readonly acknowledged: number;
}

const MAPPING = {
  version: '1',
  source: 'small-desk',
  columns: { case: 'Case', activity: 'What', timestamp: 'When', agent: 'Who', customer: 'Client', level: 'Plan' },
  timestamps: { format: 'yyyy-MM-dd HH:mm', zone: 'UTC' },
  activities: { opened: 'open', answered: 'answer' },
  levels: { gold: 'enhanced' },
  product: { constant: 'dropbox' },
  issueType: { constant: 'other' },
  subject: { constant: 'Case {case}' },
  body: { constant: '{activity}' },
  language: { constant: 'en' },
  team: {
    country: 'DE',
    timeZone: 'Europe/Berlin',
    billing: { currency: 'EUR', interval: 'month', periodStart: '2026-03-01', seats: 10 },
  },
  afterSolved: 'reopen',
  taxonomy: 'taxonomy.json',
};

/** The number of an imported taxonomy; 0 for another. */
export const taxonomyNumber = (text: string): number => {
  const { version } = JSON.parse(text) as { readonly version: string };
  return Number(/^imported\.(\d+)$/.exec(version)?.[1] ?? 0);
};

/** Commands of an operator in processes of their own, on the data folder of `environment`. */
export class OperatorCommands {
  readonly taxonomies: ImportedTaxonomy[] = [];
  readonly requests: LeftRequest[] = [];

  constructor(
    private readonly options: {
      /** Settings of the engine, and what records or disturbs its file operations. */
      readonly environment: Readonly<Record<string, string>> & {
        readonly DATA_DIR: string;
        readonly CONFIG_DIR: string;
      };
      /** An empty folder for the files of the commands. */
      readonly scratch: string;
      /** Called when a command has ended. */
      readonly clock: () => number;
    },
  ) {
    mkdirSync(options.scratch);
  }

  /** Confirms the step of the clock that the engine holds. */
  async acceptClock(): Promise<void> {
    await this.ledgerdesk('clock', 'accept');
  }

  /** Imports a case with a taxonomy of its own. The engine must not be running. */
  async importCase(): Promise<void> {
    const number = this.taxonomies.length + 1;
    const { scratch, environment, clock } = this.options;
    const taxonomy = JSON.parse(readFileSync(join(environment.CONFIG_DIR, 'taxonomy.json'), 'utf8')) as object;
    writeFileSync(join(scratch, 'taxonomy.json'), JSON.stringify({ ...taxonomy, version: `imported.${number}` }));
    writeFileSync(join(scratch, 'mapping.json'), JSON.stringify(MAPPING));
    const row = `${number},opened,2026-03-02 09:00,tom,Blue Ltd,gold`;
    writeFileSync(join(scratch, 'log.csv'), `Case,What,When,Who,Client,Plan\n${row}\n`);
    await this.ledgerdesk('import', join(scratch, 'log.csv'), '--mapping', join(scratch, 'mapping.json'));
    const acknowledged = clock();
    const log = openSqliteLog({ file: join(environment.DATA_DIR, 'events.db') });
    const head = await log.head();
    await log.close();
    this.taxonomies.push({ number, head, acknowledged });
  }

  /** Leaves a request about each of some read models for the running engine. */
  async leaveRequests(count: number): Promise<void> {
    const { environment, clock } = this.options;
    for (const { name, version } of PROJECTIONS.slice(0, count)) {
      const id = randomUUID();
      const script = 'dist/test/faults/requests-under-faults.js';
      await this.node(script, environment.DATA_DIR, name, String(version), id);
      this.requests.push({ id, acknowledged: clock() });
    }
  }

  /** Overwrites the beginning of a file of the data folder. */
  async damage(name: string): Promise<void> {
    const script = "require('node:fs').writeFileSync(process.argv[1], 'garbage '.repeat(1000))";
    await this.node('-e', script, join(this.options.environment.DATA_DIR, name));
  }

  private ledgerdesk(...command: readonly string[]): Promise<void> {
    return this.node('dist/apps/cli/main.js', ...command);
  }

  private async node(...args: readonly string[]): Promise<void> {
    await run(process.execPath, [...args], { env: { ...process.env, ...this.options.environment } });
  }
}
