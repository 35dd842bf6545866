import { ALWAYS, type TimeZones } from '@ledgerdesk/business-time';
import { checkLog, DerivedFacts, Findings, resumeLogChecks } from '@ledgerdesk/integrity';
import { canonicalJson, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import type { Policies } from '@ledgerdesk/domain';
import { HOUR, isList, isRecord } from '@ledgerdesk/kernel';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { policiesFor, settingsFrom } from '../../apps/server/index.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
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

/** The same value with other numbers. */
const withOtherNumbers = <T>(value: T): T => {
  const change = (one: unknown): unknown => {
    if (typeof one === 'number') return one + 3;
    if (isList(one)) return one.map(change);
    return isRecord(one) ? Object.fromEntries(Object.entries(one).map(([name, item]) => [name, change(item)])) : one;
  };
  return change(value) as T;
};

/** Local times that are hours off. */
const shifted = (zones: TimeZones): TimeZones => ({
  version: zones.version,
  problemWith: (zone) => zones.problemWith(zone),
  toInstant: (zone, wall) => zones.toInstant(zone, wall) - 5 * HOUR,
  toWall: (zone, instant) => zones.toWall(zone, instant + 5 * HOUR),
  startOfDay: (zone, date) => zones.startOfDay(zone, date) - 5 * HOUR,
});

/** The files of another day: nothing follows from them as it followed from those of the decisions. */
const ofAnotherDay = ({ policy, prices, taxonomy, hours, ...others }: Policies): Policies => ({
  ...others,
  policy: withOtherNumbers(policy),
  prices: withOtherNumbers(prices),
  taxonomy: { ...taxonomy, products: taxonomy.products.map((product) => ({ ...product, addOn: 'another' })) },
  hours: new Map([...hours.keys()].map((id) => [id, ALWAYS])),
});

/** An event whose decision recorded no version of a source. */
const withoutVersion =
  (source: string) =>
  (row: LogRow): LogRow => {
    const { versions, ...metadata } = JSON.parse(row.metadata) as { readonly versions?: Record<string, string> };
    const left = Object.entries(versions ?? {}).filter(([name]) => name !== source);
    return { ...row, metadata: canonicalJson({ ...metadata, versions: Object.fromEntries(left) }) };
  };

/** The index of the first event of an append. */
const beginOfAppend = (rows: readonly LogRow[], at: number): number => {
  const [row, previous] = [rows[at], rows[at - 1]];
  const isSame = row && previous?.stream === row.stream && previous.id.slice(0, 32) === row.id.slice(0, 32);
  return isSame ? beginOfAppend(rows, at - 1) : at;
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

  const falseFactsIn = async (rows: readonly LogRow[], today = policies): Promise<readonly string[]> => {
    const [log, found] = [logOf(rows), new Findings()];
    await checkLog({ log, checks: [new DerivedFacts({ log, policies: today })], report: found.report });
    return found.all.map(({ code }) => code);
  };

  /** What two runs find, of which the first ends after so many events, and the second goes on behind it. */
  const codesOfTwoRuns = async (rows: readonly LogRow[], end: number): Promise<readonly string[]> => {
    const [log, found] = [new MemoryEventStore(), new Findings()];
    log.log.push(...rows.map((row, index) => ({ ...row, position: String(index + 1) })));
    const begin = beginOfAppend(rows, end - 1);
    let start = { position: String(begin), openAfter: String(begin) };
    for (const pageSize of [end - begin, 20]) {
      const { checks, lastAppend } = await resumeLogChecks({ log, policies }, start);
      const run = { log, checks, report: found.report, after: start.position, pageSize };
      await checkLog({ ...run, onPage: () => false });
      start = { position: String(end), openAfter: lastAppend.after };
    }
    return found.all.flatMap(({ code, state }) => (state === 'damage' ? [code] : []));
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

  it.each(['policy', 'calendars', 'taxonomy', 'prices', 'tzdb'] as const)(
    'are unknown, not judged by the %s of today, if their decisions recorded no version of it',
    async (source) => {
      const today = source === 'tzdb' ? { ...policies, zones: shifted(policies.zones) } : ofAnotherDay(policies);
      for (const rows of histories)
        expect(await falseFactsIn(rows.map(withoutVersion(source)), today)).toEqual(['fact-unknown']);
    },
  );

  it('are compared by the next run if a run ends with their append', async () => {
    for (const { name, change } of FACT_TAMPERINGS) {
      const [found] = histories.flatMap((rows) => {
        const other = change(rows, new Choices(1));
        return other ? [{ other, at: other.findIndex((row, index) => row !== rows[index]) }] : [];
      });
      const { other, at } = found ?? { other: [], at: 0 };
      expect([name, await codesOfTwoRuns(other, at + 1)]).toEqual([
        name,
        expect.arrayContaining([FACT_CODE, 'event-id']),
      ]);
    }
  });

  eachKind('are recomputed: finds %s', FACT_TAMPERINGS, expectFound);
});
