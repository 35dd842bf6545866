import type { Row } from '@ledgerdesk/kernel';
import type { ReadStore } from '@ledgerdesk/read-store';
import { expectIndexed, type PlannedStore, PLANNED_STORES } from '../../test/support/query-plans.js';
import { ownLiveRequests, type OwnChatRow } from './definition.js';
import { LIVE_PHASES, ownCallbacks, ownChats } from './queries.js';

const REQUESTS = 5_000;
const REQUESTERS = 40;

const rowAt = (n: number): OwnChatRow => ({
  channel: 'chat',
  requestId: `chat-${n}`,
  teamId: `team-${n % 8}`,
  requesterId: `member-${n % REQUESTERS}`,
  phase: n % 50 === 0 ? 'open' : 'past',
  status: n % 50 === 0 ? 'waiting' : 'ended',
  product: 'dropbox',
  issueType: 'sync_upload',
  servedLanguage: 'en',
  terms: 'premium',
  timeZone: null,
  requestedAt: new Date(Date.UTC(2026, 10, 27) + n * 1_000).toISOString(),
  retryAt: null,
  ticketId: null,
  endsAt: null,
  agentId: null,
});

const rows = new Map<string, Row>(
  Array.from({ length: REQUESTS }, (_, n) => {
    const row = rowAt(n);
    // Every third one is a callback, in the columns that the queries use.
    return n % 3 === 0 ? [`callback-${n}`, { ...row, channel: 'callback' }] : [`chat-${n}`, row];
  }),
);
const requester = { teamId: 'team-3', requesterId: 'member-3' };

describe.each(PLANNED_STORES)('the own chats and callbacks on %s', (name, open) => {
  let planned: PlannedStore;
  beforeAll(async () => {
    planned = await open(ownLiveRequests, rows);
  }, 60_000);
  afterAll(() => planned.close());

  const expectIndexedReads = async (run: (reader: ReadStore) => Promise<unknown>): Promise<void> =>
    expectIndexed(await planned.plans(run), name);

  it.each([
    ['chats', ownChats],
    ['callbacks', ownCallbacks],
  ] as const)('V4 reads a page of %s of one requester in order, in each phase and further pages', async (_, list) => {
    for (const phase of [undefined, ...LIVE_PHASES]) {
      await expectIndexedReads((reader) => list(reader, requester, { phase, limit: 20 }));
      const first = await list(planned.store, requester, { phase, limit: 1 });
      if ('next' in first) await expectIndexedReads((reader) => list(reader, requester, { phase, cursor: first.next }));
    }
  });
});
