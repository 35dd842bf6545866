import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { decode } from '@ledgerdesk/event-store';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { settingsFrom } from '../../apps/server/index.js';
import type { OracleRequest } from '../oracle/grouped.js';
import type { RawEvent } from '../oracle/raw-log.js';
import { pairsOf, pathOf } from '../oracle/requests.js';
import { type PolicyFiles, PROMISE_REPORTS, type PromiseReport, Recount } from '../oracle/recount.js';
import { SUPPORT_REPORTS, type SupportReport, SupportRecount } from '../oracle/support-recount.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { runs } from '../support/runs.js';

const MOMENT = '2026-11-20T00:00:00.000Z';
/** A period that includes the end of daylight saving time. */
const AUTUMN = { from: '2026-10-20T22:00:00.000Z', to: '2026-11-03T10:30:00.000Z' };

/** A moment within that period, when tickets are open and chats are waiting. */
const EARLIER = '2026-10-14T09:30:00.000Z';

const rawEventsOf = async ({ engine }: TestEngine): Promise<readonly RawEvent[]> => {
  const events: StoredEvent[] = [];
  for (let page; !page?.end; events.push(...page.events))
    page = await engine.store.readAll(page ? { after: page.scannedTo } : {});
  return events.map(decode).map((event) => ({ ...event, data: { ...event.data } }));
};

const recountOf = (events: readonly RawEvent[]): SupportRecount => {
  const recount = new SupportRecount();
  for (const event of events) recount.apply(event);
  return recount;
};

const policyFiles = (folder: string): PolicyFiles => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return Object.fromEntries(
    ['policy', 'prices', 'taxonomy', 'features'].map((name) => [name, read(name)]),
  ) as unknown as PolicyFiles;
};

/** The whole, each pair of groupings, and buckets in zones that change their clocks. */
const requestsOf = (groupings: readonly string[]): readonly OracleRequest[] => {
  const pairs = pairsOf(groupings);
  const sampled = pairs.filter((_, index) => index % Math.ceil(pairs.length / runs({ short: 3, long: 100 })) === 0);
  return [
    {},
    ...sampled.map((groupBy) => ({ groupBy })),
    { bucket: 'month', timeZone: 'Asia/Tokyo', groupBy: groupings.slice(-1) },
    { bucket: 'day', timeZone: 'Europe/Berlin', groupBy: groupings.slice(0, 1), ...AUTUMN },
  ];
};

describe('the reports', () => {
  let engine: TestEngine;
  let auditor: Caller;
  let events: readonly RawEvent[];

  beforeAll(async () => {
    engine = await TestEngine.open(MOMENT, { ROLES: 'http,projections' }, (DATA_DIR) =>
      simulate(settingsFrom({ DATA_DIR }), {
        teams: 8,
        days: 90,
        seed: 3,
        start: '2026-08-22T00:00:00.000Z',
        workerThreads: false,
      }),
    );
    auditor = await engine.as({ kind: 'auditor', subject: 'recount' });
    events = await rawEventsOf(engine);
  }, 60_000);
  afterAll(() => engine.close());

  it.each(Object.entries(PROMISE_REPORTS) as [PromiseReport, readonly string[]][])(
    'on %s equal a recount of clocks from messages and of charges from purchases',
    async (name, groupings) => {
      const recount = new Recount(policyFiles(settingsFrom({}).CONFIG_DIR));
      for (const event of events) recount.apply(event);
      const monthly = recount.reports(MOMENT)[name];
      for (const request of requestsOf(groupings)) {
        const { status, body } = await auditor.get(pathOf(name, request));
        const { total, items } = body;
        const counted = request.groupBy ? recount.grouped(name, request, MOMENT) : monthly;
        expect({ request, status, total, items }).toEqual({ request, status: 200, ...counted });
      }
    },
    60_000,
  );

  it.each(Object.entries(SUPPORT_REPORTS) as [SupportReport, readonly string[]][])(
    'on %s equal an independent recount of the raw log, ungrouped, by pairs of groupings, and by bucket',
    async (name, groupings) => {
      const recount = recountOf(events);
      for (const request of requestsOf(groupings)) {
        const { status, body } = await auditor.get(pathOf(name, request));
        const { total, items } = body;
        const counted = recount.report(name, request, MOMENT);
        expect({ request, status, total, items }).toEqual({ request, status: 200, ...counted });
      }
    },
    60_000,
  );

  it.each(Object.entries(SUPPORT_REPORTS) as [SupportReport, readonly string[]][])(
    'on %s as of an earlier moment equal a recount of what had happened by then',
    async (name, groupings) => {
      const recount = recountOf(events.filter(({ occurredAt }) => occurredAt <= EARLIER));
      const request: OracleRequest = { groupBy: groupings.slice(0, 1), bucket: 'week', timeZone: 'America/New_York' };
      const { body } = await auditor.get(`${pathOf(name, request)}&asOf=${EARLIER}&by=occurred`);
      const { total, items } = body;
      expect({ total, items }).toEqual(recount.report(name, request, EARLIER));
    },
    60_000,
  );
});
