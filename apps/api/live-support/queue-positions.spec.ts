import { EngineClock } from '@ledgerdesk/application';
import { agents, liveQueue } from '@ledgerdesk/projections';
import { policies, timelineOf } from '../../../test/support/policies.js';
import { readerAfter, readerLike } from '../../../test/support/projected-rows.js';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { QueuePositions } from './queue-positions.js';

const WAITING = {
  channel: 'chat',
  status: 'waiting',
  product: 'dropbox',
  servedLanguage: 'en',
  terms: 'premium',
  timeZone: null,
  retryAt: null,
} as const;

/** Read models that include the whole log. */
const CURRENT: ReadModelProgress = {
  head: async () => '0',
  hasSeen: () => true,
  statuses: () => [],
  positionOf: () => undefined,
  waitFor: async () => true,
  waitForLog: async () => true,
};

describe('the waits of several requests', () => {
  it('K4 read the agents once for the requests of a queue', async () => {
    const rows = readerAfter([agents, liveQueue]);
    let reads = 0;
    const reader = readerLike(rows, {
      find: (name, query) => ((reads += Number(name === agents.name)), rows.find(name, query)),
    });
    const clock = new EngineClock({ now: () => '2026-11-27T07:30:00.000Z' });
    const waits = new QueuePositions(reader, CURRENT, timelineOf(policies), clock);
    const requests = [
      { ...WAITING, requestId: 'r-1' },
      { ...WAITING, requestId: 'r-2' },
      { ...WAITING, requestId: 'r-3', servedLanguage: 'ja' as const },
      { ...WAITING, requestId: 'r-4', status: 'over' },
    ];
    const available = (await waits.getAll(requests)).map(({ agentsAvailable }) => agentsAvailable);
    expect(available).toEqual([false, false, false, undefined]);
    expect(reads).toBe(2);
  });
});
