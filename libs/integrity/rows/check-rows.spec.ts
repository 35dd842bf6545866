import { decode, type EventToAppend } from '@ledgerdesk/event-store';
import type { DomainEvent, Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { checkLog } from '../check-log.js';
import { Findings } from '../findings.js';
import type { LogCheck } from '../log-check.js';
import { beginRows } from './check-rows.js';
import { WHOLE } from './row-sample.js';

const AT = '2026-11-27T07:30:00.000Z';
const EVENTS = 6;

/** Counts the events of each stream: an event that is applied twice shows. */
const counts: Projection = {
  name: 'counts',
  version: 1,
  handles: ['TicketReopened'],
  table: { columns: {}, indexes: [] },
  keysOf: ({ stream }: RecordedEvent<DomainEvent>) => [stream],
  evolve: (_, row: Row | undefined) => ({ count: Number(row?.['count'] ?? 0) + 1 }),
};

const eventAt = (index: number): EventToAppend => ({
  id: `00000000-0000-8000-8000-00000000000${index}`,
  type: 'TicketReopened',
  version: 1,
  occurredAt: AT,
  recordedAt: AT,
  data: '{}',
  metadata: '{}',
});

/** The stored rows of a read model that has followed the log to its end. */
const viewOf = (count: number): Pick<ReadStoreView, 'images' | 'serving' | 'checkpoint'> => {
  const checkpoint = { position: String(EVENTS), logId: 'memory', eventId: eventAt(EVENTS - 1).id, epoch: 0 };
  const row = { key: 'ticket-1', columns: {}, body: JSON.stringify({ count }) };
  return {
    serving: async () => 1,
    checkpoint: async () => checkpoint,
    images: async (_, selection) => ({
      checkpoint,
      rows: 'keys' in selection || selection.after === undefined ? [row] : [],
    }),
  };
};

/** A check that cannot go on at an event, like one that may not read a file. */
const failsAt = (position: string): LogCheck => ({
  check: ({ stored }) => {
    if (stored.position === position) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
  },
});

describe('the check of rows beside that of events', () => {
  let log: MemoryEventStore;
  beforeEach(async () => {
    log = new MemoryEventStore();
    for (let index = 0; index < EVENTS; index += 1) await log.append('ticket-1', 'any', [eventAt(index)]);
  });

  /** Checks the events, with a check that fails before or after the feed, and then the rows. */
  const codesOf = async (checksOf: (feed: LogCheck) => readonly LogCheck[], count = EVENTS) => {
    const found = new Findings();
    const { report } = found;
    const rows = { log, decode, view: viewOf(count), projections: [counts], sample: WHOLE, report, logId: log.logId };
    const run = await beginRows(rows);
    const failure: unknown = await checkLog({ log, checks: checksOf(run.feed), report, pageSize: 2 }).catch(
      (error: unknown) => error,
    );
    await run.compare();
    return { failure, codes: found.all.map(({ code }) => code) };
  };

  it('takes each event once if all have been read', async () => {
    expect(await codesOf((feed) => [feed])).toEqual({ failure: true, codes: [] });
    expect((await codesOf((feed) => [feed], EVENTS + 1)).codes).toEqual(['row-differs']);
  });

  it.each(['1', '2', '3', '4', '5', '6'])(
    'takes each event once if the check of events breaks off at event %s, before or after the rows have it',
    async (position) => {
      const broken = { failure: expect.objectContaining({ code: 'EACCES' }) as unknown, codes: [] };
      expect(await codesOf((feed) => [failsAt(position), feed])).toEqual(broken);
      expect(await codesOf((feed) => [feed, failsAt(position)])).toEqual(broken);
      expect((await codesOf((feed) => [feed, failsAt(position)], EVENTS - 1)).codes).toEqual(['row-differs']);
    },
  );
});
