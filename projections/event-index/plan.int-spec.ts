import type { Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { type PlannedStore, PLANNED_STORES } from '../../test/support/query-plans.js';
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

  /** Reads an index from the first row that is wanted on, and sorts nothing but rows of one position. */
  const expectIndexed = async (run: (reader: ReadStore) => Promise<unknown>): Promise<void> => {
    const plans = await planned.plans(run);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans)
      if (name === 'SQLite') {
        expect(plan).toMatch(/^SEARCH \S+ USING INDEX/);
        expect(plan.replace('USE TEMP B-TREE FOR LAST TERM OF ORDER BY', '')).not.toContain('TEMP B-TREE');
      } else {
        expect(plan).toMatch(/Index Scan/);
        expect(plan).not.toMatch(/Seq Scan/);
      }
  };

  it.each(SELECTORS)('reads what $by selects in the order of the page', async (selector) => {
    for (const order of ['asc', 'desc'] as const)
      for (const bounds of [{}, { after: '5000' }, { floor: '3000' }, { after: '5000', floor: '3000' }])
        await expectIndexed((reader) => placesOf(reader, selector, { order, limit: 50, ...bounds }));
  });

  it('finds the last append before an instant without reading others', async () => {
    await expectIndexed((reader) => positionRecordedBefore(reader, instantAt(1_000)));
    expect(await positionRecordedBefore(planned.store, instantAt(1_000))).toBe('1999');
  });
});
