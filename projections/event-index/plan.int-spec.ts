import type { Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { expectIndexed, type PlannedStore, PLANNED_STORES } from '../../test/support/query-plans.js';
import { sortablePosition } from '../sortable-position.js';
import { eventIndex, type EventIndexRow } from './definition.js';
import { type EventSelector, placesOf, positionRecordedBefore } from './queries.js';

const APPENDS = 5_000;

const instantAt = (n: number): string => new Date(Date.UTC(2026, 10, 27) + n * 1_000).toISOString();

const rowAt = (n: number): EventIndexRow => ({
  stream: `ticket-t${n}`,
  revision: 0,
  position: sortablePosition(String(n * 2 + 1)),
  recordedAt: instantAt(n),
  rootId: n % 3 === 0 ? null : `root-${(n * 7_919) % APPENDS}`,
  correlationId: n % 3 === 0 ? `trace-${n % 50}` : null,
  causationId: n % 3 === 0 ? `event-${(n * 7_919) % APPENDS}` : null,
  actor: `member team-${n % 40}.aiko`,
  onBehalfOf: n % 10 === 0 ? `member team-${n % 40}.ben` : null,
});

const rows = new Map<string, Row>(Array.from({ length: APPENDS }, (_, n) => [`key-${n}`, rowAt(n)]));
const aiko = { kind: 'member', id: 'team-3.aiko' } as const;
const SELECTORS: readonly EventSelector[] = [
  { by: 'correlation', id: 'trace-3' },
  { by: 'causation', id: 'event-12' },
  { by: 'actor', actor: aiko },
  { by: 'onBehalfOf', actor: aiko },
];

describe.each(PLANNED_STORES)('the event index on %s', (name, open) => {
  let planned: PlannedStore;
  beforeAll(async () => {
    planned = await open(eventIndex, rows);
  }, 60_000);
  afterAll(() => planned.close());

  const expectIndexedReads = async (run: (reader: ReadStore) => Promise<unknown>): Promise<void> =>
    expectIndexed(await planned.plans(run), name);

  it.each(SELECTORS)('reads what $by selects in the order of the page', async (selector) => {
    for (const order of ['asc', 'desc'] as const)
      for (const bounds of [{}, { after: '5000' }, { floor: '3000' }, { after: '5000', floor: '3000' }])
        await expectIndexedReads((reader) => placesOf(reader, selector, { order, limit: 50, ...bounds }));
  });

  it('finds the last append before an instant without reading others', async () => {
    await expectIndexedReads((reader) => positionRecordedBefore(reader, instantAt(1_000)));
    expect(await positionRecordedBefore(planned.store, instantAt(1_000))).toBe('1999');
  });
});
