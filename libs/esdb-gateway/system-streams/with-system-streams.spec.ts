import { type EventStore, type LogMessage, START, type StoredEvent } from '@ledgerdesk/event-store';
import fc from 'fast-check';
import { firstValueFrom, take, toArray } from 'rxjs';
import { sample } from '../../event-store/contract/samples.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { withSystemStreams } from './with-system-streams.js';

const EVENTS = 2_600;
const CE = '$ce-order';

/** Appends events of two categories in turn, three of four of them orders. */
const filled = async (store: EventStore, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1)
    await store.append(n % 4 === 3 ? 'box-1' : `order-${n % 7}`, 'any', [sample({ type: 'Sampled', data: '{}' })]);
};

describe('a category stream', () => {
  let store: MemoryEventStore;
  let expected: readonly Pick<StoredEvent, 'id' | 'position' | 'revision'>[];
  beforeAll(async () => {
    store = new MemoryEventStore();
    await filled(store, EVENTS);
    const { events } = await store.readAll({ limit: EVENTS, filter: { streamPrefixes: ['order-'] } });
    expected = events.map(({ id, position }, revision) => ({ id, position, revision }));
  });
  const placed = (events: readonly StoredEvent[]) =>
    events.map(({ id, position, revision }) => ({ id, position, revision }));

  it('has the same links from any revision, in both directions, whatever was read before', async () => {
    const direction = fc.constantFrom('forward', 'backward');
    const from = fc.option(fc.nat(EVENTS), { nil: undefined });
    const read = fc.record({ from, direction, limit: fc.integer({ min: 1, max: 50 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(read, { minLength: 1, maxLength: 5 }), async (reads) => {
        const log = withSystemStreams(store);
        for (const { from, direction, limit } of reads) {
          const first = from ?? (direction === 'forward' ? 0 : expected.length - 1);
          const last = Math.min(first, expected.length - 1);
          const links =
            direction === 'forward'
              ? expected.slice(first, first + limit)
              : expected.slice(Math.max(last - limit + 1, 0), last + 1).toReversed();
          const options = { direction, limit, ...(from !== undefined && { from }) };
          expect(placed(await log.readStream(CE, options))).toEqual(links);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('counts the same revisions for a subscription from any position, and as the log grows', async () => {
    const log = withSystemStreams(store);
    for (const index of [0, 999, 1_000, 1_234, expected.length - 1]) {
      const after = expected[index]?.position ?? START;
      const messages = await firstValueFrom(log.subscribe(after, { streamPrefixes: [CE] }).pipe(take(1), toArray()));
      const events = messages.flatMap((message: LogMessage) => (message.kind === 'events' ? message.events : []));
      expect(placed(events)).toEqual(expected.slice(index + 1, index + 1 + events.length));
    }
    const last = await log.readStream(CE, { direction: 'backward', limit: 1 });
    const grown = new MemoryEventStore();
    const growing = withSystemStreams(grown);
    expect(await growing.readStream(CE, { limit: 1 })).toEqual([]);
    await filled(grown, 3);
    expect((await growing.readStream(CE, { limit: 10 })).map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(last[0]?.revision).toBe(expected.length - 1);
  });
});
