import { AddOnCommandMessage, TicketCommandMessage } from '@ledgerdesk/application';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { instantOf, millisOf, type Instant } from '@ledgerdesk/kernel';
import { timers } from '@ledgerdesk/projections';
import { Scheduler, TIMER_POLICY } from '@ledgerdesk/runtime';
import {
  accepted,
  anApplication,
  type Application,
  envelope,
  START,
  withAcme,
} from '../../../test/support/application.js';
import { ManualTime } from '../../../test/support/manual-time.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { DueTable } from '../../../test/support/runtime/due-table.js';
import { type DueTimer, fireTimer } from './timers.js';

const TICKETS = 100;
/** Well after all due times. */
const LATER = '2026-11-28T00:00:00.000Z';

/** The log of a process that is killed: later appends are not acknowledged, and half of them are recorded. */
const killedAfter = (store: MemoryEventStore, answered: number): EventStore => {
  let appends = 0;
  const append: EventStore['append'] = async (...args) => {
    appends += 1;
    if (appends <= answered) return store.append(...args);
    if (appends % 2 === 0) await store.append(...args);
    return new Promise(() => undefined);
  };
  return Object.assign(Object.create(store) as MemoryEventStore, { append });
};

/** Opens a ticket each second. Returns the due time of each, by ticket ID. */
const openTickets = async (app: Application): Promise<ReadonlyMap<string, Instant>> => {
  const request = { id: 'q', product: 'dropbox', edition: 'essentials' as const, at: app.clock.now() };
  const quote = accepted(await app.quotes.quote('acme', 'sales', request));
  await app.done(new AddOnCommandMessage(envelope(), 'acme', 'dropbox', 'sales', { type: 'PurchaseAddOn', quote }));
  const dueTimes = new Map<string, Instant>();
  for (let n = 0; n < TICKETS; n += 1) {
    const ticketId = `t-${n}`;
    app.clock.moveTo(instantOf(millisOf(START) + n * 1_000));
    const { state } = await app.done(
      new TicketCommandMessage(envelope(), ticketId, {
        type: 'OpenTicket',
        ticketId,
        teamId: 'acme',
        requesterId: 'aiko',
        product: 'dropbox',
        issueType: 'sync_upload',
        subject: 'Sync',
        body: 'Nothing syncs.',
        language: 'en',
      }),
    );
    dueTimes.set(ticketId, state?.clock?.dueAt ?? '');
  }
  return dueTimes;
};

/** The breach timers of a log, as rows of the projection. */
const breachTimersOf = (store: MemoryEventStore): readonly DueTimer[] => {
  const rows = new Map<string, DueTimer['timer']>();
  for (const event of store.log.map(decode))
    for (const key of timers.keysOf(event)) {
      const row = timers.evolve(key, rows.get(key), event);
      if (row && row.at !== null && row.kind === 'response-breach') rows.set(key, row as DueTimer['timer']);
      else rows.delete(key);
    }
  return [...rows].map(([key, timer]) => ({ key, dueAt: timer.at, timer }));
};

/** Fires timers that stay listed, as if their projection had stopped. */
const fire = async (app: Application, rows: readonly DueTimer[]): Promise<() => Promise<void>> => {
  app.clock.moveTo(LATER);
  const time = new ManualTime(LATER);
  const table = new DueTable<DueTimer>();
  table.rows = [...rows];
  const scheduler = new Scheduler<DueTimer>({
    source: table,
    fire: fireTimer(app.bus, 'test'),
    policy: TIMER_POLICY,
    clock: time,
    timers: time,
    concurrency: 32,
    pageSize: 10,
  });
  scheduler.start();
  for (let turn = 0; turn < TICKETS; turn += 1) {
    await time.advance(0);
    scheduler.notify();
  }
  return () => scheduler.stop();
};

describe('deadlines that come due at once', () => {
  it('R5 are each recorded once with their due times, though the process is killed meanwhile', async () => {
    const store = new MemoryEventStore();
    const before = await withAcme(await anApplication({ store }));
    const dueTimes = await openTickets(before);
    await before.close();
    const rows = breachTimersOf(store);
    expect(rows).toHaveLength(TICKETS);
    const breaches = () => store.log.map(decode).filter(({ type }) => type === 'ResponseTargetBreached');

    const killed = await anApplication({ store, connection: killedAfter(store, 20) });
    await fire(killed, rows);
    expect(breaches().length).toBeGreaterThan(20);
    expect(breaches().length).toBeLessThan(TICKETS);

    const restarted = await anApplication({ store });
    const stop = await fire(restarted, rows);
    await stop();
    const recorded = breaches().map(({ data }) => data as { readonly ticketId: string; readonly dueAt: Instant });
    expect(recorded).toHaveLength(TICKETS);
    expect(new Map(recorded.map(({ ticketId, dueAt }) => [ticketId, dueAt]))).toEqual(dueTimes);
    await restarted.close();
    await killed.close();
  });
});
