import { EngineEventStore, type EventToAppend } from '@ledgerdesk/event-store';
import { eventAt } from '../../test/support/event-store/event-at.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { openingSteps } from './opening-steps.js';
import { settingsFrom } from './settings.js';

const start = {
  settings: settingsFrom({ QUOTE_KEY: `${'A'.repeat(43)}=` }),
  policies: timelineOf(policies),
  origin: {},
  now: '2026-11-27T07:30:00.000Z',
};

const eventNumbered = (n: number): EventToAppend => ({
  ...eventAt(n, 'TeamRegistered'),
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
});

const openedWith = (log: MemoryEventStore, keyStoreId: string | undefined): EngineEventStore => {
  const store = new EngineEventStore(log);
  store.openWith(...openingSteps(start, keyStoreId));
  return store;
};

const typesIn = async (log: MemoryEventStore) => (await log.readAll()).events.map(({ type }) => type);

describe('what a process records before its first event', () => {
  it('is its key store, then its start', async () => {
    const log = new MemoryEventStore();
    await openedWith(log, 'one').append('team-1', 'no-stream', [eventNumbered(1)]);
    expect(await typesIn(log)).toEqual(['KeyStoreUsed', 'EngineStarted', 'TeamRegistered']);
    await openedWith(log, undefined).append('team-2', 'no-stream', [eventNumbered(2)]);
    expect((await typesIn(log)).slice(3)).toEqual(['EngineStarted', 'TeamRegistered']);
  });

  it('is nothing for the second of two processes with different key stores on a new log', async () => {
    const log = new MemoryEventStore();
    const [first, second] = [openedWith(log, 'one'), openedWith(log, 'other')];
    await first.append('team-1', 'no-stream', [eventNumbered(1)]);
    for (const attempt of [2, 3])
      await expect(second.append('team-2', 'no-stream', [eventNumbered(attempt)])).rejects.toMatchObject({
        code: 'key-store-differs',
      });
    expect(await typesIn(log)).toEqual(['KeyStoreUsed', 'EngineStarted', 'TeamRegistered']);
  });
});
