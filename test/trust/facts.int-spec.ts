import { checkLog, DerivedFacts, Findings } from '@ledgerdesk/integrity';
import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import type { Policies } from '@ledgerdesk/domain';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { policiesFor, settingsFrom } from '../../apps/server/index.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { checkLogAlone } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { FACT_CODE, FACT_TAMPERINGS, type FactTampering } from './fact-tamperings.js';
import { type LogRow, readLogRows, writeLogRows } from './log-rows.js';
import { Choices } from './random.js';

/** Simulated histories that together state every fact. */
const HISTORIES = [1, 2, 4];
const START = '2026-10-01T00:00:00.000Z';

/** The streams from which the facts of all others follow. */
const BASIS = /^(?:team|member|addOn|policy)-/;

/** What the events of the streams state in which two histories differ. */
const around = (rows: readonly LogRow[], others: readonly LogRow[]): readonly LogRow[] => {
  const streams = new Set(rows.filter((row, at) => row !== others[at]).map(({ stream }) => stream));
  return rows.filter(({ stream }) => streams.has(stream) || BASIS.test(stream));
};

/** A log in memory, which is read in one page. */
const logOf = (rows: readonly LogRow[]): Pick<ReadableLog, 'readAll' | 'readStream' | 'isRemote'> => {
  const events = rows.map((row, index): StoredEvent => ({ ...row, position: String(index + 1) }));
  const head = String(events.length);
  return {
    readAll: async ({ after } = {}) => ({ events: after === head ? [] : events, scannedTo: head, end: true }),
    readStream: async (stream, { from = 0 } = {}) =>
      events.filter((event) => event.stream === stream && event.revision >= from),
  };
};

describe('the facts of events', () => {
  let root: string;
  let policies: Policies;
  const histories: (readonly LogRow[])[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    for (const seed of HISTORIES) {
      const settings = settingsFrom({ DATA_DIR: join(root, String(seed)) });
      policies = policiesFor(settings).at('');
      await simulate(settings, { teams: 4, days: 40, seed, start: START, workerThreads: false });
      histories.push(readLogRows(dataFolderAt(settings.DATA_DIR).events));
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const falseFactsIn = async (rows: readonly LogRow[]): Promise<readonly string[]> => {
    const [log, found] = [logOf(rows), new Findings()];
    await checkLog({ log, checks: [new DerivedFacts({ log, policies })], report: found.report });
    return found.all.map(({ code }) => code);
  };

  /** All checks of a log in which everything that needs no key agrees with the change. */
  const codesOfLog = async (rows: readonly LogRow[]): Promise<readonly string[]> => {
    const copy = join(root, 'copy');
    mkdirSync(copy);
    cpSync(join(root, String(HISTORIES[0]), 'events.db'), join(copy, 'events.db'));
    writeLogRows(dataFolderAt(copy).events, rows, 'thorough');
    const { damage } = await checkLogAlone(copy);
    rmSync(copy, { recursive: true });
    return [...damage];
  };

  const expectFound = async ({ name, change }: FactTampering): Promise<void> => {
    for (let seed = 1; seed <= tamperingRuns({ short: 10, long: 600 }); seed += 1) {
      const changed = histories.flatMap((rows) => {
        const other = change(rows, new Choices(seed));
        return other ? [{ whole: other, part: around(other, rows) }] : [];
      });
      const { whole, part } = changed[seed % changed.length] ?? { whole: [], part: [] };
      expect([name, seed, await falseFactsIn(part)]).toEqual([name, seed, expect.arrayContaining([FACT_CODE])]);
      if (seed === 1) expect([name, await codesOfLog(whole)]).toEqual([name, [FACT_CODE]]);
    }
  };

  it('follow from earlier ones in all that the engine records', async () => {
    for (const rows of histories) expect(await falseFactsIn(rows)).toEqual([]);
  });

  eachKind('are recomputed: finds %s', FACT_TAMPERINGS, expectFound);
});
