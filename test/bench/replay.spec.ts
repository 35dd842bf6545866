import { MemoryEventStore } from '../support/memory-event-store.js';
import { scanParseCount } from './replay.bench.js';

const T = '2026-11-27T00:00:00.000Z';

describe('the reference of folding a log', () => {
  let log: MemoryEventStore;
  beforeEach(async () => {
    log = new MemoryEventStore();
    const written = { type: 'Added', version: 1, occurredAt: T, recordedAt: T, data: '{}', metadata: '{}' };
    await log.append(
      'a-1',
      'any',
      [1, 2, 3].map((n) => ({ ...written, id: `e-${n}` })),
    );
  });

  it('reads all events, or as many as are folded', async () => {
    expect(await scanParseCount(log)).toBe(3);
    expect(await scanParseCount(log, 2)).toBe(2);
  });
});
